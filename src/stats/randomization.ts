/** Approximate randomization: would a difference stand out if, unit by unit, either run could have been the other one? */
import { integer, whole } from "../corpus/expect.ts";
import type { MetricReader } from "../score/metrics.ts";
import type { Units } from "../score/units.ts";
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

/** What the randomization test found, metric by metric. */
export interface Randomization {
  readonly trials: number;
  /** Whether every way of exchanging was tried, instead of some by chance. */
  readonly exact: boolean;
  readonly results: readonly TestResult[];
}

/** Differences closer than this are the same: quotients of other counts may differ in the last digit. */
const SAME = 1e-12;

/**
 * The paired, two-sided test of Noreen (1989) and Yeh (2000). Trials as extreme as what was observed count, ties
 * included, so that p = (r + 1) / (trials + 1); where all ways of exchanging the units that differ are no more than
 * `trials`, each is tried and p = r / trials. A trial in which a metric is undefined counts as extreme. The two must
 * be `aligned`. p does not depend on which comes first, nor on what other metrics are tested.
 */
export function randomizationTest(
  a: Units,
  b: Units,
  reader: MetricReader,
  { trials, seed }: { readonly trials: number; readonly seed: number },
): Randomization {
  whole(0)(trials, "trials");
  integer(seed, "seed");
  const count = reader.metrics.length;
  const before = observe(a, reader);
  const differences = observe(b, reader).map((value, m) => value - before[m]!);
  const changes = changesBetween(a, b, reader);
  const exact = 2 ** changes.units.length <= trials;
  const rounds = exact ? 2 ** changes.units.length : trials;
  const exchange = exact ? everyWay() : byChance(a.ids.length, changes, seed);
  const [sumA, sumB] = [totalOf(a), totalOf(b)];
  const shift = new Float64Array(sumA.length);
  const [exchangedA, exchangedB] = [new Float64Array(sumA.length), new Float64Array(sumB.length)];
  const [ofA, ofB] = [new Float64Array(count), new Float64Array(count)];
  const extreme = new Array<number>(count).fill(0);
  for (let round = 0; round < rounds; round++) {
    shift.fill(0);
    exchange(round, changes, shift);
    for (let c = 0; c < shift.length; c++) {
      exchangedA[c] = sumA[c]! + shift[c]!;
      exchangedB[c] = sumB[c]! - shift[c]!;
    }
    reader.read(exchangedA, ofA);
    reader.read(exchangedB, ofB);
    for (let m = 0; m < count; m++) {
      const less = Math.abs(ofB[m]! - ofA[m]!) < Math.abs(differences[m]!) - SAME;
      if (!less) extreme[m]!++;
    }
  }
  const results = extreme.map((times, m): TestResult => {
    const difference = differences[m]!;
    if (Number.isNaN(difference)) return { difference: undefined, p: undefined };
    return { difference, p: exact ? times / rounds : (times + 1) / (rounds + 1) };
  });
  return { trials: rounds, exact, results };
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
