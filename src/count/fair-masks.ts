/**
 * FairEval in bits: `compareFairly` for a small group of flat spans among which no two have the same extent, their text as
 * bits of a number. `fair.ts` says what the passes are for.
 * ```
 * text   x x x x x x x x        bit 0 is the first token, or character, of the group
 * gold     [1 1 1]       0b000 1110
 * pred         [1 1 1]   0b011 1000      shared: 0b000 1000
 * ```
 */
import type { FairKind } from "./fair.ts";

/** How many bits there are. */
export const BITS = 31;

/** How many spans of a side there may be. */
export const SPANS = 16;

/** Takes an event; a type is less than 0 where it has none. */
export type TakeEvent = (kind: FairKind, goldType: number, predType: number) => void;

/** The spans of one side, in the order in which they were added. */
export class MaskedSpans {
  length = 0;
  readonly type = new Int32Array(SPANS);
  readonly mask = new Int32Array(SPANS);
  readonly size = new Int32Array(SPANS);
  /** Whether a span was credited, with what text nobody else was credited with, and after how many others. */
  readonly taken = new Uint8Array(SPANS);
  readonly rest = new Int32Array(SPANS);
  readonly place = new Int32Array(SPANS);
  readonly events = new Int32Array(SPANS);
  /** The positions, shortest span first. */
  readonly order = new Int32Array(SPANS);

  clear(): void {
    this.length = 0;
  }

  /** Adds a span by its first bit and how many it has. */
  push(first: number, size: number, type: number): void {
    const at = this.length++;
    this.type[at] = type;
    this.mask[at] = (0x7fffffff >>> (BITS - size)) << first;
    this.size[at] = size;
    this.taken[at] = 0;
    this.events[at] = 0;
    let place = at;
    for (; place > 0 && this.size[this.order[place - 1]!]! > size; place--) this.order[place] = this.order[place - 1]!;
    this.order[place] = at;
  }

  /** How many are in several events. */
  get repeated(): number {
    let count = 0;
    for (let i = 0; i < this.length; i++) if (this.events[i]! > 1) count++;
    return count;
  }
}

/** Hands on the events of a group. */
export function compareMasks(gold: MaskedSpans, pred: MaskedSpans, take: TakeEvent): void {
  for (const side of [gold, pred]) for (let i = 0; i < side.length; i++) side.place[side.order[i]!] = i;
  let meetings = 0;
  for (let step = 0; step < 6; step++) {
    const sameType = step < 3;
    const isGold = step % 3 < 2;
    const [side, others] = isGold ? [gold, pred] : [pred, gold];
    for (let i = 0; i < side.length; i++) {
      const one = side.order[i]!;
      if (side.taken[one] === 1) continue;
      const other = mostSimilar(side, one, others, step % 3 === 0 ? 0 : 1, sameType);
      if (other < 0) continue;
      const [g, p] = isGold ? [one, other] : [other, one];
      take(sameType ? boundaryError(gold, g, pred, p) : "LBE", gold.type[g]!, pred.type[p]!);
      credit(side, one, others, other, meetings++);
    }
  }
  for (let g = 0; g < gold.length; g++) if (gold.taken[g] === 0) take("FN", gold.type[g]!, -1);
  for (let p = 0; p < pred.length; p++) if (pred.taken[p] === 0) take("FP", -1, pred.type[p]!);
}

/** The one a free span meets (see `fair.ts`); less than 0 where there is none. */
function mostSimilar(side: MaskedSpans, one: number, others: MaskedSpans, taken: number, sameType: boolean): number {
  let best = -1;
  let [bestShared, bestLeft] = [0, 0];
  for (let i = 0; i < others.length; i++) {
    if (others.taken[i] !== taken || (others.type[i] === side.type[one]) !== sameType) continue;
    const left = taken === 1 ? others.rest[i]! : others.mask[i]!;
    const shared = bitsIn(left & side.mask[one]!);
    if (shared === 0) continue;
    const size = bitsIn(left);
    const order =
      best < 0
        ? -1
        : bestShared - shared ||
          size - bestLeft ||
          others.size[i]! - others.size[best]! ||
          others.place[i]! - others.place[best]!;
    if (order < 0) [best, bestShared, bestLeft] = [i, shared, size];
  }
  return best;
}

/** Credits a free span and the one it meets with what they share. */
function credit(side: MaskedSpans, one: number, others: MaskedSpans, other: number, meeting: number): void {
  const shared = side.mask[one]! & (others.taken[other] === 1 ? others.rest[other]! : others.mask[other]!);
  side.events[one]!++;
  side.taken[one] = 1;
  side.rest[one] = side.mask[one]! & ~shared;
  side.place[one] = meeting;
  others.events[other]!++;
  if (others.taken[other] === 1) others.rest[other]! &= ~shared;
  else {
    others.taken[other] = 1;
    others.rest[other] = others.mask[other]! & ~shared;
    others.place[other] = meeting;
  }
}

/** How a prediction misses the extent of a gold span that it overlaps: within it, around it, or across an edge. */
function boundaryError(gold: MaskedSpans, g: number, pred: MaskedSpans, p: number): FairKind {
  const shared = gold.mask[g]! & pred.mask[p]!;
  if (shared === pred.mask[p]) return "BES";
  return shared === gold.mask[g] ? "BEL" : "BEO";
}

/** How many bits of a number are set. */
function bitsIn(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
