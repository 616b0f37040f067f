/** The longest list of things that are in a text in the order of the list. */
import type { Extent } from "../corpus/fragments.ts";

/** A thing of the list, and where it could stand. */
export interface Slot<E extends Extent> {
  /** Its place in the list. */
  readonly number: number;
  /** From left to right, by both their edges. Slots may share a list. */
  readonly candidates: readonly E[];
  /** Between what it has to stand. Neither falls from one slot to the next. */
  readonly from: number;
  readonly to: number;
}

/** The end of a list. */
interface Link {
  readonly slot: Slot<Extent>;
  readonly end: number;
  readonly before: Link | undefined;
}

/**
 * A longest list: things in rising number with a place each, that begins where the one before ends, or behind it. Of
 * several such lists one whose last place ends first; each place is as far left as the things in the list allow.
 * Returned by number. For k slots and c candidates of each takes time in k × min(k, c), but for a logarithm
 * (Hunt & Szymanski 1977, for stretches in place of points).
 */
export function longestInOrder<E extends Extent>(slots: readonly Slot<E>[]): ReadonlyMap<number, E> {
  /** For each length, less one, the list of that length that ends first. */
  const ends: Link[] = [];
  for (const slot of slots) {
    const { candidates, from, to } = slot;
    const least = firstWhere(candidates.length, (i) => candidates[i]!.start >= from);
    let last = firstWhere(candidates.length, (i) => candidates[i]!.end > to) - 1;
    // From the longest lists to the shorter, so that the slot is in no list twice.
    while (last >= least) {
      const length = firstWhere(ends.length, (i) => ends[i]!.end > candidates[last]!.start);
      const before = ends[length - 1];
      const first = before
        ? Math.max(
            least,
            firstWhere(candidates.length, (i) => candidates[i]!.start >= before.end),
          )
        : least;
      const { end } = candidates[first]!;
      const known = ends[length];
      if (known === undefined || end < known.end) ends[length] = { slot, end, before };
      last = first - 1;
    }
  }
  const chain: Slot<E>[] = [];
  for (let link = ends.at(-1); link; link = link.before) chain.push(link.slot as Slot<E>);
  const places = new Map<number, E>();
  let reached = 0;
  for (const { number, candidates, from } of chain.reverse()) {
    const place = candidates[firstWhere(candidates.length, (i) => candidates[i]!.start >= Math.max(from, reached))]!;
    places.set(number, place);
    reached = place.end;
  }
  return places;
}

/** The first of so many positions at which something holds that holds at all behind it; their number where none does. */
function firstWhere(length: number, holds: (position: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
