/** Grounding: which occurrence in the text each mention stands for that was named without offsets. */
import type { Extent } from "../corpus/fragments.ts";
import type { Mention } from "../corpus/span.ts";
import { longestInOrder, type Slot } from "./longest-in-order.ts";
import { textLevels } from "./normalize-text.ts";
import { type Occurrence, occurrencesOf, type Sought } from "./occurrences.ts";

/**
 * Where mentions are placed: each at an occurrence of its own, in the order of the list (`order`); each at the first
 * occurrence of its string (`first`); or each at all of them (`all`).
 */
export const groundRules = ["order", "first", "all"] as const;
export type GroundRule = (typeof groundRules)[number];

/** How a mention was found: at the strictest level that it has in common with the text, or only within a word. */
export const groundLevels = [...textLevels, "inside"] as const;
export type GroundLevel = (typeof groundLevels)[number];

/** What became of a mention. */
export type Grounded =
  | { readonly level: GroundLevel; readonly extents: readonly Extent[] }
  /** Its string is in the text, but nothing of it is left for this mention. */
  | { readonly level: "repeated" }
  /** Its string is not in the text. */
  | { readonly level: "hallucinated" };

/**
 * What becomes of each mention, in the order of the list. Under `order` an occurrence is taken once, and as many
 * mentions as can be are placed: as many as possible exactly, of the others as many as possible but for case, then
 * but for whitespace, then but for quotes, then but for letters that are written otherwise, then within words. On each level occurrences that stand within that of a longer
 * string of the list come last, and of all ways to do so the one is taken in which most mentions stand one behind the
 * other in the text as they do in the list; those, and then all others, stand as far left as they can. What is
 * left over may share an occurrence with mentions of other types.
 */
export function ground(mentions: readonly Mention[], text: string, rule: GroundRule): readonly Grounded[] {
  const strings = [...new Set(mentions.map(({ surface }) => surface))];
  const places = occurrencesOf(strings, text);
  const sought = new Map(strings.map((string, i) => [string, places[i]!]));
  const each = mentions.map(({ surface, type }) => ({ ...sought.get(surface)!, type }));
  if (rule === "order") return new InOrder(each).place();
  return rule === "first" ? each.map(firstOf) : allOf(each);
}

type Wanted = Sought & { readonly type: string };

/** The occurrences at the strictest level that has any. */
function bestOf({ normalForms, occurrences }: Sought): { level: GroundLevel; best: readonly Occurrence[] } | undefined {
  if (occurrences.length === 0) return undefined;
  for (const [i, level] of textLevels.entries()) {
    const best = occurrences.filter((one) => one.whole && one.normalForms[i] === normalForms[i]);
    if (best.length > 0) return { level, best };
  }
  return { level: "inside", best: occurrences };
}

function firstOf(wanted: Wanted): Grounded {
  const found = bestOf(wanted);
  return found ? { level: found.level, extents: [extentOf(found.best[0]!)] } : { level: "hallucinated" };
}

/** All occurrences from left to right, without those that overlap one before; each extent once for a type. */
function allOf(each: readonly Wanted[]): Grounded[] {
  const taken = new Map<string, Set<Occurrence>>();
  return each.map((wanted): Grounded => {
    const found = bestOf(wanted);
    if (!found) return { level: "hallucinated" };
    let ofType = taken.get(wanted.type);
    if (!ofType) taken.set(wanted.type, (ofType = new Set()));
    const extents: Extent[] = [];
    let reached = 0;
    for (const occurrence of found.best) {
      if (occurrence.start < reached) continue;
      reached = occurrence.end;
      if (!ofType.has(occurrence)) extents.push(extentOf(occurrence));
      ofType.add(occurrence);
    }
    return extents.length > 0 ? { level: found.level, extents } : { level: "repeated" };
  });
}

function extentOf({ start, end }: Extent): Extent {
  return { start, end };
}

/** Places mentions level by level. */
class InOrder {
  private readonly each: readonly Wanted[];
  private readonly places: (Grounded | undefined)[];
  /** The types of the mentions at each occurrence that is taken. */
  private readonly taken = new Map<Occurrence, Set<string>>();
  /** The mentions that stand in the text as in the list, with their occurrences; the others have none. */
  private readonly chain: (Extent | undefined)[];

  constructor(each: readonly Wanted[]) {
    this.each = each;
    this.places = each.map(({ occurrences }) => (occurrences.length === 0 ? { level: "hallucinated" } : undefined));
    this.chain = each.map(() => undefined);
  }

  place(): readonly Grounded[] {
    for (const [i, level] of textLevels.entries()) {
      this.assign(level, i, ({ whole, covered }) => whole && !covered);
      this.assign(level, i, ({ whole, covered }) => whole && covered);
    }
    this.assign("inside", textLevels.length - 1, ({ whole }) => !whole);
    for (const [i, place] of this.places.entries()) if (!place) this.share(i);
    return this.places as readonly Grounded[];
  }

