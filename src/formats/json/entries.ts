/** Entries: the records of a JSON file, one per line or in one list or object, each with its place. */

import type { Document, Origin } from "../../corpus/document.ts";
import { jsonlSyntax, jsonSyntax, recordExpected } from "../../messages/records.ts";
import { atField } from "../../messages/words.ts";
import type { ReadContext } from "../format.ts";
import { linesOf } from "../lines.ts";
import { type Complain, type Fields, isObject, readId, unpackLists } from "../record.ts";
import { listFields } from "./fields.ts";
import { scan } from "./scan.ts";

/** One record, or what stands in the place of one. */
export interface Entry {
  readonly value: unknown;
  /** Its line in JSONL; else its place in the list, counted from 1. */
  readonly number: number;
  readonly origin: Origin & { readonly line: number };
  readonly complain: Complain;
  /** Whether it is an item of the outermost list of the file. */
  readonly listed?: boolean;
  /** Where the records are a field of an object: that object. */
  readonly frame?: Fields | undefined;
}

/** An entry that is an object. */
export interface ObjectEntry extends Entry {
  readonly value: Fields;
}

/** The field of an object under which its records stand; undefined where it is a record itself. */
function memberOf(value: Fields): string | undefined {
  if (value.text !== undefined) return undefined;
  return ["rows", "data"].find((name) => Array.isArray(value[name]) && isObject(value[name][0]));
}

/**
 * The entries of a file, in order: of JSONL as its lines arrive, a batch per chunk; of a list, or of an object that stands
 * for itself or holds a list of `rows` or `data`, at the end. What is not JSON is reported.
 */
export async function* entriesOf(chunks: AsyncIterable<string>, context: ReadContext): AsyncIterable<readonly Entry[]> {
  let waiting: string[] | undefined = [];
  let number = 0;
  for await (const lines of linesOf(chunks)) {
    if (waiting) {
      waiting = waiting.concat(lines);
      if (!isByLine(waiting)) continue;
    }
    const entries: Entry[] = [];
    for (const line of waiting ?? lines) {
      const entry = entryOf(line, ++number, context);
      if (entry) entries.push(...framed(entry));
    }
    waiting = undefined;
    yield entries;
  }
  if (waiting) yield entriesIn(waiting.join(""), context);
}

/**
 * Whether the lines so far show JSONL: not where the first is the beginning of a list or object that goes on, and not
 * where it is a list that nothing follows.
 */
function isByLine(lines: readonly string[]): boolean {
  const [first, second] = lines.filter((line) => line.trim() !== "").map((line) => line.trim());
  if (first === undefined) return false;
  if (first.startsWith("[")) return second !== undefined && isJson(first);
  if (!first.startsWith("{") || isJson(first)) return true;
  if (scan(first).error !== first.length) return true;
  return second !== undefined && isJson(second) && second.startsWith("{");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A record with its lists as such, where they stand as JSON in strings; else the value itself. */
function unpacked(value: unknown): unknown {
  return isObject(value) ? unpackLists(value, listFields) : value;
}

function entryOf(line: string, number: number, { source, issues }: ReadContext): Entry | undefined {
  if (line.trim() === "") return undefined;
  const origin = { source, line: number };
  const complain: Complain = (path, words, flaw) =>
    issues.add({ ...words, path, excerpt: line, ...(flaw && flaw !== "same" && { flaw }) }, origin);
  try {
    return { value: unpacked(JSON.parse(line)), number, origin, complain };
  } catch (error) {
    complain([], jsonlSyntax((error as SyntaxError).message));
    return undefined;
  }
}

/** The entry, or the records it is an object around. */
function framed(entry: Entry): readonly Entry[] {
  const frame = isObject(entry.value) ? entry.value : undefined;
  const member = frame && memberOf(frame);
  if (frame === undefined || member === undefined) return [entry];
  return (frame[member] as unknown[]).map((value, i) => ({
    ...entry,
    value: unpacked(value),
    number: i + 1,
    frame,
    complain: (path, ...what) => entry.complain([member, i, ...path], ...what),
  }));
}

/** The entries of a whole text. Their places are where they begin. */
function entriesIn(text: string, { source, issues }: ReadContext): Entry[] {
  if (text.trim() === "") return [];
  const { items, error } = scan(text);
  const places = new Places(text);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    issues.add({ ...jsonSyntax((cause as SyntaxError).message), ...places.at(error ?? 0) }, { source });
    return [];
  }
  const frame = isObject(value) ? value : undefined;
  const member = frame ? memberOf(frame) : "";
  const list = member === undefined ? undefined : frame ? frame[member] : value;
  if (!Array.isArray(list)) return [placed(value, 0, text.search(/\S/))];
  const starts = items.get(member!)!;
  return list.map((item: unknown, i) => ({ ...placed(item, i, starts[i]!), frame, listed: frame === undefined }));

  function placed(item: unknown, index: number, start: number): Entry {
    const { line, column } = places.at(start);
    const origin = { source, line };
    const number = index + 1;
    const complain: Complain = (path, words, flaw) => {
      const said = atField(words, path, Array.isArray(value) ? number : undefined);
      issues.add({ ...said, path, column, ...(flaw && flaw !== "same" && { flaw }) }, origin);
    };
    return { value: unpacked(item), number, origin, complain };
  }
}

/** Lines and columns of offsets that are asked for in rising order. */
class Places {
  private readonly text: string;
  private line = 1;
  private start = 0;
  /** Where the line ends; looked for once, for lines can be as long as the file. */
  private end: number;

  constructor(text: string) {
    this.text = text;
    this.end = this.endFrom(0);
  }

  at(offset: number): { line: number; column: number } {
    while (this.end < offset) {
      this.line++;
      this.start = this.end + 1;
      this.end = this.endFrom(this.start);
    }
    return { line: this.line, column: offset - this.start + 1 };
  }

  private endFrom(start: number): number {
    const end = this.text.indexOf("\n", start);
    return end < 0 ? this.text.length : end;
  }
}

/** The entry where it is an object; undefined where not, which is reported. */
export function asObject(entry: Entry): ObjectEntry | undefined {
  if (isObject(entry.value)) return entry as ObjectEntry;
  entry.complain([], recordExpected(entry.value));
  return undefined;
}

/**
 * What the document of a record is called: its id, or that in its `meta`; without one its number in the file, behind the
 * file's name where there are several files. It is the same on both sides of a run.
 */
export function idOf(entry: ObjectEntry, context: ReadContext): string {
  return givenId(entry) ?? numbered(entry.number, context);
}

/** The id of a record, or that in its `meta`; undefined where it has none. */
export function givenId({ value, complain }: ObjectEntry): string | undefined {
  const own = readId(value, complain);
  if (own !== undefined || !isObject(value.meta)) return own ?? undefined;
  return readId(value.meta, (path, ...what) => complain(["meta", ...path], ...what)) ?? undefined;
}

/** What a document without an id is called. */
export function numbered(number: number, { name, several }: ReadContext): string {
  return several ? `${name}:${number}` : String(number);
}

/** Reads a file entry by entry; `finish` is called once, after the last, for what is to be said of the whole. */
export interface EntryReader {
  read(entry: Entry): Document | undefined;
  finish(): void;
}

/** Reads files by a reader that is made anew for each. */
export function byEntry(make: (context: ReadContext) => EntryReader) {
  return async function* read(chunks: AsyncIterable<string>, context: ReadContext): AsyncIterable<readonly Document[]> {
    const reader = make(context);
    for await (const entries of entriesOf(chunks, context)) yield entries.flatMap((entry) => reader.read(entry) ?? []);
    reader.finish();
  };
}
