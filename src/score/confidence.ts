/** Confidence: what the scores of predictions are worth, by type and over all, under strict matching. */
import type { Warning } from "../corpus/issue.ts";
import { compareText, type PredictedSpan, type Span, type Unplaced } from "../corpus/span.ts";
import { scoresMissing } from "../messages/confidence.ts";
import { type Calibration, calibrationOf } from "./calibration.ts";
import { averagePrecision, bestPoint, type CurvePoint, curveOf, type Step } from "./curve.ts";

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

/** What of a row adds up: the gold, and what was predicted at each threshold and above it. */
export interface SummedRow extends Pick<ConfidenceRow, "gold"> {
  readonly type: string;
  readonly curve: readonly Pick<CurvePoint, "threshold" | "pred" | "correct">[];
}

interface Counts {
  pred: number;
  correct: number;
}

/** What is kept of a type. */
interface Sums {
  gold: number;
  /** By score; undefined is the key of predictions without one. */
  readonly steps: Map<number | undefined, Counts>;
}

/**
 * Adds up documents. Keeps two integers for every distinct pair of type and score, so neither memory nor result depends
 * on how many documents there are or in which order they come.
 */
export class ConfidenceTally {
  private readonly types = new Map<string, Sums>();

  /**
   * Adds a document. A gold span makes one prediction correct: of exact copies the one with the highest score.
   * A score that is not finite counts as none. What stands nowhere in the text is wrong.
   */
  add(gold: readonly Span[], pred: readonly PredictedSpan[], unplaced: readonly Unplaced[] = []): void {
    for (const prediction of unplaced) addStep(this.sumsOf(prediction.type), scoreOf(prediction), 1, 0);
    const open = new Map<string, number>();
    for (const span of gold) {
      this.sumsOf(span.type).gold++;
      const place = placeOf(span);
      open.set(place, (open.get(place) ?? 0) + 1);
    }
    for (const span of pred.toSorted((a, b) => fallingScore(scoreOf(a), scoreOf(b)))) {
      const place = placeOf(span);
      const left = open.get(place) ?? 0;
      if (left > 0) open.set(place, left - 1);
      addStep(this.sumsOf(span.type), scoreOf(span), 1, left > 0 ? 1 : 0);
    }
  }

  /** Adds what another tally made of its documents. */
  addConfidence(types: readonly SummedRow[]): void {
    for (const { type, gold, curve } of types) {
      const sums = this.sumsOf(type);
      sums.gold += gold;
      let before: Counts = { pred: 0, correct: 0 };
      for (const { threshold, pred, correct } of curve) {
        addStep(sums, threshold, pred - before.pred, correct - before.correct);
        before = { pred, correct };
      }
    }
  }

  /** What the documents so far say. */
  finish(): Confidence {
    const all = emptySums();
    for (const { gold, steps } of this.types.values()) {
      all.gold += gold;
      for (const [score, { pred, correct }] of steps) addStep(all, score, pred, correct);
    }
    const scores = stepsOf(all).flatMap(({ score }) => (score === undefined ? [] : [score]));
    const [highest] = scores;
    const lowest = scores.at(-1);
    const range = lowest === undefined || highest === undefined ? undefined : { lowest, highest };
    const calibrated = range !== undefined && range.lowest >= 0 && range.highest <= 1;
    const types = [...this.types].sort(([a], [b]) => compareText(a, b));
    return {
      range,
      all: rowOf(all, calibrated),
      types: types.map(([type, sums]) => ({ type, ...rowOf(sums, calibrated) })),
    };
  }

  private sumsOf(type: string): Sums {
    let sums = this.types.get(type);
    if (!sums) this.types.set(type, (sums = emptySums()));
    return sums;
  }
}

/** What the reader of these numbers should know. */
export function confidenceWarnings({ all }: Confidence): Warning[] {
  if (all.scored > 0) return [];
  return [scoresMissing()];
}

function rowOf(sums: Sums, calibrated: boolean): ConfidenceRow {
  const { gold } = sums;
  const steps = stepsOf(sums);
  const curve = curveOf(steps, gold);
  const pred = curve.at(-1)?.pred ?? 0;
  const scored = pred - (sums.steps.get(undefined)?.pred ?? 0);
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

function emptySums(): Sums {
  return { gold: 0, steps: new Map() };
}

function addStep({ steps }: Sums, score: number | undefined, pred: number, correct: number): void {
  const counts = steps.get(score);
  if (counts) {
    counts.pred += pred;
    counts.correct += correct;
  } else steps.set(score, { pred, correct });
}

/** The steps by falling score, whatever the order in which they were met. */
function stepsOf({ steps }: Sums): Step[] {
  return Array.from(steps, ([score, counts]) => ({ score, ...counts })).sort((a, b) => fallingScore(a.score, b.score));
}

function scoreOf({ score }: Unplaced): number | undefined {
  return Number.isFinite(score) ? score : undefined;
}

/** Orders scores, the highest first, predictions without one last. */
function fallingScore(a: number | undefined, b: number | undefined): number {
  if (a === b) return 0;
  return a === undefined ? 1 : b === undefined ? -1 : b - a;
}

/** Equal for exact copies only: same extent, same type. */
function placeOf({ start, end, type, fragments = [] }: Span): string {
  const pieces = fragments.map((piece) => `${piece.start}-${piece.end}`);
  return `${start} ${end} ${pieces.join()} ${type}`;
}
