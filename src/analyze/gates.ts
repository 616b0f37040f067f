/** Gates: whether a run is good enough, and whether it is worse than a baseline by more than chance would make it. */
import { NerEvalError } from "../corpus/error.ts";
import { arrayOf, betweenZeroAndOne, finite } from "../corpus/expect.ts";
import { columnOf } from "../count/tally.ts";
import type { Units } from "../count/units.ts";
import { gateResamplesFew, gateTypeAbsent, gateUndefined, gateWithoutTypes } from "../messages/gates.ts";
import { type Metric, MetricReader, type MetricRules, printMetric, unitsFor } from "../score/metrics.ts";
import { MOST_TRIALS, sharedLevel } from "../stats/adjust.ts";
import { type Intervals, LEAST_UNITS } from "../stats/bootstrap.ts";
import { boundsOf, expandedLevel, resamplesFor } from "../stats/bounds.ts";
import type { Interval } from "../stats/interval.ts";
import { aligned } from "../stats/pair.ts";
import { observe, type Resampling, resample, totalOf, valuesOf } from "../stats/resample.ts";
import { type Sources, sourcesOf } from "./drop-sources.ts";

/** In the place of a type: every type of the gold, each by itself. */
export const EVERY_TYPE = "*";

/** A bar that a score must reach, and a drop that must not be exceeded; both in fractions, not in percent. */
export interface Floor {
  readonly metric: Metric;
  readonly least: number;
}
export interface Limit {
  readonly metric: Metric;
  readonly most: number;
}

/** What came of a gate. */
export type Verdict = "passed" | "failed" | "inconclusive";

/** A score against a bar. */
export interface FloorResult {
  readonly rule: "fail-under";
  readonly metric: string;
  readonly verdict: Exclude<Verdict, "inconclusive">;
  readonly value: number;
  readonly limit: number;
  /** That of the score, where intervals were drawn, and its level. */
  readonly interval: Interval | undefined;
  readonly level: number | undefined;
}

/** A score against that of a baseline. */
export interface DropResult {
  readonly rule: "max-drop";
  readonly metric: string;
  readonly verdict: Verdict;
  readonly value: number;
  readonly limit: number;
  readonly baseline: number;
  /** The baseline's score less the value; below 0 where the run is better. */
  readonly drop: number;
  /** How large the drop is at least, and at most, with the stated confidence; undefined of too few units. */
  readonly atLeast: number | undefined;
  readonly atMost: number | undefined;
  readonly level: number;
  /** How many gates share the confidence: those of all types, where every type is asked for. */
  readonly sharing: number;
  /** Where there is a drop: what made it. */
  readonly sources: Sources | undefined;
}

export type GateResult = FloorResult | DropResult;

/** What is judged: a run's units, and how scores are read off them. */
export interface Judged {
  readonly units: Units;
  readonly rules: MetricRules;
}

/**
 * Holds scores against bars: below its bar a score fails. Intervals say how near it was, and change no verdict.
 *
 * @throws NerEvalError `gate-metric` where a score has no value.
 */
export function judgeFloors(floors: readonly Floor[], run: Judged, intervals: Intervals | undefined): FloorResult[] {
  arrayOf((floor, name) => finite((floor as Floor | null)?.least, `${name}.least`))(floors, "floors");
  return floors.flatMap(({ metric: asked, least }) => {
    const metrics = metricsOf(asked, run);
    const values = valuesIn(run, metrics, "the run");
    return metrics.map((metric, m): FloorResult => {
      const name = printMetric(metric);
      const value = values[m]!;
      return {
        ...{ rule: "fail-under", metric: name, verdict: value < least - SAME ? "failed" : "passed" },
        ...{ value, limit: least, interval: intervals?.of.get(name), level: intervals?.level },
      };
    });
  });
}

/**
 * Holds the drops from a baseline's scores against limits, by the paired bootstrap: a gate fails where the drop is beyond
 * its limit and so is the bound above which it lies with the given confidence, one-sided; it passes where the drop is
 * within it and so is the bound below which it lies; anything else is inconclusive. The gates of every type share the
 * confidence (Bonferroni). Both runs must be over the same units and count the same overlaps; averages over types are over
 * those of both.
 *
 * @throws NerEvalError `gate-metric` where a score has no value, `gate-resamples` where there are too few resamples to be
 * that sure.
 */
