/** A comparison of systems over the same documents: what it is given, and all that it finds. */
import type { Warning } from "../corpus/issue.ts";
import type { UnitName } from "../count/units.ts";
import type { Run } from "../run/run.ts";
import type { MetricRules, ScoreMetric } from "../score/metrics.ts";
import type { ErrorCosts } from "../score/scores.ts";
import type { Adjustment } from "../stats/adjust.ts";
import type { Interval, IntervalMethod } from "../stats/interval.ts";
import type { McNemar } from "../stats/mcnemar.ts";
import type { SeedSpread } from "../stats/seeds.ts";
import type { StochasticOrder } from "../stats/stochastic-order.ts";
import type { Flip, Ranking } from "./ranking.ts";
import type { Transitions } from "./transitions.ts";
import type { Wins } from "./wins.ts";

/** A system: one run, or several that differ in what was drawn in training. */
export interface System {
  readonly name: string;
  readonly runs: readonly Run[];
}

/** Where the numbers of a run that was compared come from. */
export type ComparedRun = Pick<Run, "name" | "signature" | "inputs"> & {
  /** The system whose run it is. */
  readonly system: string;
};

/** The tests of a difference: by exchanging the runs, or by drawing documents (and seeds) with replacement. */
export const differenceTests = ["randomization", "bootstrap"] as const;
export type DifferenceTest = (typeof differenceTests)[number];

/** How systems are compared: every option resolved. */
export interface ComparisonSettings {
  /** What is compared and tested; the first one orders the systems. At least one. */
  readonly metrics: readonly ScoreMetric[];
  readonly rules: MetricRules;
  /** Of one run each. Systems of several runs are always tested by the bootstrap. */
  readonly test: DifferenceTest;
  /** Of the randomization test; 0 for none. Adjusted p-values may take more (`trialsFor`). */
  readonly trials: number;
  /** Of the bootstrap; 0 for no intervals. */
  readonly resamples: number;
  readonly seed: number;
  /** Of intervals. */
  readonly level: number;
  readonly method: IntervalMethod;
  /** Over all pairs of systems and all metrics. */
  readonly adjust: Adjustment;
  /** The level at which two systems are told apart. */
  readonly alpha: number;
  /** The difference, a fraction, for which it is worked out how many units would show it. */
  readonly detect: number;
}

/** One system's value of one metric: of several runs, their mean. */
export interface SystemValue {
  readonly value: number | undefined;
  readonly interval: Interval | undefined;
  /** Where there are several runs. */
  readonly seeds?: SeedSpread;
}

/** Two systems in one metric. Differences are the second's value less the first's; wins are the second's. */
export interface PairResult extends Wins {
  readonly a: string;
  readonly b: string;
  readonly metric: string;
  readonly difference: number | undefined;
  readonly interval: Interval | undefined;
  readonly p: number | undefined;
  /** Over everything that was tested. */
  readonly pAdjusted: number | undefined;
  /** The smallest adjusted p that these tests could have found: where it is α or more, no result could be significant. */
  readonly smallest: number | undefined;
  readonly test: DifferenceTest;
  readonly trials: number;
  /** How many trials or resamples there were for the adjusted p, where they were more. */
  readonly refinedTrials?: number;
  /** Whether every way of exchanging units was tried. */
  readonly exact: boolean;
  readonly power: PairPower | undefined;
  /** Where both have several runs. */
  readonly order?: PairOrder;
}

/** What this gold can tell of two systems that agree as much as these do; undefined where they agree in everything. */
export interface PairPower {
  /** The smallest true difference that a test at this level, unadjusted, finds in 80 of 100 cases. */
  readonly smallest: number;
  /** How many units it takes to find the difference asked for so often. */
  readonly needed: number;
}

/** Whether the scores of the system with the higher mean are almost stochastically larger. */
export interface PairOrder extends StochasticOrder {
  readonly larger: string;
}

/** What changed from the baseline to another system. */
export interface PairTransitions {
  readonly a: string;
  readonly b: string;
  readonly transitions: Transitions;
  /** Over gold mentions that one of the two found and the other did not. */
  readonly mcnemar: McNemar;
}

/** A type, how many gold mentions it has, and each system's value of the first metric in it. */
export interface TypeValues {
  readonly type: string;
  readonly gold: number;
  readonly values: readonly (number | undefined)[];
}

/** A scheme: F1 of each system, and its counts; of several runs, their means. */
export interface SchemeValues {
  readonly scheme: string;
  readonly values: readonly (number | undefined)[];
  readonly counts: readonly ComparedCounts[];
}

/** What a kind of error costs each system: the strict F1 that fixing all of it would add; of several runs, the mean. */
export interface CostValues {
  readonly kind: keyof ErrorCosts;
  readonly values: readonly (number | undefined)[];
}

/** How many mentions, or what else a scheme counts, there are; undefined where it does not count them. */
export interface ComparedCounts {
  readonly gold: number | undefined;
  readonly pred: number | undefined;
  readonly correct: number | undefined;
}

/** Everything a comparison found, how, and the runs it was made from. Scores, differences and p-values are fractions. */
export interface Comparison {
  readonly options: Omit<ComparisonSettings, "metrics" | "rules">;
  /** The metrics over all types that were asked for; `metrics` may have those of single types behind them. */
  readonly overall: readonly string[];
  /** All runs of the first system, then of the next. */
  readonly runs: readonly ComparedRun[];
  /** Gold mentions. */
  readonly gold: number;
  readonly warnings: readonly Warning[];
  /** The first of the systems. */
  readonly baseline: string;
  readonly unit: UnitName;
  readonly units: number;
  readonly metrics: readonly string[];
  /** In the order given. `values` are in the order of the metrics. */
  readonly systems: readonly {
    readonly name: string;
    readonly runs: number;
    readonly values: readonly SystemValue[];
  }[];
  /** Every pair of systems in the order given, metric by metric. */
  readonly pairs: readonly PairResult[];
  /** Metric by metric. */
  readonly rankings: readonly Ranking[];
  /** Every type that any system has. */
  readonly types: readonly TypeValues[];
  /** F1 of every scheme, and what it counts, system by system. */
  readonly schemes: readonly SchemeValues[];
  readonly costs: readonly CostValues[];
  readonly flips: readonly Flip[];
  /** From the baseline to each other system, where both have one run and their outcomes are known. */
  readonly transitions: readonly PairTransitions[];
}
