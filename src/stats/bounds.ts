/** Bounds: how large a value is at least, and at most, each with so much confidence. */
import { betweenZeroAndOne, whole } from "../corpus/expect.ts";
import { percentileInterval } from "./interval.ts";
import { normalBelow, studentQuantile } from "./normal.ts";

/** One-sided bounds; undefined where an interval would be. */
export interface Bounds {
  readonly atLeast: number | undefined;
  readonly atMost: number | undefined;
}

/**
 * The bounds of a value, from what it came to on resamples of so many units: the percentiles for the level, moved
 * outward by as much as Student's distribution is wider than the normal one, and a sample's variance smaller than its
 * population's (the expanded percentiles of Hesterberg 2015). Without that, few units give bounds that are too narrow.
 */
export function boundsOf(observed: number, resampled: Float64Array, units: number, level: number): Bounds {
  betweenZeroAndOne(level, "level");
  whole(2)(units, "units");
  const { low, high } = percentileInterval(observed, resampled, 2 * expandedLevel(level, units) - 1);
  return { atLeast: low, atMost: high };
}

/** The level of the percentiles that are taken, instead of the one that was asked for; NaN of fewer than two units. */
export function expandedLevel(level: number, units: number): number {
  return normalBelow(Math.sqrt(units / (units - 1)) * studentQuantile(level, units - 1));
}

/** The fewest resamples of which one lies beyond a bound of this level: of fewer, a bound says nothing. */
export function resamplesFor(level: number): number {
  return Math.ceil(1 / (1 - level) - 1e-9) - 1;
}
