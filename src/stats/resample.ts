/** Resamples: units drawn with replacement, their counts summed, and every metric read off the sums. */
import { integer, whole } from "../corpus/expect.ts";
import type { Units } from "../count/units.ts";
import type { MetricReader } from "../score/metrics.ts";
import { Draws } from "./drawn.ts";
import { randomStream } from "./random.ts";

/** How often is drawn, and by which stream. */
export interface Resampling {
  readonly resamples: number;
  readonly seed: number;
}

/** What metrics came to; NaN where undefined. */
export interface Distribution {
  /** On the units as they are, metric by metric. */
  readonly observed: Float64Array;
  /** On each resample: resample by resample, all metrics of one after the other. */
  readonly values: Float64Array;
}

/**
 * Draws as many units as there are, again and again, and reads all metrics each time. What is drawn depends on the number
 * of units and the seed alone: other metrics or types change nothing, and runs on the same units get the same draws, so
 * that their differences are paired (Efron & Tibshirani 1993).
 */
export function resample(units: Units, reader: MetricReader, { resamples, seed }: Resampling): Distribution {
  whole(0)(resamples, "resamples");
  integer(seed, "seed");
  const random = randomStream(seed, "bootstrap");
  const draws = new Draws(units);
  const values = new Float64Array(resamples * reader.metrics.length);
  for (let r = 0; r < resamples; r++) {
    draws.draw(random);
    draws.add();
    reader.read(draws.sums, values, r * reader.metrics.length);
  }
  return { observed: observe(units, reader), values };
}

/** All metrics on the units as they are. */
export function observe(units: Units, reader: MetricReader): Float64Array {
  const values = new Float64Array(reader.metrics.length);
  reader.read(totalOf(units), values);
  return values;
}

/** All metrics without one of the units, each in its turn: unit by unit, all metrics of one after the other. */
export function jackknife(units: Units, reader: MetricReader): Float64Array {
  const sums = totalOf(units);
  const values = new Float64Array(units.ids.length * reader.metrics.length);
  for (let u = 0; u < units.ids.length; u++) {
    addUnit(sums, units, u, -1);
    reader.read(sums, values, u * reader.metrics.length);
    addUnit(sums, units, u, 1);
  }
  return values;
}

/** The values of one metric, as they were drawn. */
export function valuesOf(values: Float64Array, metric: number, { metrics }: MetricReader): Float64Array {
  const own: number[] = [];
  for (let at = metric; at < values.length; at += metrics.length) own.push(values[at]!);
  return Float64Array.from(own);
}

/** The counts of all units together. */
export function totalOf(units: Units): Float64Array {
  const sums = new Float64Array(units.types.length * units.width);
  for (let u = 0; u < units.ids.length; u++) addUnit(sums, units, u, 1);
  return sums;
}

function addUnit(sums: Float64Array, { starts, columns, values }: Units, unit: number, times: number): void {
  for (let cell = starts[unit]!; cell < starts[unit + 1]!; cell++) sums[columns[cell]!]! += times * values[cell]!;
}
