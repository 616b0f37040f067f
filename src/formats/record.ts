/** Records: reads one line of JSON as a document's id, text and spans, under any of the names people use for them. */
import type { Origin } from "../corpus/document.ts";
import { type Flaw, type FlawKind, type FlawMark, flawsIn } from "../corpus/flaw.ts";
import { type Extent, furthestEnd } from "../corpus/fragments.ts";
import type { IssueLog } from "../corpus/issue.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import {
  entitiesNotAList,
  fieldNotANumber,
  fieldNotAString,
  fieldNotAType,
  fieldNotWhole,
  fragmentsEmpty,
  idNotAString,
  jsonlSyntax,
  noEntities,
  recordExpectedOnLine,
  spanExpected,
  spanNoOffset,
  spanNoType,
  spanTupleExpected,
  surfaceNotAString,
  tokenMisplaced,
} from "../messages/records.ts";
import type { Words } from "../messages/words.ts";
import { type Annotated, readAnnotated, readExtents } from "./extents.ts";
import { endNames, placeIn, startNames } from "./places.ts";

/** The names under which a field is accepted; the first is ours. */
export const names = {
  id: ["id", "doc_id", "docid", "document_id", "docId", "_id"],
  text: ["text"],
  spans: ["entities", "spans", "ents", "mentions", "predictions", "annotations"],
  start: startNames,
  end: endNames,
  type: ["type", "label", "entity_group", "entity_type", "entity", "tag", "Type", "Label", "category", "entityType"],
  score: ["score", "confidence", "probability", "prob", "Score", "confidenceScore", "confidence_score"],
  surface: ["text", "surface", "mention", "Text"],
} as const;

/** What a line held. `id` and `text` are undefined where it had none, and null where it had one that was reported. */
export interface LineRecord extends Annotated {
  readonly id: string | null | undefined;
  readonly text: string | null | undefined;
  readonly spans: readonly PredictedSpan[];
  readonly origin: Origin;
  /** Token boundaries, `[start, end]` each, where the record has them. */
  readonly tokens?: readonly Extent[];
  /** Its tokens where they are words, and not places. */
  readonly words?: readonly string[];
  /** A tag per token. */
  readonly tags?: readonly string[];
  readonly flaws?: readonly Flaw[];
  /** Where tokens with `start` and `end` are, in the unit of the spans. */
  readonly tokenPlaces?: readonly Extent[];
}

/** A JSON object. */
export type Fields = { readonly [name: string]: unknown };
export type Path = readonly (string | number)[];
/** Chooses the field with the mentions; undefined where a record has none, null where that has been reported. */
export type ChooseList = (record: Fields, origin: Origin) => string | undefined | null;
/** Notes a problem at a path of the record; `flaw` where it is a span that cannot be right. */
export type Complain = (path: Path, words: Words, flaw?: FlawMark) => void;

/** How a record is read. */
export interface RecordOptions {
  /** Names the list of mentions. The first by default. */
  readonly choose?: ChooseList;
  /** Whether spans whose offsets are none are kept as flaws. `false`. */
  readonly keepFlaws?: boolean | undefined;
}

/**
 * The record of a line, or undefined where the line is blank or holds none; what is wrong with it goes into `issues`.
 * Offsets are taken as they stand: whether they fit a text is not known here.
 */
export function readRecord(
  line: string,
  origin: Origin,
  issues: IssueLog,
  { choose = firstList, keepFlaws = false }: RecordOptions = {},
): LineRecord | undefined {
  // Most lines begin with their record; an error that is thrown takes long, and thousands of lines may be empty.
  if (line[0] !== "{" && line.trim() === "") return undefined;
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch (error) {
    issues.add({ ...jsonlSyntax((error as SyntaxError).message), excerpt: line }, origin);
    return undefined;
  }
  const complain: Complain = (path, words, flaw) =>
    issues.add({ ...words, path, excerpt: line, ...(flaw && flaw !== "same" && { flaw }) }, origin);
  const flaws: Flaw[] | undefined = keepFlaws ? [] : undefined;
  if (!isObject(given)) {
    complain([], recordExpectedOnLine(given));
    return undefined;
  }
  const value = unpackLists(given, names.spans);
  const record = {
    id: readId(value, complain),
    text: readText(value, complain),
    spans: readSpans(value, choose(value, origin), complain, flaws),
    origin,
    ...(flaws && flawsIn(flaws)),
  };
  const tokens = readTokens(value, complain);
  if (value.annotated === undefined && value.unannotated === undefined && !tokens) return record;
  return { ...record, ...readAnnotated(value, complain), ...tokens };
}

