/** Messages about the scores of predictions: thresholds on them, and predictions without one. */
import { didYouMean } from "./nearest.ts";
import { counted, type Words } from "./words.ts";

/** A threshold, and the scores that it was compared with. */
export interface ThresholdFacts {
  /** The type that it is for; undefined where it is for all types. */
  readonly type: string | undefined;
  readonly least: number;
  /** How many scores there are. */
  readonly count: number;
  readonly lowest: number;
  readonly highest: number;
}

/** A threshold as it is written: `0.5`, `PER=0.7`. */
function written(type: string | undefined, least: number): string {
  return type === undefined ? String(least) : `${type}=${least}`;
}

/** A threshold in percent where all scores are fractions. */
export function thresholdPercent({ type, least, count, lowest, highest }: ThresholdFacts): Words {
  const fraction = least <= 100 ? Number((least / 100).toPrecision(12)) : 0.5;
  const scores = lowest === highest ? `every score, ${lowest}` : `all ${count} scores, from ${lowest} to ${highest}`;
  return {
    code: "threshold-unused",
    message: `the threshold ${written(type, least)} is above ${scores}`,
    hint: `the scores are fractions, not percentages: write ${written(type, fraction)}`,
  };
}

/** A threshold for a type that is never predicted. `predicted` are the types that are. */
export function thresholdWithoutType(type: string, predicted: Iterable<string>): Words {
  return {
    code: "threshold-unused",
    message: `there is a threshold for ${type}, but no prediction has that type${didYouMean(type, predicted)}`,
  };
}

/** A threshold on predictions that have no scores. */
export function thresholdWithoutScores(): Words {
  return {
    code: "threshold-unused",
    message: "the threshold leaves nothing out: no prediction that it applies to has a score",
  };
}

/** A threshold above all scores. */
export function thresholdAboveAll(facts: ThresholdFacts): Words {
  const all = facts.count === 1 ? "the only prediction" : `all ${counted(facts.count, "prediction")}`;
  return { code: "threshold-unused", message: `${threshold(facts)} leaves out ${all}: ${range(facts)}` };
}

/** A threshold that is a fraction where all scores are above 1. */
export function thresholdBelowAll(facts: ThresholdFacts): Words {
  return { code: "threshold-unused", message: `${threshold(facts)} leaves nothing out: ${range(facts)}` };
}

function threshold({ type, least }: ThresholdFacts): string {
  return `the threshold ${written(type, least)}`;
}

function range({ lowest, highest }: ThresholdFacts): string {
  return lowest === highest ? `every score is ${lowest}` : `scores are from ${lowest} to ${highest}`;
}

/** An analysis of confidence where no prediction has a score. */
export function scoresMissing(): Words {
  return {
    code: "score-missing",
    message: 'no prediction has a score, so confidence cannot be analyzed; give each prediction a "score"',
  };
}
