/** The counts of a scheme in which spans are paired, or what they cover is counted. */

/**
 * The counts of a scheme for one type or for all, in the terms of MUC-5 (Chinchor & Sundheim 1993).
 * `gold` = correct + incorrect + partial + missed is the number of gold spans, `pred` the number of predicted ones.
 * Correct, incorrect and partial are counted at the gold span's type; `system` has them counted at the predicted span's
 * type, so that system.correct + system.incorrect + system.partial + spurious = pred for every type.
 */
export interface SchemeCounts {
  readonly correct: number;
  readonly incorrect: number;
  readonly partial: number;
  readonly missed: number;
  readonly spurious: number;
  readonly gold: number;
  readonly pred: number;
  readonly system: { readonly correct: number; readonly incorrect: number; readonly partial: number };
}

/**
 * The columns of a row over all types that a scheme's scores are read off: a correct pair earns one, and a pair that is not
 * earns a half where `pairs` is given. Over all types both ways of counting a pair agree.
 */
export interface CreditColumns {
  readonly correct: number;
  readonly pairs: number | undefined;
  readonly gold: number;
  readonly pred: number;
}
