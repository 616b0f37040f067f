/** Flat assignment: the best one-to-one choice among overlaps of flat spans, in one pass. */
import { type Candidates, packRows } from "./candidates.ts";

let best = new Float64Array(64);
let before = new Int32Array(64);
let taken = new Uint8Array(64);

/**
 * The best choice where both sides are flat, as positions of candidates in rising order. The overlaps then form a
 * staircase: in order of position, those that share a span with a given one stand right before and after it, so one
 * pass decides.
 * ```
 * gold  [   a   ] [ b ] [    c     ]
 * pred      [     x      ]  [ y ] [ z ]      a–x  b–x  c–x  c–y  c–z
 * ```
 * Gaps of discontinuous spans take overlaps out of the staircase, and what is left is one still.
 *
 * As in weighted interval scheduling, the best up to an overlap either leaves it out, or takes it and goes on from the
 * best before the run it shares a span with. O(n). Ties go to the overlaps further left.
 */
export function assignFlat(candidates: Candidates): number[] {
  const { count, gold, pred } = candidates;
  const { width, values } = packRows(candidates);
  if (best.length < count * width) best = new Float64Array(2 * count * width);
  if (before.length < count) {
    before = new Int32Array(2 * count);
    taken = new Uint8Array(2 * count);
  }
  let goldRun = 0;
  let predRun = 0;
  for (let i = 0; i < count; i++) {
    if (i > 0 && gold[i - 1] !== gold[i]) goldRun = i;
    if (i > 0 && pred[i - 1] !== pred[i]) predRun = i;
    const run = Math.min(goldRun, predRun);
    const from = (run - 1) * width;
    const last = (i - 1) * width;
    let order = i === 0 ? 1 : 0;
    for (let k = 0; k < width; k++) {
      const total = values[i * width + k]! + (run > 0 ? best[from + k]! : 0);
      best[i * width + k] = total;
      if (order === 0) order = total - best[last + k]!;
    }
    if (order <= 0) best.copyWithin(i * width, last, last + width);
    before[i] = run;
    taken[i] = order > 0 ? 1 : 0;
  }
  const chosen: number[] = [];
  for (let i = count - 1; i >= 0; ) {
    if (taken[i]) {
      chosen.push(i);
      i = before[i]! - 1;
    } else i--;
  }
  return chosen.reverse();
}
