/** Mentions: what models answer without offsets, as lists of strings with their types or as JSON in their own words. */
import type { Prediction } from "../../corpus/document.ts";
import { type Flaw, flawsIn } from "../../corpus/flaw.ts";
import type { AnswerFault, Mention, PredictedSpan, WholeNumber } from "../../corpus/span.ts";
import {
  answersSeveral,
  mentionsBlank,
  mentionsExpected,
  mentionsNumbered,
  mentionsOfNumbers,
  mentionsUnread,
  mentionsUntyped,
} from "../../messages/json-formats.ts";
import { fieldValue } from "../../messages/values.ts";
import { inFile, type Words } from "../../messages/words.ts";
import type { PredictionFormat, ReadContext } from "../format.ts";
import { MentionLists } from "../lists.ts";
import { placeIn } from "../places.ts";
import { type Complain, type Fields, isObject, names, type Path, readSpan } from "../record.ts";
import { answerIn, beginningOf, isPlaceholder, isSchema, saysNone } from "./answer.ts";
import { embeddedIn } from "./embedded.ts";
import { type Entry, entriesOf, idOf, numbered, type ObjectEntry } from "./entries.ts";
import { ForeignRecords } from "./foreign.ts";
import { contentOf, type MentionFault, readItem, readNamed, shapeOfNamed, UNTYPED } from "./named.ts";
import { present, textIn } from "./place.ts";
import { shapedAs } from "./shape.ts";

/**
 * Predictions: records `{"id", "entities": [{"text", "type"}]}`, with `["Kabul", "LOC"]` or `{"LOC": ["Kabul"]}` in place
 * of the list, or with the words of a model, `{"id", "output": "…"}`. Items with offsets are spans as they stand.
 */
export const mentions: PredictionFormat = {
  name: "mentions",
  endings: [],
  looksLike: shapedAs("mentions"),
  predictions: { read },
};

async function* read(chunks: AsyncIterable<string>, context: ReadContext): AsyncIterable<readonly Prediction[]> {
  const reader = new Reader(context);
  for await (const entries of entriesOf(chunks, context)) {
    const [first] = entries;
    if (first?.listed && shapeOfNamed(first.value) === "mention" && contentOf(first.value) === undefined)
      yield [reader.readFlat(entries)];
    else yield entries.flatMap((entry) => present(reader.read(entry)));
  }
  reader.finish();
}

class Reader {
  private readonly context: ReadContext;
  private readonly faults = new Map<MentionFault, { count: number; example: string }>();
  private readonly lists = new MentionLists("pred");
  private readonly foreign = new ForeignRecords("mentions");
  private several = 0;

  constructor(context: ReadContext) {
    this.context = context;
  }

  read(entry: Entry): Prediction | undefined {
    const { value, number, origin, complain } = entry;
    if (Array.isArray(value)) return { id: numbered(number, this.context), origin, ...this.list(value, [], complain) };
    if (isObject(value) && this.foreign.has(value, origin)) return undefined;
    const name = contentOf(value, origin, this.lists);
    const content = name === undefined && isObject(value) ? byTypeIn(value) : undefined;
    if (!isObject(value) || (name === undefined && content === undefined)) {
      complain([], mentionsExpected(value, isObject(value)));
      return undefined;
    }
    const { text } = value;
    const seen = text === undefined || text === null ? undefined : textIn(text, ["text"], complain);
    const id = idOf(entry as ObjectEntry, this.context);
    const what = this.content(content ?? value[name!], name === undefined ? [] : [name], complain);
    return { id, origin, ...what, ...(seen === undefined ? {} : { text: seen }) };
  }

  /** One list of mentions, of one document. */
  readFlat(entries: readonly Entry[]): Prediction {
    const lists = entries.map(({ value, complain }) => this.list([value], [], complain));
    return {
      ...{ id: numbered(1, this.context), origin: entries[0]!.origin },
      ...{ spans: lists.flatMap(({ spans }) => spans), mentions: lists.flatMap(({ mentions }) => mentions) },
      ...flawsIn(lists.flatMap(({ flaws = [] }) => flaws)),
    };
  }

  finish(): void {
    const { source, warnings, issues } = this.context;
    this.foreign.finish(issues);
    warnings.push(...this.lists.warnings(source));
    for (const [fault, words] of faultWords) {
      const found = this.faults.get(fault);
      if (found) warnings.push(inFile(source, words(found)));
    }
    if (this.several > 0) warnings.push(inFile(source, answersSeveral(this.several)));
  }

  private content(content: unknown, path: Path, complain: Complain) {
    if (typeof content === "string") return this.answer(content);
    if (Array.isArray(content)) return this.list(content, path, complain);
    return { spans: [], mentions: readNamed(content, this.note) };
  }

