/** Pieces: cuts one document into sentences that can be held out one by one, and puts their tags together again. */
import type { Document } from "../corpus/document.ts";
import { sentenceEnds } from "../corpus/sentences.ts";
import { moved, type PredictedSpan } from "../corpus/span.ts";

/** A stretch of a document that is a document itself. `offset` is where it begins, in UTF-16 code units. */
export interface Piece extends Document {
  readonly offset: number;
}

/** The sentences of a document; no mention is cut, and they cover the whole text. */
export function piecesOf(document: Document): Piece[] {
  const { text, spans } = document;
  const cuts = sentenceEnds(text, spans);
  return cuts.map((end, i) => {
    const offset = cuts[i - 1] ?? 0;
    return {
      id: `${document.id}#${i}`,
      text: text.slice(offset, end),
      spans: spans.filter((span) => span.start >= offset && span.end <= end).map((span) => moved(span, -offset)),
      origin: document.origin,
      offset,
    };
  });
}

/** The spans of a piece as spans of its document. */
export function inDocument(piece: Piece, spans: readonly PredictedSpan[]): PredictedSpan[] {
  return spans.map((span) => moved(span, piece.offset));
}
