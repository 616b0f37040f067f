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

/** Counts documents by what schemes counted in them; the memory is that of the different outcomes. */
export class DocumentScores {
  /** The columns of rows that the schemes read. */
  private readonly columns: readonly number[];
  /** The counts of a document in those columns. */
  private readonly key: Float64Array;
  /** Of each outcome: its key, and how many documents had it. */
  private outcomes: Float64Array;
  private size = 0;
  /** By hash: an outcome and one, or 0. */
  private table = new Int32Array(256);

  /** Schemes that read few different counts together; each of them has its own averages. */
  constructor(schemes: readonly CreditColumns[]) {
    this.columns = [...new Set(schemes.flatMap(readBy))];
    this.key = new Float64Array(this.columns.length);
    this.outcomes = new Float64Array(64 * (this.columns.length + 1));
  }

  /** Adds a document by the counts of all its types together. */
  add(row: Counts): void {
    const { columns, key } = this;
    for (let i = 0; i < key.length; i++) key[i] = row[columns[i]!] ?? 0;
    this.addKey();
  }

  private addKey(): void {
    const { key, outcomes, table } = this;
    const { length } = key;
    const mask = table.length - 1;
    let slot = hashOf(key, 0, length) & mask;
    for (let found = table[slot]!; found !== 0; found = table[slot]!) {
      const at = (length + 1) * (found - 1);
      let same = 0;
      while (same < length && outcomes[at + same] === key[same]) same++;
      if (same === length) {
        outcomes[at + length]!++;
        return;
      }
      slot = (slot + 1) & mask;
    }
    const at = (length + 1) * this.size;
    if (at === outcomes.length) {
      this.grow();
      this.addKey();
      return;
    }
    outcomes.set(key, at);
    outcomes[at + length] = 1;
    table[slot] = ++this.size;
  }

  private grow(): void {
    const { length } = this.key;
    const outcomes = new Float64Array(2 * this.outcomes.length);
    outcomes.set(this.outcomes);
    this.outcomes = outcomes;
    this.table = new Int32Array(2 * this.table.length);
    const mask = this.table.length - 1;
    for (let i = 0; i < this.size; i++) {
      let slot = hashOf(outcomes, (length + 1) * i, length) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = i + 1;
    }
  }

  /**
   * The averages over documents in one of the schemes, with `others` as documents, too; an undefined score is left out, or
   * counts as 0 or 1.
   */
  average(
    { correct, pairs, gold, pred }: CreditColumns,
    policy: UndefinedPolicy,
    rules: ScoreRules,
    others: Iterable<Counts> = [],
  ): DocumentAverage {
    const all = new DocumentScores([{ correct, pairs, gold, pred }]);
    for (const row of others) all.add(row);
    const outcomes = [this, all].flatMap(({ columns, key, size, outcomes }) => {
      const [right, either, ofGold, ofPred] = [correct, pairs ?? correct, gold, pred].map((one) =>
        columns.indexOf(one),
      );
      return Array.from({ length: size }, (_, i) => {
        const counts = outcomes.subarray((key.length + 1) * i, (key.length + 1) * (i + 1));
        const credit = counts[right!]! + counts[either!]!;
        return { score: creditScore(credit, counts[ofGold!]!, counts[ofPred!]!, rules), times: counts[key.length]! };
      });
    });
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

/** The columns that a scheme reads. */
function readBy({ correct, pairs = correct, gold, pred }: CreditColumns): number[] {
  return [gold, pred, correct, pairs];
}

/** A hash of a stretch of whole numbers. */
function hashOf(numbers: Float64Array, from: number, length: number): number {
  let hash = 0;
  for (let i = from; i < from + length; i++) hash = Math.imul(hash ^ numbers[i]!, 0x9e3779b1) ^ (hash >>> 13);
  return hash ^ (hash >>> 15);
}
