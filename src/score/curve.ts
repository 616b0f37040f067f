/** The precision–recall curve of scored predictions under strict matching, and what is read off it. */
import type { Step } from "../count/confidence.ts";
import { plainScore, ratio, type Score } from "./scores.ts";

/** The scores of the predictions at or above a threshold; all predictions where the threshold is undefined. */
export interface CurvePoint extends Score {
  readonly threshold: number | undefined;
  readonly pred: number;
  readonly correct: number;
}

/** A point for every step, the highest score first. Takes the steps in that order, the ones without a score last. */
export function curveOf(steps: readonly Step[], gold: number): CurvePoint[] {
  let pred = 0;
  let correct = 0;
  return steps.map((step) => {
    pred += step.pred;
    correct += step.correct;
    return { threshold: step.score, pred, correct, ...plainScore(correct, gold, pred) };
  });
}

/**
 * Average precision: Σ (Rₙ − Rₙ₋₁) Pₙ over the points of the curve, without interpolation, as in scikit-learn.
 * Recall is over all gold mentions, so what is never predicted costs. Undefined without gold.
 */
export function averagePrecision(curve: readonly CurvePoint[], gold: number): number | undefined {
  let sum = 0;
  let found = 0;
  for (const { correct, precision } of curve) {
    sum += (correct - found) * precision!;
    found = correct;
  }
  return ratio(sum, gold);
}

/** The point with the highest F1, of several the one with the highest threshold; undefined where nothing is correct. */
export function bestPoint(curve: readonly CurvePoint[]): CurvePoint | undefined {
  let best: CurvePoint | undefined;
  for (const point of curve) if (point.correct > 0 && point.f1! > (best?.f1 ?? 0)) best = point;
  return best;
}

/** How many steps the levels of recall have between 0 and 1. */
const LEVELS = 10;

/**
 * The most precise point at each recall of at least 0, 0.1, … 1 that the curve reaches (the points of 11-point
 * interpolation); of several the one with the highest threshold.
 */
export function pointsByRecall(
  curve: readonly CurvePoint[],
): { readonly recall: number; readonly point: CurvePoint }[] {
  // The most precise point from here to the end of the curve: recall only grows along it.
  const ahead: CurvePoint[] = [];
  for (const point of curve.toReversed()) {
    const best = ahead.at(-1);
    ahead.push(best === undefined || point.precision! >= best.precision! ? point : best);
  }
  ahead.reverse();
  const levels = Array.from({ length: LEVELS + 1 }, (_, level) => ratio(level, LEVELS)!);
  return levels.flatMap((recall) => {
    const first = curve.findIndex((point) => point.recall !== undefined && point.recall >= recall);
    return first < 0 ? [] : [{ recall, point: ahead[first]! }];
  });
}
