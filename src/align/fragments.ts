/** Fragments of a discontinuous span: checked against the text, converted, and brought into their canonical form. */
import { type Extent, furthestEnd, placeFrom, surfaceOf } from "../corpus/fragments.ts";
import type { Converter } from "../corpus/offsets.ts";
import type { PredictedSpan } from "../corpus/span.ts";

/** What can be wrong with a span. */
export type Misfit = "reversed" | "outside" | "surface" | "fragments";

/**
 * A span with fragments in half-open UTF-16 offsets: pieces in order, touching ones joined, no fragments where one
 * piece is left. Else what is wrong with it: a piece that does not fit the text, pieces that overlap, a `start` or `end`
 * that is not theirs, or another surface than the pieces' texts joined by one blank.
 */
export function settleFragments(
  span: PredictedSpan & { readonly fragments: readonly Extent[] },
  text: string,
  convert: Converter,
): PredictedSpan | Misfit {
  const pieces: Extent[] = [];
  for (const { start, end } of span.fragments) {
    const piece = start < 0 ? undefined : convert(start, end);
    if (!piece) return end < start ? "reversed" : "outside";
    if (piece.start >= piece.end) return "reversed";
    pieces.push(piece);
  }
  const first = span.fragments.reduce((least, { start }) => Math.min(least, start), Infinity);
  const hasTheirEdges = span.start === first && span.end === furthestEnd(span.fragments);
  const place = hasTheirEdges ? placeFrom(pieces) : undefined;
  if (!place) return "fragments";
  if (span.surface !== undefined && span.surface !== surfaceOf(place, text)) return "surface";
  const { fragments: _, ...rest } = span;
  return { ...rest, ...place };
}
