/**
 * Sentence rows: goes through sentences without ids that come as rows on both sides. While both have the same tokens, each pair
 * is taken as it is; from where they have not, sentences go to their sequence as objects, in the batches in which a reader of
 * text hands them on, since how many are known decides which go together. When one side has none left there, rows go on.
 * ```
 * gold rows  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪     taken up to the cursor, known up to `ahead` behind it
 * pred rows  ▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪▪
 *            taken  └cursor └ahead
 * ```
 */
import type { Document, Prediction } from "../corpus/document.ts";
import { RecordRows } from "../corpus/rows.ts";
import type { NumberedSentences, Passed } from "./numbered.ts";
import type { Cursor, TakeRows } from "./row-pairs.ts";

/** How many sentences a reader of text hands on at once; as many are read ahead of the other side. */
const BATCH = 64;

/** One side, as far as it was read: rows, some known to come next. */
export class Inflow<R> {
  readonly items: AsyncIterator<RecordRows<R> | readonly R[]>;
  cursor: Cursor<R> | undefined;
  /** How many rows from the cursor on have been looked at, and wait. */
  ahead = 0;
  ended = false;
  /** Whether what was read last were rows; undefined before anything was. */
  inRows: boolean | undefined;
  /** The rows that were handed on as objects, by position. */
  private made: R[] = [];

  constructor(items: AsyncIterable<RecordRows<R> | readonly R[]>) {
    this.items = items[Symbol.asyncIterator]();
  }

  /** Whether no more rows can be looked at before others are read. */
  get isEmpty(): boolean {
    return this.cursor === undefined || this.cursor.at + this.ahead >= this.cursor.rows.length;
  }

  /** Reads what comes next: objects, which are returned, or rows, or the end. What waited has been handed on. */
  async read(): Promise<readonly R[] | undefined> {
    const { value, done } = await this.items.next();
    this.made = [];
    this.cursor = undefined;
    this.ahead = 0;
    this.inRows = !done && value instanceof RecordRows;
    if (done) this.ended = true;
    else if (value instanceof RecordRows) this.cursor = { rows: value, at: 0 };
    else return value;
    return undefined;
  }

  /** The rows that were not passed over yet; undefined where there are none. */
  get rest(): Cursor<R> | undefined {
    return this.cursor && this.cursor.at < this.cursor.rows.length ? this.cursor : undefined;
  }

  /** Looks at the next batch of rows. */
  lookAhead(): void {
    const { at, rows } = this.cursor!;
    const from = at + this.ahead;
    this.ahead += Math.min(BATCH - (from % BATCH), rows.length - from);
  }

  /** Passes over a row that was taken. */
  step(): void {
    this.cursor!.at++;
    this.ahead--;
  }

  /** Hands rows that were looked at on as objects, all of them or so many. */
  hand(count = this.ahead): R[] {
    const { cursor, made } = this;
    const handed: R[] = [];
    for (let i = 0; cursor && i < count; i++) {
      const record = (made[cursor.at] ??= cursor.rows.record(cursor.at)!);
      handed.push(record);
      this.step();
    }
    return handed;
  }

  /** Takes back the last objects that were handed on; false where they are none of these rows as they were. */
  takeBack(count: number, first: R): boolean {
    const { cursor, made } = this;
    if (!cursor || count > cursor.at || made[cursor.at - count] !== first) return false;
    cursor.at -= count;
    this.ahead += count;
    return true;
  }
}

/**
 * The pairs of sentences without ids that were not taken as rows, as long as both sides have no other records. `pass` makes
 * pairs of what can go on.
 */
export async function* sentencePairs<P>(
  golds: Inflow<Document>,
  preds: Inflow<Prediction>,
  numbered: NumberedSentences,
  take: TakeRows,
  pass: (passed: Passed) => P[],
): AsyncIterable<readonly P[]> {
  const handGolds = (count?: number) => pass(numbered.takeGolds(golds.hand(count)));
  const handPreds = (count?: number) => pass(numbered.takePreds(preds.hand(count)));
  while (numbered.isActive && !(golds.ended && preds.ended)) {
    const isGold = preds.ended || (!golds.ended && numbered.isGoldNext(golds.ahead, preds.ahead));
    const side = isGold ? golds : preds;
    /** What was known first goes first. */
    const hand = () => (isGold ? handPreds().concat(handGolds()) : handGolds().concat(handPreds()));
    if (side.isEmpty) {
      if (side.ahead > 0) yield hand();
      const batch = await side.read();
      const isNumbered = side.cursor === undefined || side.cursor.rows.stem !== undefined;
      if (side.cursor === undefined || !isNumbered) yield hand();
      if (!isNumbered) return;
      if (side.cursor === undefined) {
        yield pass(
          batch === undefined
            ? numbered.end(isGold ? "gold" : "pred")
            : isGold
              ? numbered.takeGolds(batch as Document[])
              : numbered.takePreds(batch as Prediction[]),
        );
        continue;
      }
    }
    side.lookAhead();
    const [gold, pred] = [golds.cursor, preds.cursor];
    if (gold === undefined || pred === undefined || gold.rows.stem !== pred.rows.stem) {
      yield hand();
      continue;
    }
    const { passed, sequence } = numbered.begin(gold.rows.stem!);
    yield pass(passed);
    if (!sequence.isLevel) {
      yield hand();
      sequence.giveBack(golds, preds);
    }
    while (sequence.isLevel && golds.ahead > 0 && preds.ahead > 0) {
      const arePlain = gold.rows.plain[gold.at] === 1 && pred.rows.plain[pred.at] === 1;
      if (arePlain && take(gold.rows, gold.at, pred.rows, pred.at)) {
        sequence.takeSame();
        golds.step();
        preds.step();
        continue;
      }
      yield handGolds(1).concat(handPreds(1));
      if (!sequence.isLevel) yield hand();
    }
  }
}
