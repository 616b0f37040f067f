/** Scores by document: how often documents came out alike in a scheme, so that averages over documents need no list of them. */
import type { CreditColumns } from "./schemes.ts";
import { creditScore, type ScoreRules, type Spread, spreadOf, type UndefinedPolicy } from "./scores.ts";
import type { Counts } from "./tally.ts";

/** The averages over documents, each document weighing the same. `count` is the number of documents that had a value. */
export interface DocumentAverage {
  readonly precision: Spread;
  readonly recall: Spread;
  readonly f1: Spread;
}

/** Numbers below the first limit fit three into one small integer, the fastest of keys; below the second, into one number. */
const LIMITS = [2 ** 10, 2 ** 17] as const;

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
  add(row: Counts): void {
    const { credit, possible, actual } = this.outcomeOf(row);
    const key = keyOf(credit, possible, actual);
    const known = this.outcomes.get(key);
    if (known) known.times++;
    else this.outcomes.set(key, { credit, possible, actual, times: 1 });
  }

  private outcomeOf(row: Counts): Omit<Outcome, "times"> {
    const { correct, pairs, possible, actual } = this.columns;
    const right = row[correct] ?? 0;
    const credit = right + (pairs === undefined ? right : row[pairs]!);
    return { credit, possible: row[possible]!, actual: row[actual]! };
  }

  /** The averages, with `others` as documents, too; an undefined score is left out, or counts as 0 or 1. */
  average(policy: UndefinedPolicy, rules: ScoreRules, others: Iterable<Counts> = []): DocumentAverage {
    const found = [...this.outcomes.values(), ...Array.from(others, (row) => ({ ...this.outcomeOf(row), times: 1 }))];
    const outcomes = found.map(({ credit, possible, actual, times }) => ({
      score: creditScore(credit, possible, actual, rules),
      times,
    }));
    const spread = (of: "precision" | "recall" | "f1"): Spread => {
      const times = new Map<number, number>();
      for (const { score, times: n } of outcomes) {
        const value = score[of] ?? (policy === "skip" ? undefined : policy === "zero" ? 0 : 1);
        if (value !== undefined) times.set(value, (times.get(value) ?? 0) + n);
      }
      // By value, so that neither the order of documents nor what they came in shows in the last digit.
      return spreadOf([...times].sort(([a], [b]) => a - b));
    };
    return { precision: spread("precision"), recall: spread("recall"), f1: spread("f1") };
  }
}

/** What three numbers are counted under; keys of different kinds are apart, since those of the second are below 0. */
function keyOf(credit: number, gold: number, pred: number): number | string {
  const [small, large] = LIMITS;
  if (credit < small && gold < small && pred < small) return (credit * small + gold) * small + pred;
  if (credit < large && gold < large && pred < large) return -1 - (credit * large + gold) * large - pred;
  return `${credit} ${gold} ${pred}`;
}
