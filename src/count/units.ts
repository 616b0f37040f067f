/** Units: the tallies of all documents, packed. What is resampled, tested and saved; nothing of it is matched again. */
import type { TypeNames } from "../corpus/columns.ts";
import { compareText } from "../corpus/span.ts";
import { type CellLists, Cells, type Row, Sums, type Totals } from "./cells.ts";
import type { TokenCounts } from "./coverage.ts";
import { IntegerList, type Integers } from "./integers.ts";
import { columnOf, overlapColumns, overlapCounters, widthOf } from "./tally.ts";

/** What is drawn and tested as a whole: documents, or each of their sentences. */
export const unitNames = ["document", "sentence"] as const;
export type UnitName = (typeof unitNames)[number];

/**
 * Units × (types × counters); only the counts that are not 0 are kept. Unit `u` has the cells
 * `starts[u]` up to `starts[u + 1]`; a cell's column is the position of its type times `width`, plus its counter.
 */
export interface Units {
  readonly unit: UnitName;
  /** In their order, as `types` are, so that nothing read off units depends on the order of the input. */
  readonly ids: readonly string[];
  /** The document that each sentence is of. Undefined where units are documents. */
  readonly of?: readonly string[] | undefined;
  readonly types: readonly string[];
  /** How many counters a type has. */
  readonly width: number;
  readonly starts: Uint32Array;
  readonly columns: Integers;
  readonly values: Integers;
  /** Three per unit: how many tokens, how many with the same label, how many with the same tag. */
  readonly tokens: Integers;
  /** A letter for what became of each gold mention (`outcomes.ts`), unit by unit; only where it is known of all of them. */
  readonly outcomes?: readonly string[] | undefined;
  /** The names of the metrics whose means over units are kept behind the counts (`means.ts`). */
  readonly means?: readonly string[] | undefined;
  /** The counters that were not counted, where these are of a version that did not have them. */
  readonly lacks?: readonly string[] | undefined;
}

/** What a unit is called, the document it is of where it is a sentence, and what became of its gold mentions. */
export interface UnitHead {
  readonly id: string;
  /** Where only a part of it comes: what that is called, else as the unit. Parts are put together in the order of their names. */
  readonly part?: string | undefined;
  readonly of?: string | undefined;
  readonly outcomes?: string | undefined;
}

/** The counter of gold mentions. */
const GOLD = columnOf("gold");

/** Packs the tallies of units as they come. */
export class UnitTable {
  private readonly unit: UnitName;
  private readonly ids: string[] = [];
  private readonly of: string[] = [];
  private readonly types: TypeNames;
  /** Unit `u` has the cells `starts[u]` up to `starts[u + 1]`: by the names of types, then by counter. */
  private readonly starts = new IntegerList();
  /** The number of a cell's type times `width`, plus its counter. */
  private readonly lists: CellLists = { cells: new IntegerList(), values: new IntegerList() };
  private readonly tokens = new IntegerList();
  /** The names of parts that are not called as their unit is. */
  private readonly parts = new Map<number, string>();
  private readonly outcomes: (string | undefined)[] = [];
  /** Takes the sums of units that are added without totals. */
  private unread: Totals | undefined;

  constructor(types: TypeNames, unit: UnitName = "document") {
    this.types = types;
    this.unit = unit;
    this.starts.push(0);
  }

  /**
   * Adds a unit, or the part of one that came under the same id before. Its cells are added to totals where these are given,
   * and are empty afterwards.
   */
  add(
    { id, of = id, part = id, outcomes }: UnitHead,
    cells: Cells,
    { all, labelsSame, tagsSame }: TokenCounts,
    totals: Totals = (this.unread ??=
      { sums: new Sums(), all: new Float64Array(cells.width) }),
  ): void {
    if (part !== id) this.parts.set(this.ids.length, part);
    this.ids.push(id);
    this.outcomes.push(outcomes);
    if (this.unit === "sentence") this.of.push(of);
    cells.moveTo(this.lists, this.types, totals);
    this.starts.push(this.lists.values.length);
    this.tokens.push(all);
    this.tokens.push(labelsSame);
    this.tokens.push(tagsSame);
  }

