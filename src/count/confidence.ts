/** Confidence: how many predictions have each score, and how many of them are correct under strict matching, by type. */
import { compareText, type PredictedSpan, type Span, type Unplaced } from "../corpus/span.ts";

/** The predictions that share a score; `score` is undefined for those that have none. */
export interface Step {
  readonly score: number | undefined;
  readonly pred: number;
  readonly correct: number;
}

/** What adds up: the gold, and the predictions by falling score, those that have none last. */
export interface StepCounts {
  readonly gold: number;
  readonly steps: readonly Step[];
}

/** The counts of a run, of all types together and by type in the order of the names. */
export interface ConfidenceCounts {
  readonly all: StepCounts;
  readonly types: readonly (StepCounts & { readonly type: string })[];
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

  /** A tally of counts as they were saved. */
  static from(types: ConfidenceCounts["types"]): ConfidenceTally {
    const tally = new ConfidenceTally();
    for (const { type, gold, steps } of types) addSteps(tally.sumsOf(type), gold, steps);
    return tally;
  }

  /**
   * Adds a document. A gold span makes one prediction correct: of exact copies the one with the highest score.
   * A score that is not finite counts as none. A prediction without a place in the text is wrong.
   */
  add({
    gold,
    pred,
    unplaced = [],
  }: {
    readonly gold: readonly Span[];
    readonly pred: readonly PredictedSpan[];
    readonly unplaced?: readonly Unplaced[] | undefined;
  }): void {
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

  /** Adds what another tally counted. */
  merge(other: ConfidenceTally): void {
    for (const [type, { gold, steps }] of other.types) addSteps(this.sumsOf(type), gold, stepsOf(steps));
  }

  /** The counts of the documents so far. */
  result(): ConfidenceCounts {
    const all: Sums = { gold: 0, steps: new Map() };
    for (const { gold, steps } of this.types.values()) addSteps(all, gold, stepsOf(steps));
    const types = [...this.types].sort(([a], [b]) => compareText(a, b));
    const counts = ({ gold, steps }: Sums): StepCounts => ({ gold, steps: stepsOf(steps) });
    return { all: counts(all), types: types.map(([type, sums]) => ({ type, ...counts(sums) })) };
  }

  private sumsOf(type: string): Sums {
    let sums = this.types.get(type);
    if (!sums) this.types.set(type, (sums = { gold: 0, steps: new Map() }));
    return sums;
  }
}

function addSteps(sums: Sums, gold: number, steps: readonly Step[]): void {
  sums.gold += gold;
  for (const { score, pred, correct } of steps) addStep(sums, score, pred, correct);
}

function addStep({ steps }: Sums, score: number | undefined, pred: number, correct: number): void {
  const counts = steps.get(score);
  if (counts) {
    counts.pred += pred;
    counts.correct += correct;
  } else steps.set(score, { pred, correct });
}

/** The steps by falling score, whatever the order in which they were met. */
function stepsOf(steps: Sums["steps"]): Step[] {
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
