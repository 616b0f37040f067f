/** Tokenized: a document as words and spans of their indexes, for formats that hold tokens instead of a text. */

import { firstEndingBehind } from "../../corpus/fragments.ts";
import type { PredictedSpan, Span } from "../../corpus/span.ts";
import { type Token, tokensOf } from "../../corpus/tokens.ts";
import { lost } from "../../messages/convert.ts";
import { heldBy, type LossLog, type Written } from "./writer.ts";

/** The words of a document, and its mentions in token indexes, half-open. */
export interface TokenizedDocument {
  readonly words: readonly string[];
  readonly spans: readonly Span[];
}

/**
 * The document in tokens, its own or those of the rule. Noted as lost are a text that is not its tokens with a blank
 * between them, edges of mentions that are no edges of tokens, and all that such formats have no place for.
 */
export function tokenizedOf(document: Written, losses: LossLog): TokenizedDocument {
  const tokens = document.tokens ?? tokensOf(document.text);
  const words = tokens.map(({ start, end }) => document.text.slice(start, end));
  if (words.join(" ") !== document.text) losses.add(lost.betweenTokens, document);
  return { words, spans: inTokens(document, heldBy(document, losses, { tokens: true }), tokens, losses) };
}

/** Spans in one piece as spans of token indexes, edges within tokens moved outward and others to the tokens they hold. */
export function inTokens(
  document: Written,
  spans: readonly PredictedSpan[],
  tokens: readonly Token[],
  losses: LossLog,
): Span[] {
  return spans.flatMap(({ start, end, type }) => {
    const first = firstEndingBehind(tokens, start);
    let behind = first;
    while (behind < tokens.length && tokens[behind]!.start < end) behind++;
    if (behind === first) {
      losses.add(lost.blankMentions, document);
      return [];
    }
    if (tokens[first]!.start !== start || tokens[behind - 1]!.end !== end) losses.add(lost.edgesInTokens, document);
    return [{ start: first, end: behind, type }];
  });
}
