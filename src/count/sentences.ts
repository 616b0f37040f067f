/** Sentences of an aligned document, as documents of their own that can be tallied one by one. */
import type { Counted } from "../corpus/columns.ts";
import { sentenceEnds, unbroken } from "../corpus/sentences.ts";
import { moved, type Span, sortSpans } from "../corpus/span.ts";

/**
 * The sentences of a document, numbered from 1 behind its id. Where they end depends on the text and the gold alone, so that
 * all runs have the same. Where a prediction runs over an end, the sentences it is in are the first one's, and the others
 * are empty. Predictions that stand nowhere are the first sentence's.
 */
export function sentencesOf({ id, text, gold, pred, tokens, unplaced }: Counted): Counted[] {
  const ends = sentenceEnds(text, [...gold, ...(tokens ?? [])]);
  const whole = new Set(unbroken(ends, pred));
  const [golds, preds] = [taker(sortSpans(gold)), taker(sortSpans(pred))];
  const words = tokens && taker(tokens);
  const sentences: Counted[] = ends.map((_, i) => ({ id: `${id}#${i + 1}`, text: "", gold: [], pred: [] }));
  let first = 0;
  let from = 0;
  for (const [i, end] of ends.entries()) {
    if (!whole.has(end)) continue;
    const by = -from;
    sentences[first] = {
      ...{ id: `${id}#${first + 1}`, text: text.slice(from, end) },
      gold: golds(end).map((span) => moved(span, by)),
      pred: preds(end).map((span) => moved(span, by)),
      tokens: words?.(end).map((token) => ({ start: token.start + by, end: token.end + by })),
      ...(first === 0 && { unplaced }),
    };
    from = end;
    first = i + 1;
  }
  return sentences;
}

/** Hands out, of a list in the order of its starts, what begins before each end, once. */
function taker<T extends Pick<Span, "start">>(list: readonly T[]): (end: number) => readonly T[] {
  let next = 0;
  return (end) => {
    const begin = next;
    while (next < list.length && list[next]!.start < end) next++;
    return list.slice(begin, next);
  };
}