/** Tokens as convert writes them, words, or places as spaCy writes them. Other things under that name are passed over. */
function readTokens(
  { text, tokens, tags }: Fields,
  complain: Complain,
): Pick<LineRecord, "tokens" | "tags" | "tokenPlaces" | "words"> | undefined {
  if (!Array.isArray(tokens)) return undefined;
  if (tokens.length > 0 && tokens.every((token) => typeof token === "string")) return { words: tokens };
  const places = tokens.length > 0 ? placesOf(tokens) : undefined;
  if (places) return { tokenPlaces: places };
  const extents = readExtents(tokens, ["tokens"], () => undefined);
  if (extents === undefined) return undefined;
  const length = typeof text === "string" ? text.length : Infinity;
  const wrong = extents.findIndex(
    ({ start, end }, i) => start < (extents[i - 1]?.end ?? 0) || end <= start || end > length,
  );
  if (wrong >= 0) {
    complain(["tokens", wrong], tokenMisplaced());
    return undefined;
  }
  const fit = Array.isArray(tags) && tags.length === extents.length && tags.every((tag) => typeof tag === "string");
  return { tokens: extents, ...(fit ? { tags: tags as string[] } : {}) };
}

/** Where tokens with `start` and `end` are, as spaCy writes them; undefined where some are none. */
function placesOf(tokens: readonly unknown[]): Extent[] | undefined {
  const places: Extent[] = [];
  for (const token of tokens) {
    if (!isObject(token) || !Number.isSafeInteger(token.start) || !Number.isSafeInteger(token.end)) return undefined;
    places.push({ start: token.start as number, end: token.end as number });
  }
  return places;
}

/** The id of a record: undefined where it has none, null where it has one that was reported. */
export function readId(record: Fields, complain: Complain): string | null | undefined {
  const name = nameIn(record, names.id);
  const id = name === undefined ? undefined : record[name];
  if (typeof id === "string" || id === undefined) return id;
  if (Number.isSafeInteger(id)) return String(id);
  complain([name!], idNotAString(name!, id));
  return null;
}

function firstList(record: Fields): string | undefined {
  return nameIn(record, names.spans);
}

function readText(record: Fields, complain: Complain): string | null | undefined {
  const { text } = record;
  if (typeof text === "string" || text === undefined || text === null) return text ?? undefined;
  complain(["text"], fieldNotAString("text", text));
  return null;
}

function readSpans(
  record: Fields,
  name: string | undefined | null,
  complain: Complain,
  flaws: Flaw[] | undefined,
): PredictedSpan[] {
  const spans: PredictedSpan[] = [];
  if (name === null) return spans;
  const list = name === undefined ? undefined : record[name];
  if (name === undefined && record.annotated === false) return spans;
  if (!Array.isArray(list)) {
    if (name === undefined) complain([], noEntities());
    else complain([name], entitiesNotAList(name, list));
    return spans;
  }
  for (let i = 0; i < list.length; i++) {
    const span = asSpan(list[i]) ?? readSpan(list[i], [name!, i], complain, flaws);
    if (span) spans.push(span);
  }
  return spans;
}

/** A value that is a span already, as most are: our names with what they should hold, and nothing else. */
function asSpan(value: unknown): PredictedSpan | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { start, end, type } = value as Fields;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end)) return undefined;
  if (typeof type !== "string" || type === "") return undefined;
  let fields = 0;
  for (const _ in value) fields++;
  return fields === 3 ? (value as PredictedSpan) : undefined;
}

/**
 * One span; undefined where it is none, which is reported. Offsets are taken as they stand. Where all that is wrong is its
 * offsets, it is one of the `flaws`, where such are kept.
 */
export function readSpan(
  value: unknown,
  path: Path,
  complain: Complain,
  flaws?: Flaw[] | undefined,
): PredictedSpan | undefined {
  if (flaws) return readFlawed(value, path, complain, flaws);
  if (Array.isArray(value)) return readTuple(value, path, complain);
  if (!isObject(value)) {
    complain(path, spanExpected(value));
    return undefined;
  }
  const { fragments } = value;
  if (fragments !== undefined && fragments !== null) return readBroken(value, fragments, path, complain);
  const place = placeIn(value);
  if (place) return readRest(value, place.start, place.end, undefined, path, complain);
  const start = readOffset(value, names.start, path, complain);
  const again: Complain = (at, words) => complain(at, words, "same");
  const end = readOffset(value, names.end, path, start === undefined ? again : complain);
  return readRest(value, start, end, undefined, path, complain);
}

/** The same where flaws are kept: what is wrong with the offsets alone is no problem of the record. */
function readFlawed(value: unknown, path: Path, complain: Complain, flaws: Flaw[]): PredictedSpan | undefined {
  const found: { readonly kind: FlawKind; readonly words: Words }[] = [];
  let problems = 0;
  const span = readSpan(value, path, (at, words, flaw) => {
    if (flaw === "same") return;
    if (flaw) found.push({ kind: flaw, words });
    else {
      problems++;
      complain(at, words);
    }
  });
  const [first] = found;
  if (first === undefined || problems > 0) return span;
  const fields = Array.isArray(value) ? { type: value[2] as unknown, score: value[3] as unknown } : (value as Fields);
  const rest = readRest(fields, 0, 1, undefined, path, complain);
  if (rest === undefined) return undefined;
  const said = fields[nameIn(fields, names.start) ?? "start"];
  const near = typeof said === "number" && said >= 0 ? Math.floor(said) : undefined;
  const { kind, words } = first;
  const issue = { ...words, path };
  flaws.push({ kind, type: rest.type, score: rest.score, surface: rest.surface, near, issue });
  return undefined;
}

