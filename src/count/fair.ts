/**
 * FairEval: every error told apart, and charged once (Ortmann 2022).
 *
 * Gold and predicted spans of one document become events. First the pairs that cover the same text: TP, and LE where the
 * types differ. Then pairs that overlap, shorter spans first: BE where the types agree, and after all of these LBE. Each
 * of the two has three passes: a gold span takes the most similar prediction that is free; one that found none joins a
 * prediction that is taken, if they share text nobody was credited with; a prediction does likewise with gold spans. What
 * is left is FN and FP. Through passes two and three a span may be in several events.
 *
 * The order of the lists decides between spans that are equally similar. A span in several pieces is the text of its pieces.
 */
import { lengthOf, piecesOf } from "../corpus/fragments.ts";
import { overlapOf, type Span } from "../corpus/span.ts";
import { neighborsOf } from "../match/neighbors.ts";
import { RemainingText, type Stretch, without } from "./remaining-text.ts";

/** Right, label wrong, span too small, too large, or crossing, label and span wrong, missed, spurious. */
export const fairKinds = ["TP", "LE", "BES", "BEL", "BEO", "LBE", "FN", "FP"] as const;
export type FairKind = (typeof fairKinds)[number];

/** How many events there are of each kind. These are not counts of spans: a span may be in several events. */
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

/** What FairEval finds in a document. */
export interface FairComparison {
  readonly events: readonly FairEvent[];
  /** The events of traditional evaluation. A gold span is a TP if a prediction is like it, even if another one is, too. */
  readonly traditional: readonly FairEvent[];
  /** How many gold spans, and how many predictions, stand in more than one event. */
  readonly repeated: { readonly gold: number; readonly pred: number };
}

/** A span on its way through the passes. */
interface Candidate {
  readonly span: Span;
  /** The spans of the other side that overlap it, in their order. */
  others: readonly Candidate[];
  /** The text nobody was credited with, as soon as the span is taken. While it is free, that is all of its text. */
  rest: RemainingText | undefined;
  /** Its place: of the free spans in their list, of the taken ones in the order in which they were taken. */
  place: number;
  events: number;
}

/** The events of a document, its spans in the order given. O(n log n) for n spans and overlaps of gold with prediction. */
export function compareFairly(gold: readonly Span[], pred: readonly Span[]): FairComparison {
  const events: FairEvent[] = [];
  const right = pairAlike(gold, pred, spanKey);
  const mislabeled = pairAlike(right.gold, right.pred, extentKey);
  for (const [g, p] of right.pairs) events.push(correct(g, p));
  for (const [g, p] of mislabeled.pairs) events.push({ kind: "LE", goldType: g.type, predType: p.type });

  const golds = shortestFirst(mislabeled.gold);
  const preds = shortestFirst(mislabeled.pred);
  acquaint(golds, preds);
  let meetings = 0;
  const pass = (side: readonly Candidate[], taken: boolean, sameType: boolean) => {
    for (const one of side) {
      if (one.rest) continue;
      const other = mostSimilar(one, taken, sameType);
      if (!other) continue;
      const [g, p] = side === golds ? [one, other] : [other, one];
      const kind = sameType ? boundaryError(g.span, p.span) : "LBE";
      events.push({ kind, goldType: g.span.type, predType: p.span.type });
      credit(one, other, meetings++);
    }
  };
  for (const sameType of [true, false]) {
    pass(golds, false, sameType);
    pass(golds, true, sameType);
    pass(preds, true, sameType);
  }

  for (const { span, rest } of golds) if (!rest) events.push(missed(span));
  for (const { span, rest } of preds) if (!rest) events.push(spurious(span));
  const repeated = (side: readonly Candidate[]) => side.filter((candidate) => candidate.events > 1).length;
  return { events, traditional: traditional(gold, pred), repeated: { gold: repeated(golds), pred: repeated(preds) } };
}

function traditional(gold: readonly Span[], pred: readonly Span[]): FairEvent[] {
  const [golds, preds] = [new Set(gold.map(spanKey)), new Set(pred.map(spanKey))];
  return [
    ...gold.map((g) => (preds.has(spanKey(g)) ? correct(g, g) : missed(g))),
    ...pred.filter((p) => !golds.has(spanKey(p))).map(spurious),
  ];
}

const correct = (gold: Span, pred: Span): FairEvent => ({ kind: "TP", goldType: gold.type, predType: pred.type });
const missed = (gold: Span): FairEvent => ({ kind: "FN", goldType: gold.type, predType: undefined });
const spurious = (pred: Span): FairEvent => ({ kind: "FP", goldType: undefined, predType: pred.type });

function spanKey(span: Span): string {
  return `${extentKey(span)} ${span.type}`;
}

