/** Messages of JSON records, one per line or in a list: syntax, missing and wrong fields, spans, and lists that disagree. */

import { cutOff, fieldValue } from "./values.ts";
import { byCount, counted, grouped, listed, option, type Words } from "./words.ts";

/** What the engine says is wrong, without the place, which is shown in the line itself. */
function problemOf(engine: string): string {
  return engine.replace(/(?: in JSON)? at position .*|, (?:\.\.\.)?".*"(?:\.\.\.)? is not valid JSON$/s, "");
}

/** A line that is not JSON; `engine` is the message of the JavaScript engine. */
export function jsonlSyntax(engine: string): Words {
  return {
    code: "jsonl-syntax",
    message: cutOff(`the line is not JSON: ${problemOf(engine)}`, 80),
    hint: "write one complete JSON record on each line",
  };
}

/** A file that is neither JSON nor JSON lines. */
export function jsonSyntax(engine: string): Words {
  return {
    code: "jsonl-syntax",
    message: cutOff(`the file is not JSON: ${problemOf(engine)}`, 80),
    hint: "write one complete JSON list or object, or one JSON record per line",
  };
}

function field(message: string, hint?: string): Words {
  return { code: "jsonl-field", message, hint };
}

function wrong(name: string, value: unknown, expected: string, hint?: string): Words {
  return field(`"${name}" is ${value === undefined ? "missing" : fieldValue(value)}, expected ${expected}`, hint);
}

/** A value where a record must be. */
export function recordExpected(value: unknown): Words {
  return { code: "jsonl-record", message: `expected a record, found ${fieldValue(value)}` };
}

/** A line of JSON that is not a record. */
export function recordExpectedOnLine(value: unknown): Words {
  return {
    ...recordExpected(value),
    hint: Array.isArray(value)
      ? "write each record of the list on a line of its own"
      : 'write {"id": …, "entities": […]}',
  };
}

const NO_MENTIONS = 'write "entities": [] if the record has no mentions';

/** A record without its list of mentions. */
export function noEntities(): Words {
  return {
    code: "jsonl-record",
    message: 'the record has no "entities"',
    hint: NO_MENTIONS,
  };
}

/** A field with the mentions that is not a list. */
export function entitiesNotAList(name: string, value: unknown): Words {
  return wrong(name, value, "an array", NO_MENTIONS);
}

export function fieldNotAList(name: string, value: unknown): Words {
  return wrong(name, value, "an array");
}

export function fieldNotAString(name: string, value: unknown): Words {
  return wrong(name, value, "a string");
}

export function fieldNotANumber(name: string, value: unknown): Words {
  return wrong(name, value, "a number");
}

export function fieldNotWhole(name: string, value: unknown): Words {
  return wrong(name, value, "a whole number");
}

export function fieldNotAType(name: string, value: unknown): Words {
  return wrong(name, value, "an entity type");
}

export function idNotAString(name: string, value: unknown): Words {
  const hint = "write it in quotes: the last digits of a number this large are lost";
  return wrong(name, value, "a string", Number.isInteger(value) ? hint : undefined);
}

export function surfaceNotAString(value: unknown): Words {
  return field(`the surface text is ${fieldValue(value)}, expected a string`);
}

export function annotatedNotBoolean(value: unknown): Words {
  return wrong("annotated", value, "true or false");
}

/** A record without an id. */
export function noId(): Words {
  return field('the record has no "id"');
}

/** A prediction without an id. */
export function predictionNoId(): Words {
  return field('the record has no "id"', 'give every prediction the "id" of its gold document');
}

/** A gold record without a text. */
export function goldNoText(): Words {
  return field('the record has no "text"', `gold records need their text; give predictions as ${option("pred")}`);
}

/** A record whose offsets need a text, which it does not have. */
export function offsetsNoText(name: string): Words {
  return field(`the record has no "${name}"`, "offsets of this format can be read only with the text");
}

/** A value where a span must be. */
export function spanExpected(value: unknown): Words {
  return field(`expected a span, found ${fieldValue(value)}`, 'write {"start": 0, "end": 5, "type": "PER"}');
}

/** A span as an array with too few or too many items. */
export function spanTupleExpected(length: number): Words {
  return field(`expected [start, end, type], found an array of length ${length}`);
}

/** A span without an offset; one with a surface text could be placed by it. */
export function spanNoOffset(name: string, hasSurface: boolean): Words {
  const hint = `${option("predFormat", "mentions")} finds strings without offsets in the text`;
  return field(`the span has no "${name}"`, hasSurface ? hint : undefined);
}

