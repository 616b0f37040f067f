/** Mentions without a place: what a recognizer names, and does not say where it stands. */

/** A string of a type, in the words of the recognizer. The type is `_` where it gave none. */
export interface Mention {
  readonly surface: string;
  readonly type: string;
  readonly score?: number;
  /** The numbers that came with it, which may be its offsets under names that are not known. */
  readonly numbers?: readonly WholeNumber[];
}

/** A whole number in a field of a record. */
export interface WholeNumber {
  /** The name of the field; of one in another field, both names. */
  readonly field: string;
  readonly value: number;
}

/** What became of an answer in prose that is not whole: it is cut off, or holds no mentions that can be read. */
export type AnswerFault = "truncated" | "unread";
