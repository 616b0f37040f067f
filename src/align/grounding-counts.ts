/** Counts of mentions without offsets. */
import { compareText } from "../corpus/span.ts";
import type { GroundRule } from "./ground.ts";

/** What became of all mentions without offsets: each is in one of the counts from `exact` on. */
export interface GroundingCounts {
  readonly rule: GroundRule;
  readonly mentions: number;
  readonly exact: number;
  readonly case: number;
  readonly whitespace: number;
  readonly quotes: number;
  /** Found in other letters: another normal form, other dashes, with or without accents or characters that nobody sees. */
  readonly letters: number;
  /** Found within words only. */
  readonly inside: number;
  /** In the text, but all their places are taken. */
  readonly repeated: number;
  /** Not in the text. */
  readonly hallucinated: number;
  /** The spans that the placed mentions became. */
  readonly spans: number;
  /** Answers that were cut off, and answers without anything that could be read. */
  readonly answers: { readonly truncated: number; readonly unread: number };
  /** The most frequent strings that are in no text. */
  readonly examples: readonly { readonly surface: string; readonly type: string; readonly count: number }[];
}

/** How many hallucinated strings are kept. */
const EXAMPLES = 20;

/** The most frequent strings first, then in the order of the strings, whatever the order in which they came. */
export function mostInvented(examples: GroundingCounts["examples"]): GroundingCounts["examples"] {
  return examples
    .toSorted((a, b) => b.count - a.count || compareText(a.surface, b.surface) || compareText(a.type, b.type))
    .slice(0, EXAMPLES);
}
