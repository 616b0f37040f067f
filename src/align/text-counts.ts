/** Counts of predictions that were made on another rendering of the text than their document's. */
import { compareText } from "../corpus/span.ts";

/** What became of predictions that were made on another rendering of the text; left out where none were. */
export interface TextCounts {
  /** Documents whose texts differ. */
  readonly documents: number;
  /** Of those, how many predictions stop before the gold's text does. */
  readonly truncated: number;
  /** Of those, how many share less than half of their letters with the gold's. None of their spans is projected. */
  readonly unlike: number;
  /** Spans with both edges at places where the texts correspond. */
  readonly exact: number;
  /** Spans with an edge in characters that the gold's text does not have: they reach to the nearest that it has. */
  readonly snapped: number;
  /** Spans without a place in the gold's text, or of texts that are unlike. They are spurious. */
  readonly unprojectable: number;
  /** Some of the spans that are not exact, in the order of their documents. */
  readonly examples: readonly TextExample[];
}

/** A span without an exact place: what was predicted, and what was found of it in the gold's text. */
export interface TextExample {
  readonly id: string;
  readonly pred: string;
  readonly projected: string | null;
}

/** How many examples are kept. */
export const EXAMPLES = 10;

/** The examples that are kept: the first by id; spans of one document stay in their order. */
export function firstExamples(examples: readonly TextExample[]): TextExample[] {
  return examples.toSorted((a, b) => compareText(a.id, b.id)).slice(0, EXAMPLES);
}
