/** Spans: where a mention stands in its text, and of what type it is. */
import { compareFragments, type Extent, piecesOf, sharedBy } from "./fragments.ts";

/**
 * A typed stretch of a document's text, half-open: `[start, end)`, counted in UTF-16 code units.
 * `text.slice(start, end)` is the mention; `end > start` always. Spans that only touch do not overlap.
 */
export interface Span extends Extent {
  readonly type: string;
  /**
   * The pieces of a discontinuous mention: at least two, from left to right, none touching the next. `start` is where
   * the first begins and `end` where the last ends. Undefined for a mention in one piece.
   */
  readonly fragments?: readonly Extent[];
}

/** A span a recognizer proposed, with its confidence and the surface text it claims to cover, where it gave them. */
export interface PredictedSpan extends Span {
  readonly score?: number;
  readonly surface?: string;
}

/** A prediction that stands nowhere in the text. */
export type Unplaced = Pick<PredictedSpan, "type" | "score" | "surface">;

/** Orders strings by UTF-16 code units, the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * The canonical order of spans: by start, the longer first, then by their fragments, then by type. A span comes before
 * those that cover a part of its characters.
 */
export function compareSpans(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end || compareGaps(a, b) || compareText(a.type, b.type);
}

function compareGaps(a: Span, b: Span): number {
  if (a.fragments === undefined && b.fragments === undefined) return 0;
  return compareFragments(piecesOf(a), piecesOf(b));
}

/** The number of UTF-16 code units two spans share; 0 where they only touch, stand apart or in each other's gaps. */
export function overlapOf(a: Span, b: Span): number {
  if (a.fragments !== undefined || b.fragments !== undefined) return sharedBy(piecesOf(a), piecesOf(b));
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** Whether two spans cover exactly the same characters, whatever their types. */
export function sameExtent(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end && compareGaps(a, b) === 0;
}

/** The spans in canonical order; the same array where it is in order already. */
export function sortSpans<S extends Span>(spans: readonly S[]): readonly S[] {
  for (let i = 1; i < spans.length; i++) {
    if (compareSpans(spans[i - 1]!, spans[i]!) > 0) return [...spans].sort(compareSpans);
  }
  return spans;
}

/** The span that many code units further on. */
export function moved<S extends Span>(span: S, by: number): S {
  const { start, end, fragments } = span;
  const place = { start: start + by, end: end + by };
  if (fragments === undefined) return { ...span, ...place };
  return { ...span, ...place, fragments: fragments.map((piece) => ({ start: piece.start + by, end: piece.end + by })) };
}

/** A string of a type, in the words of the recognizer. The type is `_` where it gave none. */
export interface Mention {
  readonly surface: string;
  readonly type: string;
  readonly score?: number;
  /** The numbers that came with it, which may be its offsets under names that are not known. */
  readonly numbers?: readonly WholeNumber[];
}

/** A whole number in a field of a record. */
export interface WholeNumber {
  /** The name of the field; of one in another field, both names. */
  readonly field: string;
  readonly value: number;
}

/** What became of an answer in prose that is not whole: it is cut off, or holds no mentions that can be read. */
export type AnswerFault = "truncated" | "unread";
