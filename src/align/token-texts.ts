/** Predictions in tokens as texts: they are laid on the gold by their text where their positions do not tell. */
import type { Document, Prediction } from "../corpus/document.ts";
import type { Issue } from "../corpus/issue.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import { sentenceUnlike, tokenCountsDiffer, tokensMissing } from "../messages/tokens.ts";
import { placed, placeOf } from "./token-places.ts";

/** What is wrong with predictions in tokens that can be laid on a document neither by position nor by their text. */
export function unlikeTokens(words: readonly string[], gold: Document): Issue {
  if (gold.tokens === undefined) return tokensMissing(gold.id);
  if (words.length === gold.tokens.length) return otherWords(words, gold);
  return tokenCountsDiffer(words.length, gold.tokens.length, placeOf(gold));
}

function otherWords(words: readonly string[], gold: Document): Issue {
  const [own, others] = [words.join(" "), gold.text].map((one) =>
    JSON.stringify(one.length > 40 ? `${one.slice(0, 39)}…` : one),
  );
  return sentenceUnlike(own!, others!, placeOf(gold));
}

/** A prediction's tokens as a text, with a blank between them, and its spans in offsets of that. */
export function textOfTokens(
  { spans }: Prediction,
  words: readonly string[],
): { text: string; spans: PredictedSpan[] } {
  let at = 0;
  const tokens = words.map((word) => {
    const token = { start: at, end: at + word.length };
    at = token.end + 1;
    return token;
  });
  return { text: words.join(" "), spans: spans.map((span) => placed(span, tokens)) };
}
