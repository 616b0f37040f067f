/** Scores by document: how often documents came out alike in a scheme, so that averages over documents need no list of them. */
import type { CreditColumns } from "./schemes.ts";
import { creditScore, type ScoreRules, type Spread, spreadOf, type UndefinedPolicy } from "./scores.ts";
import type { Row } from "./tally.ts";

/** The averages over documents, each document weighing the same. `count` is the number of documents that had a value. */
export interface DocumentAverage {
  readonly precision: Spread;
  readonly recall: Spread;
  readonly f1: Spread;
}

/** Numbers below it fit three into one small integer, the fastest of keys. */
const LIMIT = 2 ** 10;

/** What a document's scores are read off, and how many documents had it. */
interface Outcome {
  /** Halves: two for a correct pair, one for a pair that earns half a point. */
  readonly credit: number;
  readonly possible: number;
  readonly actual: number;
  times: number;
}

/** Counts documents by what a scheme counted in them; the memory is that of the different outcomes. */
export class DocumentScores {
  private readonly outcomes = new Map<number | string, Outcome>();
  private readonly columns: CreditColumns;

  constructor(columns: CreditColumns) {
    this.columns = columns;
  }

  /** Adds a document by the counts of all its types together. */
  add(row: Row): void {
    const { correct, pairs } = this.columns;
    const right = row[correct] ?? 0;
    const credit = right + (pairs === undefined ? right : row[pairs]!);
    const possible = row[this.columns.possible]!;
    const actual = row[this.columns.actual]!;
    const small = credit < LIMIT && possible < LIMIT && actual < LIMIT;
    const key = small ? (credit * LIMIT + possible) * LIMIT + actual : `${credit} ${possible} ${actual}`;
    const known = this.outcomes.get(key);
    if (known) known.times++;
    else this.outcomes.set(key, { credit, possible, actual, times: 1 });
  }

  /** The averages; an undefined score is left out, or counts as 0 or 1. */
  average(policy: UndefinedPolicy, rules: ScoreRules): DocumentAverage {
    const outcomes = Array.from(this.outcomes.values(), ({ credit, possible, actual, times }) => ({
      score: creditScore(credit, possible, actual, rules),
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
