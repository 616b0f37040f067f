/** Overlaps: a sweep over both sides of a document that finds the groups of spans that have to be judged together. */
import type { Span } from "../corpus/span.ts";
import { overlapOf } from "../corpus/span.ts";

/**
 * A group of spans connected through overlaps between gold and prediction or within one side.
 * Both sides are in canonical order. No span of a component overlaps a span outside it; what stands in the gap of a
 * discontinuous span is in its component.
 */
export interface Component {
  readonly gold: readonly Span[];
  readonly pred: readonly Span[];
}

/** A gold and a predicted span that share text. `gold` and `pred` are positions in their component. */
export interface Overlap {
  readonly gold: number;
  readonly pred: number;
  /** Shared text, in UTF-16 code units; at least 1. */
  readonly length: number;
}

/** Where spans begin and end, in canonical order. */
export interface Bounds {
  readonly length: number;
  readonly start: ArrayLike<number>;
  readonly end: ArrayLike<number>;
}

/** Takes a component: the positions from and up to which its spans are, on either side. */
export type VisitComponent = (fromGold: number, toGold: number, fromPred: number, toPred: number) => void;

/**
 * Visits the components of a document, from left to right.
 * O(|gold| + |pred|): a component ends where no span reaches over the start of the next one.
 */
export function forEachComponent(gold: Bounds, pred: Bounds, visit: VisitComponent): void {
  let g = 0;
  let p = 0;
  while (g < gold.length || p < pred.length) {
    const firstGold = g;
    const firstPred = p;
    let end = startOf(gold, g);
    if (startOf(pred, p) < end) end = startOf(pred, p);
    end++;
    for (;;) {
      if (g < gold.length && gold.start[g]! < end) {
        if (gold.end[g]! > end) end = gold.end[g]!;
        g++;
      } else if (p < pred.length && pred.start[p]! < end) {
        if (pred.end[p]! > end) end = pred.end[p]!;
        p++;
      } else break;
    }
    visit(firstGold, g, firstPred, p);
  }
}

/** Where the span at a position begins; beyond every text where there is none. */
function startOf({ length, start }: Bounds, at: number): number {
  return at < length ? start[at]! : Number.MAX_SAFE_INTEGER;
}

/**
 * All overlaps of a component: the pairs that share text, by gold position, then by prediction position.
 * A sweep over the starts of both sides that keeps the spans still open: what starts overlaps all that is open on the
 * other side, unless it stands in a gap. O(n log n) for n spans and overlaps together.
 */
export function overlapsOf({ gold, pred }: Component): Overlap[] {
  const overlaps: Overlap[] = [];
  let openGold: number[] = [];
  let openPred: number[] = [];
  const note = (g: number, p: number): void => {
    const length = overlapOf(gold[g]!, pred[p]!);
    if (length > 0) overlaps.push({ gold: g, pred: p, length });
  };
  let g = 0;
  let p = 0;
  while (g < gold.length || p < pred.length) {
    if (p === pred.length || (g < gold.length && gold[g]!.start <= pred[p]!.start)) {
      const span = gold[g]!;
      openPred = openPred.filter((other) => pred[other]!.end > span.start);
      for (const other of openPred) note(g, other);
      openGold.push(g++);
    } else {
      const span = pred[p]!;
      openGold = openGold.filter((other) => gold[other]!.end > span.start);
      for (const other of openGold) note(other, p);
      openPred.push(p++);
    }
  }
  return overlaps.sort((a, b) => a.gold - b.gold || a.pred - b.pred);
}

/**
 * Whether no two spans of one side overlap, and none stands in the gap of another. The spans must be in canonical order.
 */
export function isFlat(spans: readonly Span[]): boolean {
  for (let i = 1; i < spans.length; i++) if (spans[i]!.start < spans[i - 1]!.end) return false;
  return true;
}