  /** Adds the units of another table, whose type `t` has the number `numbers[t]` here, and each type `width` counters. */
  merge(other: UnitTable, numbers: readonly number[], width: number): void {
    for (const [u, part] of other.parts) this.parts.set(this.ids.length + u, part);
    for (const id of other.ids) this.ids.push(id);
    for (const of of other.of) this.of.push(of);
    for (const outcomes of other.outcomes) this.outcomes.push(outcomes);
    const { lists, starts, tokens } = other;
    const first = this.lists.values.length;
    const cellOf = numbers.flatMap((number) => Array.from({ length: width }, (_, counter) => number * width + counter));
    for (let at = 0; at < lists.values.length; at++) {
      this.lists.cells.push(cellOf[lists.cells.numbers[at]!]!);
      this.lists.values.push(lists.values.numbers[at]!);
    }
    for (let u = 1; u < starts.length; u++) this.starts.push(first + starts.numbers[u]!);
    for (let t = 0; t < tokens.length; t++) this.tokens.push(tokens.numbers[t]!);
  }

  /** All that was added, each type with `width` counters. */
  finish(width: number): Units {
    const { order, repeats } = orderOf(this.ids, this.parts);
    if (repeats) return this.joined(order, width).finish(width);
    const { unit, ids, of, starts, tokens, outcomes } = this;
    const { cells, values } = this.lists;
    const numbers = this.typesFound(width);
    const columns = columnsOf(numbers, width);
    const [from, fromCells, fromValues, fromTokens] = [starts.numbers, cells.numbers, values.numbers, tokens.numbers];
    const startOf = new Uint32Array(ids.length + 1);
    const [toColumns, toValues, toTokens] = [cells.room(), values.room(), tokens.room()];
    let to = 0;
    for (let i = 0; i < order.length; i++) {
      const u = order[i]!;
      const end = from[u + 1]!;
      for (let at = from[u]!; at < end; at++) {
        toColumns[to] = columns[fromCells[at]!]!;
        toValues[to++] = fromValues[at]!;
      }
      startOf[i + 1] = to;
      for (let t = 0; t < 3; t++) toTokens[3 * i + t] = fromTokens[3 * u + t]!;
    }
    return {
      ...{ unit, ids: inOrder(ids, order), ...(unit === "sentence" && { of: inOrder(of, order) }) },
      ...{ types: numbers.map((number) => this.types.names[number]!), width },
      ...{ starts: startOf, columns: toColumns, values: toValues, tokens: toTokens },
      ...(ids.length > 0 && !outcomes.includes(undefined) && { outcomes: inOrder(outcomes as string[], order) }),
    };
  }

  /** The numbers of the types that have cells, in the order of their names. */
  private typesFound(width: number): number[] {
    const { names } = this.types;
    const filled = new Uint8Array(names.length * width);
    const { numbers, length } = this.lists.cells;
    for (let cell = 0; cell < length; cell++) filled[numbers[cell]!] = 1;
    const found = Array.from(names.keys()).filter((type) =>
      filled.subarray(type * width, (type + 1) * width).includes(1),
    );
    return found.sort((a, b) => compareText(names[a]!, names[b]!));
  }

  /** The units, the parts of each put together, in an order in which parts of the same one follow each other. */
  private joined(order: Uint32Array, width: number): UnitTable {
    const whole = new UnitTable(this.types, this.unit);
    const cells = new Cells(width, []);
    const typeOf = this.types.names.flatMap((_, type) => new Array<number>(width).fill(type));
    for (let first = 0, end = 0; first < order.length; first = end) {
      const id = this.ids[order[first]!]!;
      cells.clear();
      const counts = { all: 0, labelsSame: 0, tagsSame: 0 };
      for (; end < order.length && this.ids[order[end]!] === id; end++) {
        const u = order[end]!;
        for (let at = this.starts.numbers[u]!; at < this.starts.numbers[u + 1]!; at++) {
          const cell = this.lists.cells.numbers[at]!;
          cells.add(typeOf[cell]!, cell - typeOf[cell]! * width, this.lists.values.numbers[at]!);
        }
        counts.all += this.tokens.numbers[3 * u]!;
        counts.labelsSame += this.tokens.numbers[3 * u + 1]!;
        counts.tagsSame += this.tokens.numbers[3 * u + 2]!;
      }
      const outcomes = this.lettersOf(order.subarray(first, end), typeOf, width);
      whole.add({ id, of: this.of[order[end - 1]!], outcomes }, cells, counts);
    }
    return whole;
  }

