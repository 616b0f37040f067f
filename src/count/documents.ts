/** Documents: how often documents came out alike in a scheme, so that averages over documents need no list of them. */
import type { RowCounts } from "./tally.ts";

/**
 * The columns of a row over all types that a scheme's scores are read off: a correct pair earns one, and a pair that is not
 * earns a half where `pairs` is given. Over all types both ways of counting a pair agree.
 */
export interface CreditColumns {
  readonly correct: number;
  readonly pairs: number | undefined;
  readonly gold: number;
  readonly pred: number;
}

/** What documents came to in a scheme, and how many of them: two of credit for a correct pair, one for a partial one. */
export interface DocumentOutcome {
  readonly credit: number;
  readonly gold: number;
  readonly pred: number;
  readonly times: number;
}

/** Counts documents by what schemes counted in them; the memory is that of the different outcomes. */
export class DocumentCounts {
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
  add(row: RowCounts): void {
    const { columns, key } = this;
    for (let i = 0; i < key.length; i++) key[i] = row[columns[i]!] ?? 0;
    this.addKey(1);
  }

  /** Adds what was counted of other documents, for the same schemes. */
  merge({ outcomes, size }: DocumentCounts): void {
    const { key } = this;
    for (let at = 0; at < (key.length + 1) * size; at += key.length + 1) {
      key.set(outcomes.subarray(at, at + key.length));
      this.addKey(outcomes[at + key.length]!);
    }
  }

  private addKey(times: number): void {
    const { key, outcomes, table } = this;
    const { length } = key;
    const mask = table.length - 1;
    let slot = hashOf(key, 0, length) & mask;
    for (let found = table[slot]!; found !== 0; found = table[slot]!) {
      const at = (length + 1) * (found - 1);
      let same = 0;
      while (same < length && outcomes[at + same] === key[same]) same++;
      if (same === length) {
        outcomes[at + length]! += times;
        return;
      }
      slot = (slot + 1) & mask;
    }
    const at = (length + 1) * this.size;
    if (at === outcomes.length) {
      this.grow();
      this.addKey(times);
      return;
    }
    outcomes.set(key, at);
    outcomes[at + length] = times;
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

  /** Whether a scheme is one of those whose columns are kept. */
  has(scheme: CreditColumns): boolean {
    return readBy(scheme).every((column) => this.columns.includes(column));
  }

  /** The outcomes in one of the schemes. */
  outcomesOf({ correct, pairs = correct, gold, pred }: CreditColumns): DocumentOutcome[] {
    const { columns, outcomes, size } = this;
    const [right, either, ofGold, ofPred] = [correct, pairs, gold, pred].map((one) => columns.indexOf(one));
    return Array.from({ length: size }, (_, i) => {
      const counts = outcomes.subarray((columns.length + 1) * i, (columns.length + 1) * (i + 1));
      return {
        ...{ credit: counts[right!]! + counts[either!]!, gold: counts[ofGold!]!, pred: counts[ofPred!]! },
        times: counts[columns.length]!,
      };
    });
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
