/** Warnings of readers that many files give rise to: said once, with how many files and where the first stands. */

import type { Warning } from "../corpus/issue.ts";
import type { Code } from "../messages/codes.ts";
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
 * Notes that a file gives rise to a warning, `count` times. The same `message` of other files becomes one warning with
 * it; `{n}` in the message is the sum of the counts.
 */
export function sayOnce({ warnings, source }: ReadContext, code: Code, message: string, count = 1): void {
  const entries = said.get(warnings) ?? new Map<string, Entry>();
  said.set(warnings, entries);
  const key = `${code} ${message}`;
  const entry = entries.get(key) ?? { index: warnings.length, first: source, files: new Set(), total: 0 };
  entries.set(key, entry);
  entry.files.add(source);
  entry.total += count;
  const where = entry.files.size === 1 ? entry.first : `${entry.first} and ${entry.files.size - 1} more`;
  warnings[entry.index] = { code, message: `${where}: ${message.replace("{n}", String(entry.total))}` };
}
