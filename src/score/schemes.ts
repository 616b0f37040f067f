/** Schemes: the four readings of the SemEval-2013 task 9 evaluation (Segura-Bedmar et al. 2013), as counts. */
import { type Counter, countOf, type Row } from "./tally.ts";

/** The schemes, strictest first. */
export const schemes = ["strict", "exact", "partial", "type"] as const;
export type Scheme = (typeof schemes)[number];

/**
 * The counts of a scheme for one type or for all, in the terms of MUC-5 (Chinchor & Sundheim 1993).
 * `possible` = correct + incorrect + partial + missed is the number of gold spans, `actual` the number of predicted
 * ones. Correct, incorrect and partial are booked at the gold span's type; `system` has them booked at the predicted
 * span's type, so that system.correct + system.incorrect + system.partial + spurious = actual for every type.
 */
export interface SchemeCounts {
  readonly correct: number;
  readonly incorrect: number;
  readonly partial: number;
  readonly missed: number;
  readonly spurious: number;
  readonly possible: number;
  readonly actual: number;
  readonly system: { readonly correct: number; readonly incorrect: number; readonly partial: number };
}

/** Which counters hold a scheme's correct pairs and all its pairs, on either side. */
interface Columns {
  readonly correct: readonly [gold: Counter, pred: Counter];
  readonly pairs: readonly [gold: Counter, pred: Counter];
  /** Whether a pair that is not correct earns half a point. */
  readonly half: boolean;
}

const extentPairs = ["extentPairGold", "extentPairPred"] as const;
const columns: { readonly [scheme in Scheme]: Columns } = {
  /** Correct: same extent, same type. */
  strict: { correct: ["extentExact", "extentExact"], pairs: extentPairs, half: false },
  /** Correct: same extent. */
  exact: { correct: ["extentSameGold", "extentSamePred"], pairs: extentPairs, half: false },
  /** Correct: same extent; partial: any overlap. */
  partial: { correct: ["extentSameGold", "extentSamePred"], pairs: extentPairs, half: true },
  /** Correct: any overlap, same type. */
  type: { correct: ["typedSame", "typedSame"], pairs: ["typedPairGold", "typedPairPred"], half: false },
};

/** The counts of a scheme in a row of a tally. */
export function schemeCounts(row: Row, scheme: Scheme): SchemeCounts {
  const { correct, pairs, half } = columns[scheme];
  const side = (at: 0 | 1) => {
    const right = countOf(row, correct[at]);
    const rest = countOf(row, pairs[at]) - right;
    return { correct: right, incorrect: half ? 0 : rest, partial: half ? rest : 0 };
  };
  const gold = side(0);
  const possible = countOf(row, "gold");
  const actual = countOf(row, "pred");
  return {
    ...gold,
    missed: possible - countOf(row, pairs[0]),
    spurious: actual - countOf(row, pairs[1]),
    possible,
    actual,
    system: side(1),
  };
}

/** How the errors of a type fall into kinds. `missed` and `spurious` are what the account left unlinked. */
export interface KindCounts {
  readonly correct: number;
  readonly type: number;
  readonly boundary: number;
  readonly both: number;
  readonly missed: number;
  readonly spurious: number;
}

/** The kinds of links in a row; wrong types are booked at the gold span's type. */
export function kindCounts(row: Row): KindCounts {
  const correct = countOf(row, "correct");
  const boundary = countOf(row, "boundary");
  const type = countOf(row, "typeGold");
  const both = countOf(row, "bothGold");
  return {
    correct,
    type,
    boundary,
    both,
    missed: countOf(row, "gold") - correct - boundary - type - both,
    spurious: countOf(row, "pred") - correct - boundary - countOf(row, "typePred") - countOf(row, "bothPred"),
  };
}