  /** The letters of parts as those of one unit: by type, then part by part. */
  private lettersOf(parts: Uint32Array, typeOf: readonly number[], width: number): string | undefined {
    if (parts.length === 1) return this.outcomes[parts[0]!];
    const { names } = this.types;
    const byType = new Map<number, string>();
    for (const u of parts) {
      const letters = this.outcomes[u];
      if (letters === undefined) return undefined;
      let next = 0;
      for (let at = this.starts.numbers[u]!; at < this.starts.numbers[u + 1]!; at++) {
        const cell = this.lists.cells.numbers[at]!;
        const type = typeOf[cell]!;
        if (cell - type * width !== GOLD) continue;
        const own = letters.slice(next, (next += this.lists.values.numbers[at]!));
        byType.set(type, (byType.get(type) ?? "") + own);
      }
    }
    return [...byType]
      .sort(([a], [b]) => compareText(names[a]!, names[b]!))
      .map(([, letters]) => letters)
      .join("");
  }
}

/** The column of each cell by its number: types have the places of their numbers in a list. */
function columnsOf(numbers: readonly number[], width: number): Uint32Array {
  const columns = new Uint32Array((numbers.reduce((most, number) => Math.max(most, number), -1) + 1) * width);
  for (const [place, number] of numbers.entries())
    for (let counter = 0; counter < width; counter++) columns[number * width + counter] = place * width + counter;
  return columns;
}

function inOrder<T>(list: readonly T[], order: Uint32Array): T[] {
  const ordered = new Array<T>(order.length);
  for (let i = 0; i < order.length; i++) ordered[i] = list[order[i]!]!;
  return ordered;
}

/** The order of units, and whether some have the same id. */
interface UnitOrder {
  readonly order: Uint32Array;
  readonly repeats: boolean;
}

/**
 * The positions of ids in their order, the same ones by what `parts` calls them, if not by their id.
 *
 * Numbers are sorted faster than strings: so each id becomes a number, of as many characters as fit behind those that all
 * ids begin with, and only ids that come to the same number are compared.
 */
function orderOf(ids: readonly string[], parts: ReadonlyMap<number, string>): UnitOrder {
  const { length } = ids;
  const order = new Uint32Array(length);
  for (let u = 0; u < length; u++) order[u] = u;
  let next = 1;
  while (next < length && compareText(ids[next - 1]!, ids[next]!) < 0) next++;
  if (next >= length) return { order, repeats: false };
  const { from, characters, low, base } = charactersOf(ids);
  /** The least power of two that is not below `length`, and its inverse. */
  let [scale, share] = [1, 1];
  while (scale < length) [scale, share] = [2 * scale, 0.5 * share];
  let to = from;
  for (let most = base * scale; most <= 2 ** 53 && to < from + characters; most *= base) to++;
  const keys = new Float64Array(length);
  for (let u = 0; u < length; u++) {
    const id = ids[u]!;
    let key = 0;
    for (let at = from; at < to; at++) key = key * base + (at < id.length ? id.charCodeAt(at) - low + 1 : 0);
    keys[u] = key * scale + u;
  }
  keys.sort();
  let repeats = false;
  const compare = (a: number, b: number) => {
    const found = compareText(ids[a]!, ids[b]!);
    if (found === 0) repeats = true;
    return found || compareText(parts.get(a) ?? ids[a]!, parts.get(b) ?? ids[b]!);
  };
  let [first, key] = [0, -1];
  for (let i = 0; i <= length; i++) {
    const own = i < length ? Math.floor(keys[i]! * share) : -1;
    if (own !== key) {
      if (i - first > 1) order.set(Array.from(order.subarray(first, i)).sort(compare), first);
      [first, key] = [i, own];
    }
    if (i < length) order[i] = keys[i]! - own * scale;
  }
  return { order, repeats };
}

