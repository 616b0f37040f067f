/** A search for the best assignment without prices, as the reference for which of several best choices is taken. */
import type { Candidates } from "../../src/match/candidates.ts";

type Weight = readonly number[];

/** A candidate: its position, its spans, and what it is worth. */
interface Link {
  readonly at: number;
  readonly gold: number;
  readonly pred: number;
  readonly weight: Weight;
}

interface Step {
  readonly link: Link;
  readonly gain: Weight;
}

const compare = (a: Weight, b: Weight) => {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
};
const add = (a: Weight, b: Weight) => a.map((value, i) => value + b[i]!);
const subtract = (a: Weight, b: Weight) => a.map((value, i) => value - b[i]!);

/**
 * Adds gold spans one by one, each along the path of reassignments that gains most. Predicted spans are visited by falling
 * gain, among equal gains in the order in which they were come upon, and again where a better path is found; of equally
 * good paths the first is taken. Returns the positions of the chosen candidates.
 */
export function searchWithoutPrices({ count, gold, pred, criteria, worth }: Candidates): number[] {
  const byGold = new Map<number, Link[]>();
  for (let at = 0; at < count; at++) {
    const weight = Array.from({ length: criteria }, (_, k) => worth[at * criteria + k]!);
    const link = { at, gold: gold[at]!, pred: pred[at]!, weight };
    byGold.set(link.gold, [...(byGold.get(link.gold) ?? []), link]);
  }
  const ofGold = new Map<number, Link>();
  const ofPred = new Map<number, Link>();
  for (const start of byGold.keys()) {
    const steps = new Map<number, Step>();
    const waiting = new Set<number>();
    let most: Weight = new Array<number>(criteria).fill(0);
    let end: number | undefined;
    const reach = (from: number, gained: Weight | undefined) => {
      for (const link of byGold.get(from)!) {
        const gain = gained ? add(gained, link.weight) : link.weight;
        const known = steps.get(link.pred);
        if (known && compare(gain, known.gain) <= 0) continue;
        steps.set(link.pred, { link, gain });
        const loser = ofPred.get(link.pred);
        if (loser) waiting.add(link.pred);
        const total = loser ? subtract(gain, loser.weight) : gain;
        if (compare(total, most) <= 0) continue;
        most = total;
        end = link.pred;
      }
    };
    reach(start, undefined);
    while (waiting.size > 0) {
      const gainOf = (to: number) => steps.get(to)!.gain;
      const next = [...waiting].reduce((best, to) => (compare(gainOf(to), gainOf(best)) > 0 ? to : best));
      if (compare(gainOf(next), most) <= 0) break;
      waiting.delete(next);
      const loser = ofPred.get(next)!;
      reach(loser.gold, subtract(gainOf(next), loser.weight));
    }
    const loser = end === undefined ? undefined : ofPred.get(end);
    if (loser) ofGold.delete(loser.gold);
    for (let to = end; to !== undefined; ) {
      const { link }: Step = steps.get(to)!;
      to = ofGold.get(link.gold)?.pred;
      ofGold.set(link.gold, link);
      ofPred.set(link.pred, link);
    }
  }
  return [...ofGold.values()].map(({ at }) => at);
}
