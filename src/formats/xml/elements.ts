/** Elements: says, once for all files of a side, which elements were read as mentions and which were passed over. */
import type { Warning } from "../../corpus/issue.ts";
import type { ReadContext } from "../format.ts";

/** How many names of a kind are listed. */
const NAMED = 8;

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
  const where = account.files === 1 ? account.first : `${account.first} and ${account.files - 1} more`;
  const parts = [
    ...(account.taken.size > 0 ? [`elements read as mentions: ${listed(account.taken)}`] : []),
    ...(account.passed.size > 0 ? [`elements passed over, as structure: ${listed(account.passed)}`] : []),
  ];
  const message = `${where}: ${parts.join("; ")}; --types names the types of mentions`;
  warnings[account.index] = { code: "standoff-passed", message };
}

function count(names: readonly string[], counts: Map<string, number>): void {
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** The names with their counts, the most frequent first. */
function listed(counts: ReadonlyMap<string, number>): string {
  const names = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return (
    names
      .slice(0, NAMED)
      .map(([name, n]) => `${name} ${n}`)
      .join(", ") + more
  );
}
