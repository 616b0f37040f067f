/** Places in messages: the files or the record that a sentence is about, in front of it or behind it. */
import { grouped, type Words } from "./words.ts";

/** A message about a file, `dev.jsonl: …`, or about several of which this is the first, `dev.jsonl and 3 more: …`. */
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
