/** Seeds: several runs of one system, which differ by chance in training, as one distribution. */
import { integer, whole } from "../corpus/expect.ts";
import type { Units } from "../count/units.ts";
import type { MetricReader } from "../score/metrics.ts";
import { type Spread, spreadOf } from "../score/scores.ts";
import { Draws, drawUnits } from "./drawn.ts";
import { randomStream } from "./random.ts";
import { type Distribution, observe, type Resampling } from "./resample.ts";

/** What the runs of a system came to in one metric; undefined ones are left out. */
export interface SeedSpread extends Spread {
  readonly least: number | undefined;
  readonly most: number | undefined;
}

/** The spread of the runs' values. */
export function seedSpread(values: readonly number[]): SeedSpread {
  const defined = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return { ...spreadOf(defined.map((value) => [value, 1])), least: defined[0], most: defined.at(-1) };
}

/** The mean over the runs of what is read off each of them, number by number. */
export function meanOverRuns<R>(runs: readonly R[], read: (run: R) => Float64Array): Float64Array {
  const [first, ...others] = runs.map(read);
  const mean = Float64Array.from(first!);
  for (const values of others) for (const [i, value] of values.entries()) mean[i]! += value;
  return mean.map((sum) => sum / runs.length);
}

/**
 * The hierarchical bootstrap: every resample draws documents, and as many runs as there are, and takes the mean of the
 * runs that were drawn over the documents that were drawn (Sälevä, Ataman & Lignos 2025). Documents are drawn as
 * `resample` draws them, so that systems are paired by them; runs are drawn by a stream of the system's own, `name`.
 * With one run it is `resample`. A mean in which a run is undefined is undefined.
 */
export function resampleRuns(
  runs: readonly Units[],
  name: string,
  reader: MetricReader,
  { resamples, seed }: Resampling,
): Distribution {
  whole(0)(resamples, "resamples");
  const observed = meanOverRuns(runs, (run) => observe(run, reader));
  return { observed, values: drawRuns(runs, name, reader, seed)(resamples) };
}

/** Draws resamples of runs as `resampleRuns` does, so many at a time, each time the next ones. */
export function drawRuns(
  runs: readonly Units[],
  name: string,
  reader: MetricReader,
  seed: number,
): (resamples: number) => Float64Array {
  integer(seed, "seed");
  const documents = randomStream(seed, "bootstrap");
  const seeds = randomStream(seed, `seeds:${name}`);
  const count = reader.metrics.length;
  const draws = runs.map((run) => new Draws(run));
  const drawn = new Uint16Array(runs.length);
  const one = new Float64Array(count);
  return (resamples) => {
    const values = new Float64Array(resamples * count);
    for (let r = 0; r < resamples; r++) {
      draws[0]!.draw(documents);
      drawUnits(drawn, seeds);
      for (const [i, draw] of draws.entries()) {
        if (drawn[i] === 0) continue;
        draw.times.set(draws[0]!.times);
        draw.add();
        reader.read(draw.sums, one);
        for (let m = 0; m < count; m++) values[r * count + m]! += drawn[i]! * one[m]!;
      }
    }
    return values.map((total) => total / runs.length);
  };
}
