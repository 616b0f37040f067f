/** Bootstrap: an interval for every metric of a run, from its units. */
import type { AlignmentCounts } from "../align/align.ts";
import { betweenZeroAndOne, whole } from "../corpus/expect.ts";
import type { Warning } from "../corpus/issue.ts";
import type { UnitName, Units } from "../count/units.ts";
import { intervalsFromFewUnits, intervalsFromSentences, noIntervalsFromFewDocuments } from "../messages/intervals.ts";
import { allMetrics, type Metric, MetricReader, type MetricRules, printMetric, unitsFor } from "../score/metrics.ts";
import { bcaInterval, type Interval, type IntervalMethod, percentileInterval } from "./interval.ts";
import { jackknife, type Resampling, resample, valuesOf } from "./resample.ts";

/** How intervals are made. */
export interface IntervalOptions extends Resampling {
  /** How much of what could come out an interval is to hold, such as 0.95. */
  readonly level: number;
  readonly method: IntervalMethod;
}

/** Intervals by the names of their metrics, as `strict:f1[PER]`. */
export interface Intervals extends IntervalOptions {
  /** What was drawn, and from how many of them. */
  readonly unit: UnitName;
  readonly units: number;
  readonly of: ReadonlyMap<string, Interval>;
}

/** Of fewer units no intervals are drawn: there are too few ways of drawing them. */
export const LEAST_UNITS = 5;

/** The intervals of metrics over units; undefined where there are fewer than `LEAST_UNITS`. */
export function intervalsOf(
  given: Units,
  metrics: readonly Metric[],
  rules: MetricRules,
  options: IntervalOptions,
): Intervals | undefined {
  betweenZeroAndOne(options.level, "options.level");
  whole(0)(options.resamples, "options.resamples");
  if (given.ids.length < LEAST_UNITS || options.resamples === 0) return undefined;
  const units = unitsFor(given, metrics, rules);
  const { level, method } = options;
  const reader = new MetricReader(metrics, units, rules);
  const { observed, values } = resample(units, reader, options);
  const resampled = metrics.map((_, m) => valuesOf(values, m, reader));
  const find = (m: number, left: Float64Array | undefined): Interval =>
    left
      ? bcaInterval(observed[m]!, resampled[m]!, left, level)
      : percentileInterval(observed[m]!, resampled[m]!, level);
  const found = new Map<string, Interval>();
  if (method === "percentile")
    for (const [m, metric] of metrics.entries()) found.set(printMetric(metric), find(m, undefined));
  // A scheme after the other: there is a value for every unit and metric.
  else
    for (const scheme of new Set(metrics.map((metric) => metric.scheme))) {
      const own = [...metrics.entries()].filter(([, metric]) => metric.scheme === scheme);
      const part = new MetricReader(
        own.map(([, metric]) => metric),
        units,
        rules,
      );
      const left = jackknife(units, part);
      for (const [i, [m, metric]] of own.entries()) found.set(printMetric(metric), find(m, valuesOf(left, i, part)));
    }
  return { ...options, unit: units.unit, units: units.ids.length, of: found };
}

/** The intervals of every metric of a run; undefined where it has fewer units than `LEAST_UNITS`. */
export function drawIntervals(units: Units, rules: MetricRules, options: IntervalOptions): Intervals | undefined {
  return intervalsOf(units, allMetrics(units.types, rules.overlaps, rules.rules.beta), rules, options);
}

/** Below how many units intervals are too narrow to be taken at their word; `docs/statistics.md` has the measurement. */
export const FEW_UNITS = 30;

/** What the reader of intervals should know. */
export function intervalWarnings({ unit, units, level }: Pick<Intervals, "unit" | "units" | "level">): Warning[] {
  return [
    ...(units < FEW_UNITS ? [intervalsFromFewUnits(units, unit, level)] : []),
    ...(unit === "sentence" ? [intervalsFromSentences(units)] : []),
  ];
}

/** What the reader should know where no intervals were drawn: that the sentences are of fewer documents than it takes. */
export function undrawnWarnings({ ids }: Units, { paired }: AlignmentCounts["documents"]): Warning[] {
  if (ids.length >= paired) return [];
  return [noIntervalsFromFewDocuments(paired, ids.length, LEAST_UNITS)];
}
