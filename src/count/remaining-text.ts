/** What remains of a span after others have taken their share of it. */

/** A stretch, half-open. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Positions of which ever fewer are left. All that will be asked for is known from the start, so they are cut up once,
 * and no operation costs more than O(log n) for each of the n segments it takes away.
 */
export class RemainingText {
  /** From left to right; none is cut by a stretch that is asked for. */
  readonly #segments: readonly Stretch[];
  /** A Fenwick tree of what is left of the segments: 0 or all. */
  readonly #lengths: number[];
  /** For each segment a later one, or itself, before which nothing is left; itself if it is left. */
  readonly #next: number[];
  #size = 0;

  /** Of `pieces`, disjoint and from left to right. Every stretch asked for later starts and ends at one of `cuts`. */
  constructor(pieces: readonly Stretch[], cuts: readonly number[]) {
    this.#segments = cutUp(
      pieces,
      [...cuts].sort((a, b) => a - b),
    );
    this.#lengths = new Array<number>(this.#segments.length + 1).fill(0);
    this.#next = Array.from({ length: this.#segments.length + 1 }, (_, i) => i);
    for (const [i, { start, end }] of this.#segments.entries()) this.#add(i, end - start);
  }

  /** How many positions are left. */
  get size(): number {
    return this.#size;
  }

  /** How many positions of a stretch are left. */
  sharedWith({ start, end }: Stretch): number {
    return this.#before(this.#firstFrom(end)) - this.#before(this.#firstFrom(start));
  }

  /** Takes a stretch away. Returns what of it was left, as pieces from left to right that do not touch. */
  take({ start, end }: Stretch): Stretch[] {
    const to = this.#firstFrom(end);
    const taken: Stretch[] = [];
    for (let i = this.#left(this.#firstFrom(start)); i < to; i = this.#left(i + 1)) {
      const segment = this.#segments[i]!;
      this.#next[i] = i + 1;
      this.#add(i, segment.start - segment.end);
      const last = taken.at(-1);
      if (last?.end === segment.start) taken[taken.length - 1] = { start: last.start, end: segment.end };
      else taken.push(segment);
    }
    return taken;
  }

  /** The first segment that starts at a position or after it. */
  #firstFrom(position: number): number {
    let low = 0;
    let high = this.#segments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#segments[middle]!.start < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The first segment that is left, from one on. Shortens the way for the next time. */
  #left(i: number): number {
    let at = i;
    while (this.#next[at]! !== at) {
      this.#next[at] = this.#next[this.#next[at]!]!;
      at = this.#next[at]!;
    }
    return at;
  }

  #add(i: number, length: number): void {
    this.#size += length;
    for (let at = i + 1; at < this.#lengths.length; at += at & -at) this.#lengths[at]! += length;
  }

  /** How many positions are left before a segment. */
  #before(i: number): number {
    let sum = 0;
    for (let at = i; at > 0; at -= at & -at) sum += this.#lengths[at]!;
    return sum;
  }
}

/** Pieces, cut at all positions of a sorted list. */
function cutUp(pieces: readonly Stretch[], cuts: readonly number[]): Stretch[] {
  const segments: Stretch[] = [];
  let next = 0;
  for (const { start, end } of pieces) {
    let from = start;
    for (; next < cuts.length && cuts[next]! < end; next++) {
      if (cuts[next]! <= from) continue;
      segments.push({ start: from, end: cuts[next]! });
      from = cuts[next]!;
    }
    segments.push({ start: from, end });
  }
  return segments;
}

/** What stretches are without pieces of them; both are disjoint and from left to right. */
export function without(stretches: readonly Stretch[], pieces: readonly Stretch[]): Stretch[] {
  const left: Stretch[] = [];
  let next = 0;
  for (const { start, end } of stretches) {
    let from = start;
    for (; next < pieces.length && pieces[next]!.start < end; next++) {
      const piece = pieces[next]!;
      if (from < piece.start) left.push({ start: from, end: piece.start });
      from = piece.end;
    }
    if (from < end) left.push({ start: from, end });
  }
  return left;
}
