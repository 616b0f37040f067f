/** Rules: how scores are read off counts, as a signature says. */
import { unexpected } from "../corpus/expect.ts";
import type { Units } from "../count/units.ts";
import { type FairRules, gradedWeights, parseWeight, weightsWith } from "../score/fair-weights.ts";
import { MetricReader, type MetricRules, parseMetric } from "../score/metrics.ts";
import type { Run } from "./run.ts";
import type { Signature } from "./signature.ts";

/** The rules of a signature, for counts that were made with these thresholds of overlap. */
export function rulesIn(signature: Signature, overlaps: readonly number[]): MetricRules {
  const { beta = 1, undefinedF = "both", undefined: policy } = signature;
  return { undefined: policy, rules: { beta, undefinedF }, fair: fairRulesIn(signature), overlaps };
}

function fairRulesIn({ fairBooking = "target", fairWeights }: Signature): FairRules {
  const given = (fairWeights ?? []).map(parseWeight).filter((weight) => weight !== undefined);
  return { booking: fairBooking, weights: fairWeights ? weightsWith(new Map(given)) : gradedWeights };
}

/**
 * A reader of metrics, by their names, off the units of a run, by the rules it was scored with. Units that were `aligned`
 * with those of other runs have more columns: hand these in.
 *
 * @throws NerEvalError `usage` where a name is not that of a metric.
 */
export function readerOf(
  { signature, overlaps, ...run }: Pick<Run, "signature" | "overlaps" | "units">,
  metrics: readonly string[],
  units: Units = run.units,
): MetricReader {
  const parsed = metrics.map((name, i) => {
    const metric = parseMetric(name);
    if (metric === undefined) throw unexpected(`metrics[${i}]`, name, 'a metric, such as "strict:f1"');
    return metric;
  });
  return new MetricReader(parsed, units, rulesIn(signature, overlaps));
}
