/**
 * Flat groups: the overlaps of a group in which no two spans of one side overlap, and the best choice among them.
 * ```
 * gold  [   a   ] [ b ] [    c     ]
 * pred      [     x      ]  [ y ] [ z ]      a–x  b–x  c–x  c–y  c–z
 * ```
 * In order of position, the overlaps that share a span with one of them are right before and behind it: a staircase. So one
 * pass decides, as in weighted interval scheduling: the best up to an overlap either leaves it out, or takes it and goes on
 * from the best before the first one that shares a span with it. What a link is worth is one number.
 */
import type { SpanColumns } from "../corpus/columns.ts";

/** What links are worth add up exactly as long as they are whole numbers below this. */
const MOST = Number.MAX_SAFE_INTEGER;

export class FlatGroup {
  /** How many overlaps there are. */
  count = 0;
  /** The positions of their spans, and how many UTF-16 code units these share. */
  gold = new Int32Array(64);
  pred = new Int32Array(64);
  shared = new Int32Array(64);
  /** 1 where both spans have the same type. */
  rightType = new Uint8Array(64);
  private best = new Float64Array(64);
  private before = new Int32Array(64);
  private taken = new Uint8Array(64);

  /**
   * Finds the overlaps of a group, its spans by position, from and up to which. False where spans of one side overlap, a span
   * is in pieces or empty, or what links are worth cannot be one number.
   */
  load(
    gold: SpanColumns,
    pred: SpanColumns,
    fromGold: number,
    toGold: number,
    fromPred: number,
    toPred: number,
  ): boolean {
    if (gold.fragments !== undefined || pred.fragments !== undefined) return false;
    if (!isFlat(gold, fromGold, toGold) || !isFlat(pred, fromPred, toPred)) return false;
    this.reserve(toGold - fromGold + toPred - fromPred);
    let count = 0;
    let total = 0;
    for (let g = fromGold, p = fromPred; g < toGold && p < toPred; ) {
      const [goldEnd, predEnd] = [gold.end[g]!, pred.end[p]!];
      const shared = Math.min(goldEnd, predEnd) - Math.max(gold.start[g]!, pred.start[p]!);
      if (shared > 0) {
        this.gold[count] = g;
        this.pred[count] = p;
        this.shared[count] = shared;
        this.rightType[count++] = gold.type[g] === pred.type[p] ? 1 : 0;
        total += shared;
      }
      if (goldEnd <= predEnd) g++;
      if (predEnd <= goldEnd) p++;
    }
    this.count = count;
    return (total + 1) * (total + 1) * (count + 1) * (count + 1) < MOST;
  }

  /** Most text shared by pairs of the right type, then most text shared, then most pairs of the right type, then most pairs. */
  chooseLinks(take: (gold: number, pred: number) => void): void {
    const { count, shared, rightType } = this;
    let total = 0;
    for (let i = 0; i < count; i++) total += shared[i]!;
    for (let i = 0; i < count; i++) {
      const right = rightType[i]!;
      this.best[i] = ((right * shared[i]! * (total + 1) + shared[i]!) * (count + 1) + right) * (count + 1) + 1;
    }
    this.choose(take);
  }

  /** Most pairs. */
  choosePairs(take: (gold: number, pred: number) => void): void {
    for (let i = 0; i < this.count; i++) this.best[i] = 1;
    this.choose(take);
  }

  /** Most pairs that count, as `counts` says by the position of an overlap, then most pairs. */
  chooseCounted(counts: (overlap: number) => boolean, take: (gold: number, pred: number) => void): void {
    for (let i = 0; i < this.count; i++) this.best[i] = counts(i) ? this.count + 2 : 1;
    this.choose(take);
  }

  /** Takes the best choice by what is in `best`. Of equally good ones, the one further left. */
  private choose(take: (gold: number, pred: number) => void): void {
    const { count, gold, pred, best, before, taken } = this;
    let goldRun = 0;
    let predRun = 0;
    for (let i = 0; i < count; i++) {
      if (i > 0 && gold[i - 1] !== gold[i]) goldRun = i;
      if (i > 0 && pred[i - 1] !== pred[i]) predRun = i;
      const run = Math.min(goldRun, predRun);
      const total = best[i]! + (run > 0 ? best[run - 1]! : 0);
      const isBetter = i === 0 || total > best[i - 1]!;
      best[i] = isBetter ? total : best[i - 1]!;
      before[i] = run;
      taken[i] = isBetter ? 1 : 0;
    }
    for (let i = count - 1; i >= 0; ) {
      if (taken[i] === 1) {
        take(gold[i]!, pred[i]!);
        i = before[i]! - 1;
      } else i--;
    }
  }

  private reserve(count: number): void {
    if (count <= this.gold.length) return;
    this.gold = new Int32Array(2 * count);
    this.pred = new Int32Array(2 * count);
    this.shared = new Int32Array(2 * count);
    this.rightType = new Uint8Array(2 * count);
    this.best = new Float64Array(2 * count);
    this.before = new Int32Array(2 * count);
    this.taken = new Uint8Array(2 * count);
  }
}

/** Whether spans are neither empty nor begin before the one before them ends. */
function isFlat({ start, end }: SpanColumns, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (end[i]! <= start[i]! || (i > from && start[i]! < end[i - 1]!)) return false;
  return true;
}
