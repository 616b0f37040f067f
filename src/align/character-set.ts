/** Sets of characters of a text, given as extents, to ask what overlaps them. */
import { type Extent, firstEndingBehind, type Place, piecesOf } from "../corpus/fragments.ts";

/** The characters that stand in any of some places. Asking takes O(log n) for n places. */
export class CharacterSet {
  /** In order and apart. */
  private readonly extents: Extent[] = [];

  constructor(places: readonly Place[]) {
    const pieces = places.flatMap(piecesOf).sort((a, b) => a.start - b.start);
    for (const { start, end } of pieces) {
      const last = this.extents.at(-1);
      if (last && start <= last.end) this.extents[this.extents.length - 1] = { ...last, end: Math.max(last.end, end) };
      else this.extents.push({ start, end });
    }
  }

  /** Whether the place has a character in the set. */
  touches(place: Place): boolean {
    return piecesOf(place).some(({ start, end }) => {
      const next = this.extents[firstEndingBehind(this.extents, start)];
      return next !== undefined && next.start < end;
    });
  }
}
