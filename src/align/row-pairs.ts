/**
 * Pairs of rows: goes through the rows of both sides in step. Records with the same id are taken together where they need
 * nothing but to be counted; all others are handed on as objects.
 */
import type { Document, Prediction } from "../corpus/document.ts";
import type { RecordRows, RowColumns } from "../corpus/rows.ts";

/** How far apart the two sides may come, where one has records that the other has not. */
const AHEAD = 8;

/** The rows that were read of one side, and how many of them are taken. */
export interface Cursor<R> {
  readonly rows: RecordRows<R>;
  at: number;
}

/** Objects of both sides that were passed over, in the order of their files. */
export interface Objects {
  readonly golds: readonly Document[];
  readonly preds: readonly Prediction[];
}

/** Takes a pair of rows with the same id; false where it cannot, and both are to come as objects. */
export type TakeRows = (gold: RecordRows<Document>, g: number, pred: RecordRows<Prediction>, p: number) => boolean;

/** Steps through rows until those of one side are used up. `take` counts a pair; false where it cannot, and objects are needed. */
export function* stepThrough(gold: Cursor<Document>, pred: Cursor<Prediction>, take: TakeRows): Iterable<Objects> {
  for (;;) {
    while (sameId(gold.rows, gold.at, pred.rows, pred.at) && take(gold.rows, gold.at, pred.rows, pred.at)) {
      gold.at++;
      pred.at++;
    }
    if (gold.at === gold.rows.length || pred.at === pred.rows.length) return;
    const [golds, preds] = stepOver(gold, pred);
    const [toGold, toPred] = [gold.at + golds, pred.at + preds];
    yield { golds: gold.rows.records(gold.at, toGold), preds: pred.rows.records(pred.at, toPred) };
    gold.at = toGold;
    pred.at = toPred;
  }
}

/** How many records of either side are passed over where the next ones do not go on together. */
function stepOver(gold: Cursor<Document>, pred: Cursor<Prediction>): [golds: number, preds: number] {
  for (let ahead = 1; ahead <= AHEAD; ahead++) {
    if (sameId(gold.rows, gold.at + ahead, pred.rows, pred.at)) return [ahead, 0];
    if (sameId(gold.rows, gold.at, pred.rows, pred.at + ahead)) return [0, ahead];
  }
  return [1, 1];
}

/** Whether two records are plain and have the same id; false beyond the last. */
function sameId(gold: RowColumns, g: number, pred: RowColumns, p: number): boolean {
  if (g >= gold.length || p >= pred.length || gold.plain[g] === 0 || pred.plain[p] === 0) return false;
  return sameBytes(gold, gold.idFrom[g]!, gold.idTo[g]!, pred, pred.idFrom[p]!, pred.idTo[p]!);
}

/** Whether two stretches of the bytes of rows are the same. */
export function sameBytes(
  a: RowColumns,
  fromA: number,
  toA: number,
  b: RowColumns,
  fromB: number,
  toB: number,
): boolean {
  if (toA - fromA !== toB - fromB) return false;
  let i = fromA;
  let j = fromB;
  if (toA - fromA >= 8) {
    const { view } = a;
    const other = b.view;
    for (const last = toA - 4; i <= last; i += 4, j += 4) if (view.getInt32(i) !== other.getInt32(j)) return false;
  }
  for (; i < toA; i++, j++) if (a.bytes[i] !== b.bytes[j]) return false;
  return true;
}
