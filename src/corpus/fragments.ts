/** Fragments: the pieces of a mention that does not stand in one, such as "left … knee" in "left and right knee". */

/** A stretch of text, half-open: `[start, end)`, counted in UTF-16 code units. */
export interface Extent {
  readonly start: number;
  readonly end: number;
}

/** Where something stands: from its first character to its last, and in which pieces where it has gaps. */
export interface Place extends Extent {
  readonly fragments?: readonly Extent[];
}

/** The pieces something stands in, from left to right; at least one. */
export function piecesOf(place: Place): readonly Extent[] {
  return place.fragments ?? [place];
}

/** The last offset of any piece, whatever their order. */
export function furthestEnd(pieces: readonly Extent[]): number {
  return pieces.reduce((furthest, { end }) => Math.max(furthest, end), -Infinity);
}

/** The position of the first extent that ends behind an offset, their number where none does; in order and apart. */
export function firstEndingBehind(extents: readonly Extent[], offset: number): number {
  let low = 0;
  let high = extents.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (extents[middle]!.end > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How many UTF-16 code units a place covers. */
export function lengthOf({ start, end, fragments }: Place): number {
  return fragments ? fragments.reduce((sum, piece) => sum + piece.end - piece.start, 0) : end - start;
}

/** The order of pieces by the first in which they differ: the one that starts earlier, then the longer one. */
export function compareFragments(a: readonly Extent[], b: readonly Extent[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = a[i]!.start - b[i]!.start || b[i]!.end - a[i]!.end;
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** The number of characters that stand in both, in UTF-16 code units. */
export function sharedBy(a: readonly Extent[], b: readonly Extent[]): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [one, other] = [a[i]!, b[j]!];
    shared += Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
    if (one.end < other.end) i++;
    else j++;
  }
  return shared;
}

/**
 * The place that stands in these pieces, given in any order: touching ones are joined, and what is left in one piece
 * has no fragments. Undefined where two of them overlap. At least one, none of them empty.
 */
export function placeFrom(pieces: readonly Extent[]): Place | undefined {
  const fragments: Extent[] = [];
  for (const { start, end } of [...pieces].sort((a, b) => a.start - b.start)) {
    const last = fragments.at(-1);
    if (last && start < last.end) return undefined;
    if (last?.end === start) fragments[fragments.length - 1] = { start: last.start, end };
    else fragments.push({ start, end });
  }
  const { start } = fragments[0]!;
  const { end } = fragments.at(-1)!;
  return fragments.length > 1 ? { start, end, fragments } : { start, end };
}

/**
 * The place with the pieces joined between which there is nothing but white space with a line break: tools that cannot
 * mark a line break split a mention there. The same place where there are none.
 */
export function joinOverBreaks<P extends Place>(place: P, text: string): P {
  const { fragments } = place;
  if (fragments === undefined) return place;
  const joined: Extent[] = [];
  for (const piece of fragments) {
    const last = joined.at(-1);
    const gap = last && text.slice(last.end, piece.start);
    if (gap !== undefined && gap.trim() === "" && /[\r\n]/.test(gap))
      joined[joined.length - 1] = { start: last!.start, end: piece.end };
    else joined.push(piece);
  }
  if (joined.length === fragments.length) return place;
  const { fragments: _, ...rest } = place;
  return (joined.length > 1 ? { ...rest, fragments: joined } : rest) as P;
}

/** The text of a mention; its fragments are joined by one blank. */
export function surfaceOf(place: Place, text: string): string {
  if (place.fragments === undefined) return text.slice(place.start, place.end);
  return place.fragments.map(({ start, end }) => text.slice(start, end)).join(" ");
}
