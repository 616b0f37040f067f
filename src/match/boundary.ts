/** Boundary errors: where the edges of a predicted span stand, seen from its gold span. */
import { sameExtent } from "../corpus/span.ts";
import type { Bounds, Component, Overlap } from "./overlap.ts";

/**
 * The ways in which a span of the right type can be off, each error in exactly one:
 * ```
 * gold           [ ------- ]
 * left-short        [ ---- ]      left-long     [ ---------- ]
 * right-short    [ ---- ]         right-long    [ ---------- ]
 * inside            [ -- ]        around      [ -------------- ]
 * shifted-left [ ------ ]         shifted-right    [ ------- ]
 * gaps           [ -- ] []
 * ```
 * Discontinuous spans are judged by their outer edges; where both agree, the difference is in the gaps.
 */
export const boundaryKinds = [
  "left-short",
  "left-long",
  "right-short",
  "right-long",
  "inside",
  "around",
  "shifted-left",
  "shifted-right",
  "gaps",
] as const;
export type BoundaryKind = (typeof boundaryKinds)[number];

const [LEFT_SHORT, LEFT_LONG, RIGHT_SHORT, RIGHT_LONG, INSIDE, AROUND, SHIFTED_LEFT, SHIFTED_RIGHT, GAPS] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8,
];

/** The place in {@link boundaryKinds} of how a prediction misses the edges of a gold span that it overlaps and differs from. */
export function boundaryKindAt(gold: Bounds, g: number, pred: Bounds, p: number): number {
  const left = pred.start[p]! - gold.start[g]!;
  const right = pred.end[p]! - gold.end[g]!;
  if (right === 0) return left === 0 ? GAPS : left > 0 ? LEFT_SHORT : LEFT_LONG;
  if (left === 0) return right < 0 ? RIGHT_SHORT : RIGHT_LONG;
  if (left > 0) return right < 0 ? INSIDE : SHIFTED_RIGHT;
  return right > 0 ? AROUND : SHIFTED_LEFT;
}

/** The gold spans that several predictions share, and the predictions that share several gold spans, by position. */
export interface SplitsAndMerges {
  readonly split: readonly number[];
  readonly merged: readonly number[];
}

/**
 * Splits and merges among the overlaps of a component, of which `chosen` were linked. Spans found with their exact
 * extent take no part in any: the inner mention of nested gold splits nothing when both were found.
 */
export function splitsAndMerges(
  { gold, pred }: Component,
  overlaps: readonly Overlap[],
  chosen: readonly Overlap[],
): SplitsAndMerges {
  const found = chosen.filter((pair) => sameExtent(gold[pair.gold]!, pred[pair.pred]!));
  const foundGold = new Set(found.map((pair) => pair.gold));
  const foundPred = new Set(found.map((pair) => pair.pred));
  const amiss = overlaps.filter((overlap) => !foundGold.has(overlap.gold) && !foundPred.has(overlap.pred));
  return {
    split: repeated(amiss.map((overlap) => overlap.gold)),
    merged: repeated(amiss.map((overlap) => overlap.pred)),
  };
}

/** The positions that stand more than once in a list. */
function repeated(positions: readonly number[]): number[] {
  const counts = new Map<number, number>();
  for (const at of positions) counts.set(at, (counts.get(at) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([at]) => at);
}
