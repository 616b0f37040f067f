/** The stress cases: one long document with many mentions, and many predictions over one gold mention. Both flat. */
import type { Entity } from "./inputs.ts";

/** A document of a stress case, whole or of half the size. */
export interface StressDocument {
  readonly half: boolean;
  readonly text: string;
  readonly gold: readonly Entity[];
  readonly pred: readonly Entity[];
}

const TOKENS = 100_000;
const MENTIONS = 12_000;

/** The cases, each with its half first. */
export function stressCases(): { readonly title: string; readonly documents: readonly StressDocument[] }[] {
  const sizes = [TOKENS / 2, TOKENS];
  return [
    { title: "one document of 100,000 tokens, 12,000 mentions", documents: sizes.map(longDocument) },
    { title: "100,000 predictions over one gold mention", documents: sizes.map(manyOverOne) },
  ];
}

function longDocument(tokens: number): StressDocument {
  const gold = Array.from({ length: (tokens / TOKENS) * MENTIONS }, (_, i) => words(8 * i, 8 * i + 1 + (i % 3), "PER"));
  // Every tenth is missed, and every tenth is a word too long.
  const pred = gold.flatMap((span, i) => (i % 10 === 0 ? [] : [i % 10 === 1 ? { ...span, end: span.end + 5 } : span]));
  return { half: tokens < TOKENS, text: textOf(tokens), gold, pred };
}

function manyOverOne(tokens: number): StressDocument {
  const pred = Array.from({ length: tokens }, (_, i) => words(i, i + 1, "PER"));
  return { half: tokens < TOKENS, text: textOf(tokens), gold: [words(0, tokens, "PER")], pred };
}

function textOf(tokens: number): string {
  return new Array<string>(tokens).fill("word").join(" ");
}

function words(from: number, to: number, type: string): Entity {
  return { start: 5 * from, end: 5 * to - 1, type };
}
