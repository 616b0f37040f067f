/** The shared task WNUT 2017: intervals of seven systems, and the p-values of all pairs, as others computed them. */
import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import type { Units } from "../../src/count/units.ts";
import { percentileInterval } from "../../src/stats/interval.ts";
import { aligned } from "../../src/stats/pair.ts";
import { randomizationTest } from "../../src/stats/randomization.ts";
import { resample } from "../../src/stats/resample.ts";
import { readGold, readPredictions } from "../formats/reading.ts";
import { thorough } from "../runs.ts";
import { readerOf, unitsOf } from "./runs.ts";

const folder = new URL("../../../shared/corpora/wnut17/", import.meta.url);

/** Percentile intervals of F1 over sentences, 95 %, in percent. */
const systems: readonly (readonly [file: string, low: number, high: number])[] = [
  ["uh_ritual", 38.51, 45.25],
  ["spinningbytes.txt", 37.58, 43.99],
  ["sjtu_adapt.txt", 37.11, 43.64],
  ["arcada", 36.76, 43.23],
  ["flytxt", 35.04, 41.69],
  ["mic-cis.txt", 34.04, 40.08],
  ["drexel_cci", 23.12, 29.64],
];

/** Two-sided p-values of approximate randomization on F1, of each system with those behind it. */
const ps: readonly (readonly number[])[] = [
  [0.5, 0.26, 0.17, 0.014, 0.001, 0.0001],
  [0.81, 0.61, 0.13, 0.012, 0.0001],
  [0.73, 0.12, 0.013, 0.0001],
  [0.19, 0.038, 0.0001],
  [0.35, 0.0001],
  [0.0001],
];

describe("statistics of WNUT 2017", () => {
  let runs: Units[];
  before(async function () {
    if (!existsSync(folder)) this.skip();
    const read = (name: string) => readFileSync(new URL(name, folder), "utf8");
    const gold = (await readGold("conll", read("emerging.test.annotated"))).records;
    const units = systems.map(async ([file]) =>
      unitsOf(gold, (await readPredictions("conll", read(`submissions/${file}`))).records),
    );
    runs = aligned(await Promise.all(units));
  });

  it("has the intervals that others drew, within the error of drawing", () => {
    for (const [i, [file, low, high]] of systems.entries()) {
      const reader = readerOf(["strict:f1"], runs[i]!);
      const { observed, values } = resample(runs[i]!, reader, { resamples: 5000, seed: 12345 });
      const interval = percentileInterval(observed[0]!, values, 0.95);
      expect(100 * interval.low!, `${file} low`).to.be.closeTo(low, 0.25);
      expect(100 * interval.high!, `${file} high`).to.be.closeTo(high, 0.25);
    }
  });

  // The comparison in `reports/` is held against all of them, too (test/reports.test.ts).
  it("has the p-values that others found for pairs, within the error of drawing", () => {
    for (const [i, row] of ps.entries()) {
      for (const [j, expected] of row.entries()) {
        if (!thorough && (i + j) % 4 > 0) continue;
        const [a, b] = [runs[i]!, runs[i + 1 + j]!];
        const { results } = randomizationTest(a, b, readerOf(["strict:f1"], a), { trials: 10000, seed: 12345 });
        expect(results[0]!.p, `${systems[i]![0]} and ${systems[i + 1 + j]![0]}`).to.be.closeTo(expected, 0.02);
      }
    }
  });
});
