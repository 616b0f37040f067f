/** Spans: where a mention stands in its text, and of what type it is. */

/**
 * A typed stretch of a document's text, half-open: `[start, end)`, counted in UTF-16 code units.
 * `text.slice(start, end)` is the mention; `end > start` always. Spans that only touch do not overlap.
 */
export interface Span extends Extent {
  readonly type: string;
  /** The pieces of a discontinuous span, at least two, in order and apart; `start` and `end` are their hull. */
  readonly fragments?: readonly Extent[];
}

/** A stretch of text, half-open, in UTF-16 code units. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** The pieces of a span: its fragments, or itself. */
export function piecesOf(span: Span): readonly Extent[] {
  return span.fragments ?? [span];
}

/** A span a recognizer proposed, with its confidence and the surface text it claims to cover, where it gave them. */
export interface PredictedSpan extends Span {
  readonly score?: number;
  readonly surface?: string;
}

/** Orders strings by UTF-16 code units, the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The canonical order of spans: by start, the longer first, then by type. Outer spans come before inner ones. */
export function compareSpans(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end || compareText(a.type, b.type);
}

/** The number of UTF-16 code units two spans share; 0 where they only touch or stand apart. */
export function overlapOf(a: Span, b: Span): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** How many UTF-16 code units a span covers. */
export function lengthOf({ start, end, fragments }: Span): number {
  return fragments ? fragments.reduce((sum, piece) => sum + piece.end - piece.start, 0) : end - start;
}

/** Whether two spans cover exactly the same text, whatever their types. */
export function sameExtent(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** The spans in canonical order; the same array where it is in order already. */
export function sortSpans<S extends Span>(spans: readonly S[]): readonly S[] {
  for (let i = 1; i < spans.length; i++) {
    if (compareSpans(spans[i - 1]!, spans[i]!) > 0) return [...spans].sort(compareSpans);
  }
  return spans;
}
