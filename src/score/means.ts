/**
 * Means over documents: what they add up from, kept behind the counts of units, so that they are summed, drawn and exchanged
 * as counts are. A mean has three numbers in each unit: whether the metric has a value there, and the value as two whole
 * numbers of 26 bits. Sums of whole numbers are exact in any order.
 */
import type { Units } from "../count/units.ts";
import { meanOfParts } from "./scores.ts";

/** How many numbers a mean has in a unit. */
const PARTS = 3;
const BITS = 2 ** 26;

/** A metric whose mean over units is wanted: its name, and its value for the counts of all types of a unit together. */
export interface Mean {
  readonly name: string;
  readonly read: (counts: Float64Array) => number | undefined;
}

/** How many of the types of units are types: behind them are the numbers of means, as if they were of types. */
export function typesBefore({ types, width, means = [] }: Pick<Units, "types" | "width" | "means">): number {
  return types.length - roomOf(means.length, width);
}

/** How many types it takes to hold the numbers of so many means. */
function roomOf(means: number, width: number): number {
  let room = 0;
  while (room * width < means * PARTS) room++;
  return room;
}

/** The mean at a position in `means`, read off sums of units; undefined where it has a value in none. */
export function meanIn(sums: Float64Array, types: number, width: number, position: number): number | undefined {
  const at = types * width + position * PARTS;
  return meanOfParts(sums[at]!, sums[at + 1]!, sums[at + 2]!, BITS);
}

/** The same units with the numbers of means behind their counts. */
export function addMeans(units: Units, means: readonly Mean[]): Units {
  const { ids, types, width, starts, columns, values } = units;
  const [newStarts, newColumns, newValues]: [number[], number[], number[]] = [[0], [], []];
  const typeOf = types.flatMap((_, type) => new Array<number>(width).fill(type));
  const total = new Float64Array(width);
  for (let u = 0; u < ids.length; u++) {
    total.fill(0);
    for (let cell = starts[u]!; cell < starts[u + 1]!; cell++) {
      const column = columns[cell]!;
      total[column - typeOf[column]! * width]! += values[cell]!;
      newColumns.push(column);
      newValues.push(values[cell]!);
    }
    for (const [m, { read }] of means.entries()) {
      const value = read(total);
      if (value === undefined) continue;
      const high = Math.floor(value * BITS);
      const parts = [1, high, Math.round((value * BITS - high) * BITS)];
      for (const [part, number] of parts.entries()) {
        if (number === 0) continue;
        newColumns.push(types.length * width + m * PARTS + part);
        newValues.push(number);
      }
    }
    newStarts.push(newColumns.length);
  }
  // What these places are called is never shown.
  const places = Array.from({ length: roomOf(means.length, width) }, (_, i) => `means ${i}`);
  return {
    ...{ ...units, types: [...types, ...places], means: means.map(({ name }) => name) },
    ...{ starts: Uint32Array.from(newStarts), columns: Uint32Array.from(newColumns) },
    values: Uint32Array.from(newValues),
  };
}
