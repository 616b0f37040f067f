/** Runs for tests of statistics: units of systems that err by chance, and of the vectors of two systems. */
import { existsSync, readFileSync } from "node:fs";
import type { Document, Prediction } from "../../src/corpus/document.ts";
import type { Span } from "../../src/corpus/span.ts";
import type { Units } from "../../src/count/units.ts";
import { type EvaluateOptions, evaluate } from "../../src/evaluate.ts";
import { plainFairRules } from "../../src/score/fair-weights.ts";
import { MetricReader, type MetricRules, parseMetric } from "../../src/score/metrics.ts";
import { plainRules } from "../../src/score/scores.ts";
import { randomStream } from "../../src/stats/random.ts";

export const plain: MetricRules = { undefined: "skip", rules: plainRules, fair: plainFairRules, overlaps: [] };

const origin = { source: "test", line: 1 };
const TYPES = ["A", "B", "C"];

/** A reader of metrics by their names. */
export function readerOf(names: readonly string[], units: Units, rules: MetricRules = plain): MetricReader {
  return new MetricReader(
    names.map((name) => parseMetric(name)!),
    units,
    rules,
  );
}

/** Made-up documents of some mentions each, and what a system makes of them that errs so often. */
export function madeUp(documents: number, seed: number): Document[] {
  const random = randomStream(seed, "documents");
  return Array.from({ length: documents }, (_, d): Document => {
    const spans = Array.from({ length: Math.floor(random() * 6) }, (_, i) => ({
      ...{ start: 10 * i, end: 10 * i + 2 + Math.floor(random() * 5) },
      type: TYPES[Math.floor(random() * TYPES.length)]!,
    }));
    return { id: `d${d}`, text: "x ".repeat(40), spans, origin };
  });
}

/** Predictions: mentions are missed, mistyped and cut short by chance, and others are made up. */
export function predicted(documents: readonly Document[], errors: number, seed: number): Prediction[] {
  const random = randomStream(seed, "predictions");
  return documents.map(({ id, spans }): Prediction => {
    const found = spans.flatMap((span): Span[] => {
      const error = random() < errors ? random() : 1;
      if (error < 0.4) return [];
      if (error < 0.6) return [{ ...span, type: TYPES[Math.floor(random() * TYPES.length)]! }];
      return [error < 0.8 ? { ...span, end: span.end - 1 } : span];
    });
    if (random() < errors) found.push({ start: 70, end: 74, type: "A" });
    return { id, spans: found, origin };
  });
}

/** The units of predictions. */
export async function unitsOf(
  gold: readonly Document[],
  predictions: readonly Prediction[],
  options: EvaluateOptions = {},
): Promise<Units> {
  return (await evaluate([...gold], [...predictions], { ...options, units: true })).units;
}

const folder = new URL("../../../shared/vectors/", import.meta.url);

/** Whether the vectors of two systems are there. */
export const vectorsAreThere = existsSync(folder);

/** A document of a vector; offsets count tokens. */
interface Line {
  readonly id: string;
  readonly tokens: readonly string[];
  readonly [side: string]: unknown;
}

/** A vector of two systems, and what was measured for it. */
// biome-ignore lint/suspicious/noExplicitAny: what was measured is as deep as those who measured it made it.
export function vectorOf(vector: string): { gold: Document[]; pred: Prediction[]; pred2: Prediction[]; expected: any } {
  const read = (kind: string) => readFileSync(new URL(`${vector}.${kind}`, folder), "utf8");
  const lines: Line[] = read("input.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  const side = (name: string) => lines.map((line) => ({ id: line.id, spans: spansOf(line, name), origin }));
  const gold = side("gold").map((record, i) => ({ ...record, text: lines[i]!.tokens.join(" ") }));
  return { gold, pred: side("pred"), pred2: side("pred2"), expected: JSON.parse(read("expected.json")) };
}

/** Spans in characters of the tokens with a blank between. */
function spansOf(line: Line, side: string): Span[] {
  const starts: number[] = [];
  let at = 0;
  for (const token of line.tokens) {
    starts.push(at);
    at += token.length + 1;
  }
  return (line[side] as { start: number; end: number; label: string }[]).map(({ start, end, label }) => ({
    start: starts[start]!,
    end: starts[end - 1]! + line.tokens[end - 1]!.length,
    type: label,
  }));
}
