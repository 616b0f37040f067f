/** Token documents: an aligned document in the terms of scorers that know tokens and tags. */
import type { Span } from "../corpus/span.ts";
import { type Token, tokensOf } from "../corpus/tokens.ts";
import { encodeTags } from "../formats/tags.ts";
import type { TokenDocument, TokenSpan } from "./profile.ts";

/** What there is to tell other scorers of a document. Spans are in the order of the file. */
export interface Readable {
  readonly id: string;
  readonly text: string;
  readonly tokens?: readonly Token[] | undefined;
  readonly gold: readonly Span[];
  readonly pred: readonly Span[];
  /** The tags of the file, where it has such and they still stand for the spans. */
  readonly goldTags?: readonly string[] | undefined;
  readonly predTags?: readonly string[] | undefined;
}

/** A token document, and how many spans it could not hold. */
interface Translated {
  readonly document: TokenDocument;
  /** Spans that touch no token; no scorer sees them. */
  readonly untouching: number;
  /** Spans in pieces, which other scorers see as one stretch. */
  readonly joined: number;
  /** Spans within others, which one tag per token cannot express; scorers that read tags do not see them. */
  readonly untagged: number;
  /** The same whether or not the file came with tags: what a list of entities that may not overlap cannot hold. */
  readonly overlapping: number;
}

/** The document in tokens. A span takes in every token that it touches; tags are written as IOB2 where there are none. */
export function translate({ id, text, tokens = tokensOf(text), gold, pred, goldTags, predTags }: Readable): Translated {
  const [ofGold, ofPred] = [inTokens(gold, tokens), inTokens(pred, tokens)];
  const [goldWritten, predWritten] = [encodeTags(ofGold, tokens.length), encodeTags(ofPred, tokens.length)];
  const left = (written: { left: readonly unknown[] }, tags: unknown) => (tags ? 0 : written.left.length);
  return {
    document: {
      id,
      tokens: tokens.map(({ start, end }) => text.slice(start, end)),
      gold: ofGold,
      pred: ofPred,
      goldTags: goldTags ?? goldWritten.tags,
      predTags: predTags ?? predWritten.tags,
    },
    joined: [...gold, ...pred].filter(({ fragments }) => fragments).length,
    untouching: gold.length + pred.length - ofGold.length - ofPred.length,
    overlapping: goldWritten.left.length + predWritten.left.length,
    untagged: left(goldWritten, goldTags) + left(predWritten, predTags),
  };
}

function inTokens(spans: readonly Span[], tokens: readonly Token[]): TokenSpan[] {
  return spans.flatMap(({ start, end, type }) => {
    const first = firstIndex(tokens, (token) => token.end > start);
    const behind = firstIndex(tokens, (token) => token.start >= end);
    return behind > first ? [{ start: first, end: behind, type }] : [];
  });
}

/** The index of the first token for which something holds that holds for all tokens behind it, too. */
function firstIndex(tokens: readonly Token[], holds: (token: Token) => boolean): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(tokens[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
