/** Differences: the interval of the difference of two runs, and the paired bootstrap test of it. */
import { betweenZeroAndOne } from "../corpus/expect.ts";
import type { MetricReader } from "../score/metrics.ts";
import { bcaInterval, type Interval, percentileInterval } from "./interval.ts";
import type { TestResult } from "./randomization.ts";
import { type Distribution, valuesOf } from "./resample.ts";

/** A difference with its interval, and the p-value of the bootstrap. */
export interface Difference extends TestResult {
  readonly interval: Interval;
}

/**
 * The differences of two runs, metric by metric, the second's value less the first's. Both distributions must come from
 * the same resamples of `aligned` units. p is two-sided: the part of the resamples, (r + 1) / (B + 1), in which the
 * difference is at least as far from what was observed as that is from 0 (Efron & Tibshirani 1993, Berg-Kirkpatrick et
 * al. 2012); undefined resamples count as that far. It centers signed differences, not their absolute values.
 */
export function differencesOf(
  a: Distribution,
  b: Distribution,
  reader: MetricReader,
  { level, left }: { readonly level: number; readonly left?: { readonly a: Float64Array; readonly b: Float64Array } },
): Difference[] {
  betweenZeroAndOne(level, "level");
  const change = (before: Float64Array, after: Float64Array) => after.map((value, i) => value - before[i]!);
  const observed = change(a.observed, b.observed);
  const values = change(a.values, b.values);
  const without = left && change(left.a, left.b);
  return [...observed].map((difference, m): Difference => {
    const resampled = valuesOf(values, m, reader);
    const interval = without
      ? bcaInterval(difference, resampled, valuesOf(without, m, reader), level)
      : percentileInterval(difference, resampled, level);
    if (Number.isNaN(difference)) return { difference: undefined, p: undefined, interval };
    let far = 0;
    for (const value of resampled) if (isFar(value, difference)) far++;
    return { difference, p: (far + 1) / (resampled.length + 1), interval };
  });
}

/** Whether a difference is at least as far from what was observed as that is from 0; an undefined one is. */
export function isFar(value: number, observed: number): boolean {
  return !(Math.abs(value - observed) < Math.abs(observed) - SAME);
}

/** Differences closer than this are the same. */
const SAME = 1e-12;
