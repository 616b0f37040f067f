/** Rules: how scores are read off counts, as a signature says. */
import { type FairRules, gradedWeights, parseWeight, weightsWith } from "../score/fair-counts.ts";
import type { MetricRules } from "../score/metrics.ts";
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
