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

/** A span in several pieces, given as `[start, end]` in canonical form. */
export const broken = (pieces: readonly (readonly [number, number])[], type: string): Span => ({
  start: pieces[0]![0],
  end: pieces.at(-1)![1],
  type,
  fragments: pieces.map(([start, end]) => ({ start, end })),
});

/** Spans of which about half have gaps, drawn as sets of characters; they may do whatever `anySpans` may. */
export const brokenSpans = (max: number, length = 8): fc.Arbitrary<Span[]> =>
  fc.array(
    fc
      .tuple(fc.nat(length - 1), fc.array(fc.boolean(), { maxLength: 5 }), types)
      .map(([start, mask, type]) => spanOfCharacters([true, ...mask, true], start, type)),
    { maxLength: max },
  );

/** Spans in order, some with gaps, in which no other of them stands. */
export const flatBrokenSpans = (max: number): fc.Arbitrary<Span[]> =>
  fc.array(fc.tuple(fc.nat(2), fc.array(fc.boolean(), { maxLength: 4 }), types), { maxLength: max }).map((steps) => {
    let at = 0;
    return steps.map(([gap, mask, type]) => {
      const drawn = spanOfCharacters([true, ...mask, true], at + gap, type);
      at = drawn.end;
      return drawn;
    });
  });

function spanOfCharacters(mask: readonly boolean[], start: number, type: string): Span {
  const pieces: [number, number][] = [];
  for (const [i, inside] of mask.entries()) {
    if (!inside) continue;
    if (mask[i - 1]) pieces.at(-1)![1] = start + i + 1;
    else pieces.push([start + i, start + i + 1]);
  }
  return pieces.length > 1 ? broken(pieces, type) : span(...pieces[0]!, type);
}

/** The characters that a span covers, one by one. */
export function charactersOf({ start, end, fragments = [{ start, end }] }: Span): Set<number> {
  const characters = new Set<number>();
  for (const piece of fragments) for (let at = piece.start; at < piece.end; at++) characters.add(at);
  return characters;
}

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