/** A span with fragments. `start` and `end` may be left out; where they stand, alignment holds them against the fragments. */
function readBroken(value: Fields, fragments: unknown, path: Path, complain: Complain): PredictedSpan | undefined {
  // In order, so that the order in the file makes no difference to anybody.
  const refuse: Complain = (at, words) => complain(at, words, "fragments");
  const extents = readExtents(fragments, [...path, "fragments"], refuse)?.toSorted((a, b) => a.start - b.start);
  if (extents?.length === 0) refuse([...path, "fragments"], fragmentsEmpty());
  if (extents === undefined || extents.length === 0) return undefined;
  const given = (accepted: readonly string[], otherwise: number) =>
    nameIn(value, accepted) === undefined ? otherwise : readOffset(value, accepted, path, complain);
  const start = given(names.start, extents[0]!.start);
  const end = given(names.end, furthestEnd(extents));
  return readRest(value, start, end, extents, path, complain);
}

function readRest(
  value: Fields,
  start: number | undefined,
  end: number | undefined,
  fragments: readonly Extent[] | undefined,
  path: Path,
  complain: Complain,
): PredictedSpan | undefined {
  const type = readType(value, path, complain);
  const score = readScore(value, path, complain);
  const surface = value[nameIn(value, names.surface) ?? "text"];
  if (surface !== undefined && surface !== null && typeof surface !== "string") {
    complain([...path, nameIn(value, names.surface)!], surfaceNotAString(surface));
  }
  if (start === undefined || end === undefined || type === undefined) return undefined;
  // One shape for the spans that carry nothing else, the most frequent ones: it keeps them small and fast.
  if (score === undefined && typeof surface !== "string" && fragments === undefined) return { start, end, type };
  return {
    start,
    end,
    type,
    ...(fragments === undefined ? {} : { fragments }),
    ...(score === undefined ? {} : { score }),
    ...(typeof surface === "string" ? { surface } : {}),
  };
}

/** `[start, end, type]` or `[start, end, type, score]`, as spaCy and doccano write spans. */
function readTuple(tuple: readonly unknown[], path: Path, complain: Complain): PredictedSpan | undefined {
  const [start, end, type, score] = tuple;
  if (tuple.length < 3 || tuple.length > 4) {
    complain(path, spanTupleExpected(tuple.length));
    return undefined;
  }
  const fields = { start, end, type, ...(score === undefined ? {} : { score }) };
  const places = Object.keys(fields);
  return readSpan(fields, path, (field, words, flaw) =>
    complain([...path, places.indexOf(String(field.at(-1)))], words, flaw),
  );
}

function readOffset(span: Fields, accepted: readonly string[], path: Path, complain: Complain): number | undefined {
  const name = nameIn(span, accepted);
  const offset = name === undefined ? undefined : span[name];
  if (typeof offset === "number" && Number.isSafeInteger(offset)) return offset;
  const named = nameIn(span, names.surface) !== undefined;
  if (name === undefined) complain(path, spanNoOffset(accepted[0]!, named), "offsets");
  else complain([...path, name], fieldNotWhole(name, offset), "offsets");
  return undefined;
}

function readType(span: Fields, path: Path, complain: Complain): string | undefined {
  const name = nameIn(span, names.type);
  const type = name === undefined ? undefined : span[name];
  if (typeof type === "string" && type !== "") return type;
  if (name === undefined) complain(path, spanNoType());
  else complain([...path, name], fieldNotAType(name, type));
  return undefined;
}

function readScore(span: Fields, path: Path, complain: Complain): number | undefined {
  const name = nameIn(span, names.score);
  const score = name === undefined ? undefined : span[name];
  if (Number.isFinite(score) || score === undefined || score === null)
    return (score as number | null | undefined) ?? undefined;
  complain([...path, name!], fieldNotANumber(name!, score));
  return undefined;
}

/** The first of the accepted names that the record has. */
function nameIn(record: Fields, accepted: readonly string[]): string | undefined {
  for (const name of accepted) if (Object.hasOwn(record, name)) return name;
  return undefined;
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The record with the lists and objects that stand as JSON in strings under these names; itself where none do. */
export function unpackLists<R extends { readonly [name: string]: unknown }>(record: R, names: readonly string[]): R {
  let whole: R = record;
  for (const name of names) {
    const value = record[name];
    if (typeof value !== "string") continue;
    const list = listIn(value);
    if (list !== undefined) whole = { ...whole, [name]: list };
  }
  return whole;
}

/** The list or object that a string is, from its first to its last character but for blanks. */
function listIn(text: string): unknown {
  const packed = text.trim();
  if (!((packed.startsWith("[") && packed.endsWith("]")) || (packed.startsWith("{") && packed.endsWith("}"))))
    return undefined;
  try {
    return JSON.parse(packed) as unknown;
  } catch {
    return undefined;
  }
}
