/**
 * Cells: the counts of one document after the other, and their sums. The counter `c` of type `t` is the cell
 * `t × width + c`.
 * ```
 *              gold pred correct …      gold pred correct …
 * counts        2    1    0             1    0    0           types × counters
 * types         0                      1                      those that were added to
 * ```
 */
import type { TypeNames } from "../corpus/columns.ts";
import { compareText } from "../corpus/span.ts";
import type { IntegerList } from "./integers.ts";

/** The counts of one type, in the order of `counters`, then three for every overlap threshold. */
export type Row = number[];

/** Counts by type. A Map, since types are data and may be called anything. */
export type Tally = Map<string, Row>;

/** How many numbers there are for the kinds of links. */
const LINKS = 16;

/** The columns of what is counted for a link, by the number of its kind. */
export type LinkColumns = readonly (readonly number[])[];

/** What is counted of documents whose cells nobody keeps: goes into sums at once, links as one count for all they count for. */
export class SummedCells {
  /** The counts of one document, of all types together. */
  private readonly all: Float64Array;
  private readonly width: number;
  private readonly sums: Sums;
  private readonly columns: LinkColumns;
  /** The links of all documents by type, and those of one document. */
  private links = new Float64Array(16 * LINKS);
  private readonly own = new Int32Array(LINKS);

  constructor(width: number, sums: Sums, columns: LinkColumns) {
    this.width = width;
    this.sums = sums;
    this.columns = columns;
    this.all = new Float64Array(width);
  }

  /** Counts a link of a kind for a type. */
  addLink(type: number, kind: number): void {
    const at = type * LINKS + kind;
    if (at >= this.links.length) this.links = resized(this.links, 2 * at);
    this.links[at]!++;
    this.own[kind]!++;
  }

  /** Adds to a counter of a type. */
  add(type: number, counter: number, by = 1): void {
    const cell = type * this.width + counter;
    const { values } = this.sums;
    if (cell < values.length) values[cell]! += by;
    else this.sums.reserve(2 * cell + 1)[cell]! += by;
    this.all[counter]! += by;
  }

  /** Adds to three counters of a type, from one on every third. */
  addThree(type: number, first: number, one: number, two: number, three: number): void {
    const cell = type * this.width + first;
    let { values } = this.sums;
    if (cell + 6 >= values.length) values = this.sums.reserve(2 * cell + 7);
    values[cell]! += one;
    values[cell + 3]! += two;
    values[cell + 6]! += three;
    this.all[first]! += one;
    this.all[first + 3]! += two;
    this.all[first + 6]! += three;
  }

  /** Begins the next document. */
  clear(): void {
    this.all.fill(0);
  }

  /** Ends a document. Returns its counts of all types together, which are valid until the next one begins. */
  close(): Float64Array {
    const { all, own, columns } = this;
    for (let kind = 0; kind < LINKS; kind++) {
      const count = own[kind]!;
      if (count === 0) continue;
      own[kind] = 0;
      const counted = columns[kind]!;
      for (let i = 0; i < counted.length; i++) all[counted[i]!]! += count;
    }
    return all;
  }

  /** Adds what links count for to the sums. */
  flush(): void {
    const { links, columns, width } = this;
    for (let type = 0; type * LINKS < links.length; type++)
      for (let kind = 0; kind < LINKS; kind++) {
        const count = links[type * LINKS + kind]!;
        if (count === 0) continue;
        const values = this.sums.reserve((type + 1) * width);
        for (const column of columns[kind]!) values[type * width + column]! += count;
      }
    links.fill(0);
  }

  /** Adds the sums and links of others, whose type `t` has the number `numbers[t]` here. */
  merge(other: SummedCells, numbers: readonly number[]): void {
    other.flush();
    this.sums.merge(other.sums, numbers, this.width);
  }
}

/** Cells, one after the other: the number of each, and its count. */
export interface CellLists {
  readonly cells: IntegerList;
  readonly values: IntegerList;
}

/** Sums of documents by cell, and those of all types together. */
export interface Totals {
  readonly sums: Sums;
  readonly all: Float64Array;
}

/** What is counted of one document. Neither reading nor clearing looks at types that nothing was added to. */
export class Cells {
  /** How many counters a type has. */
  readonly width: number;
  private counts: Float64Array;
  /** The types that were added to, and for each type whether it is one of them. */
  private types = new Int32Array(16);
  private size = 0;
  private added = new Uint8Array(16);
  private readonly columns: LinkColumns;

  constructor(width: number, columns: LinkColumns) {
    this.width = width;
    this.columns = columns;
    this.counts = new Float64Array(16 * width);
  }

  /** Adds to a counter of a type. */
  add(type: number, counter: number, by = 1): void {
    if (type >= this.added.length || this.added[type] === 0) this.open(type);
    this.counts[type * this.width + counter]! += by;
  }

