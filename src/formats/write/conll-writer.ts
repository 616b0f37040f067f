/** Writes CoNLL: a token and its tag per line, an empty line behind every document. */

import type { Document } from "../../corpus/document.ts";
import type { Span } from "../../corpus/span.ts";
import { lost, typeLikeTag } from "../../messages/convert.ts";
import { encodeSpans, joinedNeighbors } from "../columns/encoding.ts";
import { respelled, type TagScheme } from "../columns/schemes.ts";
import { flatten } from "../tags.ts";
import { columnsOf } from "./columns.ts";
import { type DocumentWriter, impossible } from "./writer.ts";

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

/** Among types without prefixes, one that looks like a tag is read as such. */
function refuseTags(document: Document, spans: readonly Span[]): void {
  for (const { type } of spans) if (respelled(type) !== undefined) throw impossible(document, typeLikeTag(type));
}
