/** Sums of accounts: what happened to two sets of documents, as one. */
import { compareText } from "../corpus/span.ts";
import type { AlignmentCounts } from "./align.ts";

/** The account of both together. */
export function sumAlignments(a: AlignmentCounts, b: AlignmentCounts): AlignmentCounts {
  return sumOf(a, b) as AlignmentCounts;
}

/** A named count, such as `{ type, count }`. */
type Named = { readonly count: number } & { readonly [name: string]: unknown };

/** Numbers add up, lists of named counts name by name, and objects field by field; a field of one side alone stays. */
function sumOf(a: unknown, b: unknown): unknown {
  if (a === undefined || b === undefined) return a ?? b;
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return sumOfLists(a, b);
  if (!isFields(a) || !isFields(b)) throw new Error("accounts of different shapes do not add up");
  const keys = [...Object.keys(a), ...Object.keys(b).filter((key) => !Object.hasOwn(a, key))];
  return Object.fromEntries(keys.map((key) => [key, sumOf(a[key], b[key])]));
}

function sumOfLists(a: readonly Named[], b: readonly Named[]): Named[] {
  const sums = new Map<string, Named>();
  for (const { count, ...name } of [...a, ...b]) {
    const key = Object.values(name).join("\0");
    sums.set(key, { ...name, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums].sort(([x], [y]) => compareText(x, y)).map(([, named]) => named);
}

function isFields(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
