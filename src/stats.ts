/**
 * `ner-eval/stats`: the statistics that `compare` and intervals are made of, for other experiments. They read the units
 * of runs: the counts of every document, or sentence. A test is paired: both runs are over the same units.
 */

export type { Units } from "./count/units.ts";
export { readerOf } from "./run/rules.ts";
export type { MetricRules } from "./score/metrics.ts";
export { allMetrics, type Metric, MetricReader, parseMetric, printMetric } from "./score/metrics.ts";
export { type Adjustment, adjust } from "./stats/adjust.ts";
export { type IntervalOptions, type Intervals, intervalsOf } from "./stats/bootstrap.ts";
export { type Difference, differencesOf } from "./stats/difference.ts";
export { type McNemar, mcnemar } from "./stats/mcnemar.ts";
export { aligned } from "./stats/pair.ts";
export { powerFor, smallestDifference, standardError, unitsNeeded } from "./stats/power.ts";
export { type Randomization, randomizationTest } from "./stats/randomization.ts";
export { type Distribution, type Resampling, resample } from "./stats/resample.ts";
export { resampleRuns, type SeedSpread, seedSpread } from "./stats/seeds.ts";
export { almostStochasticOrder, type StochasticOrder } from "./stats/stochastic-order.ts";
