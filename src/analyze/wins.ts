/** Wins: in how many documents one run does better than another. */
import type { Units } from "../count/units.ts";
import type { MetricReader } from "../score/metrics.ts";

/** Units in which the second system is better, as good, and worse. */
export interface Wins {
  readonly wins: number;
  readonly ties: number;
  readonly losses: number;
}

/**
 * Every metric in every unit by itself: unit by unit, all metrics of one after the other. Where a score is undefined in a
 * unit, there was nothing to be right or wrong about: that is as good as it gets, 1.
 */
export function valuesByUnit(
  { ids, types, width, starts, columns, values }: Units,
  reader: MetricReader,
): Float64Array {
  const found = new Float64Array(ids.length * reader.metrics.length);
  const sums = new Float64Array(types.length * width);
  for (let u = 0; u < ids.length; u++) {
    for (let cell = starts[u]!; cell < starts[u + 1]!; cell++) sums[columns[cell]!] = values[cell]!;
    reader.read(sums, found, u * reader.metrics.length);
    for (let cell = starts[u]!; cell < starts[u + 1]!; cell++) sums[columns[cell]!] = 0;
  }
  return found.map((value) => (Number.isNaN(value) ? 1 : value));
}

/** Counts units by which of two systems is better in the metric at a position. Values closer than 1e-12 are the same. */
export function winsOf(a: Float64Array, b: Float64Array, metric: number, { metrics }: MetricReader): Wins {
  let [wins, ties, losses] = [0, 0, 0];
  for (let at = metric; at < a.length; at += metrics.length) {
    const difference = b[at]! - a[at]!;
    if (Math.abs(difference) < 1e-12) ties++;
    else if (difference > 0) wins++;
    else losses++;
  }
  return { wins, ties, losses };
}