function extentKey({ start, end, fragments }: Span): string {
  return fragments ? JSON.stringify(fragments) : `${start} ${end}`;
}

/** Pairs spans of equal keys, first come, first served. Returns also what is left over on both sides, in order. */
function pairAlike(gold: readonly Span[], pred: readonly Span[], keyOf: (span: Span) => string) {
  const waiting = new Map<string, number[]>();
  for (let place = pred.length - 1; place >= 0; place--) {
    const key = keyOf(pred[place]!);
    const places = waiting.get(key);
    if (places) places.push(place);
    else waiting.set(key, [place]);
  }
  const pairs: [Span, Span][] = [];
  const paired = new Set<number>();
  const left: Span[] = [];
  for (const g of gold) {
    const place = waiting.get(keyOf(g))?.pop();
    if (place === undefined) left.push(g);
    else {
      pairs.push([g, pred[place]!]);
      paired.add(place);
    }
  }
  return { pairs, gold: left, pred: pred.filter((_, place) => !paired.has(place)) };
}

function shortestFirst(spans: readonly Span[]): Candidate[] {
  return [...spans]
    .sort((a, b) => lengthOf(a) - lengthOf(b))
    .map((span, place) => ({ span, others: [], rest: undefined, place, events: 0 }));
}

/** Tells all candidates whom they overlap. */
function acquaint(golds: readonly Candidate[], preds: readonly Candidate[]): void {
  const spansOf = (side: readonly Candidate[]) => side.map(({ span }) => span);
  const { ofGold, ofPred } = neighborsOf(spansOf(golds), spansOf(preds));
  for (const [i, g] of golds.entries()) g.others = ofGold[i]!.map((place) => preds[place]!);
  for (const [i, p] of preds.entries()) p.others = ofPred[i]!.map((place) => golds[place]!);
}

/**
 * The one a free span meets, of those that are free or of those that are taken, of its own type or of other types: the
 * one that shares most with it; of these, that with the least left, then the shorter, then the first.
 */
function mostSimilar(one: Candidate, taken: boolean, sameType: boolean): Candidate | undefined {
  let best: { readonly other: Candidate; readonly rank: readonly number[] } | undefined;
  for (const other of one.others) {
    const { span, rest, place } = other;
    if ((rest !== undefined) !== taken || (span.type === one.span.type) !== sameType) continue;
    const shared = rest ? leftOf(rest, one.span) : overlapOf(one.span, span);
    if (shared === 0) continue;
    const rank = [-shared, rest?.size ?? lengthOf(span), lengthOf(span), place];
    if (!best || isBefore(rank, best.rank)) best = { other, rank };
  }
  return best?.other;
}

/** Whether the first number in which two ranks differ is the smaller one in `a`. */
function isBefore(a: readonly number[], b: readonly number[]): boolean {
  const i = a.findIndex((value, at) => value !== b[at]);
  return i !== -1 && a[i]! < b[i]!;
}

/** How much of a span is left in a rest. */
function leftOf(rest: RemainingText, span: Span): number {
  return piecesOf(span).reduce((sum, piece) => sum + rest.sharedWith(piece), 0);
}

/** Credits a free span and the one it meets with what they share. `meetings` says how many have met before. */
function credit(one: Candidate, other: Candidate, meetings: number): void {
  const { rest } = other;
  const shared = rest ? piecesOf(one.span).flatMap((piece) => rest.take(piece)) : intersection(one.span, other.span);
  for (const candidate of [one, other]) {
    candidate.events++;
    if (candidate.rest) continue;
    const cuts = candidate.others.flatMap(({ span }) => piecesOf(span).flatMap(({ start, end }) => [start, end]));
    candidate.rest = new RemainingText(without(piecesOf(candidate.span), shared), cuts);
    candidate.place = meetings;
  }
}

/** The pieces that two spans share, from left to right. */
function intersection(a: Span, b: Span): Stretch[] {
  const [ones, others] = [piecesOf(a), piecesOf(b)];
  const shared: Stretch[] = [];
  for (let i = 0, j = 0; i < ones.length && j < others.length; ) {
    const start = Math.max(ones[i]!.start, others[j]!.start);
    const end = Math.min(ones[i]!.end, others[j]!.end);
    if (start < end) shared.push({ start, end });
    if (ones[i]!.end < others[j]!.end) i++;
    else j++;
  }
  return shared;
}

/** How a prediction that overlaps a gold span misses its extent: within it, around it, or across an edge. */
function boundaryError(gold: Span, pred: Span): "BES" | "BEL" | "BEO" {
  const shared = overlapOf(gold, pred);
  if (shared === lengthOf(pred)) return "BES";
  return shared === lengthOf(gold) ? "BEL" : "BEO";
}

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
