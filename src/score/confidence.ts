/** Confidence: what the scores of predictions are worth, by type and over all, under strict matching. */
import type { Warning } from "../corpus/issue.ts";
import type { Collections } from "../count/collectors.ts";
import type { ConfidenceCounts, StepCounts } from "../count/confidence.ts";
import { scoresMissing } from "../messages/confidence.ts";
import { type Calibration, calibrationOf } from "./calibration.ts";
import { averagePrecision, bestPoint, type CurvePoint, curveOf } from "./curve.ts";

/** The worth of the scores of one type, or of all predictions. */
export interface ConfidenceRow {
  readonly gold: number;
  readonly pred: number;
  /** Predictions that have a score. The others rank below all of these, together. */
  readonly scored: number;
  /** By falling threshold, a point for every distinct score, and a last one with the predictions that have none. */
  readonly curve: readonly CurvePoint[];
  /** Undefined without gold, and where there are predictions but none has a score. */
  readonly averagePrecision: number | undefined;
  /** The point of the curve with the highest F1 on this very data; undefined where no scored prediction is there, or none is correct. */
  readonly best: CurvePoint | undefined;
  /** Undefined where a score of the run, of whatever type, is outside [0, 1]: such scores are no probabilities. */
  readonly calibration: Calibration | undefined;
}

/** The worth of the scores of a run. */
export interface Confidence {
  /** The lowest and the highest score; undefined where there are none. */
  readonly range: { readonly lowest: number; readonly highest: number } | undefined;
  readonly all: ConfidenceRow;
  /** In the order of the names. */
  readonly types: readonly (ConfidenceRow & { readonly type: string })[];
}

/** What collectors say of the scores of predictions, where they were asked. */
export function readConfidence({ confidence }: Collections): { readonly confidence?: Confidence } {
  return confidence ? { confidence: confidenceOf(confidence) } : {};
}

/** What counts say. */
export function confidenceOf({ all, types }: ConfidenceCounts): Confidence {
  const scores = all.steps.flatMap(({ score }) => (score === undefined ? [] : [score]));
  const [highest] = scores;
  const lowest = scores.at(-1);
  const range = lowest === undefined || highest === undefined ? undefined : { lowest, highest };
  const calibrated = range !== undefined && range.lowest >= 0 && range.highest <= 1;
  return {
    range,
    all: rowOf(all, calibrated),
    types: types.map(({ type, ...counts }) => ({ type, ...rowOf(counts, calibrated) })),
  };
}

/** What the reader of these numbers, where there are any, should know. */
export function confidenceWarnings({ confidence }: { readonly confidence?: Confidence | undefined }): Warning[] {
  return confidence === undefined || confidence.all.scored > 0 ? [] : [scoresMissing()];
}

function rowOf({ gold, steps }: StepCounts, calibrated: boolean): ConfidenceRow {
  const curve = curveOf(steps, gold);
  const pred = curve.at(-1)?.pred ?? 0;
  const scored = pred - (steps.find(({ score }) => score === undefined)?.pred ?? 0);
  const ranked = scored > 0 || pred === 0;
  return {
    gold,
    pred,
    scored,
    curve,
    averagePrecision: ranked ? averagePrecision(curve, gold) : undefined,
    best: ranked ? bestPoint(curve) : undefined,
    calibration: calibrated ? calibrationOf(steps) : undefined,
  };
}