  /** Adds to three counters of a type, from one on every third. */
  addThree(type: number, first: number, one: number, two: number, three: number): void {
    this.add(type, first, one);
    this.add(type, first + 3, two);
    this.add(type, first + 6, three);
  }

  /** Counts a link of a kind for a type. */
  addLink(type: number, kind: number): void {
    if (type >= this.added.length || this.added[type] === 0) this.open(type);
    const { counts } = this;
    const first = type * this.width;
    const counted = this.columns[kind]!;
    for (let i = 0; i < counted.length; i++) counts[first + counted[i]!]!++;
  }

  /** Forgets what was counted. */
  clear(): void {
    const { counts, width, types, added } = this;
    for (let i = 0; i < this.size; i++) {
      const type = types[i]!;
      added[type] = 0;
      counts.fill(0, type * width, (type + 1) * width);
    }
    this.size = 0;
  }

  /** Adds all counts to sums. */
  addTo({ sums, all }: Totals): void {
    const { counts, width, types } = this;
    const values = sums.reserve(counts.length);
    for (let i = 0; i < this.size; i++) {
      const first = types[i]! * width;
      for (let counter = 0; counter < width; counter++) {
        const count = counts[first + counter]!;
        if (count === 0) continue;
        values[first + counter]! += count;
        all[counter]! += count;
      }
    }
  }

  /**
   * Moves the cells that are not 0 to the ends of lists, `type × width + counter` to one and the count to the other: type by
   * type in the order of their names, the counters of each in their order. Adds them as `addTo` does on the way.
   */
  moveTo({ cells, values }: CellLists, { names }: Pick<TypeNames, "names">, { sums, all }: Totals): void {
    this.sort(names);
    const { counts, width, types, added, size } = this;
    for (let i = 0; i < size; i++) cells.widen((types[i]! + 1) * width - 1);
    cells.reserve(size * width);
    values.reserve(size * width);
    const summed = sums.reserve(counts.length);
    const toCells = cells.numbers;
    let [toValues, most] = [values.numbers, values.most];
    let at = values.length;
    for (let i = 0; i < size; i++) {
      const first = types[i]! * width;
      for (let counter = 0; counter < width; counter++) {
        const cell = first + counter;
        const count = counts[cell]!;
        if (count === 0) continue;
        if (count > most) {
          values.length = at;
          values.widen(count);
          [toValues, most] = [values.numbers, values.most];
        }
        counts[cell] = 0;
        summed[cell]! += count;
        all[counter]! += count;
        toCells[at] = cell;
        toValues[at++] = count;
      }
      added[types[i]!] = 0;
    }
    this.size = 0;
    cells.length = at;
    values.length = at;
  }

  /** Puts the types in the order of their names. */
  private sort(names: readonly string[]): void {
    const { types, size } = this;
    if (size > FEW) {
      types.set(Array.from(types.subarray(0, size)).sort((a, b) => compareText(names[a]!, names[b]!)));
      return;
    }
    for (let i = 1; i < size; i++) {
      const type = types[i]!;
      let at = i;
      for (; at > 0 && compareText(names[types[at - 1]!]!, names[type]!) > 0; at--) types[at] = types[at - 1]!;
      types[at] = type;
    }
  }

  /** Takes up a type that nothing was added to yet. */
  private open(type: number): void {
    if (type >= this.added.length) {
      const added = new Uint8Array(2 * type);
      added.set(this.added);
      this.added = added;
      this.counts = resized(this.counts, added.length * this.width);
    }
    if (this.size === this.types.length) {
      const types = new Int32Array(2 * this.size);
      types.set(this.types);
      this.types = types;
    }
    this.added[type] = 1;
    this.types[this.size++] = type;
  }
}

/** Up to how many types are sorted by insertion. */
const FEW = 16;

/** Sums of cells over any number of documents. */
export class Sums {
  values: Float64Array = new Float64Array(0);

  /** The sums, with room for at least so many cells. */
  reserve(cells: number): Float64Array {
    if (this.values.length < cells) this.values = resized(this.values, cells);
    return this.values;
  }

  /** Adds the sums of others, whose type `t` has the number `numbers[t]` here. */
  merge({ values }: Sums, numbers: readonly number[], width: number): void {
    const sums = this.reserve(numbers.reduce((most, number) => Math.max(most, number + 1), 0) * width);
    for (const [type, number] of numbers.entries())
      for (let counter = 0; counter < width; counter++)
        sums[number * width + counter]! += values[type * width + counter] ?? 0;
  }

  /** The sums as a tally, of the types that have any. */
  tally({ names }: TypeNames, width: number): Tally {
    const tally: Tally = new Map();
    for (const [type, name] of names.entries()) {
      // There may be no room for all cells of the last type.
      const row = Array.from({ length: width }, (_, counter) => this.values[type * width + counter] ?? 0);
      if (row.some((count) => count !== 0)) tally.set(name, row);
    }
    return tally;
  }
}

function resized(numbers: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const copy = new Float64Array(length);
  copy.set(numbers);
  return copy;
}