export function spanNoType(): Words {
  return field('the span has no "type"');
}

export function fragmentsEmpty(): Words {
  return field('"fragments" is empty, expected at least one [start, end]');
}

export function extentsNotAList(name: string, value: unknown): Words {
  return wrong(name, value, "an array", extentsExample(name));
}

export function extentExpected(name: string): Words {
  return field("expected [start, end], two whole numbers", extentsExample(name));
}

function extentsExample(name: string): string {
  return `write "${name}": [[0, 3], [8, 12]]`;
}

/** A token that does not follow the one before it within the text. */
export function tokenMisplaced(): Words {
  return field(
    "the token is empty, overlaps the token before it, or ends outside the text",
    "tokens are half-open, in the order of the text",
  );
}

/** A token that overlaps the one before it. */
export function tokenOverlaps(): Words {
  return field("the token overlaps the token before it");
}

/** A span with fragments in a format that has none. */
export function fragmentsForeign(): Words {
  return field(
    'the span has "fragments", which this format does not have',
    `without ${option("goldFormat")} and ${option("predFormat")} the format is detected`,
  );
}

/** A span outside its text, whose length and whose offsets are in the unit that is named. */
export function spanOutside(facts: { start: number; end: number; length: number; unit: string }): Words {
  const { start, end, length, unit } = facts;
  const what = start < 0 ? "begins before its text" : `reaches outside its text, which ends at ${length}`;
  return {
    code: "span-outside",
    message: `the span ${start}–${end} ${what}`,
    hint: `offsets of this format count ${unit}`,
  };
}

/** Records of a named format that have the fields of other formats instead. */
export function recordsForeign(facts: {
  readonly format: string;
  readonly count: number;
  readonly expected: readonly string[];
  readonly found: readonly string[];
  /** The formats that read what was found. */
  readonly readers: readonly string[];
}): Words {
  const { format, count, expected, found, readers } = facts;
  const fields = listed(found.map(quoted));
  const own = expected.map(quoted).join(", ");
  const have = count === 1 ? "a record has" : `${grouped(count)} records have`;
  const way =
    format === "jsonl"
      ? `set ${option("goldFormat")} or ${option("predFormat")}`
      : "or leave out the format to detect it";
  return {
    code: "jsonl-record",
    message: `${have} none of the fields of the format "${format}" (${own}), but ${fields}${count === 1 ? "" : "; the first is shown"}`,
    hint: `formats that read ${fields}: ${readers.join(", ")}; ${way}`,
  };
}

/** Records with several lists of mentions that disagree. */
export interface ListsFacts {
  readonly count: number;
  /** The list that was read, and those that were not. */
  readonly read: string;
  readonly left: readonly string[];
  readonly line: number | undefined;
}

/** Lists with different mentions. */
export function listsDiffer(facts: ListsFacts): Words {
  const { read, left } = facts;
  return contradicting(facts, `different mentions in ${listed([read, ...left].map(quoted))}`, listsRead(facts));
}

/** Lists that are empty where another is not. */
export function listsEmpty(facts: ListsFacts): Words {
  const { read, left } = facts;
  const what = `an empty ${listed(left.map(quoted))} and a filled ${quoted(read)}`;
  return contradicting(facts, what, listsRead(facts));
}

/** The list of one side that is empty in the whole file, while that of the other side is not. */
export function listsEmptyInFile(facts: ListsFacts): Words {
  const { read, left } = facts;
  const what = `an empty ${quoted(read)} and a filled ${listed(left.map(quoted))}`;
  const fate = `${quoted(read)} was read and is empty in the whole file; remove the list that should not be read`;
  return contradicting(facts, what, fate);
}

function listsRead({ read, left }: ListsFacts): string {
  return `${quoted(read)} was read, ${listed(left.map(quoted))} ${byCount(left.length, "was", "were")} not`;
}

function contradicting({ count, line }: ListsFacts, what: string, fate: string): Words {
  const first = line === undefined ? "" : `; the first is on line ${line}`;
  const have = `${counted(count, "record")} ${byCount(count, "has", "have")}`;
  return { code: "lists-contradict", message: `${have} ${what}: ${fate}${first}` };
}

function quoted(name: string): string {
  return JSON.stringify(name);
}

/** A file in another encoding than UTF-8; `encoding` is the one it is probably in. */
export function fileEncoding(encoding: string): Words {
  return {
    code: "file-encoding",
    message: "the file is not valid UTF-8",
    hint: `convert it first, for example: iconv -f ${encoding} -t utf-8`,
  };
}
