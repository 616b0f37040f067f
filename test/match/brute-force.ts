/** A brute-force matcher written from the definitions: tries every one-to-one choice of overlapping pairs. */
import type { Span } from "../../src/corpus/span.ts";
import { charactersOf } from "../spans.ts";

export type Pairing = [number, number][];

/** Every set of overlapping (gold, pred) pairs in which no span stands twice, the empty one included. */
export function* pairings(
  gold: readonly Span[],
  pred: readonly Span[],
  g = 0,
  used = new Set<number>(),
): Iterable<Pairing> {
  if (g === gold.length) {
    yield [];
    return;
  }
  for (const rest of pairings(gold, pred, g + 1, used)) yield rest;
  for (let p = 0; p < pred.length; p++) {
    if (used.has(p) || shared(gold[g]!, pred[p]!) === 0) continue;
    used.add(p);
    for (const rest of pairings(gold, pred, g + 1, used)) yield [[g, p], ...rest];
    used.delete(p);
  }
}

/** How many characters two spans share, counted one by one. */
export function shared(a: Span, b: Span): number {
  const others = charactersOf(b);
  return [...charactersOf(a)].filter((at) => others.has(at)).length;
}

/** The value of a pairing under an objective, and the best value any pairing has, compared from left to right. */
export function best(
  gold: readonly Span[],
  pred: readonly Span[],
  value: (pairs: [Span, Span][]) => number[],
): number[] {
  let top: number[] | undefined;
  for (const pairing of pairings(gold, pred)) {
    const v = value(pairing.map(([g, p]) => [gold[g]!, pred[p]!]));
    if (top === undefined || greater(v, top)) top = v;
  }
  return top!;
}

function greater(a: number[], b: number[]): boolean {
  const i = a.findIndex((x, at) => x !== b[at]);
  return i >= 0 && a[i]! > b[i]!;
}
