/** Counts of FairEval's errors, which add up. */

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
