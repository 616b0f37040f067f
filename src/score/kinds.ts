/** Kinds: how the errors of a type fall into kinds, in the ledger. */
import { countOf, type RowCounts } from "../count/tally.ts";

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
export function kindCounts(row: RowCounts): KindCounts {
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