export function judgeDrops(
  limits: readonly Limit[],
  baseline: Judged,
  run: Judged,
  { level, ...resampling }: Resampling & { readonly level: number },
): DropResult[] {
  arrayOf((limit, name) => finite((limit as Limit | null)?.most, `${name}.most`))(limits, "limits");
  betweenZeroAndOne(level, "level");
  const gates = limits.flatMap(({ metric: asked, most }) => {
    const metrics = metricsOf(asked, run);
    return metrics.map((metric) => ({ metric, most, sharing: metrics.length }));
  });
  const count = run.units.ids.length;
  const most = Math.max(1, ...gates.map(({ sharing }) => sharing));
  if (gates.length > 0) refuseFew(resampling.resamples, sharedLevel(level, most), count);
  const metrics = gates.map(({ metric }) => metric);
  const [then, now] = aligned([baseline.units, run.units]);
  const before = valuesIn(baseline, metrics, "the baseline", then);
  const after = valuesIn(run, metrics, "the run", now);
  const sides = [
    { ...baseline, units: then! },
    { ...run, units: now! },
  ] as const;
  const drops = count < LEAST_UNITS ? undefined : dropsOf(...sides, metrics, resampling);
  return gates.map(({ metric, most, sharing }, m): DropResult => {
    const drop = before[m]! - after[m]!;
    const bounds = drops && boundsOf(drop, drops[m]!, count, sharedLevel(level, sharing));
    const { atLeast, atMost } = bounds ?? { atLeast: undefined, atMost: undefined };
    const beyond = (value: number | undefined) => value !== undefined && value > most + SAME;
    const within = (value: number | undefined) => value !== undefined && value <= most + SAME;
    return {
      ...{ rule: "max-drop", metric: printMetric(metric) },
      verdict: beyond(drop) && beyond(atLeast) ? "failed" : within(drop) && within(atMost) ? "passed" : "inconclusive",
      ...{ value: after[m]!, limit: most, baseline: before[m]!, drop, atLeast, atMost, level, sharing },
      sources: drop > SAME ? sourcesOf(baseline.units, run.units, metric, run.rules) : undefined,
    };
  });
}

/** Scores closer than this are the same. */
const SAME = 1e-12;

/** What the drops came to on resamples, metric by metric; both runs get the same ones. */
function dropsOf(baseline: Judged, run: Judged, metrics: readonly Metric[], resampling: Resampling): Float64Array[] {
  const sides = [baseline, run].map((side) => ({ ...side, units: unitsFor(side.units, metrics, side.rules) }));
  const [before, after] = sides.map((side) => resample(side.units, readerOf(side, metrics), resampling).values);
  const drops = before!.map((value, i) => value - after![i]!);
  const reader = readerOf(sides[1]!, metrics);
  return metrics.map((_, m) => valuesOf(drops, m, reader));
}

function readerOf({ units, rules }: Judged, metrics: readonly Metric[]): MetricReader {
  return new MetricReader(metrics, units, rules);
}

/** The metric; or, where it is of every type, that of each type of the gold. */
function metricsOf(metric: Metric, { units }: Judged): Metric[] {
  if (metric.type !== EVERY_TYPE) return [metric];
  const total = totalOf(units);
  const types = units.types.filter((_, t) => total[t * units.width + columnOf("gold")]! > 0);
  if (types.length === 0) throw new NerEvalError(gateWithoutTypes(printMetric(metric)));
  return types.map((type) => ({ ...metric, type }));
}

/** The values of metrics, each of which must have one; read off the units of the side, or the same `under` more types. */
function valuesIn(side: Judged, metrics: readonly Metric[], name: string, under = side.units): Float64Array {
  const { types } = side.units;
  for (const metric of metrics) {
    if (metric.type === undefined || types.includes(metric.type)) continue;
    throw new NerEvalError(gateTypeAbsent(printMetric(metric), metric.type, name, types));
  }
  const units = unitsFor(under, metrics, side.rules);
  const values = observe(units, readerOf({ ...side, units }, metrics));
  const undefinedOne = metrics.find((_, m) => Number.isNaN(values[m]!));
  if (undefinedOne) throw new NerEvalError(gateUndefined(printMetric(undefinedOne), name));
  return values;
}

/** Refuses so few resamples that none lies beyond a bound of this level, which few units move outward. */
function refuseFew(resamples: number, level: number, units: number): void {
  const needed = resamplesFor(units < LEAST_UNITS ? level : expandedLevel(level, units));
  if (resamples >= needed) return;
  throw new NerEvalError(gateResamplesFew(resamples, needed > MOST_TRIALS ? undefined : needed));
}
