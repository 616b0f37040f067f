/** Tokens of a prediction and of its document: whether they are the same, and where spans of them are. */
import type { Document } from "../corpus/document.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import type { Token } from "../corpus/tokens.ts";

/** Whether a sentence's tokens are the gold's to the letter. */
export function areSameTokens(words: readonly string[], { text, tokens }: Document): boolean {
  if (tokens?.length !== words.length) return false;
  for (let i = 0; i < words.length; i++) {
    const { start, end } = tokens[i]!;
    const word = words[i]!;
    if (word.length !== end - start || !text.startsWith(word, start)) return false;
  }
  return true;
}

/** A span of token indexes in offsets of the text in which the tokens stand. */
export function placed(span: PredictedSpan, tokens: readonly Token[]): PredictedSpan {
  return { ...span, start: tokens[span.start]!.start, end: tokens[span.end - 1]!.end };
}

/** Where a record was read, or its id where a program made it. */
export function placeOf({ id, origin }: Pick<Document, "id" | "origin">): string {
  if (origin === undefined) return JSON.stringify(id);
  return origin.line === undefined ? origin.source : `${origin.source}:${origin.line}`;
}
