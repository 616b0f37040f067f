/** Mentions without a place: what a recognizer names, and does not say where it stands. */

/** A string of a type, in the words of the recognizer. The type is `_` where it gave none. */
export interface Mention {
  readonly surface: string;
  readonly type: string;
  readonly score?: number;
}

/** Why a mention stands nowhere: its string is not in the text, or all the places where it is are taken. */
export type Unplaced = Mention & { readonly reason: "hallucinated" | "repeated" };

/** What became of an answer in prose that is not whole: it is cut off, or holds no mentions that can be read. */
export type AnswerFault = "truncated" | "unread";
