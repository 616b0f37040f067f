/** Remainders: what is left of a span from which stretches are taken away. */

/** A stretch, half-open. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A set of positions that starts as one stretch and only shrinks. Lookups are binary searches over its pieces. */
export class Remainder {
  /** Where the pieces start and end, from left to right: start, end, start, end, … No piece is empty. */
  readonly #bounds: number[];
  #size: number;

  constructor({ start, end }: Stretch) {
    this.#bounds = [start, end];
    this.#size = end - start;
  }

  /** How many positions are left. */
  get size(): number {
    return this.#size;
  }

  /** How many of the positions of a stretch are left. */
  sharedWith({ start, end }: Stretch): number {
    const bounds = this.#bounds;
    let shared = 0;
    for (let i = this.#firstAtLeast(start) & ~1; i < bounds.length && bounds[i]! < end; i += 2)
      shared += Math.max(0, Math.min(bounds[i + 1]!, end) - Math.max(bounds[i]!, start));
    return shared;
  }

  /** Takes a stretch away. Returns the pieces of it that were still left. */
  take({ start, end }: Stretch): Stretch[] {
    const from = this.#firstAtLeast(start);
    const to = this.#firstAtLeast(end + 1);
    // At an odd place stands the end of a piece that reaches into the stretch, or out of it.
    const before = from % 2 === 1 ? [start] : [];
    const after = to % 2 === 1 ? [end] : [];
    const cut = [...before, ...this.#bounds.splice(from, to - from, ...before, ...after), ...after];
    const taken: Stretch[] = [];
    for (let i = 0; i < cut.length; i += 2) if (cut[i]! < cut[i + 1]!) taken.push({ start: cut[i]!, end: cut[i + 1]! });
    for (const piece of taken) this.#size -= piece.end - piece.start;
    return taken;
  }

  /** The place of the first bound that is not less than a position. */
  #firstAtLeast(position: number): number {
    let low = 0;
    let high = this.#bounds.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#bounds[middle]! < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
