/** Words: records that are tokens instead of a text, as documents and as predictions. */

import type { Document, Origin, Prediction } from "../../corpus/document.ts";
import type { Flaw } from "../../corpus/flaw.ts";
import type { Span } from "../../corpus/span.ts";
import { tokenNotAString, tokensMissing } from "../../messages/json-formats.ts";
import { tokensIn } from "../conll.ts";
import type { Complain, Fields } from "../record.ts";
import { listIn } from "./place.ts";

/** A record of tokens. Spans are in token indexes, half-open. */
export interface Tokenized {
  readonly id: string;
  /** Whether the id is only the number of the record. */
  readonly numbered?: boolean;
  readonly words: readonly string[];
  readonly spans: readonly Span[];
  readonly tags?: readonly string[];
  readonly repairs?: readonly string[];
  readonly origin: Origin;
  readonly flaws?: readonly Flaw[];
}

/** The document whose text is the tokens with a blank between them. */
export function documentOf({ words, spans, ...rest }: Tokenized): Document {
  const tokens = tokensIn(words);
  const placed = spans.map(({ start, end, type }) => ({
    start: tokens[start]!.start,
    end: tokens[end - 1]!.end,
    type,
  }));
  return { ...rest, text: words.join(" "), spans: placed, tokens };
}

/** The prediction, to be aligned by position. */
export function predictionOf({ words, ...rest }: Tokenized): Prediction {
  return { ...rest, tokens: words, oneLine: true };
}

/** The tokens of a record; undefined where it has no list of strings, which is reported. */
export function wordsIn(record: Fields, name: string, complain: Complain): readonly string[] | undefined {
  if (record[name] === undefined) {
    complain([], tokensMissing(name));
    return undefined;
  }
  const list = listIn(record[name], [name], complain);
  const wrong = list?.findIndex((word) => typeof word !== "string") ?? -1;
  if (wrong >= 0) complain([name, wrong], tokenNotAString(list![wrong]));
  return wrong >= 0 ? undefined : (list as readonly string[] | undefined);
}
