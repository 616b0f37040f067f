/**
 * The paired tests beside sacrebleu's, on the same counts of the same documents: the times of the tests alone, without
 * starting and reading.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { markdownTable } from "markdown-table";
import { columnOf } from "../../src/count/tally.ts";
import { rowsOf, type Units } from "../../src/count/units.ts";
import { plainFairRules } from "../../src/score/fair-weights.ts";
import { MetricReader, parseMetric } from "../../src/score/metrics.ts";
import { plainRules } from "../../src/score/scores.ts";
import { differencesOf } from "../../src/stats/difference.ts";
import { randomizationTest } from "../../src/stats/randomization.ts";
import { resample } from "../../src/stats/resample.ts";
import { populationOf } from "../population.ts";
import { install } from "./install.ts";

const DOCUMENTS = 10_000;
const SEED = 1;
const tests = [
  { title: "paired bootstrap", type: "bs", rounds: 1000 },
  { title: "approximate randomization", type: "ar", rounds: 10_000 },
] as const;

/** A table of the tests, times as multiples of ner-eval's; undefined where sacrebleu cannot be installed. */
export async function testsBeside(folder: string, rounds: number): Promise<string | undefined> {
  const python = install("sacrebleu 2.6.0", "sacrebleu");
  if (python === undefined) return undefined;
  const { a, b } = await populationOf(DOCUMENTS, { a: 0.2, b: 0.202 }, SEED);
  const counts = join(folder, "counts.json");
  writeFileSync(counts, JSON.stringify({ a: countsOf(a), b: countsOf(b) }));
  const driver = fileURLToPath(new URL("run_sacrebleu.py", import.meta.url));
  const rules = { undefined: "skip", rules: plainRules, fair: plainFairRules, overlaps: [] } as const;
  const reader = new MetricReader([parseMetric("strict:f1")!], a, rules);
  const rows = tests.map(({ title, type, rounds: drawn }) => {
    const ratios: number[] = [];
    let [own, other]: (number | undefined)[] = [];
    for (let round = 0; round < rounds; round++) {
      const begun = performance.now();
      own = type === "bs" ? bootstrap(a, b, reader, drawn) : randomization(a, b, reader, drawn);
      const time = performance.now() - begun;
      const answer = execFileSync(python, [driver, counts, type, String(drawn)], { encoding: "utf8" });
      const { ms, p } = JSON.parse(answer) as { ms: number; p: number };
      ratios.push(ms / time);
      other = p;
    }
    ratios.sort((x, y) => x - y);
    return [title, String(drawn), ratios[ratios.length >> 1]!.toFixed(1), own!.toFixed(3), other!.toFixed(3)];
  });
  const titles = [`Test of F1, ${DOCUMENTS} documents`, "Drawn", "sacrebleu's time", "p, ner-eval", "p, sacrebleu"];
  return markdownTable([titles, ...rows], { align: ["l", "r", "r", "r", "r"] });
}

function bootstrap(a: Units, b: Units, reader: MetricReader, resamples: number): number | undefined {
  const [of, against] = [a, b].map((units) => resample(units, reader, { resamples, seed: SEED }));
  return differencesOf(of!, against!, reader, { level: 0.95 })[0]!.p;
}

function randomization(a: Units, b: Units, reader: MetricReader, trials: number): number | undefined {
  return randomizationTest(a, b, reader, { trials, seed: SEED }).results[0]!.p;
}

/** Of each document: correct, predicted and gold spans. */
function countsOf(units: Units): number[][] {
  const places = (["correct", "pred", "gold"] as const).map((counter) => columnOf(counter));
  return units.ids.map((_, u) => {
    const rows = rowsOf(units, u).map(([, row]) => row);
    return places.map((place) => rows.reduce((sum, row) => sum + row[place]!, 0));
  });
}
