/** Options of a comparison: those of the command line, with the same defaults, checked and resolved. */

import { NerEvalError } from "../corpus/error.ts";
import {
  arrayOf,
  betweenZeroAndOne,
  boolean,
  type Check,
  checkOptions,
  integer,
  number,
  oneOf,
  unexpected,
  whole,
} from "../corpus/expect.ts";
import { metricSchemeMissing, metricTypeAbsent, metricWithoutBeta } from "../messages/comparison.ts";
import { choices } from "../run/choices.ts";
import { decidingOptions, type Option } from "../run/options.ts";
import { type MetricRules, parseMetric, printMetric, type ScoreMetric } from "../score/metrics.ts";
import { type ComparisonSettings, differenceTests } from "./comparison.ts";

/** How systems are compared. Everything has a default, that of the command line. */
export interface CompareOptions {
  /** What is compared and tested, such as `f1`, `type:recall@macro` or `f1[PER]`; the first one orders the systems. `["strict:f1"]`. */
  readonly metrics?: readonly (string | ScoreMetric)[] | undefined;
  /** Whether the first metric is tested in every type as well. `false`. */
  readonly perType?: boolean | undefined;
  /** The significance test: `randomization` or `bootstrap`. Systems of several runs are always tested by the bootstrap. */
  readonly test?: ComparisonSettings["test"] | undefined;
  /** Trials of the randomization test. 10000. */
  readonly trials?: number | undefined;
  /** Resamples for intervals and the bootstrap test; 0 for no intervals. 1000. */
  readonly resamples?: number | undefined;
  /** The seed of all random draws. 12345. */
  readonly seed?: number | undefined;
  /** The confidence level. 0.95. */
  readonly level?: number | undefined;
  /** The method of the intervals. `percentile`. */
  readonly interval?: ComparisonSettings["method"] | undefined;
  /** The correction for multiple tests, over all pairs of systems and all metrics. `holm`. */
  readonly adjust?: ComparisonSettings["adjust"] | undefined;
  /** The level of significance. 0.05. */
  readonly alpha?: number | undefined;
  /** The difference, a fraction, for which the needed sample size is reported. 0.01. */
  readonly detect?: number | undefined;
}

const choice = (key: keyof typeof choices): Check => oneOf(choices[key]);

const metric: Check = (value, name) => {
  const written = typeof value === "string" ? value : printed(value, name);
  const parsed = parseMetric(written);
  if (parsed === undefined || parsed.scheme === "errors")
    throw unexpected(name, written, 'a metric, such as "strict:f1", "type:recall@macro" or "f1[PER]"');
};

function printed(value: unknown, name: string): string {
  if (typeof value === "object" && value !== null) return printMetric(value as ScoreMetric);
  throw unexpected(name, value, 'a metric, such as "strict:f1"');
}

const checks: { readonly [key in keyof Required<CompareOptions>]: Check } = {
  metrics: arrayOf(metric, 1),
  perType: boolean,
  test: oneOf(differenceTests),
  trials: whole(0),
  resamples: whole(0),
  seed: integer,
  level: betweenZeroAndOne,
  interval: choice("interval"),
  adjust: choice("adjust"),
  alpha: betweenZeroAndOne,
  detect: number("a number above 0", (value) => value > 0),
};

/**
 * The settings of a comparison over these types, and the metrics over all types among its metrics.
 *
 * @throws NerEvalError `usage` where an option is not what its type says, or a metric needs what the runs have not.
 */
export function comparisonSettings(
  options: CompareOptions,
  rules: MetricRules,
  types: readonly string[],
): { readonly settings: ComparisonSettings; readonly overall: readonly string[] } {
  checkOptions(options, checks);
  const given = Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as CompareOptions;
  const { metrics = ["strict:f1"], perType = false, detect = DETECT, interval, ...rest } = { ...defaults, ...given };
  const asked = metrics.map((one) => (typeof one === "string" ? (parseMetric(one) as ScoreMetric) : one));
  for (const one of asked) refuseMissing(one, rules, types);
  const settings = { ...rest, detect, method: interval!, rules, metrics: perType ? withTypes(asked, types) : asked };
  return { settings: settings as ComparisonSettings, overall: asked.map(printMetric) };
}

/** The usual difference, that of the command line. */
const DETECT = 0.01;

const keys = new Set(Object.keys(checks));
/** The defaults of the command line. */
const defaults = Object.fromEntries(
  (decidingOptions as readonly Option[]).flatMap(({ key, default: usual, commands }) =>
    usual !== undefined && commands.includes("compare") && keys.has(key) ? [[key, usual]] : [],
  ),
) as Required<Omit<CompareOptions, "metrics" | "perType" | "detect">>;

/** The metrics, and the first one of every type behind them. */
function withTypes(metrics: readonly ScoreMetric[], types: readonly string[]): ScoreMetric[] {
  const [{ scheme, measure }] = metrics as [ScoreMetric];
  const known = new Set(metrics.map(printMetric));
  const byType = types.map((type): ScoreMetric => ({ scheme, measure, type }));
  return [...metrics, ...byType.filter((one) => !known.has(printMetric(one)))];
}

function refuseMissing(metric: ScoreMetric, { rules, overlaps }: MetricRules, types: readonly string[]): void {
  const name = printMetric(metric);
  const { scheme, measure, type } = metric;
  if (type !== undefined && !types.includes(type)) throw new NerEvalError(metricTypeAbsent(name, type, types));
  if (measure === "fbeta" && rules.beta === 1) throw new NerEvalError(metricWithoutBeta(name));
  const threshold = /^overlap@(.+)$/.exec(scheme)?.[1];
  if (threshold !== undefined && !overlaps.includes(Number(threshold)))
    throw new NerEvalError(metricSchemeMissing(name, scheme));
}
