/** Scores: precision, recall, F1 and their averages. The only file that divides. */
import type { SchemeCounts } from "./schemes.ts";

/** Fractions between 0 and 1; undefined where there is nothing to divide by. */
export interface Score {
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly f1: number | undefined;
}

/** A score with the counts it comes from. */
export interface ScoreRow extends Score, SchemeCounts {}

/** a / b, undefined where b is 0. */
export function ratio(a: number, b: number): number | undefined {
  return b === 0 ? undefined : a / b;
}

/** a / b, `otherwise` where b is 0: how scorers divide that know no undefined score. */
export function ratioOr(a: number, b: number, otherwise: number): number {
  return b === 0 ? otherwise : a / b;
}

/** 2PR / (P + R), 0 where both are 0, rounded as in scorers that go by way of precision and recall. */
export function fMeasure(precision: number, recall: number): number {
  return ratioOr(2 * precision * recall, precision + recall, 0);
}

/**
 * Precision, recall and F1 of counts: a correct pair earns 1, a partial one ½ (Chinchor & Sundheim 1993).
 * Precision is undefined without predictions, recall without gold, F1 without either; F1 is 0 where one of the two is
 * undefined or both are 0.
 */
export function scoreOf(counts: SchemeCounts): Score {
  const { possible, actual, system } = counts;
  const found = counts.correct + counts.partial / 2;
  const right = system.correct + system.partial / 2;
  const precision = ratio(right, actual);
  const recall = ratio(found, possible);
  // The harmonic mean of found / actual and found / possible, without rounding twice.
  const f1 = found === right ? ratio(2 * found, possible + actual) : harmonicMean(precision, recall);
  return { precision, recall, f1 };
}

function harmonicMean(precision: number | undefined, recall: number | undefined): number | undefined {
  if (precision === undefined && recall === undefined) return undefined;
  if (!precision || !recall) return 0;
  return (2 * precision * recall) / (precision + recall);
}

/** What an undefined score of a type does to an average over types: left out, or counted as 0 or 1. */
export const undefinedPolicies = ["skip", "zero", "one"] as const;
export type UndefinedPolicy = (typeof undefinedPolicies)[number];

/** The unweighted mean over types of precision, of recall and of F1, each by itself. */
export function macroAverage(rows: readonly Score[], policy: UndefinedPolicy): Score {
  return averageOf(
    rows,
    rows.map(() => 1),
    policy,
  );
}

/** The mean over types, each weighing as many gold spans as it has. */
export function weightedAverage(rows: readonly ScoreRow[], policy: UndefinedPolicy): Score {
  return averageOf(
    rows,
    rows.map((row) => row.possible),
    policy,
  );
}

function averageOf(rows: readonly Score[], weights: readonly number[], policy: UndefinedPolicy): Score {
  const mean = (of: keyof Score): number | undefined => {
    let sum = 0;
    let weight = 0;
    for (const [i, row] of rows.entries()) {
      const value = row[of] ?? (policy === "skip" ? undefined : policy === "zero" ? 0 : 1);
      if (value === undefined) continue;
      sum += value * weights[i]!;
      weight += weights[i]!;
    }
    return ratio(sum, weight);
  };
  return { precision: mean("precision"), recall: mean("recall"), f1: mean("f1") };
}
