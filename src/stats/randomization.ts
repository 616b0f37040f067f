/** Approximate randomization: would a difference stand out if, unit by unit, either run could have been the other one? */
import { integer, whole } from "../corpus/expect.ts";
import type { Units } from "../count/units.ts";
import type { MetricReader } from "../score/metrics.ts";
import { type Changes, changesBetween } from "./pair.ts";
import { bitsOf, randomStream } from "./random.ts";
import { observe, totalOf } from "./resample.ts";

/** What a test of a difference found. */
export interface TestResult {
  /** The second run's value less the first's; undefined where either is. */
  readonly difference: number | undefined;
  /** Two-sided; undefined where the difference is. */
  readonly p: number | undefined;
}

/** What the randomization test found in a metric. */
export interface RandomizationResult extends TestResult {
  /** p after all `most` trials, where they were made for it; else the same as p. */
  readonly refined: number | undefined;
}

/** What the randomization test found, metric by metric. */
export interface Randomization {
  /** Of p. */
  readonly trials: number;
  /** How many trials were made in all. */
  readonly most: number;
  /** Whether every way of exchanging was tried, instead of some by chance. */
  readonly exact: boolean;
  /** The smallest p that any result could have had, after all trials. */
  readonly least: number;
  readonly results: readonly RandomizationResult[];
}

/** How a test is made. */
export interface RandomizationOptions {
  readonly trials: number;
  /** How many trials a p takes that is too small to be known by so few; `trials` where it is not given. */
  readonly most?: number | undefined;
  readonly seed: number;
  /** All ways of exchanging are tried where there are no more than this, or than trials. */
  readonly ways?: number;
}

/** Up to 16 units that differ, every way of exchanging them is tried. */
export const MOST_WAYS = 2 ** 16;

/** As many extreme trials make a p well enough known. */
export const ENOUGH_EXTREME = 10;

/** Differences closer than this are the same: quotients of other counts may differ in the last digit. */
const SAME = 1e-12;

/**
 * The paired, two-sided test of Noreen (1989) and Yeh (2000). Trials as extreme as what was observed count, ties
 * included, so that p = (r + 1) / (trials + 1); where the ways of exchanging the units that differ are few, each is tried
 * and p = r / ways. A trial in which a metric is undefined counts as extreme. The two must be `aligned`. p does not depend on
 * which comes first, nor on what other metrics are tested.
 */
export function randomizationTest(
  a: Units,
  b: Units,
  reader: MetricReader,
  { trials, most = trials, seed, ways = MOST_WAYS }: RandomizationOptions,
): Randomization {
  whole(1)(trials, "trials");
  whole(trials)(most, "most");
  integer(seed, "seed");
  const before = observe(a, reader);
  const differences = observe(b, reader).map((value, m) => value - before[m]!);
  const changes = changesBetween(a, b, reader);
  const count = 2 ** changes.units.length;
  const exact = count <= Math.max(ways, trials);
  const exchange = exact ? everyWay() : byChance(a.ids.length, changes, seed);
  const run = trialsOf(a, b, reader, changes, exchange);
  const extreme = new Array<number>(reader.metrics.length).fill(0);
  const undefinedOne = (m: number) => Number.isNaN(differences[m]!);
  if (exact) {
    // Exchanging all the others instead turns the sign alone: half of the ways are as good as all.
    const half = Math.max(1, count / 2);
    for (let round = 0; round < half; round++) run(round, differences, extreme);
    const results = extreme.map((times, m): RandomizationResult => {
      const p = undefinedOne(m) ? undefined : times / half;
      return { difference: undefinedOne(m) ? undefined : differences[m]!, p, refined: p };
    });
    return { trials: count, most: count, exact, least: 1 / half, results };
  }
  for (let round = 0; round < trials; round++) run(round, differences, extreme);
  const first = [...extreme];
  const open = first.some((times, m) => times < ENOUGH_EXTREME && !undefinedOne(m));
  const last = open ? most : trials;
  for (let round = trials; round < last; round++) run(round, differences, extreme);
  const results = first.map((times, m): RandomizationResult => {
    if (undefinedOne(m)) return { difference: undefined, p: undefined, refined: undefined };
    const p = (times + 1) / (trials + 1);
    return { difference: differences[m]!, p, refined: times < ENOUGH_EXTREME ? (extreme[m]! + 1) / (last + 1) : p };
  });
  return { trials, most: last, exact, least: 1 / (most + 1), results };
}

/** Makes a trial, and counts the metrics in which it is as extreme as what was observed. */
function trialsOf(a: Units, b: Units, reader: MetricReader, changes: Changes, exchange: Exchange) {
  const [sumA, sumB] = [totalOf(a), totalOf(b)];
  const shift = new Float64Array(sumA.length);
  const [exchangedA, exchangedB] = [Float64Array.from(sumA), Float64Array.from(sumB)];
  const count = reader.metrics.length;
  const [ofA, ofB] = [new Float64Array(count), new Float64Array(count)];
  // All other columns stay as they are.
  const columns = Uint32Array.from(new Set(changes.columns));
  return (round: number, differences: Float64Array, extreme: number[]): void => {
    exchange(round, changes, shift);
    for (let i = 0; i < columns.length; i++) {
      const c = columns[i]!;
      exchangedA[c] = sumA[c]! + shift[c]!;
      exchangedB[c] = sumB[c]! - shift[c]!;
      shift[c] = 0;
    }
    reader.read(exchangedA, ofA);
    reader.read(exchangedB, ofB);
    for (let m = 0; m < count; m++) {
      const less = Math.abs(ofB[m]! - ofA[m]!) < Math.abs(differences[m]!) - SAME;
      if (!less) extreme[m]!++;
    }
  };
}

type Exchange = (round: number, changes: Changes, shift: Float64Array) => void;

/** In the n-th round, the units at the bits of n are exchanged. */
function everyWay(): Exchange {
  return (round, changes, shift) => {
    for (let i = 0; i < changes.units.length; i++) if ((round >> i) & 1) addChange(shift, changes, i);
  };
}

/** Each unit is exchanged in half of the rounds. All units are drawn for, so that all pairs of runs get the same draws. */
function byChance(units: number, { units: positions }: Changes, seed: number): Exchange {
  const bits = bitsOf(randomStream(seed, "randomization"));
  const drawn = new Int32Array((units + 31) >> 5);
  return (_, changes, shift) => {
    for (let i = 0; i < drawn.length; i++) drawn[i] = bits();
    for (let i = 0; i < positions.length; i++) {
      const unit = positions[i]!;
      if ((drawn[unit >> 5]! >> (unit & 31)) & 1) addChange(shift, changes, i);
    }
  };
}

function addChange(shift: Float64Array, { starts, columns, values }: Changes, i: number): void {
  for (let cell = starts[i]!, end = starts[i + 1]!; cell < end; cell++) shift[columns[cell]!]! += values[cell]!;
}
