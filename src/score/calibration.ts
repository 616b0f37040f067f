/** Calibration: whether predictions with a score of 0.8 are correct 8 times in 10. */
import type { Step } from "../count/confidence.ts";
import { ratio } from "./scores.ts";

/** How many bins there are, all of the same width. */
const BINS = 10;

/** The predictions with a score above `low`, in the first bin also at it, and up to `high`. */
export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly pred: number;
  readonly correct: number;
  readonly meanScore: number | undefined;
  /** The share that is correct. */
  readonly precision: number | undefined;
}

/** The reliability table, and how far off it is. */
export interface Calibration {
  /**
   * Expected calibration error (Guo et al. 2017): the mean over scored predictions of how far their bin's mean score is
   * from its share of correct ones. Undefined without scored predictions.
   */
  readonly error: number | undefined;
  /** All bins, the empty ones too. */
  readonly bins: readonly Bin[];
}

/** The calibration of the steps that have a score, which must be within 0 and 1. Takes them in order. */
export function calibrationOf(steps: readonly Step[]): Calibration {
  const highs = Array.from({ length: BINS }, (_, i) => ratio(i + 1, BINS)!);
  const sums = highs.map(() => ({ pred: 0, correct: 0, score: 0 }));
  for (const { score, pred, correct } of steps) {
    if (score === undefined) continue;
    const sum = sums[highs.findIndex((high) => score <= high)]!;
    sum.pred += pred;
    sum.correct += correct;
    sum.score += score * pred;
  }
  const off = sums.reduce((total, { correct, score }) => total + Math.abs(correct - score), 0);
  const scored = sums.reduce((total, { pred }) => total + pred, 0);
  const bins = sums.map(({ pred, correct, score }, i) => ({
    low: highs[i - 1] ?? 0,
    high: highs[i]!,
    pred,
    correct,
    meanScore: ratio(score, pred),
    precision: ratio(correct, pred),
  }));
  return { error: ratio(off, scored), bins };
}
