/** Neighbors: which spans of the other side each span overlaps, by place in the lists as they are given. */
import { compareSpans, type Span } from "../corpus/span.ts";
import { overlapsOf } from "./overlap.ts";

/** For each span of a side, in the order of its list, the places of the spans it overlaps in the other list, ascending. */
export interface Neighbors {
  readonly ofGold: readonly (readonly number[])[];
  readonly ofPred: readonly (readonly number[])[];
}

/** Who overlaps whom, for lists in any order. O(n log n) for n spans and overlaps together. */
export function neighborsOf(gold: readonly Span[], pred: readonly Span[]): Neighbors {
  const golds = placesInOrder(gold);
  const preds = placesInOrder(pred);
  const ofGold = gold.map((): number[] => []);
  const ofPred = pred.map((): number[] => []);
  const sorted = { gold: golds.map((place) => gold[place]!), pred: preds.map((place) => pred[place]!) };
  for (const overlap of overlapsOf(sorted)) {
    const g = golds[overlap.gold]!;
    const p = preds[overlap.pred]!;
    ofGold[g]!.push(p);
    ofPred[p]!.push(g);
  }
  for (const places of [...ofGold, ...ofPred]) places.sort((a, b) => a - b);
  return { ofGold, ofPred };
}

/** The places of a list, in the canonical order of what stands there. */
function placesInOrder(spans: readonly Span[]): number[] {
  return spans.map((_, place) => place).sort((a, b) => compareSpans(spans[a]!, spans[b]!));
}
