/** Systems for tests of comparisons: made-up ones that err by chance, and those of the vectors. */
import type { CompareOptions } from "../../src/analyze/compare-options.ts";
import type { Comparison, System } from "../../src/analyze/comparison.ts";
import { compare } from "../../src/compare.ts";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import { type EvaluateOptions, evaluate } from "../../src/evaluate.ts";
import { parseMetric, type ScoreMetric } from "../../src/score/metrics.ts";
import { madeUp, predicted } from "../stats/runs.ts";

/** Metrics of scores by their names. */
export function metricsOf(...names: string[]): ScoreMetric[] {
  return names.map((name) => parseMetric(name) as ScoreMetric);
}

export const options = {
  metrics: metricsOf("strict:f1"),
  ...{ test: "randomization", trials: 500, resamples: 200, seed: 12345 },
  ...{ level: 0.95, interval: "percentile", adjust: "holm", alpha: 0.05, detect: 0.01 },
} as const satisfies CompareOptions;

/** A system of the runs that these predictions are. */
export async function systemOf(
  name: string,
  gold: readonly Document[],
  ...runs: readonly (readonly Prediction[])[]
): Promise<System> {
  return systemBy({}, name, gold, ...runs);
}

/** The same, evaluated with options. */
export async function systemBy(
  scoring: EvaluateOptions,
  name: string,
  gold: readonly Document[],
  ...runs: readonly (readonly Prediction[])[]
): Promise<System> {
  const evaluated = runs.map((run) => evaluate([...gold], [...run], { outcomes: true, ...scoring }));
  return { name, runs: await Promise.all(evaluated) };
}

/** Systems over the same made-up documents, each with an error rate; those with several seeds have several runs. */
export async function systemsOf(
  documents: number,
  seed: number,
  errors: readonly (readonly [name: string, rate: number, seeds?: number])[],
  scoring: EvaluateOptions = {},
): Promise<{ gold: Document[]; systems: System[] }> {
  const gold = madeUp(documents, seed);
  const systems = errors.map(([name, rate, seeds = 1], i) =>
    systemBy(
      scoring,
      name,
      gold,
      ...Array.from({ length: seeds }, (_, s) => predicted(gold, rate, 100 * seed + 10 * i + s)),
    ),
  );
  return { gold, systems: await Promise.all(systems) };
}

/** The comparison of systems, in few draws. */
export function comparedOf(systems: readonly System[], chosen: CompareOptions = options): Comparison {
  return compare(systems, chosen);
}
