/** A drawn system: all that is read off the units of its runs before it is held against another one. */
import type { Units } from "../count/units.ts";
import type { MetricReader } from "../score/metrics.ts";
import { LEAST_UNITS } from "../stats/bootstrap.ts";
import { bcaInterval, percentileInterval } from "../stats/interval.ts";
import { type Distribution, jackknife, observe, valuesOf } from "../stats/resample.ts";
import { meanOverRuns, resampleRuns, seedSpread } from "../stats/seeds.ts";
import type { ComparisonSettings, SystemValue } from "./comparison.ts";
import { valuesByUnit } from "./wins.ts";

/** A system under a set of types. What is by unit is the mean over its runs. */
export interface DrawnSystem {
  readonly name: string;
  readonly runs: readonly Units[];
  readonly distribution: Distribution;
  /** Metrics in each unit by itself, and without one unit each. */
  readonly byUnit: Float64Array;
  readonly left: Float64Array;
}

/** Draws a system. Documents are drawn alike for all systems; runs by a stream that goes by its name. */
export function drawSystem(
  name: string,
  runs: readonly Units[],
  reader: MetricReader,
  { resamples, seed }: Pick<ComparisonSettings, "resamples" | "seed">,
): DrawnSystem {
  return {
    ...{ name, runs, distribution: resampleRuns(runs, name, reader, { resamples, seed }) },
    byUnit: meanOverRuns(runs, (run) => valuesByUnit(run, reader)),
    left: meanOverRuns(runs, (run) => jackknife(run, reader)),
  };
}

/** What the system comes to in every metric. */
export function valuesOfSystem(
  { runs, distribution, left }: DrawnSystem,
  reader: MetricReader,
  { resamples, level, method }: Pick<ComparisonSettings, "resamples" | "level" | "method">,
): SystemValue[] {
  const each = runs.map((run) => observe(run, reader));
  return reader.metrics.map((_, m): SystemValue => {
    const value = distribution.observed[m]!;
    const drawn = valuesOf(distribution.values, m, reader);
    const interval =
      resamples === 0 || runs[0]!.ids.length < LEAST_UNITS
        ? undefined
        : method === "bca"
          ? bcaInterval(value, drawn, valuesOf(left, m, reader), level)
          : percentileInterval(value, drawn, level);
    const seeds = runs.length > 1 ? { seeds: seedSpread(each.map((values) => values[m]!)) } : {};
    return { value: Number.isNaN(value) ? undefined : value, interval, ...seeds };
  });
}
