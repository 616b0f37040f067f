/** Foreign records: refuses a file that was named as one JSON format, and has its mentions under the names of another. */

import type { Origin } from "../../corpus/document.ts";
import type { IssueLog } from "../../corpus/issue.ts";
import { recordsForeign } from "../../messages/records.ts";
import { type Fields, isObject } from "../record.ts";
import { type JsonFormat, mentionFields } from "./fields.ts";

/** Finds the records of one file that its format does not read, and reports them as one issue. */
export class ForeignRecords {
  private readonly format: JsonFormat;
  private count = 0;
  private found: readonly string[] = [];
  private first: Origin | undefined;

  constructor(format: JsonFormat) {
    this.format = format;
  }

  /** Whether a record has none of the fields of its format, and has mentions under those of another. */
  has(record: Fields, origin: Origin): boolean {
    for (const name of mentionFields[this.format])
      if (record[name] !== undefined && record[name] !== null) return this.isOfOther(record, name, origin);
    const found = foreignFields(record, this.format);
    if (found.length > 0) this.note(found, origin);
    return found.length > 0;
  }

  /** Reports the records, once for all. */
  finish(issues: IssueLog): void {
    const { count, first, found, format } = this;
    if (first === undefined) return;
    const readers = formatsOf(found).filter((name) => name !== format);
    issues.add(recordsForeign({ format, count, expected: mentionFields[format], found, readers }), first);
  }

  /** Whether what has a name of this format is of another one, which has the same name. */
  private isOfOther(record: Fields, name: string, origin: Origin): boolean {
    const found = otherField(record, name, this.format);
    if (found !== undefined) this.note([found], origin);
    return found !== undefined;
  }

  private note(found: readonly string[], origin: Origin): void {
    this.count++;
    if (this.first !== undefined) return;
    this.first = origin;
    this.found = found;
  }
}

/** The field that shows that what has a name of this format is of Label Studio, doccano or GLiNER; undefined where none does. */
function otherField(record: Fields, name: string, format: JsonFormat): string | undefined {
  if (format === "label-studio") return name === "label" && isTuples(record[name]) ? name : undefined;
  if (format === "hf-tokens" && Array.isArray(record.tokenized_text)) return "tokenized_text";
  return isResult(record[name]) ? `${name}[].result` : undefined;
}

/** The fields with which a record shows that it is of other formats than this one. */
export function foreignFields(record: Fields, format: JsonFormat): readonly string[] {
  const own: readonly string[] = mentionFields[format];
  const all = [...new Set(Object.values(mentionFields).flat())];
  const tokens = Array.isArray(record.tokens) || Array.isArray(record.words);
  const found = all.filter((name) => {
    const value = record[name];
    if (own.includes(name) || !Array.isArray(value)) return false;
    // Lists of strings can be anything, such as the labels of a project, but beside tokens they are tags.
    const strings = typeof value[0] === "string" || typeof value[0] === "number";
    return strings ? name === "tokenized_text" || (tokens && tagNames.includes(name)) : true;
  });
  return found.map((name) => (isResult(record[name]) ? `${name}[].result` : name));
}

/** The formats that read one of the fields. */
function formatsOf(found: readonly string[]): string[] {
  if (found.some((name) => name.endsWith(".result"))) return ["label-studio"];
  return Object.entries(mentionFields).flatMap(([format, fields]) =>
    fields.some((name) => found.includes(name)) ? [format] : [],
  );
}

const tagNames: readonly string[] = mentionFields["hf-tokens"];

function isResult(value: unknown): boolean {
  const first = Array.isArray(value) ? (value as unknown[])[0] : undefined;
  return isObject(first) && Array.isArray(first.result);
}

function isTuples(value: unknown): boolean {
  return Array.isArray(value) && Array.isArray(value[0]);
}
