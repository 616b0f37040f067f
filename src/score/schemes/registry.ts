/** The schemes there are. One more is a file beside this one, and a line below. */
import type { CreditColumns } from "../../count/documents.ts";
import { coverage } from "./coverage.ts";
import { fair } from "./fair.ts";
import { overlapScheme } from "./overlap.ts";
import type { Scheme } from "./scheme.ts";
import { semeval } from "./semeval.ts";

/** The schemes, those of these thresholds of overlap among them. */
export function schemesWith(overlaps: readonly number[]) {
  return [
    ...semeval, // as SemEval-2013 has them
    ...overlaps.map(overlapScheme),
    ...coverage,
    ...fair,
  ];
}

/** Any of the schemes, with the name and the row that it has. */
export type KnownScheme = ReturnType<typeof schemesWith>[number];
/** The name of a scheme: one of `schemeNames`, or `overlap@X` for a threshold of intersection over union. */
export type SchemeName = KnownScheme["name"];

/** The schemes that have a name of their own; `overlap@X` is one for every threshold. */
export const schemeNames: readonly SchemeName[] = schemesWith([]).map(({ name }) => name);

/**
 * The scheme of a name, for counts that were made with these thresholds of overlap.
 *
 * @throws Error where there is none.
 */
export function schemeOf(name: SchemeName, overlaps: readonly number[]): Scheme {
  const found = schemesWith(overlaps).find((scheme) => scheme.name === name);
  if (found) return found;
  throw new Error(`${name} was not counted`);
}

/** What averages over documents are read off, for counts that are made with these thresholds of overlap. */
export function creditsOf(overlaps: readonly number[]): CreditColumns[] {
  return schemesWith(overlaps).flatMap(({ credit }) => credit ?? []);
}

/** The counters without which a run can still be read: those that only other schemes than strict read. */
export function optionalCounters(overlaps: readonly number[]): ReadonlySet<string> {
  const schemes = schemesWith(overlaps);
  const needed = new Set(schemes.flatMap(({ name, counters }) => (name === "strict" ? counters : [])));
  return new Set(schemes.flatMap(({ counters }) => counters.filter((counter) => !needed.has(counter))));
}

/** Whether this is the name of a scheme. */
export function isScheme(name: string): name is SchemeName {
  const threshold = Number(/^overlap@(\d*\.?\d+)$/.exec(name)?.[1]);
  return (schemeNames as readonly string[]).includes(name) || (threshold > 0 && threshold <= 1);
}
