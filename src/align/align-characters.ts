/** Which letters of two renderings of one text correspond to each other, by a character alignment. */
import { diffArrays } from "diff";
import { type Letters, wordsOf } from "./letters.ts";

/**
 * A stretch of one text's letters and its counterpart in the other's, half-open. Where they are `same`, letter stands
 * for letter; else one was put for the other, and either may be empty.
 */
export interface Block {
  readonly same: boolean;
  readonly from: number;
  readonly to: number;
  readonly otherFrom: number;
  readonly otherTo: number;
}

/** How two texts correspond. */
export interface Correspondence {
  /** They cover both from left to right; neighbors are never both the same, nor both different. */
  readonly blocks: readonly Block[];
  /** Words that were put for others, whose letters may correspond in part: their edges are each other's all the same. */
  readonly replaced: readonly Block[];
}

/** How many words or letters may differ in a stretch before it is taken apart, or given up. */
const EDITS = 1000;

/**
 * What corresponds in two texts. Words are compared first, then the letters of words that were put for others, each by a
 * shortest edit script (Myers 1986). Where that would be long, words that occur once in each text part it (as in
 * patience diff); a stretch that has none is taken for replaced as a whole.
 */
export function correspond(one: Letters, other: Letters): Correspondence {
  const blocks = new Blocks();
  const replaced = new Blocks();
  const [words, otherWords] = [new Sequence(one), new Sequence(other)];
  for (const run of compareWords(words.all, otherWords.all)) {
    const [letters, otherLetters] = [words.take(run.length), otherWords.take(run.otherLength)];
    const parts = run.same
      ? [{ same: true, length: letters.length, otherLength: otherLetters.length }]
      : compareLetters(letters, otherLetters);
    for (const { same, length, otherLength } of parts) blocks.add(same, length, otherLength);
    const both = !run.same && letters !== "" && otherLetters !== "";
    replaced.add(!both, letters.length, otherLetters.length);
  }
  return { blocks: blocks.list, replaced: replaced.list.filter(({ same }) => !same) };
}

/** So many items of one sequence and of the other, which are the same or not. */
interface Run {
  readonly same: boolean;
  readonly length: number;
  readonly otherLength: number;
}

/** Words, and how far they have been gone through. */
class Sequence {
  readonly all: readonly string[];
  private readonly cuts: readonly number[];
  private readonly letters: string;
  private at = 0;

  constructor(text: Letters) {
    this.letters = text.letters;
    this.cuts = wordsOf(text);
    this.all = this.cuts.slice(1).map((end, i) => text.letters.slice(this.cuts[i], end));
  }

  /** The letters of the next so many words. */
  take(words: number): string {
    const from = this.at;
    this.at += words;
    return this.letters.slice(this.cuts[from], this.cuts[this.at]);
  }
}

/** Blocks as they come, joined where they are alike. */
class Blocks {
  readonly list: Block[] = [];
  private from = 0;
  private otherFrom = 0;

  add(same: boolean, length: number, otherLength: number): void {
    if (length === 0 && otherLength === 0) return;
    const { from, otherFrom } = this;
    const block = { same, from, to: from + length, otherFrom, otherTo: otherFrom + otherLength };
    this.from = block.to;
    this.otherFrom = block.otherTo;
    const last = this.list.at(-1);
    if (last?.same !== same) this.list.push(block);
    else this.list[this.list.length - 1] = { ...block, from: last.from, otherFrom: last.otherFrom };
  }
}

/** The runs of two sequences. */
function compareWords(one: readonly string[], other: readonly string[]): Run[] {
  const runs = shortest(one, other);
  if (runs) return runs;
  const anchors = rising(uniqueIn(one, other));
  if (anchors.length === 0) return [{ same: false, length: one.length, otherLength: other.length }];
  const parts: Run[] = [];
  let [from, otherFrom] = [0, 0];
  for (const { at, otherAt } of anchors) {
    parts.push(...compareWords(one.slice(from, at), other.slice(otherFrom, otherAt)));
    parts.push({ same: true, length: 1, otherLength: 1 });
    [from, otherFrom] = [at + 1, otherAt + 1];
  }
  parts.push(...compareWords(one.slice(from), other.slice(otherFrom)));
  return parts;
}

/** The runs of the letters of two stretches, without what agrees by accident between longer changes. */
function compareLetters(one: string, other: string): Run[] {
  if (one === "" || other === "") return [{ same: false, length: one.length, otherLength: other.length }];
  const runs = shortest(one.split(""), other.split(""));
  if (runs === undefined) return [{ same: false, length: one.length, otherLength: other.length }];
  const kept = [...runs];
  for (let i = 1; i + 1 < kept.length; i++) {
    const [before, { same, length }, behind] = [kept[i - 1]!, kept[i]!, kept[i + 1]!];
    if (!same || length > Math.min(sizeOf(before), sizeOf(behind))) continue;
    kept.splice(i - 1, 3, {
      same: false,
      length: before.length + length + behind.length,
      otherLength: before.otherLength + length + behind.otherLength,
    });
    i = Math.max(0, i - 3);
  }
  return kept;
}

const sizeOf = ({ length, otherLength }: Run) => Math.max(length, otherLength);

/** The runs of a shortest edit script, the same and the different in turn; undefined where it would be too long. */
function shortest(one: readonly string[], other: readonly string[]): Run[] | undefined {
  const changes = diffArrays([...one], [...other], { maxEditLength: EDITS });
  if (changes === undefined) return undefined;
  const runs: Run[] = [];
  for (const { added, removed, count } of changes) {
    const run = { same: !added && !removed, length: added ? 0 : count, otherLength: removed ? 0 : count };
    const last = runs.at(-1);
    if (last === undefined || last.same || run.same) runs.push(run);
    else runs[runs.length - 1] = joined(last, run);
  }
  return runs;
}

const joined = (one: Run, other: Run): Run => ({
  same: false,
  length: one.length + other.length,
  otherLength: one.otherLength + other.otherLength,
});

interface Anchor {
  readonly at: number;
  readonly otherAt: number;
}

/** Where items that occur once in each sequence stand, in the order of the first. */
function uniqueIn(one: readonly string[], other: readonly string[]): Anchor[] {
  const [places, otherPlaces] = [placesOf(one), placesOf(other)];
  const anchors: Anchor[] = [];
  for (const [word, at] of places) {
    const otherAt = otherPlaces.get(word);
    if (at >= 0 && otherAt !== undefined && otherAt >= 0) anchors.push({ at, otherAt });
  }
  return anchors;
}

/** Where each item stands; −1 for those that stand in several places. */
function placesOf(items: readonly string[]): Map<string, number> {
  const places = new Map<string, number>();
  for (const [at, item] of items.entries()) places.set(item, places.has(item) ? -1 : at);
  return places;
}

/** The longest choice of anchors that rises in the other sequence too. They come in the order of the first. */
function rising(anchors: readonly Anchor[]): Anchor[] {
  const ends: number[] = [];
  const before = new Int32Array(anchors.length).fill(-1);
  for (const [i, { otherAt }] of anchors.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (anchors[ends[middle]!]!.otherAt < otherAt) low = middle + 1;
      else high = middle;
    }
    before[i] = low > 0 ? ends[low - 1]! : -1;
    ends[low] = i;
  }
  const chosen: Anchor[] = [];
  for (let i = ends.at(-1) ?? -1; i >= 0; i = before[i]!) chosen.push(anchors[i]!);
  return chosen.reverse();
}
