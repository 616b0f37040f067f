/** Assignment: the best one-to-one choice among overlaps, exact for any input and independent of its order. */
import type { Candidate } from "./candidate.ts";
import { assignByPrices } from "./hungarian.ts";
import { addWeights, compareWeights, subtractWeights, type Weight } from "./weight.ts";

/**
 * The best choice where both sides are flat. The overlaps then form a staircase: in order of position, those that
 * share a span with a given one stand right before and after it, so one pass decides.
 * ```
 * gold  [   a   ] [ b ] [    c     ]
 * pred      [     x      ]  [ y ] [ z ]      a–x  b–x  c–x  c–y  c–z
 * ```
 * Gaps of discontinuous spans take overlaps out of the staircase, and what is left is one still.
 *
 * As in weighted interval scheduling, the best up to an overlap either leaves it out, or takes it and goes on from the
 * best before the run it shares a span with. O(n). Ties go to the overlaps further left.
 */
export function assignChain<C extends Candidate>(candidates: readonly C[]): C[] {
  const best: Weight[] = [];
  const before: number[] = [];
  const taken: boolean[] = [];
  let goldRun = 0;
  let predRun = 0;
  for (const [i, candidate] of candidates.entries()) {
    const last = candidates[i - 1];
    if (last?.gold !== candidate.gold) goldRun = i;
    if (last?.pred !== candidate.pred) predRun = i;
    const run = Math.min(goldRun, predRun);
    const total = run > 0 ? addWeights(best[run - 1]!, candidate.weight) : candidate.weight;
    const take = i === 0 || compareWeights(total, best[i - 1]!) > 0;
    best.push(take ? total : best[i - 1]!);
    before.push(run);
    taken.push(take);
  }
  const chosen: C[] = [];
  for (let i = candidates.length - 1; i >= 0; ) {
    if (taken[i]) {
      chosen.push(candidates[i]!);
      i = before[i]! - 1;
    } else i--;
  }
  return chosen.reverse();
}

/** Up to how many overlaps the path of a gold span is looked for without prices. */
const FEW = 600;

/** The best choice for any overlaps. Both methods are exact; they may part where several choices are equally good. */
export function assignNested<C extends Candidate>(candidates: readonly C[]): C[] {
  return candidates.length <= FEW ? assignByPaths(candidates) : assignByPrices(candidates);
}

/**
 * The best choice for a few overlaps: gold spans are added one by one, each along the path of reassignments that gains
 * most (successive longest augmenting paths, Kuhn 1955; weights form an ordered group, which is all the method needs).
 * A span may be visited again by a better path, so the time grows with the fourth power of the spans. Ties go to the
 * spans that come first. The choice is in the order of gold: a gold span that found its place keeps it in the list until it
 * goes without for good.
 */
export function assignByPaths<C extends Candidate>(candidates: readonly C[]): C[] {
  const byGold = new Map<number, C[]>();
  for (const candidate of candidates) {
    const list = byGold.get(candidate.gold);
    if (list) list.push(candidate);
    else byGold.set(candidate.gold, [candidate]);
  }
  const choice: Choice<C> = { ofGold: new Map(), ofPred: new Map() };
  for (const gold of byGold.keys()) augment(gold, byGold, choice);
  return [...choice.ofGold.values()];
}

/** The overlaps chosen so far, by either side. */
interface Choice<C> {
  readonly ofGold: Map<number, C>;
  readonly ofPred: Map<number, C>;
}

/** The best known way to give a predicted span to another gold span: by `link`, gaining `gain` in all. */
interface Step<C> {
  readonly link: C;
  readonly gain: Weight;
}

/** Adds one gold span to the choice, if that gains anything. */
function augment<C extends Candidate>(
  start: number,
  byGold: ReadonlyMap<number, readonly C[]>,
  choice: Choice<C>,
): void {
  const { steps, end } = bestPath(start, byGold, choice);
  if (end === undefined) return;
  const loser = choice.ofPred.get(end);
  if (loser) choice.ofGold.delete(loser.gold);
  for (let pred: number | undefined = end; pred !== undefined; ) {
    const { link }: Step<C> = steps.get(pred)!;
    pred = choice.ofGold.get(link.gold)?.pred;
    choice.ofGold.set(link.gold, link);
    choice.ofPred.set(link.pred, link);
  }
}

/**
 * The chain of reassignments that begins with linking `start` and gains most. It ends at a predicted span that was free,
 * or at a taken one whose gold span then goes without. Without an end, `start` itself goes without.
 *
 * Spans are visited by falling gain. The choice so far is the best for its gold spans, so what a displaced gold span
 * can get elsewhere is never worth more than what it lost: a chain through a taken span ends with at most the gain it
 * has when it gets there, and the search stops as soon as that cannot beat the best end found.
 */
function bestPath<C extends Candidate>(
  start: number,
  byGold: ReadonlyMap<number, readonly C[]>,
  { ofPred }: Choice<C>,
): { steps: ReadonlyMap<number, Step<C>>; end: number | undefined } {
  const steps = new Map<number, Step<C>>();
  const waiting = new Set<number>();
  let end: number | undefined;
  let most: Weight = byGold.get(start)![0]!.weight.map(() => 0);
  const reach = (gold: number, gained: Weight | undefined): void => {
    for (const link of byGold.get(gold)!) {
      const gain = gained ? addWeights(gained, link.weight) : link.weight;
      const known = steps.get(link.pred);
      if (known && compareWeights(gain, known.gain) <= 0) continue;
      steps.set(link.pred, { link, gain });
      const loser = ofPred.get(link.pred);
      if (loser) waiting.add(link.pred);
      const total = loser ? subtractWeights(gain, loser.weight) : gain;
      if (compareWeights(total, most) <= 0) continue;
      most = total;
      end = link.pred;
    }
  };
  reach(start, undefined);
  for (;;) {
    const next = [...waiting].reduce<number | undefined>(
      (best, pred) =>
        best === undefined || compareWeights(steps.get(pred)!.gain, steps.get(best)!.gain) > 0 ? pred : best,
      undefined,
    );
    if (next === undefined || compareWeights(steps.get(next)!.gain, most) <= 0) return { steps, end };
    waiting.delete(next);
    const loser = ofPred.get(next)!;
    reach(loser.gold, subtractWeights(steps.get(next)!.gain, loser.weight));
  }
}
