/** Counts of FairEval's errors, which add up, and the weights by which they are scored. */

/** Right, label wrong, span too small, too large, or crossing, label and span wrong, missed, spurious. */
export const fairKinds = ["TP", "LE", "BES", "BEL", "BEO", "LBE", "FN", "FP"] as const;
export type FairKind = (typeof fairKinds)[number];

/** How many events there are of each kind. Not counts of spans: a span may stand in several events. */
export type FairCounts = { readonly [kind in FairKind]: number };

/** An event: what became of a gold span, a prediction, or a pair of them. */
export interface FairEvent {
  readonly kind: FairKind;
  /** undefined for FP. */
  readonly goldType: string | undefined;
  /** undefined for FN. */
  readonly predType: string | undefined;
}

/** By which type of a pair an event is counted: gold's (`target`) or the prediction's (`system`). */
export type FairBooking = "target" | "system";

/** No events. */
export const noFairCounts: FairCounts = { TP: 0, LE: 0, BES: 0, BEL: 0, BEO: 0, LBE: 0, FN: 0, FP: 0 };

/** The events of two sets together. */
export function addFairCounts(a: FairCounts, b: FairCounts): FairCounts {
  const sum = { ...a };
  for (const kind of fairKinds) sum[kind] += b[kind];
  return sum;
}

/** Counts of events. */
export function countEvents(events: Iterable<FairEvent>): FairCounts {
  const counts = { ...noFairCounts };
  for (const { kind } of events) counts[kind]++;
  return counts;
}

/** Counts of events by type. Only LE and LBE depend on the booking: elsewhere the types are the same, or there is one. */
export function countEventsByType(events: Iterable<FairEvent>, booking: FairBooking): Map<string, FairCounts> {
  const byType = new Map<string, FairEvent[]>();
  for (const event of events) {
    const { goldType, predType } = event;
    const type = (booking === "target" ? (goldType ?? predType) : (predType ?? goldType))!;
    const known = byType.get(type);
    if (known) known.push(event);
    else byType.set(type, [event]);
  }
  return new Map(Array.from(byType, ([type, own]) => [type, countEvents(own)]));
}

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
