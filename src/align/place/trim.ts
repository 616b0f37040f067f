/** Trimming: takes white space off the edges of spans. */
import { type Extent, placeFrom } from "../../corpus/fragments.ts";
import type { PredictedSpan } from "../../corpus/span.ts";
import { isBlankAt } from "../../corpus/tokens.ts";

/** The spans without white space at their edges, each that changes being counted; one of nothing else stays as it is. */
export function trimSpans(
  spans: readonly PredictedSpan[],
  text: string,
  onTrimmed: () => void,
): readonly PredictedSpan[] {
  if (!spans.some(({ start, end }) => isBlankAt(text, start) || isBlankAt(text, end - 1))) return spans;
  return spans.map((span) => {
    const trimmed = trimSpan(span, text);
    if (trimmed !== span) onTrimmed();
    return trimmed;
  });
}

function trimSpan(span: PredictedSpan, text: string): PredictedSpan {
  const { start, end } = trimExtent(span, text);
  if (start >= end || (start === span.start && end === span.end)) return span;
  const { fragments, surface, ...rest } = span;
  const named = surface === undefined ? {} : { surface: surface.trim() };
  if (fragments === undefined) return { ...rest, ...named, start, end };
  const pieces = fragments.map((piece) => trimExtent(piece, text)).filter((piece) => piece.start < piece.end);
  // Where each piece is white space, what is visible between them is none of the mention.
  return pieces.length === 0 ? span : { ...rest, ...named, ...placeFrom(pieces)! };
}

function trimExtent({ start, end }: Extent, text: string): Extent {
  let [from, to] = [start, end];
  while (from < to && isBlankAt(text, from)) from++;
  while (to > from && isBlankAt(text, to - 1)) to--;
  return { start: from, end: to };
}