  /** Places as many of the open mentions as the free occurrences of a kind allow. */
  private assign(level: GroundLevel, folding: number, isOfKind: (occurrence: Occurrence) => boolean): void {
    const open = this.places.flatMap((place, i) => (place ? [] : [i]));
    if (open.length === 0) return;
    const free = this.freeOf(open, folding, isOfKind);
    const keyOf = (i: number) => this.each[i]!.normalForms[folding]!;
    const windows = this.windows();
    const slots = open.flatMap((i): Slot<Occurrence>[] => {
      const candidates = free.get(keyOf(i));
      return candidates ? [{ number: i, candidates, ...windows[i]! }] : [];
    });
    if (slots.length === 0) return;
    for (const [i, occurrence] of longestInOrder(slots)) {
      this.chain[i] = occurrence;
      this.take(i, occurrence, level);
    }
    // What the longest list left free goes to the others from left to right.
    const cursors = new Map<string, number>();
    for (const { number, candidates } of slots) {
      if (this.places[number]) continue;
      const key = keyOf(number);
      let at = cursors.get(key) ?? 0;
      while (at < candidates.length && this.taken.has(candidates[at]!)) at++;
      cursors.set(key, at);
      if (at < candidates.length) this.take(number, candidates[at]!, level);
    }
  }

  /** The free occurrences of a kind that open mentions can take, by their text at a level of normalization. */
  private freeOf(open: readonly number[], folding: number, isOfKind: (occurrence: Occurrence) => boolean) {
    const lists = new Set(open.map((i) => this.each[i]!.occurrences));
    const wanted = new Set(open.map((i) => this.each[i]!.normalForms[folding]!));
    const free = new Map<string, Occurrence[]>();
    for (const list of lists) {
      for (const occurrence of list) {
        const key = occurrence.normalForms[folding]!;
        if (!wanted.has(key) || !isOfKind(occurrence) || this.taken.has(occurrence)) continue;
        const known = free.get(key);
        if (known) known.push(occurrence);
        else free.set(key, [occurrence]);
      }
    }
    return free;
  }

  /** For each mention, between what it has to stand to be in the order of the list. */
  private windows(): { from: number; to: number }[] {
    const windows = this.chain.map(() => ({ from: 0, to: Number.POSITIVE_INFINITY }));
    let from = 0;
    for (const [i, extent] of this.chain.entries()) {
      windows[i]!.from = from;
      if (extent) from = extent.end;
    }
    let to = Number.POSITIVE_INFINITY;
    for (let i = this.chain.length - 1; i >= 0; i--) {
      windows[i]!.to = to;
      to = this.chain[i]?.start ?? to;
    }
    return windows;
  }

  private take(i: number, occurrence: Occurrence, level: GroundLevel): void {
    const types = this.taken.get(occurrence);
    if (types) types.add(this.each[i]!.type);
    else this.taken.set(occurrence, new Set([this.each[i]!.type]));
    this.places[i] = { level, extents: [extentOf(occurrence)] };
  }

  /** Puts a mention where none of its type stands yet, as strictly and then as far left as can be. */
  private share(i: number): void {
    const { type, normalForms, occurrences } = this.each[i]!;
    const open = occurrences.filter((one) => !this.taken.get(one)?.has(type));
    const found = bestOf({ normalForms, occurrences: open });
    if (found) this.take(i, found.best[0]!, found.level);
    else this.places[i] = { level: "repeated" };
  }
}

/** A string that is looked for, and the offset given for its start. */
export interface SoughtNear {
  readonly surface?: string | undefined;
  readonly near?: number | undefined;
}

/**
 * Where each string is, by the occurrences that {@link ground} finds at the strictest level: the one nearest to where it
 * is said to begin, of two the one further left. Strings that say nothing of that take the occurrences one after the
 * other, the last one again where there are no more. Undefined where it is not in the text.
 */
export function placesNear(sought: readonly SoughtNear[], text: string): readonly (Extent | undefined)[] {
  const strings = [...new Set(sought.flatMap(({ surface }) => surface ?? []))].filter((string) => string.trim() !== "");
  const found = occurrencesOf(strings, text);
  const places = new Map(strings.map((string, i) => [string, bestOf(found[i]!)?.best ?? []]));
  const taken = new Map<string, number>();
  return sought.map(({ surface = "", near }) => {
    const all = places.get(surface) ?? [];
    if (all.length === 0) return undefined;
    if (near !== undefined) return extentOf(nearestTo(near, all));
    const next = taken.get(surface) ?? 0;
    taken.set(surface, next + 1);
    return extentOf(all[Math.min(next, all.length - 1)]!);
  });
}

/** The extent that begins nearest to an offset. They are in order. */
function nearestTo(offset: number, extents: readonly Extent[]): Extent {
  let low = 0;
  let high = extents.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (extents[middle]!.start >= offset) high = middle;
    else low = middle + 1;
  }
  const [before, after] = [extents[low - 1], extents[low]];
  if (before === undefined || after === undefined) return (before ?? after)!;
  return offset - before.start <= after.start - offset ? before : after;
}
