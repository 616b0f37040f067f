/** Named mentions: reads strings with their types in any of the shapes in which models give them. */
import type { Origin } from "../../corpus/document.ts";
import type { Mention } from "../../corpus/span.ts";
import { MentionLists } from "../lists.ts";
import { placeIn } from "../places.ts";
import { type Fields, isObject, names } from "../record.ts";
import { answerNames } from "./fields.ts";

/** What in the list is not as it should be; each mention with such a fault is counted, and read as far as it can be. */
export const mentionFaults = ["unread", "blank", "untyped", "numbered", "number"] as const;
export type MentionFault = (typeof mentionFaults)[number];

/** Told of every fault: `unread` is no mention at all and not read; `blank` has no string, and is in no text. `example` is the value. */
export type NoteFault = (fault: MentionFault, example: unknown) => void;

/** The type of mentions that have none; CoNLL tags without a type have the same. */
export const UNTYPED = "_";

/** The names of the string, and then those of its type; a name that is both is the type where another has the string. */
const surfaceNames = [...names.surface, "word", "span", "value", "name", "entity"];
const typeNames = [...names.type, "category", "class"];

/** Lists that stand in an object around them. */
const frameNames = [...names.spans, "named_entities"];

/** How a value reads: as one mention, as several, or not at all. */
export type Shape = "mention" | "mentions" | undefined;

/**
 * The shape of a value: `{"text", "type"}` or `["Kabul", "LOC"]` is a mention; a list of such, `{"LOC": ["Kabul"]}`, and an
 * object around either under a name such as `entities`, are mentions.
 */
export function shapeOfNamed(value: unknown): Shape {
  if (Array.isArray(value)) {
    if (isPair(value)) return "mention";
    return value.every((item) => isItem(item) && shapeOfNamed(item) !== undefined) ? "mentions" : undefined;
  }
  if (!isObject(value)) return undefined;
  if (frameOf(value) !== undefined) return "mentions";
  const surface = nameOf(value, surfaceNames);
  const type = surface !== undefined && isScalar(value[surface]) ? typeOf(value, surface) : undefined;
  if (type !== undefined && isScalar(value[type])) return "mention";
  return Object.values(value).every(isStrings) ? "mentions" : undefined;
}

/** Whether a value can stand in a list of mentions; lists of lists of lists can nest without end, and cannot. */
function isItem(value: unknown): boolean {
  return !Array.isArray(value) || isPair(value);
}

/** The mentions of a list, or of an object of lists by type, in their order. What is none of both is `unread`. */
export function readNamed(value: unknown, note: NoteFault, framed = false): Mention[] {
  if (Array.isArray(value) && !isPair(value)) return value.flatMap((item) => readItem(item, note, framed));
  return readItem(value, note, framed);
}

/** One item of a list: a mention, an object of lists by type, or, unless it stands in such, an object around a list. */
export function readItem(item: unknown, note: NoteFault, framed = false): Mention[] {
  if (Array.isArray(item)) {
    const [surface, type, score] = item as unknown[];
    if (item.length === 2 || (item.length === 3 && typeof score === "number"))
      return mention(surface, type, score, item, note);
  } else if (isObject(item)) {
    const frame = framed ? undefined : frameOf(item);
    if (frame !== undefined) return readNamed(item[frame], note, true);
    const surface = nameOf(item, surfaceNames);
    if (surface !== undefined && isScalar(item[surface])) {
      const type = typeOf(item, surface);
      const score = nameOf(item, names.score);
      return mention(item[surface], type && item[type], score && item[score], item, note);
    }
    if (Object.values(item).every(isStrings)) return readByType(item, note);
  }
  note("unread", item);
  return [];
}

/** Strings by type; a string without a list, too. */
function readByType(value: Fields, note: NoteFault): Mention[] {
  return Object.entries(value).flatMap(([type, strings]) =>
    (Array.isArray(strings) ? (strings as unknown[]) : [strings]).flatMap((string) => {
      if (string === null && !Array.isArray(strings)) return [];
      if (!isObject(string)) return mention(string, type, undefined, string, note);
      const surface = nameOf(string, surfaceNames)!;
      return mention(string[surface], type, undefined, string, note);
    }),
  );
}

function mention(surface: unknown, type: unknown, score: unknown, whole: unknown, note: NoteFault): Mention[] {
  const blank = surface === null || surface === undefined || (typeof surface === "string" && surface.trim() === "");
  if (typeof surface === "number") note("number", whole);
  else if (blank) note("blank", whole);
  else if (typeof surface !== "string") {
    note("unread", whole);
    return [];
  }
  const named = typeof type === "string" && type.trim() !== "";
  if (typeof type === "number") note("numbered", whole);
  else if (!named && type !== undefined && type !== null && typeof type !== "string") {
    note("unread", whole);
    return [];
  } else if (!named) note("untyped", whole);
  const known = named || typeof type === "number" ? String(type) : UNTYPED;
  return [
    {
      surface: blank ? "" : String(surface),
      type: known,
      ...(Number.isFinite(score) ? { score: score as number } : {}),
    },
  ];
}

function isPair(value: readonly unknown[]): boolean {
  return value.length === 2 && value.every((part) => typeof part === "string");
}

/** What can stand under the name of a type: strings, or objects that hold one. */
function isStrings(value: unknown): boolean {
  if (value === null || typeof value === "string") return true;
  return (
    Array.isArray(value) &&
    value.every((item) => isScalar(item) || (isObject(item) && nameOf(item, surfaceNames) !== undefined))
  );
}

function isScalar(value: unknown): boolean {
  return value === null || typeof value === "string" || typeof value === "number";
}

function frameOf(value: Fields): string | undefined {
  return frameNames.find((name) => typeof value[name] === "object" && value[name] !== null);
}

function nameOf(value: Fields, accepted: readonly string[]): string | undefined {
  return accepted.find((name) => Object.hasOwn(value, name));
}

function typeOf(value: Fields, surface: string): string | undefined {
  return typeNames.find((name) => name !== surface && Object.hasOwn(value, name));
}

/** The field of a record that holds its mentions, or the answer in which they are. */
export function contentOf(value: unknown, origin?: Origin, lists = new MentionLists("pred")): string | undefined {
  if (!isObject(value)) return undefined;
  const name = lists.choose(value, origin ?? nowhere);
  if (name !== undefined && value[name] !== null) return name;
  return [...names.spans, ...answerNames].find((other) => value[other] !== undefined && value[other] !== null);
}

/** Where what is only looked at stands. */
const nowhere: Origin = { source: "" };

/** Whether a record, or the first of its items, shows that it names mentions without offsets; undefined where it is empty. */
export function namesMentions(record: Fields): boolean | undefined {
  const name = contentOf(record);
  const content = name === undefined ? undefined : record[name];
  if (typeof content === "string") return !/^(?:accept|reject|ignore)$/.test(content);
  if (!Array.isArray(content)) return content !== undefined && shapeOfNamed(content) === "mentions";
  return content.length === 0 ? undefined : isNamed(content[0]);
}

/** Whether an item names a mention, and has no field for offsets, not even an empty one. */
export function isNamed(item: unknown): boolean {
  const placed =
    isObject(item) && ([...names.start, "fragments"].some((name) => name in item) || placeIn(item) !== undefined);
  return !placed && shapeOfNamed(item) === "mention";
}
