/** The weights by which FairEval's errors are scored. */
import type { FairBooking, FairKind } from "../count/fair.ts";

/** What one event counts as. */
export interface FairWeight {
  readonly tp: number;
  readonly fp: number;
  readonly fn: number;
}

/** Boundary errors all weigh the same (`BE`), or each kind by itself. */
type BoundaryWeights =
  | { readonly BE: FairWeight }
  | { readonly BES: FairWeight; readonly BEL: FairWeight; readonly BEO: FairWeight };

/** What the events of each kind count as. */
export type FairWeights = { readonly [kind in Exclude<FairKind, "BES" | "BEL" | "BEO">]: FairWeight } & BoundaryWeights;

const right = { tp: 1, fp: 0, fn: 0 };
const half = { tp: 0, fp: 0.5, fn: 0.5 };
const missed = { tp: 0, fp: 0, fn: 1 };
const spurious = { tp: 0, fp: 1, fn: 0 };

/** FairEval's default: an error is one error, not a false positive and a false negative. */
export const fairWeights: FairWeights = { TP: right, LE: half, BE: half, LBE: half, FN: missed, FP: spurious };

const graded = {
  TP: right,
  LE: half,
  BES: { tp: 0.5, fp: 0, fn: 0.5 },
  BEL: { tp: 0.5, fp: 0.5, fn: 0 },
  BEO: { tp: 0.5, fp: 0.25, fn: 0.25 },
  LBE: half,
  FN: missed,
  FP: spurious,
};

/** The weights FairEval suggests beside: a boundary error is half right, and the other half depends on its kind. */
export const gradedWeights: FairWeights = graded;

/** The suggested weights with some replaced. A weight for `BE` replaces those of its three kinds, unless they are given too. */
export function weightsWith(given: ReadonlyMap<string, FairWeight>): FairWeights {
  const all = given.get("BE");
  const weight = (kind: keyof typeof graded): FairWeight =>
    given.get(kind) ?? (kind.startsWith("BE") ? all : undefined) ?? graded[kind];
  return {
    ...{ TP: weight("TP"), LE: weight("LE"), BES: weight("BES"), BEL: weight("BEL"), BEO: weight("BEO") },
    ...{ LBE: weight("LBE"), FN: weight("FN"), FP: weight("FP") },
  };
}

/** How FairEval's events are counted and weighed. */
export interface FairRules {
  readonly booking: FairBooking;
  readonly weights: FairWeights;
}

/** At the gold type, with the weights FairEval suggests. */
export const plainFairRules: FairRules = { booking: "target", weights: gradedWeights };

/** A weight in short, as `LE=0:0.5:0.5`; undefined where it is none. */
export function parseWeight(text: string): readonly [kind: string, weight: FairWeight] | undefined {
  const [, kind, ...parts] = /^(LE|BE|BES|BEL|BEO|LBE)=([\d.]+):([\d.]+):([\d.]+)$/.exec(text) ?? [];
  const [tp, fp, fn] = parts.map(Number);
  if (kind === undefined || ![tp, fp, fn].every(Number.isFinite)) return undefined;
  return [kind, { tp: tp!, fp: fp!, fn: fn! }];
}

/** Weights in short, as in `LE=0:0.5:0.5`; those of TP, FN and FP are never changed and not said. */
export function printWeights(weights: FairWeights): string[] {
  return Object.entries<FairWeight>(weights)
    .filter(([kind]) => !["TP", "FN", "FP"].includes(kind))
    .map(([kind, { tp, fp, fn }]) => `${kind}=${tp}:${fp}:${fn}`);
}
