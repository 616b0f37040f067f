/** Projection: spans of one rendering of a text, laid on another. */
import { type Extent, type Place, piecesOf, placeFrom } from "../corpus/fragments.ts";
import { type Block, correspond } from "./align-characters.ts";
import { type Letters, lettersOf } from "./letters.ts";

/** A place in the other text, and whether both its edges stand where letters of both texts correspond. */
export interface Projected {
  readonly place: Place;
  /** False where an edge fell into characters that have no counterpart, and was moved to the nearest that do. */
  readonly exact: boolean;
}

/** What two renderings of a text have in common. */
export class Projection {
  /** How many letters the first text has, and the other. */
  readonly letters: number;
  readonly otherLetters: number;
  /** How many of the first text's letters have a counterpart. */
  readonly shared: number;
  /** How many of the other's stand where the first text has ended. */
  readonly behind: number;
  private readonly blocks: readonly Block[];
  /** Where words that were put for others begin in both texts, and where they end. */
  private readonly beginnings: ReadonlyMap<number, number>;
  private readonly ends: ReadonlyMap<number, number>;
  private readonly one: Letters;
  private readonly other: Letters;

  constructor(text: string, other: string) {
    this.one = lettersOf(text);
    this.other = lettersOf(other);
    const { blocks, replaced } = correspond(this.one, this.other);
    this.blocks = blocks;
    this.beginnings = new Map(replaced.map(({ from, otherFrom }) => [from, otherFrom]));
    this.ends = new Map(replaced.map(({ to, otherTo }) => [to, otherTo]));
    this.letters = this.one.letters.length;
    this.otherLetters = this.other.letters.length;
    this.shared = this.blocks.reduce((sum, { same, from, to }) => (same ? sum + to - from : sum), 0);
    const last = this.blocks.at(-1);
    this.behind = last && last.from === last.to ? last.otherTo - last.otherFrom : 0;
  }

  /** Where a place of the first text stands in the other; undefined where nothing of it does. */
  project(place: Place): Projected | undefined {
    const pieces = piecesOf(place).map((piece) => this.projectPiece(piece));
    const found = pieces.filter((piece) => piece !== undefined);
    const projected = found.length > 0 ? placeFrom(found) : undefined;
    if (projected === undefined) return undefined;
    return { place: projected, exact: found.length === pieces.length && found.every(({ exact }) => exact) };
  }

  private projectPiece({ start, end }: Extent): (Extent & { exact: boolean }) | undefined {
    const { one, other } = this;
    const first = firstAtLeast(one.ends, start + 1);
    const behind = firstAtLeast(one.starts, end);
    if (first >= behind) return undefined;
    const left = this.leftEdge(first);
    const right = this.rightEdge(behind);
    if (left.at >= right.at) return undefined;
    const whole = one.starts[first]! >= start && one.ends[behind - 1]! <= end;
    const place = { start: other.starts[left.at]!, end: other.ends[right.at - 1]! };
    return { ...place, exact: whole && left.exact && right.exact };
  }

  /** The other's letter at which a span begins that begins with the letter `at`. */
  private leftEdge(at: number): { at: number; exact: boolean } {
    const beginning = this.beginnings.get(at);
    if (beginning !== undefined) return { at: beginning, exact: true };
    const { same, from, otherFrom, otherTo } = this.blocks[this.blockOf(at)]!;
    if (same) return { at: otherFrom + at - from, exact: true };
    return { at: otherFrom, exact: at === from && otherTo > otherFrom };
  }

  /** The other's letter before which a span ends that ends before the letter `at`. */
  private rightEdge(at: number): { at: number; exact: boolean } {
    const end = this.ends.get(at);
    if (end !== undefined) return { at: end, exact: true };
    const { same, from, to, otherFrom, otherTo } = this.blocks[this.blockOf(at - 1)]!;
    if (same) return { at: otherFrom + at - from, exact: true };
    return { at: otherTo, exact: at === to && otherTo > otherFrom };
  }

  /** The index of the block that has a letter of the first text. */
  private blockOf(letter: number): number {
    let [low, high] = [0, this.blocks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.blocks[middle]!.to > letter) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** The first index whose value is at least this; the length where none is. Values rise. */
function firstAtLeast(values: Int32Array, least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle]! >= least) high = middle;
    else low = middle + 1;
  }
  return low;
}
