/** Intervals: where a metric would come out on other documents of the same kind, from what it came to on resamples. */
import { normalBelow, normalQuantile } from "./normal.ts";

/** Percentiles as they are, or corrected for bias and skewness (BCa, Efron 1987). */
export const intervalMethods = ["percentile", "bca"] as const;
export type IntervalMethod = (typeof intervalMethods)[number];

/** An interval; undefined where the metric is, where it was in more than half of the resamples, or where a method has none. */
export interface Interval {
  readonly low: number | undefined;
  readonly high: number | undefined;
  /** The resamples in which the metric was undefined. They are left out. */
  readonly undefinedResamples: number;
}

/** The interval between two percentiles. */
export function percentileInterval(observed: number, resampled: Float64Array, level: number): Interval {
  return between(observed, resampled, [(1 - level) / 2, (1 + level) / 2], (part) => part);
}

/**
 * The BCa interval. Bias is the part of the resamples below what was observed, ties counting half; acceleration is the
 * skewness of `left`, the values without one unit each; 0 where all of those are the same. Undefined where all resamples are
 * on one side of what was observed: the bias is then infinite, and no percentile follows from it.
 */
export function bcaInterval(observed: number, resampled: Float64Array, left: Float64Array, level: number): Interval {
  const defined = resampled.filter((value) => !Number.isNaN(value));
  let below = 0;
  for (const value of defined) below += value < observed ? 1 : value === observed ? 0.5 : 0;
  const bias = normalQuantile(below / defined.length);
  const acceleration = accelerationOf(left);
  return between(observed, resampled, [(1 - level) / 2, (1 + level) / 2], (part) => {
    if (!Number.isFinite(bias + acceleration)) return NaN;
    const shifted = bias + normalQuantile(part);
    const stretch = 1 - acceleration * shifted;
    // At a stretch of 0 the percentile reaches the end, and stays there.
    return stretch > 0 ? normalBelow(bias + shifted / stretch) : shifted > 0 ? 1 : 0;
  });
}

function between(
  observed: number,
  resampled: Float64Array,
  parts: readonly [number, number],
  corrected: (part: number) => number,
): Interval {
  const sorted = resampled.filter((value) => !Number.isNaN(value)).sort();
  const undefinedResamples = resampled.length - sorted.length;
  if (Number.isNaN(observed) || sorted.length === 0 || undefinedResamples > sorted.length)
    return { low: undefined, high: undefined, undefinedResamples };
  const [low, high] = parts.map((part) => {
    const at = corrected(part);
    const value = quantile(sorted, at);
    return Number.isNaN(value) ? undefined : value;
  });
  return { low, high, undefinedResamples };
}

/**
 * The value below which a proportion of sorted values lies, interpolated linearly (Hyndman & Fan 1996, type 7). NaN
 * of no values, and of a proportion that is not from 0 to 1.
 */
export function quantile(sorted: ArrayLike<number>, part: number): number {
  if (sorted.length === 0 || !(part >= 0 && part <= 1)) return NaN;
  const at = part * (sorted.length - 1);
  const below = Math.floor(at);
  const value = sorted[below]!;
  return at === below ? value : value + (at - below) * (sorted[below + 1]! - value);
}

/** Efron's acceleration: a sixth of the skewness of what each unit does to the metric. Undefined values are left out. */
function accelerationOf(left: Float64Array): number {
  const defined = left.filter((value) => !Number.isNaN(value));
  const mean = defined.reduce((sum, value) => sum + value, 0) / defined.length;
  let [squares, cubes] = [0, 0];
  for (const value of defined) {
    const change = mean - value;
    squares += change * change;
    cubes += change * change * change;
  }
  return squares === 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
}
