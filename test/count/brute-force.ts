/** A brute-force scorer written from the definitions of the schemes: tries every one-to-one pairing of overlapping spans. */
import type { Span } from "../../src/corpus/span.ts";

export type SchemeName = "strict" | "exact" | "partial" | "type";

/** The counts of one way of pairing in one scheme. */
export interface Counts {
  readonly correct: number;
  readonly incorrect: number;
  readonly partial: number;
  readonly missed: number;
  readonly spurious: number;
}

/** What is best about the best pairing, in falling importance. */
export type Criterion = (counts: Counts) => number;

/** A correct pair earns a point, a partial one half a point. */
export const credit: Criterion = ({ correct, partial }) => correct + partial / 2;
export const correct: Criterion = (counts) => counts.correct;
/** As many pairs as can be: as few spans without a partner. */
export const pairs: Criterion = ({ missed, spurious }) => -missed - spurious;

/** The counts of the pairing that is best by the criteria: of those with the best credit, one with the most pairs. */
export function bestCounts(
  gold: readonly Span[],
  pred: readonly Span[],
  scheme: SchemeName,
  criteria: readonly Criterion[] = [credit, pairs],
): Counts {
  let best: Counts | undefined;
  forEachPairing(gold, pred, (pairing) => {
    const counts = countsOf(pairing, scheme, gold.length, pred.length);
    if (best === undefined || isBetter(counts, best, criteria)) best = counts;
  });
  return best!;
}

function isBetter(counts: Counts, than: Counts, criteria: readonly Criterion[]): boolean {
  const deciding = criteria.find((criterion) => criterion(counts) !== criterion(than));
  return deciding !== undefined && deciding(counts) > deciding(than);
}

/** How many pairs a pairing has in all, and of each kind. */
interface Pairing {
  readonly all: number;
  readonly sameExtent: number;
  readonly sameType: number;
  readonly sameBoth: number;
}

/** Segura-Bedmar, Martínez & Herrero-Zazo 2013: what each scheme asks of a pair. */
function countsOf(pairing: Pairing, scheme: SchemeName, gold: number, pred: number): Counts {
  const unpaired = { missed: gold - pairing.all, spurious: pred - pairing.all };
  switch (scheme) {
    case "strict":
      return { correct: pairing.sameBoth, incorrect: pairing.all - pairing.sameBoth, partial: 0, ...unpaired };
    case "exact":
      return { correct: pairing.sameExtent, incorrect: pairing.all - pairing.sameExtent, partial: 0, ...unpaired };
    case "partial":
      return { correct: pairing.sameExtent, incorrect: 0, partial: pairing.all - pairing.sameExtent, ...unpaired };
    case "type":
      return { correct: pairing.sameType, incorrect: pairing.all - pairing.sameType, partial: 0, ...unpaired };
  }
}

/** Visits every set of overlapping (gold, pred) pairs in which no span stands twice, the empty one included. */
function forEachPairing(gold: readonly Span[], pred: readonly Span[], visit: (pairing: Pairing) => void): void {
  const taken = pred.map(() => false);
  const descend = (g: number, pairing: Pairing): void => {
    if (g === gold.length) {
      visit(pairing);
      return;
    }
    descend(g + 1, pairing);
    for (let p = 0; p < pred.length; p++) {
      if (taken[p] || !overlap(gold[g]!, pred[p]!)) continue;
      taken[p] = true;
      descend(g + 1, withPair(pairing, gold[g]!, pred[p]!));
      taken[p] = false;
    }
  };
  descend(0, { all: 0, sameExtent: 0, sameType: 0, sameBoth: 0 });
}

function withPair(pairing: Pairing, gold: Span, pred: Span): Pairing {
  const extent = gold.start === pred.start && gold.end === pred.end ? 1 : 0;
  const type = gold.type === pred.type ? 1 : 0;
  return {
    all: pairing.all + 1,
    sameExtent: pairing.sameExtent + extent,
    sameType: pairing.sameType + type,
    sameBoth: pairing.sameBoth + extent * type,
  };
}

/** Whether two spans share a character. */
function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
