/** A comparison as `ner-eval/comparison@1`: unrounded fractions, null where undefined, the same bytes for the same input. */
import type { Comparison, PairResult, SystemValue } from "../../analyze/comparison.ts";
import { goldKinds } from "../../count/outcomes.ts";
import { inputsJson } from "../../run/inputs.ts";
import { printSignature } from "../../run/signature.ts";
import type { Interval } from "../../stats/interval.ts";
import { prettyJson } from "../json.ts";
import { isTestable } from "./compared.ts";
import { verdicts } from "./sentences.ts";

/** The version of the layout; `docs/compare.md` describes it. */
export const COMPARISON_SCHEMA = "ner-eval/comparison@1";

/** The comparison as one JSON document with a line break at its end. */
export function comparisonJson(compared: Comparison): string {
  const {
    baseline,
    unit,
    units,
    metrics,
    systems,
    pairs,
    rankings,
    types,
    schemes,
    costs,
    flips,
    transitions,
    options,
    runs,
    gold,
    warnings,
  } = compared;
  const value = {
    schema: COMPARISON_SCHEMA,
    version: runs[0]!.signature.version,
    ...{ baseline, unit, units, gold, options, metrics },
    runs: runs.map(({ system, name, signature, inputs }) => ({
      ...{ system, name, signature: printSignature(signature), inputs: inputsJson(inputs) },
    })),
    systems: systems.map(({ name, runs, values }) => ({
      ...{ name, runs, values: values.map((own, m) => valueJson(metrics[m]!, own)) },
    })),
    pairs: pairs.map((pair) => pairJson(pair, compared)),
    rankings: rankings.map(({ metric, top, better }) => ({
      ...{ metric, top, better: better.filter(({ than }) => than.length > 0), verdict: verdictOf(compared, metric) },
    })),
    types: types.map(({ type, gold, values }) => ({ type, gold, values: values.map((own) => own ?? null) })),
    schemes: schemes.map(({ scheme, values }) => ({ scheme, values: values.map((own) => own ?? null) })),
    costs: costs.map(({ kind, values }) => ({ kind, values: values.map((own) => own ?? null) })),
    flips,
    transitions: transitions.map(({ a, b, transitions, mcnemar }) => ({
      ...{ a, b, mcnemar, kinds: goldKinds, counts: transitions.all, types: transitions.types },
      ...{ totals: transitions.totals, spurious: transitions.spurious ?? null },
      ...{ mentions: transitions.mentions, spuriousMentions: transitions.spuriousMentions },
    })),
    warnings,
  };
  return `${prettyJson(value)}\n`;
}

function verdictOf(compared: Comparison, metric: string): string {
  return verdicts(compared, metric).join(" ");
}

function valueJson(metric: string, { value, interval, seeds }: SystemValue) {
  const { mean, sd, least, most, count } = seeds ?? {};
  const spread = { mean: mean ?? null, sd: sd ?? null, least: least ?? null, most: most ?? null, count };
  return { metric, value: value ?? null, interval: intervalJson(interval), ...(seeds && { seeds: spread }) };
}

function pairJson(pair: PairResult, compared: Comparison) {
  const { a, b, metric, difference, interval, p, pAdjusted, test, trials, exact, wins, ties, losses, power, order } =
    pair;
  const { smallest, refinedTrials } = pair;
  return {
    ...{ a, b, metric, delta: difference ?? null, interval: intervalJson(interval) },
    ...{ p: p ?? null, pAdjusted: pAdjusted ?? null },
    // Only where no result could have been significant.
    ...(smallest !== undefined && !isTestable(pair, compared) && { pAdjustedLeast: smallest }),
    ...{
      test,
      trials,
      ...(refinedTrials && { trialsAdjusted: refinedTrials }),
      exact,
      wins,
      ties,
      losses,
      power: power ?? null,
    },
    ...(order && { order }),
  };
}

function intervalJson(interval: Interval | undefined) {
  if (!interval) return null;
  const { low = null, high = null, undefinedResamples } = interval;
  return { low, high, ...(undefinedResamples > 0 && { undefinedResamples }) };
}
