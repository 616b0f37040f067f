/** Scores by document: how often documents came out alike in a scheme, so that averages over documents need no list of them. */
import type { SchemeCounts } from "./schemes.ts";
import { type ScoreRules, type Spread, scoreOf, spreadOf, type UndefinedPolicy } from "./scores.ts";

/** The averages over documents, each document weighing the same. `count` is the number of documents that had a value. */
export interface DocumentAverage {
  readonly precision: Spread;
  readonly recall: Spread;
  readonly f1: Spread;
}

/** Numbers below it fit three into one key. */
const LIMIT = 2 ** 17;

/** Counts documents by what a scheme counted in them; the memory is that of the different outcomes. */
export class DocumentScores {
  private readonly outcomes = new Map<number | string, { readonly counts: SchemeCounts; times: number }>();

  /** Adds a document. Both bookings agree over all types, so that credit, gold and predictions say it all. */
  add(counts: SchemeCounts): void {
    const { correct, partial, possible, actual } = counts;
    const credit = 2 * correct + partial;
    const small = credit < LIMIT && possible < LIMIT && actual < LIMIT;
    const key = small ? (credit * LIMIT + possible) * LIMIT + actual : `${credit} ${possible} ${actual}`;
    const known = this.outcomes.get(key);
    if (known) known.times++;
    else this.outcomes.set(key, { counts, times: 1 });
  }

  /** The averages; an undefined score is left out, or counts as 0 or 1. */
  average(policy: UndefinedPolicy, rules: ScoreRules): DocumentAverage {
    const outcomes = Array.from(this.outcomes.values(), ({ counts, times }) => ({
      score: scoreOf(counts, rules),
      times,
    }));
    const spread = (of: "precision" | "recall" | "f1"): Spread => {
      const values = outcomes.flatMap(({ score, times }): (readonly [number, number])[] => {
        const value = score[of] ?? (policy === "skip" ? undefined : policy === "zero" ? 0 : 1);
        return value === undefined ? [] : [[value, times]];
      });
      // In the order of the values, so that the order of the documents does not show in the last digit.
      return spreadOf(values.sort(([a, n], [b, m]) => a - b || n - m));
    };
    return { precision: spread("precision"), recall: spread("recall"), f1: spread("f1") };
  }
}