/**
 * Where ids begin to differ, how many more characters the longest has, and the lowest of these characters; `base` is how many
 * there are at most between it and the highest, and one for none. Characters that no key has room for are not looked at.
 */
function charactersOf(ids: readonly string[]): { from: number; characters: number; low: number; base: number } {
  const first = ids[0]!;
  let from = first.length;
  for (const id of ids) {
    let at = 0;
    while (at < from && id.charCodeAt(at) === first.charCodeAt(at)) at++;
    from = at;
  }
  let [characters, low, high] = [0, 0xffff, 0];
  for (const id of ids) {
    const end = Math.min(id.length, from + 53);
    if (end - from > characters) characters = end - from;
    for (let at = from; at < end; at++) {
      const character = id.charCodeAt(at);
      if (character < low) low = character;
      if (character > high) high = character;
    }
  }
  return { from, characters, low, base: Math.max(high - low + 2, 2) };
}

/** The counts of a unit by the position of its types, in their order, with all their counters; of types it has alone. */
export function rowsOf({ types, width, starts, columns, values }: Units, unit: number): [type: number, row: Row][] {
  const rows = new Map<number, Row>();
  for (let cell = starts[unit]!; cell < starts[unit + 1]!; cell++) {
    const type = typeOf(columns[cell]!, width, types.length);
    let row = rows.get(type);
    if (row === undefined) rows.set(type, (row = new Array<number>(width).fill(0)));
    row[columns[cell]! - type * width] = values[cell]!;
  }
  return [...rows].filter(([, row]) => row.some((count) => count > 0)).sort(([a], [b]) => a - b);
}

/** The position of the type that a column is of. */
function typeOf(column: number, width: number, types: number): number {
  let [low, high] = [0, types];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (middle * width > column) high = middle;
    else low = middle;
  }
  return low;
}

/** The same units with columns for these types, which must hold all of theirs and be in order. */
export function withTypes(units: Units, types: readonly string[]): Units {
  const place = new Map(types.map((type, i) => [type, i]));
  const shifts = units.types.map((type, i) => {
    const at = place.get(type);
    if (at === undefined) throw new Error(`there is no place for type ${type}`);
    return (at - i) * units.width;
  });
  if (shifts.every((shift) => shift === 0)) return { ...units, types };
  const columns = new Uint32Array(units.columns.length);
  const typeOf = units.types.flatMap((_, i) => new Array<number>(units.width).fill(i));
  for (const [cell, column] of units.columns.entries()) columns[cell] = column + shifts[typeOf[column]!]!;
  return { ...units, types, columns };
}

/**
 * The same units with the counts of these overlap thresholds only, which must be among those they were made with, `made`.
 */
export function withOverlaps(units: Units, made: readonly number[], wanted: readonly number[]): Units {
  const width = widthOf(wanted);
  const places = new Map(Array.from({ length: widthOf([]) }, (_, counter) => [counter, counter]));
  for (const [position, overlap] of wanted.entries()) {
    const [from, to] = [overlapColumns(made.indexOf(overlap)), overlapColumns(position)];
    for (const counter of overlapCounters) places.set(from[counter], to[counter]);
  }
  const [columns, values, starts]: [number[], number[], number[]] = [[], [], [0]];
  const types = units.types.flatMap((_, type) => new Array<number>(units.width).fill(type));
  for (let u = 0; u < units.ids.length; u++) {
    for (let cell = units.starts[u]!; cell < units.starts[u + 1]!; cell++) {
      const type = types[units.columns[cell]!]!;
      const place = places.get(units.columns[cell]! - type * units.width);
      if (place === undefined) continue;
      columns.push(type * width + place);
      values.push(units.values[cell]!);
    }
    starts.push(columns.length);
  }
  return {
    ...{ ...units, width, starts: Uint32Array.from(starts) },
    ...{ columns: Uint32Array.from(columns), values: Uint32Array.from(values) },
  };
}
