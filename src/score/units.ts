/** Units: the tallies of all documents, packed. What is resampled, tested and saved; nothing of it is matched again. */
import type { TypeNames } from "../corpus/columns.ts";
import { compareText } from "../corpus/span.ts";
import type { Cells, Row } from "./cells.ts";
import type { TokenCounts } from "./coverage.ts";
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

/** Whole numbers from 0, in as few bytes as hold the largest. */
export type Integers = Uint16Array | Uint32Array;

/** What a unit is called, the document it is of where it is a sentence, and what became of its gold mentions. */
export interface UnitHead {
  readonly id: string;
  /** Where only a part of it comes: what that is called. Parts are put together in the order of their names. */
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
  private readonly ends = new Growing();
  private readonly cellTypes = new Growing();
  private readonly counters = new Growing();
  private readonly values = new Growing();
  private readonly tokens = new Growing();
  private readonly parts: string[] = [];
  private readonly outcomes: (string | undefined)[] = [];

  constructor(types: TypeNames, unit: UnitName = "document") {
    this.types = types;
    this.unit = unit;
  }

  /** Adds a unit, or the part of one that came under the same id before; its cells may be changed afterwards. */
  add({ id, of = id, part = "", outcomes }: UnitHead, cells: Cells, { all, labelsSame, tagsSame }: TokenCounts): void {
    this.ids.push(id);
    this.parts.push(part);
    this.outcomes.push(outcomes);
    if (this.unit === "sentence") this.of.push(of);
    cells.forEach((type, counter, count) => {
      this.cellTypes.push(type);
      this.counters.push(counter);
      this.values.push(count);
    });
    this.ends.push(this.values.length);
    this.tokens.push(all);
    this.tokens.push(labelsSame);
    this.tokens.push(tagsSame);
  }

  /** All that was added, each type with `width` counters. */
  finish(width: number): Units {
    const order = this.ids
      .map((_, u) => u)
      .sort((a, b) => compareText(this.ids[a]!, this.ids[b]!) || compareText(this.parts[a]!, this.parts[b]!));
    const { names } = this.types;
    const numbers = new Set<number>();
    for (let cell = 0; cell < this.cellTypes.length; cell++) numbers.add(this.cellTypes.at(cell));
    const found = [...numbers].sort((a, b) => compareText(names[a]!, names[b]!));
    const types = found.map((number) => names[number]!);
    const places: number[] = [];
    for (const [i, number] of found.entries()) places[number] = i * width;
    const [ids, of, outcomes]: [string[], string[], string[]] = [[], [], []];
    const starts = [0];
    const [columns, values, tokens] = [new Growing(), new Growing(), new Growing()];
    const cells = new CellList();
    for (let i = 0; i < order.length; ) {
      const id = this.ids[order[i]!]!;
      cells.length = 0;
      const counts = [0, 0, 0];
      const first = i;
      for (; i < order.length && this.ids[order[i]!] === id; i++) {
        const u = order[i]!;
        const end = this.ends.at(u);
        for (let cell = u === 0 ? 0 : this.ends.at(u - 1); cell < end; cell++)
          cells.push(places[this.cellTypes.at(cell)]! + this.counters.at(cell), this.values.at(cell));
        for (let t = 0; t < 3; t++) counts[t]! += this.tokens.at(3 * u + t);
      }
      cells.sort();
      for (let cell = 0; cell < cells.length; ) {
        const column = cells.columns[cell]!;
        let value = 0;
        for (; cell < cells.length && cells.columns[cell] === column; cell++) value += cells.values[cell]!;
        columns.push(column);
        values.push(value);
      }
      for (const count of counts) tokens.push(count);
      if (this.unit === "sentence") of.push(this.of[order[i - 1]!]!);
      const letters = this.lettersOf(order.slice(first, i), places);
      if (letters !== undefined) outcomes.push(letters);
      ids.push(id);
      starts.push(values.length);
    }
    return {
      ...{
        unit: this.unit,
        ids,
        ...(this.unit === "sentence" && { of }),
        types,
        width,
        starts: Uint32Array.from(starts),
      },
      ...{ columns: columns.finish(), values: values.finish(), tokens: tokens.finish() },
      ...(outcomes.length > 0 && outcomes.length === ids.length && { outcomes }),
    };
  }

  /** The letters of parts as those of one unit: by type, then part by part. */
  private lettersOf(parts: readonly number[], places: readonly number[]): string | undefined {
    if (parts.length === 1) return this.outcomes[parts[0]!];
    const byType = new Map<number, string>();
    for (const u of parts) {
      const letters = this.outcomes[u];
      if (letters === undefined) return undefined;
      let at = 0;
      for (const [place, gold] of this.goldOf(u, places))
        byType.set(place, (byType.get(place) ?? "") + letters.slice(at, (at += gold)));
    }
    return [...byType]
      .sort(([a], [b]) => a - b)
      .map(([, letters]) => letters)
      .join("");
  }

  /** How many gold mentions a part has of each type, in the order of the types. */
  private goldOf(u: number, places: readonly number[]): [place: number, gold: number][] {
    const golds: [number, number][] = [];
    for (let cell = u === 0 ? 0 : this.ends.at(u - 1); cell < this.ends.at(u); cell++)
      if (this.counters.at(cell) === GOLD) golds.push([places[this.cellTypes.at(cell)]!, this.values.at(cell)]);
    return golds.sort(([a], [b]) => a - b);
  }
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

/** Up to how many cells are sorted by insertion. */
const FEW = 64;

/** The cells of one unit after the other. */
class CellList {
  length = 0;
  columns = new Float64Array(FEW);
  values = new Float64Array(FEW);

  push(column: number, value: number): void {
    if (this.length === this.columns.length)
      for (const list of ["columns", "values"] as const) {
        const grown = new Float64Array(2 * this.length);
        grown.set(this[list]);
        this[list] = grown;
      }
    this.columns[this.length] = column;
    this.values[this.length++] = value;
  }

  /** Puts the cells in the order of their columns. */
  sort(): void {
    const { columns, values, length } = this;
    if (length > FEW) {
      const order = Array.from({ length }, (_, i) => i).sort((a, b) => columns[a]! - columns[b]!);
      columns.set(order.map((i) => columns[i]!));
      values.set(order.map((i) => values[i]!));
      return;
    }
    for (let i = 1; i < length; i++) {
      const [column, value] = [columns[i]!, values[i]!];
      let at = i;
      for (; at > 0 && columns[at - 1]! > column; at--) {
        columns[at] = columns[at - 1]!;
        values[at] = values[at - 1]!;
      }
      columns[at] = column;
      values[at] = value;
    }
  }
}

/** A list of whole numbers that grows; it begins with two bytes for each, and takes four when one needs them. */
class Growing {
  length = 0;
  private numbers: Integers = new Uint16Array(16);

  push(value: number): void {
    if (this.length === this.numbers.length || (value > MOST && this.numbers instanceof Uint16Array)) this.grow(value);
    this.numbers[this.length++] = value;
  }

  at(index: number): number {
    return this.numbers[index]!;
  }

  finish(): Integers {
    return this.numbers.slice(0, this.length);
  }

  private grow(value: number): void {
    const size = this.length === this.numbers.length ? 2 * this.length : this.numbers.length;
    const wide = value > MOST || this.numbers instanceof Uint32Array;
    const grown = wide ? new Uint32Array(size) : new Uint16Array(size);
    grown.set(this.numbers);
    this.numbers = grown;
  }
}

/** The most that two bytes hold. */
const MOST = 0xffff;
