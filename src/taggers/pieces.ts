/** Pieces: cuts one document into sentences that can be held out one by one, and puts their tags together again. */
import type { Document } from "../corpus/document.ts";
import type { PredictedSpan } from "../corpus/span.ts";

/** A stretch of a document that is a document itself. `offset` is where it begins, in UTF-16 code units. */
export interface Piece extends Document {
  readonly offset: number;
}

/**
 * The sentences of a document: its lines, or where it is a single line, what ends in a full stop, question or
 * exclamation mark. No mention is cut: a boundary inside one is passed over. The pieces cover the whole text.
 */
export function piecesOf(document: Document): Piece[] {
  const { text, spans } = document;
  const byLine = cutsOf(text, /\n+/g);
  const cuts = (byLine.length > 1 ? byLine : cutsOf(text, /[.?!]["”’)]*\s+/g)).filter(
    (cut) => !spans.some(({ start, end }) => start < cut && cut < end),
  );
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

/** Where pieces end, the end of the text included. */
function cutsOf(text: string, boundary: RegExp): number[] {
  const cuts = Array.from(text.matchAll(boundary), (match) => match.index + match[0].length);
  if (cuts.at(-1) !== text.length) cuts.push(text.length);
  return cuts;
}

function moved<S extends PredictedSpan>(span: S, by: number): S {
  const { start, end, fragments } = span;
  const place = { start: start + by, end: end + by };
  if (fragments === undefined) return { ...span, ...place };
  return { ...span, ...place, fragments: fragments.map((piece) => ({ start: piece.start + by, end: piece.end + by })) };
}
