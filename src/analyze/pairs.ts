/** Pairs: two systems over the same units, drawn and exchanged together, in every metric. */
import { compareText } from "../corpus/span.ts";
import { type MetricReader, printMetric } from "../score/metrics.ts";
import { type Adjustment, adjust } from "../stats/adjust.ts";
import { LEAST_UNITS } from "../stats/bootstrap.ts";
import { type Difference, differencesOf } from "../stats/difference.ts";
import type { Interval } from "../stats/interval.ts";
import { type PowerAim, smallestDifference, standardError, unitsNeeded, usualAim } from "../stats/power.ts";
import { randomizationTest } from "../stats/randomization.ts";
import { observe, valuesOf } from "../stats/resample.ts";
import { almostStochasticOrder } from "../stats/stochastic-order.ts";
import type { ComparisonSettings, PairOrder, PairPower, PairResult } from "./comparison.ts";
import type { DrawnSystem } from "./drawn-system.ts";
import { winsOf } from "./wins.ts";

/** A pair before its p-value is adjusted. */
export interface TestedPair extends Omit<PairResult, "pAdjusted" | "smallest"> {
  /** The p to adjust: p, or what more trials made of it. */
  readonly refined: number | undefined;
  /** The smallest p that the test could have found. */
  readonly least: number | undefined;
}

/**
 * Two systems with the same types, metric by metric, p not yet adjusted. Tests by exchange take `most` trials where p needs them. Numbers are worked out in the order
 * of names, so that the other order has the same ones, differences with the other sign.
 */
export function comparePair(
  a: DrawnSystem,
  b: DrawnSystem,
  reader: MetricReader,
  options: ComparisonSettings,
  most = options.trials,
): TestedPair[] {
  return compareText(a.name, b.name) <= 0
    ? inOrder(a, b, reader, options, most)
    : inOrder(b, a, reader, options, most).map(turned);
}

function inOrder(
  a: DrawnSystem,
  b: DrawnSystem,
  reader: MetricReader,
  options: ComparisonSettings,
  most: number,
): TestedPair[] {
  const { trials, seed, level, resamples, method } = options;
  const units = a.runs[0]!.ids.length;
  const single = a.runs.length === 1 && b.runs.length === 1;
  const test = single ? options.test : "bootstrap";
  const randomized =
    test === "randomization" && trials > 0
      ? randomizationTest(a.runs[0]!, b.runs[0]!, reader, { trials, most, seed })
      : undefined;
  const left = method === "bca" ? { left: { a: a.left, b: b.left } } : {};
  const drawn = resamples > 0 && units >= LEAST_UNITS;
  const differences = differencesOf(a.distribution, b.distribution, reader, { level, ...left });
  const bootstrapped = test === "bootstrap" && drawn;
  return reader.metrics.map((metric, m): TestedPair => {
    const { difference, interval, ...found }: Difference = differences[m]!;
    const p = randomized ? randomized.results[m]!.p : bootstrapped ? found.p : undefined;
    const least = randomized ? randomized.least : 1 / (resamples + 1);
    const change = valuesOf(b.left, m, reader).map((value, u) => value - a.left[u * reader.metrics.length + m]!);
    return {
      ...{ a: a.name, b: b.name, metric: printMetric(metric), difference },
      interval: drawn ? interval : undefined,
      ...{ p, refined: randomized ? randomized.results[m]!.refined : p },
      ...{ least: p === undefined ? undefined : least, test },
      trials: randomized ? randomized.trials : test === "bootstrap" ? resamples : 0,
      ...(randomized && randomized.most > randomized.trials && { refinedTrials: randomized.most }),
      exact: randomized?.exact ?? false,
      ...winsOf(a.byUnit, b.byUnit, m, reader),
      power: powerOf(standardError(change), units, options),
      ...orderOf(a, b, m, reader, options),
    };
  });
}

/** What is said of the first against the second, said of the second against the first. */
function turned({ a, b, difference, interval, wins, losses, ...same }: TestedPair): TestedPair {
  return {
    ...same,
    ...{ a: b, b: a, difference: negated(difference), interval: interval && turnedInterval(interval) },
    ...{ wins: losses, losses: wins },
  };
}

function turnedInterval({ low, high, undefinedResamples }: Interval): Interval {
  return { low: negated(high), high: negated(low), undefinedResamples };
}

/** 0 has no sign. */
function negated(value: number | undefined): number | undefined {
  return value === undefined ? undefined : 0 - value;
}

function powerOf(error: number | undefined, units: number, options: ComparisonSettings): PairPower | undefined {
  if (!error) return undefined;
  const aim: PowerAim = { ...usualAim, alpha: options.alpha };
  return { smallest: smallestDifference(error, aim), needed: unitsNeeded(options.detect, error, units, aim) };
}

/** Of several runs each: whether the scores of the system with the higher mean are almost stochastically larger. */
function orderOf(
  a: DrawnSystem,
  b: DrawnSystem,
  m: number,
  reader: MetricReader,
  { resamples, seed, level }: ComparisonSettings,
): { order?: PairOrder } {
  if (a.runs.length < 2 || b.runs.length < 2 || resamples === 0) return {};
  const scores = (system: DrawnSystem) => system.runs.map((run) => observe(run, reader)[m]!);
  if ([...scores(a), ...scores(b)].some(Number.isNaN)) return {};
  const [larger, other] = b.distribution.observed[m]! > a.distribution.observed[m]! ? [b, a] : [a, b];
  return {
    order: { larger: larger.name, ...almostStochasticOrder(scores(larger), scores(other), { resamples, seed, level }) },
  };
}

/** The pairs with their p-values adjusted over all of them, and the smallest adjusted ones that there could have been. */
export function adjusted(pairs: readonly TestedPair[], by: Adjustment): PairResult[] {
  const ps = adjust(
    pairs.map(({ refined }) => refined),
    by,
  );
  const smallest = adjust(
    pairs.map(({ least }) => least),
    by,
  );
  return pairs.map(({ refined: _, least: __, ...pair }, i) => ({
    ...{ ...pair, pAdjusted: ps[i], smallest: smallest[i] },
  }));
}
