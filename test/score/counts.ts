/** The counts of schemes in rows of tallies, as tests ask for them. */
import type { RowCounts } from "../../src/count/tally.ts";
import { plainFairRules } from "../../src/score/fair-weights.ts";
import { type SchemeName, schemeOf, schemesWith } from "../../src/score/schemes/registry.ts";
import { plainRules, type SchemeCounts, type ScoreRow } from "../../src/score/scores.ts";

/** What a scheme that has such counts counts in a row that was made with these thresholds of overlap. */
export function countsIn(row: RowCounts, name: SchemeName, overlaps: readonly number[] = []): SchemeCounts {
  const {
    precision: _,
    recall: __,
    f1: ___,
    ...counts
  } = schemeOf(name, overlaps).row(row, {
    rules: plainRules,
    fair: plainFairRules,
  }) as ScoreRow;
  return counts;
}

/** The schemes that have such counts. */
export type CountedScheme = Exclude<SchemeName, "fair" | "fair-weighted">;

export function countedSchemes(overlaps: readonly number[]): CountedScheme[] {
  return schemesWith(overlaps).flatMap(({ name }) => (name === "fair" || name === "fair-weighted" ? [] : [name]));
}
