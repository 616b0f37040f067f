/** Systems for tests of comparisons: made-up ones that err by chance, and those of the vectors. */
import type { CompareOptions, System } from "../../src/analyze/comparison.ts";
import { compare } from "../../src/compare.ts";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import { evaluate } from "../../src/evaluate.ts";
import type { Compared } from "../../src/report/compared/compared.ts";
import type { Signature } from "../../src/run/signature.ts";
import { parseMetric, type ScoreMetric } from "../../src/score/metrics.ts";
import { madeUp, plain, predicted } from "../stats/runs.ts";

/** Metrics of scores by their names. */
export function metricsOf(...names: string[]): ScoreMetric[] {
  return names.map((name) => parseMetric(name) as ScoreMetric);
}

export const options: CompareOptions = {
  metrics: metricsOf("strict:f1"),
  rules: plain,
  ...{ test: "randomization", trials: 500, resamples: 200, seed: 12345 },
  ...{ level: 0.95, method: "percentile", adjust: "holm", alpha: 0.05, detect: 0.01 },
};

/** A system of the runs that these predictions are. */
export async function systemOf(
  name: string,
  gold: readonly Document[],
  ...runs: readonly (readonly Prediction[])[]
): Promise<System> {
  const evaluated = runs.map((run) => evaluate([...gold], [...run], { units: true, outcomes: true }));
  return { name, runs: await Promise.all(evaluated) };
}

/** Systems over the same made-up documents, each with an error rate; those with several seeds have several runs. */
export async function systemsOf(
  documents: number,
  seed: number,
  errors: readonly (readonly [name: string, rate: number, seeds?: number])[],
): Promise<{ gold: Document[]; systems: System[] }> {
  const gold = madeUp(documents, seed);
  const systems = errors.map(([name, rate, seeds = 1], i) =>
    systemOf(name, gold, ...Array.from({ length: seeds }, (_, s) => predicted(gold, rate, 100 * seed + 10 * i + s))),
  );
  return { gold, systems: await Promise.all(systems) };
}

/** The comparison of systems, ready to be written. */
export function comparedOf(systems: readonly System[], chosen: CompareOptions = options): Compared {
  const comparison = compare(systems, chosen);
  const signature: Signature = {
    ...{ scheme: "strict", average: "micro", undefined: "skip", types: undefined, map: [] },
    ...{ documents: comparison.units, version: "0.1.0" },
  };
  const runs = systems.flatMap(({ name, runs }) => runs.map(() => ({ system: name, name, signature, inputs: [] })));
  const overall = comparison.metrics.filter((metric) => !metric.includes("["));
  return { comparison, options: chosen, overall, runs, gold: 0, warnings: [] };
}
