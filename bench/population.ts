/** A population of documents as two systems tag them: what simulations sample from, and so know the truth of. */
import type { Document, Prediction } from "../src/corpus/document.ts";
import type { Span } from "../src/corpus/span.ts";
import type { Units } from "../src/count/units.ts";
import { evaluate } from "../src/evaluate.ts";
import { aligned } from "../src/stats/pair.ts";
import { type Random, randomStream } from "../src/stats/random.ts";

/** Two systems on the same documents. */
export interface Population {
  readonly a: Units;
  readonly b: Units;
}

/** How often either system errs, per gold mention, on a document of middling difficulty. */
export interface Rates {
  readonly a: number;
  readonly b: number;
}

const TYPES = ["PER", "LOC", "ORG", "MISC"];
/** The most mentions in a document. */
const MENTIONS = 12;
const LENGTH = 10;

/**
 * Draws documents of 0 to 12 mentions. Some documents are harder than others for both systems, and half of what goes
 * wrong in one of the two goes wrong in both, so that mentions are not independent, as they are not in real documents.
 */
export async function populationOf(documents: number, rates: Rates, seed: number): Promise<Population> {
  const random = randomStream(seed, "population");
  const origin = { source: "population", line: 1 };
  const text = "word ".repeat(2 * MENTIONS * 2);
  const gold: Document[] = [];
  const predictions: { a: Prediction[]; b: Prediction[] } = { a: [], b: [] };
  for (let d = 0; d < documents; d++) {
    const id = `d${d}`;
    const spans = Array.from({ length: Math.floor(random() * (MENTIONS + 1)) }, (_, i): Span => {
      const type = TYPES[Math.floor(random() ** 2 * TYPES.length)]!;
      return { start: LENGTH * i, end: LENGTH * i + 9, type };
    });
    gold.push({ id, text, spans, origin });
    const difficulty = 2 * random();
    const found: { a: Span[]; b: Span[] } = { a: [], b: [] };
    for (const span of spans) {
      const [shared, luck, kind] = [random() < 0.5, random(), random()];
      for (const side of ["a", "b"] as const) {
        const wrong = (shared ? luck : random()) < rates[side] * difficulty;
        found[side].push(...(wrong ? mistaken(span, shared ? kind : random()) : [span]));
      }
    }
    for (const side of ["a", "b"] as const) predictions[side].push({ id, spans: found[side], origin });
  }
  const units = async (side: "a" | "b") => (await evaluate(gold, predictions[side], { units: true })).units;
  const [a, b] = aligned([await units("a"), await units("b")]);
  return { a: a!, b: b! };
}

/** Missed, of another type, cut short, or found twice as two. */
function mistaken(span: Span, kind: number): Span[] {
  if (kind < 0.4) return [];
  if (kind < 0.6) return [{ ...span, type: TYPES[(TYPES.indexOf(span.type) + 1) % TYPES.length]! }];
  if (kind < 0.8) return [{ ...span, start: span.start + 5 }];
  return [
    { ...span, end: span.start + 4 },
    { ...span, start: span.start + 5 },
  ];
}

/** The positions of a sample of a population. */
export function sampleOf(size: number, population: number, random: Random): number[] {
  return Array.from({ length: size }, () => Math.floor(random() * population));
}

/** The units at these positions, as many times as they are named, each as a document of its own. */
export function picked(units: Units, positions: readonly number[]): Units {
  const { starts } = units;
  const columns: number[] = [];
  const values: number[] = [];
  const ends = [0];
  for (const u of positions) {
    for (let cell = starts[u]!; cell < starts[u + 1]!; cell++) {
      columns.push(units.columns[cell]!);
      values.push(units.values[cell]!);
    }
    ends.push(columns.length);
  }
  return {
    ...{ unit: units.unit, types: units.types, width: units.width },
    ...{ ids: positions.map((_, i) => String(i).padStart(9, "0")) },
    ...{ starts: Uint32Array.from(ends), columns: Uint32Array.from(columns), values: Uint32Array.from(values) },
    tokens: new Uint32Array(3 * positions.length),
  };
}
