/** Elements: says, once for all files of a side, which elements were read as mentions and which were passed over. */

import type { Warning } from "../../corpus/issue.ts";
import { inFile } from "../../messages/in-file.ts";
import { elementsRead } from "../../messages/xml.ts";
import type { ReadContext } from "../format.ts";

interface Account {
  readonly index: number;
  readonly first: string;
  files: number;
  /** By name, how many elements. */
  readonly taken: Map<string, number>;
  readonly passed: Map<string, number>;
}

/** The accounts, by the list that their warnings are in. */
const accounts = new WeakMap<readonly Warning[], Account>();

/** Notes elements of a file: `taken` as mentions of the type that is their name, and `passed` over. */
export function sayElements(
  { warnings, source }: ReadContext,
  taken: readonly string[],
  passed: readonly string[],
): void {
  if (taken.length === 0 && passed.length === 0) return;
  const account = accounts.get(warnings) ?? {
    ...{ index: warnings.length, first: source, files: 0 },
    ...{ taken: new Map<string, number>(), passed: new Map<string, number>() },
  };
  accounts.set(warnings, account);
  account.files++;
  count(taken, account.taken);
  count(passed, account.passed);
  const words = elementsRead(account.taken, account.passed);
  warnings[account.index] = inFile(account.first, words, account.files);
}

function count(names: readonly string[], counts: Map<string, number>): void {
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
}
