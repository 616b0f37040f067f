/**
 * The statistics put to the test: how often intervals hold the truth, how often tests see a difference where there is none,
 * and how often they see one that is there. Everything is drawn by seed. Writes its tables into `docs/statistics.md`.
 *
 * `npm run bench:statistics -- --simulations 2000 --only coverage,alarms,power,gates`
 */
import { readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { markdownTable } from "markdown-table";
import { judgeDrops } from "../src/analyze/gates.ts";
import type { Units } from "../src/count/units.ts";
import { plainFairRules } from "../src/score/fair-weights.ts";
import { MetricReader, type MetricRules, parseMetric } from "../src/score/metrics.ts";
import { plainRules } from "../src/score/scores.ts";
import { differencesOf } from "../src/stats/difference.ts";
import { bcaInterval, percentileInterval } from "../src/stats/interval.ts";
import { powerFor, standardError, unitsNeeded } from "../src/stats/power.ts";
import { randomStream } from "../src/stats/random.ts";
import { randomizationTest } from "../src/stats/randomization.ts";
import { jackknife, observe, resample, valuesOf } from "../src/stats/resample.ts";
import { type Population, picked, populationOf, sampleOf } from "./population.ts";

/** Documents in a population: so many that drawing from it is like drawing from one without end. */
const POPULATION = 20_000;
const SIZES = [10, 20, 30, 50, 200, 1000];
const RESAMPLES = 1000;
const LEVEL = 0.95;
const ALPHA = 0.05;
/** How often either of two systems errs. */
const RATES = { equal: { a: 0.18, b: 0.18 }, unequal: { a: 0.18, b: 0.155 } };

/** What was joined before. */
const joins = new Map<Units, Units>();
const rules: MetricRules = { undefined: "skip", rules: plainRules, fair: plainFairRules, overlaps: [] };
const { values: given } = parseArgs({
  options: {
    simulations: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    only: { type: "string", default: "coverage,alarms,power,gates" },
  },
});
const [simulations, seed] = [Number(given.simulations), Number(given.seed)];

const equal = await populationOf(POPULATION, RATES.equal, seed);
const unequal = await populationOf(POPULATION, RATES.unequal, seed);
const tables = {
  coverage: () => coverage(equal),
  alarms: () => falseAlarms(equal),
  power: () => power(unequal),
  gates: () => gates(equal, unequal),
};
for (const [name, make] of Object.entries(tables)) if (given.only.split(",").includes(name)) write(name, make());

function readerOf(units: Units, name = "strict:f1"): MetricReader {
  return new MetricReader([parseMetric(name)!], units, rules);
}

/** How often intervals of one run hold the F1 of the population. */
function coverage({ a }: Population): string {
  const metrics = ["strict:f1", "strict:f1[MISC]"];
  const rows = metrics.flatMap((metric) =>
    SIZES.filter((size) => metric === "strict:f1" || size >= 50).map((size) => {
      console.error(`coverage of ${metric}, ${size} documents`);
      const reader = readerOf(a, metric);
      const [truth] = observe(a, reader);
      const random = randomStream(seed, `coverage:${size}`);
      const held = { percentile: 0, bca: 0, undefined: 0 };
      for (let s = 0; s < simulations; s++) {
        const sample = picked(a, sampleOf(size, POPULATION, random));
        const { observed, values } = resample(sample, reader, { resamples: RESAMPLES, seed: s });
        const left = valuesOf(jackknife(sample, reader), 0, reader);
        const resampled = valuesOf(values, 0, reader);
        const percentile = percentileInterval(observed[0]!, resampled, LEVEL);
        const bca = bcaInterval(observed[0]!, resampled, left, LEVEL);
        if (percentile.low === undefined || bca.low === undefined) held.undefined++;
        if (percentile.low! <= truth! && truth! <= percentile.high!) held.percentile++;
        if (bca.low! <= truth! && truth! <= bca.high!) held.bca++;
      }
      const part = (count: number) => percent(count / simulations);
      return [metric, String(size), part(held.percentile), part(held.bca), part(held.undefined)];
    }),
  );
  return table(["Metric", "Documents", "Percentile, %", "BCa, %", "No interval, %"], rows);
}

/** How often tests see a difference between two systems that are equally good. */
function falseAlarms(population: Population): string {
  const rows = SIZES.map((size) => {
    console.error(`false alarms, ${size} documents`);
    const random = randomStream(seed, `alarms:${size}`);
    const alarms = { randomization: 0, bootstrap: 0, sacrebleu: 0 };
    for (let s = 0; s < simulations; s++) {
      const [a, b] = mirrored(population, size, random);
      const reader = readerOf(a);
      const test = randomizationTest(a, b, reader, { trials: RESAMPLES, seed: s }).results[0]!;
      const [of, against] = [a, b].map((units) => resample(units, reader, { resamples: RESAMPLES, seed: s }));
      const [difference] = differencesOf(of!, against!, reader, { level: LEVEL });
      const changes = of!.values.map((value, i) => against!.values[i]! - value);
      if (test.p! <= ALPHA) alarms.randomization++;
      if (difference!.p! <= ALPHA) alarms.bootstrap++;
      if (sacrebleuP(changes, difference!.difference!) <= ALPHA) alarms.sacrebleu++;
    }
    return [size, ...Object.values(alarms).map((count) => percent(count / simulations))].map(String);
  });
  return table(["Documents", "Randomization, %", "Paired bootstrap, %", "sacrebleu's paired bootstrap, %"], rows);
}

/** A sample in which each document stands by chance as it is or with the systems exchanged: equally good, and no more. */
function mirrored({ a, b }: Population, size: number, random: () => number): [Units, Units] {
  const positions = sampleOf(size, POPULATION, random);
  const swapped = positions.map(() => random() < 0.5);
  const both = joined(a, b);
  const side = (first: boolean) => positions.map((u, i) => (swapped[i] === first ? u + POPULATION : u));
  return [picked(both, side(true)), picked(both, side(false))];
}

/** The units of two runs behind each other. */
function joined(a: Units, b: Units): Units {
  let both = joins.get(a);
  if (both) return both;
  const starts = new Uint32Array(a.ids.length + b.ids.length + 1);
  starts.set(a.starts);
  for (const [u, start] of b.starts.entries()) starts[a.ids.length + u] = a.columns.length + start;
  const join = (x: Units["columns"], y: Units["columns"]) => Uint32Array.from([...x, ...y]);
  both = {
    ...{ unit: a.unit, ids: [...a.ids, ...b.ids], types: a.types, width: a.width, starts },
    ...{ columns: join(a.columns, b.columns), values: join(a.values, b.values), tokens: join(a.tokens, b.tokens) },
  };
  joins.set(a, both);
  return both;
}

/** sacrebleu centers absolute differences by their mean, and counts what is larger than the observed one. */
function sacrebleuP(changes: Float64Array, observed: number): number {
  const sizes = changes.map(Math.abs);
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
  const larger = sizes.filter((size) => size - mean > Math.abs(observed)).length;
  return (larger + 1) / (sizes.length + 1);
}

/** How often randomization sees a difference that is there, and how often that was predicted from the sample alone. */
function power({ a, b }: Population): string {
  const reader = readerOf(a);
  const truth = observe(b, reader)[0]! - observe(a, reader)[0]!;
  const change = (x: Units, y: Units) => {
    const [before, after] = [x, y].map((units) => jackknife(units, reader));
    return standardError(after!.map((value, i) => value - before![i]!))!;
  };
  const needed = unitsNeeded(truth, change(a, b), POPULATION);
  const sizes = [50, 200, needed, 1000].sort((x, y) => x - y);
  const rows = sizes.map((size) => {
    console.error(`power, ${size} documents`);
    const random = randomStream(seed, `power:${size}`);
    let [found, predicted] = [0, 0];
    for (let s = 0; s < simulations; s++) {
      const positions = sampleOf(size, POPULATION, random);
      const [x, y] = [picked(a, positions), picked(b, positions)];
      if (randomizationTest(x, y, reader, { trials: RESAMPLES, seed: s }).results[0]!.p! <= ALPHA) found++;
      predicted += powerFor(truth, change(x, y), ALPHA);
    }
    const name = size === needed ? `${size} (needed for 80 %)` : String(size);
    return [name, percent(truth), percent(predicted / simulations), percent(found / simulations)];
  });
  return table(["Documents", "True difference in F1, points", "Predicted power, %", "Simulated power, %"], rows);
}

/**
 * How often gates fail runs that are as good as their baseline, or dropped by just as much as they may; how often they pass
 * what dropped by just as much, the least that is too much; and how often they find a drop that is there.
 */
function gates(same: Population, { a, b }: Population): string {
  const rows = ["strict:f1", "strict:f1[MISC]"].flatMap((name) => {
    const metric = parseMetric(name)!;
    const [worse, better] = [a, b].map((units) => observe(units, readerOf(units, name))[0]!);
    const drop = better! - worse!;
    return SIZES.filter((size) => size <= 200).map((size) => {
      console.error(`gates on ${name}, ${size} documents`);
      const random = randomStream(seed, `gates:${size}`);
      const counts = { equal: 0, limit: 0, passed: 0, found: 0 };
      let samples = 0;
      for (let s = 0; s < simulations; s++) {
        const judge = (limits: readonly number[], before: Units, after: Units) =>
          judgeDrops(
            limits.map((most) => ({ metric, most })),
            { units: before, rules },
            { units: after, rules },
            { resamples: RESAMPLES, seed: s, level: LEVEL },
          ).map(({ verdict }) => verdict);
        const [x, y] = mirrored(same, size, random);
        const positions = sampleOf(size, POPULATION, random);
        const [before, after] = [picked(b, positions), picked(a, positions)];
        // Where the sample has no mention of the type, there is nothing to gate.
        if ([x, y, before, after].some((units) => Number.isNaN(observe(units, readerOf(units, name))[0]!))) continue;
        samples++;
        const [none] = judge([0], x, y);
        const [found, limit] = judge([0, drop], before, after);
        if (none === "failed") counts.equal++;
        if (limit === "failed") counts.limit++;
        if (limit === "passed") counts.passed++;
        if (found === "failed") counts.found++;
      }
      return [name, String(size), percent(drop), ...Object.values(counts).map((count) => percent(count / samples))];
    });
  });
  return table(
    [
      ...["Metric", "Documents", "Drop, points", "No drop, limit 0: fails, %"],
      ...["Drop is the limit: fails, %", "passes, %", "Drop, limit 0: fails, %"],
    ],
    rows,
  );
}

function percent(part: number): string {
  return (100 * part).toFixed(1);
}

function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  return markdownTable([titles, ...rows], { align: titles.map((title) => (title === "Metric" ? "l" : "r")) });
}

/** Replaces the table behind a marker in the documentation. */
function write(marker: string, text: string): void {
  console.log(`${text}\n`);
  const page = new URL("../docs/statistics.md", import.meta.url);
  const pattern = new RegExp(`(<!-- ${marker} -->\\n)[\\s\\S]*?(<!-- /${marker} -->)`);
  writeFileSync(
    page,
    readFileSync(page, "utf8").replace(pattern, (_, a, z) => `${a}${text}\n${z}`),
  );
}
