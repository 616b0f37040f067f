/** Writes a token and its tags per line: CoNLL and nested TSV, and what a token, a type and a document must be for that. */

import type { Document } from "../../corpus/document.ts";
import { compareSpans, type Span } from "../../corpus/span.ts";
import { lost, tokenLikeBreak, tokenWithBlanks, typeLikeTag, typeWithBlanks } from "../../messages/convert.ts";
import { encodeSpans, joinedNeighbors } from "../columns/encoding.ts";
import { BREAK } from "../columns/layout.ts";
import { respelled, type TagScheme } from "../columns/schemes.ts";
import { LONGEST } from "../sentences.ts";
import { flatten } from "../tags.ts";
import { type TokenizedDocument, tokenizedOf } from "./tokenized.ts";
import { type DocumentWriter, impossible, type LossLog, type Written } from "./writer.ts";

/**
 * The document in tokens that can be written a line each; undefined where it has none, which is noted. Lost are also ids,
 * for sentences are numbered.
 *
 * @throws NerEvalError `convert-impossible` where a token or a type holds blanks, or a token would be read as a break.
 */
export function columnsOf(document: Written, number: number, losses: LossLog): TokenizedDocument | undefined {
  const tokenized = tokenizedOf(document, losses);
  const { words, spans } = tokenized;
  if (words.length === 0) {
    losses.add(lost.untokenized, document);
    return undefined;
  }
  if (document.id !== String(number)) losses.add(lost.ids, document);
  if (words.length > LONGEST) losses.add(lost.longDocuments(LONGEST), document);
  for (const word of words) {
    if (/\s/.test(word)) throw impossible(document, tokenWithBlanks(word));
    if (word.startsWith(BREAK)) throw impossible(document, tokenLikeBreak(word));
  }
  for (const { type } of spans) if (/\s/.test(type)) throw impossible(document, typeWithBlanks(type, "columns"));
  return tokenized;
}

/** From so many levels on, the format is told by its columns. */
const LEAST_LEVELS = 3;

/** Tokens and mentions that may nest, cross and repeat, in IOB2. Lost are ids, blanks between tokens, and edges within tokens. */
export const nestedWriter: DocumentWriter = {
  name: "nested-tsv",
  extensions: [],
  write(document, number, losses) {
    const tokenized = columnsOf(document, number, losses);
    if (tokenized === undefined) return undefined;
    const { words } = tokenized;
    const levels = levelsOf(tokenized.spans).map((spans) => encodeSpans(spans, words.length, "iob2"));
    return `${words.map((word, i) => `${[word, ...levels.map((tags) => tags[i])].join("\t")}\n`).join("")}\n`;
  },
};

/** The spans on flat levels, the outermost first. */
function levelsOf(spans: readonly Span[]): Span[][] {
  const levels: Span[][] = Array.from({ length: LEAST_LEVELS }, () => []);
  for (const span of [...spans].sort(compareSpans)) {
    const free = levels.find((level) => (level.at(-1)?.end ?? 0) <= span.start);
    if (free) free.push(span);
    else levels.push([span]);
  }
  return levels;
}

/**
 * CoNLL whose tags are of a scheme: tokens and flat mentions. Lost are ids, blanks between tokens, nested mentions, edges
 * within tokens, and in `io` and `bare` what parts neighbors of one type.
 */
export function conllWriterFor(scheme: TagScheme): DocumentWriter {
  return {
    name: "conll",
    extensions: [".conll", ".iob", ".iob2", ".bio", ".tsv"],
    write(document, number, losses) {
      const tokenized = columnsOf(document, number, losses);
      if (tokenized === undefined) return undefined;
      const { words } = tokenized;
      const { kept, left } = flatten(tokenized.spans);
      losses.add(lost.nested, document, left.length);
      if (scheme === "bare") refuseTags(document, kept);
      losses.add(lost.boundaries(scheme), document, joinedNeighbors(kept, scheme));
      const tags = encodeSpans(kept, words.length, scheme);
      return `${words.map((word, i) => `${word}\t${tags[i]}\n`).join("")}\n`;
    },
  };
}

/** CoNLL in IOB2. */
export const conllWriter = conllWriterFor("iob2");

/** Among types without prefixes, one that looks like a tag is read as a tag. */
function refuseTags(document: Document, spans: readonly Span[]): void {
  for (const { type } of spans) if (respelled(type) !== undefined) throw impossible(document, typeLikeTag(type));
}
