/** Scores by document: how often documents came out alike in a scheme, so that averages over documents need no list of them. */
import type { CreditColumns } from "./schemes/counts.ts";
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
  readonly gold: number;
  readonly pred: number;
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
    const { credit, gold, pred } = this.outcomeOf(row);
    const small = credit < LIMIT && gold < LIMIT && pred < LIMIT;
    const key = small ? (credit * LIMIT + gold) * LIMIT + pred : `${credit} ${gold} ${pred}`;
    const known = this.outcomes.get(key);
    if (known) known.times++;
    else this.outcomes.set(key, { credit, gold, pred, times: 1 });
  }

  private outcomeOf(row: Row): Omit<Outcome, "times"> {
    const { correct, pairs, gold, pred } = this.columns;
    const right = row[correct] ?? 0;
    const credit = right + (pairs === undefined ? right : row[pairs]!);
    return { credit, gold: row[gold]!, pred: row[pred]! };
  }

  /** The averages, with `others` as documents, too; an undefined score is left out, or counts as 0 or 1. */
  average(policy: UndefinedPolicy, rules: ScoreRules, others: Iterable<Row> = []): DocumentAverage {
    const found = [...this.outcomes.values(), ...Array.from(others, (row) => ({ ...this.outcomeOf(row), times: 1 }))];
    const outcomes = found.map(({ credit, gold, pred, times }) => ({
      score: creditScore(credit, gold, pred, rules),
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
