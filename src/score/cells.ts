/**
 * Cells: the counts of one document after the other, and their sums. The counter `c` of type `t` is the cell
 * `t × width + c`.
 * ```
 *              gold pred correct …      gold pred correct …
 * counts        2    1    0             1    0    0           types × counters
 * touched       0    1                  47                    the cells that are not 0
 * ```
 */
import type { TypeNames } from "../corpus/columns.ts";

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
}

/** What is counted of one document. Neither reading nor clearing looks at cells that are 0. */
export class Cells {
  /** How many counters a type has. */
  readonly width: number;
  private counts: Float64Array;
  /** The type and the counter of each cell that is not 0. */
  private types = new Int32Array(256);
  private counters = new Int32Array(256);
  private size = 0;
  private readonly columns: LinkColumns;

  constructor(width: number, columns: LinkColumns) {
    this.width = width;
    this.columns = columns;
    this.counts = new Float64Array(16 * width);
  }

  /** Adds to a counter of a type. */
  add(type: number, counter: number, by = 1): void {
    const cell = type * this.width + counter;
    if (cell >= this.counts.length) this.counts = resized(this.counts, 2 * cell);
    if (this.counts[cell] === 0) {
      if (by === 0) return;
      this.touch(type, counter);
    }
    this.counts[cell]! += by;
  }

  /** Adds to three counters of a type, from one on every third. */
  addThree(type: number, first: number, one: number, two: number, three: number): void {
    this.add(type, first, one);
    this.add(type, first + 3, two);
    this.add(type, first + 6, three);
  }

  /** Counts a link of a kind for a type. */
  addLink(type: number, kind: number): void {
    const counted = this.columns[kind]!;
    for (let i = 0; i < counted.length; i++) this.add(type, counted[i]!);
  }

  /** Forgets what was counted. */
  clear(): void {
    for (let i = 0; i < this.size; i++) this.counts[this.types[i]! * this.width + this.counters[i]!] = 0;
    this.size = 0;
  }

  /** Visits the cells that are not 0. */
  forEach(visit: (type: number, counter: number, count: number) => void): void {
    for (let i = 0; i < this.size; i++) {
      const [type, counter] = [this.types[i]!, this.counters[i]!];
      visit(type, counter, this.counts[type * this.width + counter]!);
    }
  }

  /** Adds all counts to sums by cell, and to those of all types together. */
  addTo(sums: Sums, all: Float64Array): void {
    const values = sums.reserve(this.counts.length);
    for (let i = 0; i < this.size; i++) {
      const counter = this.counters[i]!;
      const cell = this.types[i]! * this.width + counter;
      values[cell]! += this.counts[cell]!;
      all[counter]! += this.counts[cell]!;
    }
  }

  private touch(type: number, counter: number): void {
    if (this.size === this.types.length) {
      this.types = grown(this.types);
      this.counters = grown(this.counters);
    }
    this.types[this.size] = type;
    this.counters[this.size++] = counter;
  }
}

/** Sums of cells over any number of documents. */
export class Sums {
  values: Float64Array = new Float64Array(0);

  /** The sums, with room for at least so many cells. */
  reserve(cells: number): Float64Array {
    if (this.values.length < cells) this.values = resized(this.values, cells);
    return this.values;
  }

  /** The sums as a tally, of the types that have any. */
  tally({ names }: TypeNames, width: number): Tally {
    const tally: Tally = new Map();
    for (const [type, name] of names.entries()) {
      const row = Array.from(this.values.subarray(type * width, (type + 1) * width));
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

function grown(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(2 * numbers.length);
  copy.set(numbers);
  return copy;
}
