/** The schemes of FairEval (Ortmann 2022): events instead of pairs, every error once, with two sets of weights. */
import { type FairBooking, type FairCounts, noFairCounts } from "../../count/fair.ts";
import { type FairCounter, fairCounters } from "../../count/fair-tally.ts";
import { countOf } from "../../count/tally.ts";
import { fairWeights } from "../fair-weights.ts";
import { fairScore } from "../scores.ts";
import type { Scheme, SchemeRow } from "./scheme.ts";

/** A row of FairEval. Its events are no counts of mentions: a mention may be in several of them. */
export interface FairRow extends SchemeRow {
  readonly events: FairCounts;
}

/** Whether a row is one of FairEval's. */
export function hasEvents(row: object): row is FairRow {
  return "events" in row;
}

/** Every error weighs one (`fair`), or by its kind (`fair-weighted`). */
const names = ["fair", "fair-weighted"] as const;

export const fair: readonly Scheme<FairRow, (typeof names)[number]>[] = names.map((name) => ({
  name,
  counters: ["gold", "pred", ...fairCounters],
  row: (counts, { fair: { booking, weights } }) => {
    const events = fairCountsOf((counter) => countOf(counts, counter), booking);
    const { precision, recall, f1 } = fairScore(events, name === "fair" ? fairWeights : weights);
    return { precision, recall, f1, gold: countOf(counts, "gold"), pred: countOf(counts, "pred"), events };
  },
}));

/** The counts of a row, wrong types at the gold type (`target`) or at the predicted one (`system`). */
export function fairCountsOf(countOf: (counter: FairCounter) => number, booking: FairBooking): FairCounts {
  const side = booking === "target" ? "Gold" : "Pred";
  return {
    ...noFairCounts,
    TP: countOf("fairTP"),
    LE: countOf(`fairLE${side}`),
    BES: countOf("fairBES"),
    BEL: countOf("fairBEL"),
    BEO: countOf("fairBEO"),
    LBE: countOf(`fairLBE${side}`),
    FN: countOf("fairFN"),
    FP: countOf("fairFP"),
  };
}
