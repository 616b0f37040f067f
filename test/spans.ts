/** Arbitrary spans for property tests. */
import fc from "fast-check";
import { compareSpans, type Span } from "../src/corpus/span.ts";

export const span = (start: number, end: number, type: string): Span => ({ start, end, type });

const types = fc.constantFrom("A", "B", "constructor");

/** Spans that may nest, cross, touch and repeat, in any order. */
export const anySpans = (max: number, length = 12): fc.Arbitrary<Span[]> =>
  fc.array(
    fc
      .tuple(fc.nat(length - 1), fc.integer({ min: 1, max: 5 }), types)
      .map(([start, size, type]) => span(start, start + size, type)),
    { maxLength: max },
  );

/** Spans of which no two overlap, in order. */
export const flatSpans = (max: number): fc.Arbitrary<Span[]> =>
  fc.array(fc.tuple(fc.nat(2), fc.integer({ min: 1, max: 4 }), types), { maxLength: max }).map((steps) => {
    let at = 0;
    return steps.map(([gap, size, type]) => {
      const start = at + gap;
      at = start + size;
      return span(start, at, type);
    });
  });

/** A copy in another order, the same for the same seed. */
export function shuffled<T>(items: readonly T[], seed: number): T[] {
  let state = seed >>> 0 || 1;
  const random = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

export { compareSpans };
