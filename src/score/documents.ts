/** Scores by document: how often documents came out alike in a scheme, so that averages over documents need no list of them. */
import type { CreditColumns } from "./schemes/counts.ts";
import { creditScore, type ScoreRules, type Spread, spreadOf, type UndefinedPolicy } from "./scores.ts";
import type { Counts } from "./tally.ts";

/** The averages over documents, each document weighing the same. `count` is the number of documents that had a value. */
export interface DocumentAverage {
  readonly precision: Spread;
  readonly recall: Spread;
  readonly f1: Spread;
}

/** Counts documents by what a scheme counted in them; the memory is that of the different outcomes. */
export class DocumentScores {
  private readonly columns: CreditColumns;
  /** Of each outcome: the credit in halves, the counts of both sides, and how many documents had it. */
  private outcomes = new Float64Array(4 * 64);
  private size = 0;
  /** By hash: an outcome and one, or 0. */
  private table = new Int32Array(256);

  constructor(columns: CreditColumns) {
    this.columns = columns;
  }

  /** Adds a document by the counts of all its types together. */
  add(row: Counts): void {
    const { correct, pairs, gold, pred } = this.columns;
    const right = row[correct] ?? 0;
    this.addOutcome(right + (pairs === undefined ? right : row[pairs]!), row[gold]!, row[pred]!);
  }

  private addOutcome(credit: number, gold: number, pred: number): void {
    const { outcomes, table } = this;
    const mask = table.length - 1;
    let slot = hashOf(credit, gold, pred) & mask;
    for (let found = table[slot]!; found !== 0; found = table[slot]!) {
      const at = 4 * (found - 1);
      if (outcomes[at] === credit && outcomes[at + 1] === gold && outcomes[at + 2] === pred) {
        outcomes[at + 3]!++;
        return;
      }
      slot = (slot + 1) & mask;
    }
    if (4 * this.size === outcomes.length) {
      this.grow();
      this.addOutcome(credit, gold, pred);
      return;
    }
    outcomes.set([credit, gold, pred, 1], 4 * this.size);
    table[slot] = ++this.size;
  }

  private grow(): void {
    const outcomes = new Float64Array(2 * this.outcomes.length);
    outcomes.set(this.outcomes);
    this.outcomes = outcomes;
    this.table = new Int32Array(outcomes.length);
    const mask = this.table.length - 1;
    for (let i = 0; i < this.size; i++) {
      let slot = hashOf(outcomes[4 * i]!, outcomes[4 * i + 1]!, outcomes[4 * i + 2]!) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = i + 1;
    }
  }

  /** The averages, with `others` as documents, too; an undefined score is left out, or counts as 0 or 1. */
  average(policy: UndefinedPolicy, rules: ScoreRules, others: Iterable<Counts> = []): DocumentAverage {
    const all = new DocumentScores(this.columns);
    for (const row of others) all.add(row);
    const outcomes = [this, all].flatMap(({ size, outcomes }) =>
      Array.from({ length: size }, (_, i) => {
        const [credit, gold, pred, times] = outcomes.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number]; // biome-ignore format: a tuple.
        return { score: creditScore(credit, gold, pred, rules), times };
      }),
    );
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

function hashOf(credit: number, gold: number, pred: number): number {
  const hash = Math.imul(Math.imul(credit, 0x9e3779b1) ^ gold, 0x85ebca6b) ^ Math.imul(pred, 0xc2b2ae35);
  return hash ^ (hash >>> 15);
}
