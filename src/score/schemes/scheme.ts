/** What a scheme is: a reading of the counts of a tally as scores. */
import type { CreditColumns } from "../../count/documents.ts";
import { type Counter, columnOf, type RowCounts } from "../../count/tally.ts";
import type { FairRules } from "../fair-weights.ts";
import { type SchemeCounts, type Score, type ScoreRow, type ScoreRules, scoreOf } from "../scores.ts";

/** A scheme. Everything that shows, tests or saves scores takes the schemes of the registry, whatever they count. */
export interface Scheme<R extends SchemeRow = SchemeRow, N extends string = string> {
  readonly name: N;
  /** The names of the counters it reads. */
  readonly counters: readonly string[];
  /** Its row for the counts of a type, of all types, or of a document. */
  readonly row: (counts: RowCounts, rules: SchemeRules) => R;
  /** Where it is scored by credit: what averages over documents are read off. */
  readonly credit?: CreditColumns | undefined;
}

/** The scores of a row, and how many mentions, or what else a scheme counts, each side has. */
export interface SchemeRow extends Score {
  readonly gold: number;
  readonly pred: number;
}

/** How schemes read counts. */
export interface SchemeRules {
  readonly rules: ScoreRules;
  readonly fair: FairRules;
}

/** A scheme that is scored by its counts. */
export function countingScheme<N extends string>(
  name: N,
  counters: readonly string[],
  credit: CreditColumns,
  count: (counts: RowCounts) => SchemeCounts,
): Scheme<ScoreRow, N> {
  return {
    ...{ name, counters, credit },
    row: (counts, { rules }) => {
      const found = count(counts);
      const { precision, recall, f1, fbeta } = scoreOf(found, rules);
      const { correct, incorrect, partial, missed, spurious, gold, pred, system } = found;
      // Written out: it is done for every type of every resample.
      return rules.beta === 1
        ? { precision, recall, f1, correct, incorrect, partial, missed, spurious, gold, pred, system }
        : { precision, recall, f1, fbeta, correct, incorrect, partial, missed, spurious, gold, pred, system };
    },
  };
}

/** The columns of a counter on either side. */
export function both(gold: Counter, pred: Counter): readonly [gold: number, pred: number] {
  return [columnOf(gold), columnOf(pred)];
}
