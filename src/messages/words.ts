/** Words that every message needs: counts with their nouns, lists, and the verb that goes with a number. */
import type { Code } from "./codes.ts";

/** A message of the catalogue, before it has a place: what is wrong and what was expected, and what to do about it. */
export interface Words {
  readonly code: Code;
  /** One sentence without a full stop. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string | undefined;
}

/** A count with thousands set apart: `1,042`. */
export function grouped(count: number): string {
  const digits = String(count);
  if (!/^\d+$/.test(digits)) return digits;
  const first = digits.length % 3 || 3;
  const rest = digits.slice(first).match(/\d{3}/g) ?? [];
  return [digits.slice(0, first), ...rest].join(",");
}

/** A count and its noun: `1 document`, `216 documents`, `2 entries`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

/** A count and its noun behind a pointing word: `this document`, `these 216 documents`. */
export function these(count: number, noun: string): string {
  return count === 1 ? `this ${noun}` : `these ${counted(count, noun)}`;
}

/** The word for one, or the word for several: `is` or `are`, `has` or `have`, `it` or `them`. */
export function byCount<One extends string, Many extends string>(count: number, one: One, many: Many): One | Many {
  return count === 1 ? one : many;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The first `most` items, and how many more there are: `a, b and 3 more`. `all` is how many there are altogether. */
export function firstOf(items: readonly string[], most: number, all = items.length): string {
  const shown = items.slice(0, most);
  return all > shown.length ? `${shown.join(", ")} and ${grouped(all - shown.length)} more` : shown.join(", ");
}

/** How many of all: `3 of 216 spans`. */
export function outOf(count: number, all: number, noun: string): string {
  return `${grouped(count)} of ${counted(all, noun)}`;
}

/** An option by its key, with the value to give it: `` `offsets` ``, `` `offsets: utf8` ``. */
export function option(key: string, value?: string): string {
  return value === undefined ? `\`${key}\`` : `\`${key}: ${value}\``;
}

/** A message about a file, `dev.jsonl: …`, or about this one and others, `dev.jsonl and 3 more: …`. */
export function inFile(source: string, words: Words, files = 1): Words {
  const where = files === 1 ? source : `${source} and ${grouped(files - 1)} more`;
  return { ...words, message: `${where}: ${words.message}` };
}

/** A message about a record, `document "a": …`, or about one of its spans, `document "a", span 3: …`. */
export function inRecord(record: string, message: string, span?: string | number): string {
  return `${record}${span === undefined ? "" : `, span ${span}`}: ${message}`;
}

/** The same message with the record and the field it is about, where no line and column can show them. */
export function atField(words: Words, path: readonly (string | number)[], record?: number): Words {
  const place = [...(record === undefined ? [] : [`record ${record}`]), ...(path.length > 1 ? [path.join(".")] : [])];
  return place.length === 0 ? words : { ...words, message: `${words.message} (${place.join(", ")})` };
}
