/** Warnings of readers that many files give rise to: said once, with the number of files and the first of them. */

import type { Warning } from "../corpus/issue.ts";
import { inFile, type Words } from "../messages/words.ts";
import type { ReadContext } from "./format.ts";

interface Entry {
  readonly index: number;
  readonly first: string;
  readonly files: Set<string>;
  total: number;
}

/** What was said already, by the list it was said in. */
const said = new WeakMap<readonly Warning[], Map<string, Entry>>();

/**
 * Notes that a file gives rise to a warning, `count` times. The same warning about other files becomes one with it; `words`
 * are given the sum of the counts.
 */
export function sayOnce({ warnings, source }: ReadContext, words: (count: number) => Words, count = 1): void {
  const entries = said.get(warnings) ?? new Map<string, Entry>();
  said.set(warnings, entries);
  const { code, message } = words(1);
  const key = `${code} ${message}`;
  const entry = entries.get(key) ?? { index: warnings.length, first: source, files: new Set(), total: 0 };
  entries.set(key, entry);
  entry.files.add(source);
  entry.total += count;
  warnings[entry.index] = inFile(entry.first, words(entry.total), entry.files.size);
}