  /** Items of a list; those with offsets are spans. */
  private list(items: readonly unknown[], path: Path, complain: Complain) {
    const flaws: Flaw[] = [];
    const kept = this.context.keepFlaws ? flaws : undefined;
    const spans: PredictedSpan[] = [];
    const mentions: Mention[] = [];
    for (const [i, item] of items.entries()) {
      if (hasOffsets(item)) spans.push(...present(readSpan(item, [...path, i], complain, kept)));
      else mentions.push(...withNumbers(readItem(item, this.note), item));
    }
    return { spans, mentions, ...flawsIn(flaws) };
  }

  /** The mentions in the words of a model. Offsets in them are not read: models do not count. */
  private answer(said: string): { spans: []; mentions: Mention[]; answer?: AnswerFault; answerBegins?: string } {
    const text = answerIn(said);
    const { values, cut, open } = embeddedIn(text);
    const named = values.filter((value) => !isSchema(value) && shapeOfNamed(value) !== undefined);
    // An example that was to be followed is said again by some models.
    const own = named.filter((value) => !isPlaceholder(readNamed(value, () => undefined)));
    const readable = own.length > 0 ? own : named;
    const [first] = readable;
    if (first === undefined) {
      if (shapeOfNamed(cut) === undefined)
        return saysNone(text)
          ? { spans: [], mentions: [] }
          : { spans: [], mentions: [], answer: "unread", answerBegins: beginningOf(text || said) };
      return { spans: [], mentions: readNamed(cut, this.note), answer: "truncated" };
    }
    const fault =
      cut !== undefined || (open && shapeOfNamed(first) === "mention") ? { answer: "truncated" as const } : {};
    const singles = readable.filter((value) => shapeOfNamed(value) === "mention");
    // Mentions one after the other, as on lines of their own, are one list.
    const chosen = shapeOfNamed(first) === "mention" ? singles : [first];
    if (readable.some((value) => !chosen.includes(value) && JSON.stringify(value) !== JSON.stringify(first)))
      this.several++;
    return { spans: [], mentions: chosen.flatMap((value) => readNamed(value, this.note)), ...fault };
  }

  private readonly note = (fault: MentionFault, example: unknown): void => {
    const known = this.faults.get(fault);
    if (known) known.count++;
    else this.faults.set(fault, { count: 1, example: shortJson(example) });
  };
}

/** The words for each fault, in this order. */
const faultWords: readonly (readonly [MentionFault, (found: { count: number; example: string }) => Words])[] = [
  ["unread", mentionsUnread],
  ["blank", mentionsBlank],
  ["number", mentionsOfNumbers],
  ["untyped", (found) => mentionsUntyped({ ...found, type: UNTYPED })],
  ["numbered", mentionsNumbered],
];

/** The fields of a record that has its lists by type beside its id; undefined where it has none, or others. */
function byTypeIn(record: Fields): Fields | undefined {
  const own: readonly string[] = [...names.id, "text", "meta"];
  const types = Object.fromEntries(Object.entries(record).filter(([name]) => !own.includes(name)));
  const lists = Object.values(types);
  const fits = lists.length > 0 && lists.every(Array.isArray) && shapeOfNamed(types) === "mentions";
  return fits ? types : undefined;
}

/** Whether an item says where it stands, in the ways that records do. */
function hasOffsets(item: unknown): boolean {
  if (Array.isArray(item)) return typeof item[0] === "number" && typeof item[1] === "number";
  if (!isObject(item)) return false;
  const given = (accepted: readonly string[]) => accepted.some((name) => typeof item[name] === "number");
  return Array.isArray(item.fragments) || placeIn(item) !== undefined || (given(names.start) && given(names.end));
}

/** A mention with the numbers of its item; several of one item share none. */
function withNumbers(mentions: Mention[], item: unknown): Mention[] {
  const [mention] = mentions;
  const numbers = mentions.length === 1 ? integersIn(item) : [];
  return mention && numbers.length > 1 ? [{ ...mention, numbers }] : mentions;
}

function shortJson(value: unknown): string {
  let text: string;
  try {
    text = JSON.stringify(value) ?? String(value);
  } catch {
    // What nests too deep to be written.
    return fieldValue(value);
  }
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** How many numbers of an item are kept. */
const KEPT = 8;

/** The whole numbers from 0 on in the fields of an item and in lists and objects in them, by their names. */
export function integersIn(item: unknown): readonly WholeNumber[] {
  if (!isObject(item)) return [];
  const found: WholeNumber[] = [];
  for (const [field, value] of Object.entries(item)) {
    if (scores.has(field)) continue;
    if (typeof value === "object" && value !== null)
      for (const [inner, one] of Object.entries(value as Fields)) take(`${field}.${inner}`, one, found);
    else take(field, value, found);
  }
  return found;
}

const scores: ReadonlySet<string> = new Set(names.score);

function take(field: string, value: unknown, found: WholeNumber[]): void {
  if (found.length < KEPT && Number.isSafeInteger(value) && (value as number) >= 0)
    found.push({ field, value: value as number });
}
