/** What is scored: an aligned document, as the sheet and its tallies look at it. */
import type { PredictedSpan, Span, Unplaced } from "../corpus/span.ts";
import type { Token } from "../corpus/tokens.ts";

/** What a sheet looks at of a document: its text and tokens for distances and coverage; nothing of it is kept. */
export interface Scored {
  readonly id: string;
  readonly text: string;
  readonly gold: readonly Span[];
  readonly pred: readonly PredictedSpan[];
  readonly tokens?: readonly Token[] | undefined;
  /** Predictions that stand nowhere in the text. They are no links of the ledger, and cover no tokens or characters. */
  readonly unplaced?: readonly Unplaced[] | undefined;
  /** Where it is a sentence: of which document, where that is known. */
  readonly sentence?: { readonly of?: string | undefined } | undefined;
}
