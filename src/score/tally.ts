/** Tallies: small integers per type that add up over documents; every score is read off sums of them. */
import { type Span, sameExtent } from "../corpus/span.ts";
import { type BoundaryKind, boundaryKind, boundaryKinds } from "../match/boundary.ts";
import type { Link, PairKind } from "../match/kinds.ts";
import type { Ledger } from "../match/ledger.ts";
import { type CoverageCounter, coverageCounters } from "./coverage.ts";
import { type FairCounter, fairCounters } from "./fair-tally.ts";

/**
 * What is counted for a type. A pair counts on the side where its span has the type: `…Gold` at the gold span's type,
 * `…Pred` at the predicted span's; the two only differ where a pair mixes types. Over all types both sides sum to the
 * same. Missed is `gold` less the pairs, spurious `pred` less the pairs; neither is stored.
 */
export const counters = [
  "gold",
  "pred",
  // The account: kinds of links.
  "correct",
  "typeGold",
  "typePred",
  "boundary",
  "bothGold",
  "bothPred",
  // strict, exact and partial: the pairing by extent.
  "extentExact",
  "extentSameGold",
  "extentSamePred",
  "extentPairGold",
  "extentPairPred",
  // type: the pairing by type.
  "typedSame",
  "typedPairGold",
  "typedPairPred",
  // Boundary errors by kind; they sum to `boundary`.
  ...boundaryKinds,
  "split",
  "merged",
  // token and character: what spans cover.
  ...coverageCounters,
  // fair: FairEval's events.
  ...fairCounters,
] as const;
export type Counter = (typeof counters)[number];

/** What is counted for a type in each `overlap@…` scheme, in a row behind `counters`. */
export const overlapCounters = ["same", "pairGold", "pairPred"] as const;

/** The counts of one type, in the order of `counters`, then three for every overlap threshold. */
export type Row = number[];

/** A row, or sums of rows that are kept in another way. */
export type Counts = ArrayLike<number>;

/** Counts by type. A Map, since types are data and may be called anything. */
export type Tally = Map<string, Row>;

const column = Object.fromEntries(counters.map((name, i) => [name, i])) as { readonly [name in Counter]: number };

/** The position of a counter in a row. */
export function columnOf(counter: Counter): number {
  return column[counter];
}

/** What a link counts that stands alone, so that all pairings have it: at the gold span's type, and at the predicted one's. */
const ofAlone: {
  readonly [kind in Link["kind"]]: { readonly gold: readonly number[]; readonly pred: readonly number[] };
} = {
  correct: {
    gold: columnsOf("gold", "correct", "extentExact", "extentSameGold", "extentPairGold", "typedSame", "typedPairGold"),
    pred: columnsOf("pred", "extentSamePred", "extentPairPred", "typedPairPred"),
  },
  type: {
    gold: columnsOf("gold", "typeGold", "extentSameGold", "extentPairGold", "typedPairGold"),
    pred: columnsOf("pred", "typePred", "extentSamePred", "extentPairPred", "typedPairPred"),
  },
  boundary: {
    gold: columnsOf("gold", "boundary", "extentPairGold", "typedSame", "typedPairGold"),
    pred: columnsOf("pred", "extentPairPred", "typedPairPred"),
  },
  both: {
    gold: columnsOf("gold", "bothGold", "extentPairGold", "typedPairGold"),
    pred: columnsOf("pred", "bothPred", "extentPairPred", "typedPairPred"),
  },
  missed: { gold: columnsOf("gold"), pred: [] },
  spurious: { gold: [], pred: columnsOf("pred") },
};

function columnsOf(...names: readonly Counter[]): number[] {
  return names.map((name) => column[name]);
}

/** A tally for one document after the other. Its rows are made once: what `clear` takes out is used again. */
export class ScratchTally extends Map<string, Row> {
  private readonly spare: Row[] = [];

  /** Forgets what was counted. Rows that were handed out before are not to be looked at any more. */
  override clear(): void {
    for (const row of this.values()) this.spare.push(row.fill(0));
    super.clear();
  }

  /** A row of zeros. */
  spareRow(): Row {
    return this.spare.pop() ?? emptyRow();
  }
}

/** A tally of nothing: the identity of `addTally`. */
export function emptyTally(): Tally {
  return new Map();
}

/** Adds a document's ledger to a tally. */
export function addLedger(tally: Tally, ledger: Ledger): void {
  if (ledger.contested.length === 0) for (const link of ledger.alone) addAlone(tally, link);
  else addPairings(tally, ledger);
  addOverlaps(tally, ledger);
}

/** Adds a prediction that stands nowhere in the text: spurious in every pairing, and one of FairEval's false positives. */
export function addUnplaced(tally: Tally, type: string): void {
  const row = rowOf(tally, type);
  row[column.pred]!++;
  row[column.fairFP]!++;
}

function addAlone(tally: Tally, { kind, gold, pred }: Link): void {
  const counted = ofAlone[kind];
  if (gold) {
    const row = rowOf(tally, gold.type);
    for (const at of counted.gold) row[at]!++;
    if (kind === "boundary") row[column[boundaryKind(gold, pred)]]!++;
  }
  if (pred) {
    const row = rowOf(tally, pred.type);
    for (const at of counted.pred) row[at]!++;
  }
}

function addPairings(tally: Tally, ledger: Ledger): void {
  for (const { kind, gold, pred } of ledger.links) {
    if (gold) rowOf(tally, gold.type)[column.gold]!++;
    if (pred) rowOf(tally, pred.type)[column.pred]!++;
    if (gold && pred) addPair(tally, kind, gold, pred);
  }
  for (const { gold, pred } of ledger.byExtent) {
    if (!gold || !pred) continue;
    const ofGold = rowOf(tally, gold.type);
    const ofPred = rowOf(tally, pred.type);
    ofGold[column.extentPairGold]!++;
    ofPred[column.extentPairPred]!++;
    if (!sameExtent(gold, pred)) continue;
    ofGold[column.extentSameGold]!++;
    ofPred[column.extentSamePred]!++;
    if (gold.type === pred.type) ofGold[column.extentExact]!++;
  }
  for (const { gold, pred } of ledger.byType) {
    if (!gold || !pred) continue;
    rowOf(tally, gold.type)[column.typedPairGold]!++;
    rowOf(tally, pred.type)[column.typedPairPred]!++;
    if (gold.type === pred.type) rowOf(tally, gold.type)[column.typedSame]!++;
  }
  for (const { type } of ledger.split) rowOf(tally, type)[column.split]!++;
  for (const { type } of ledger.merged) rowOf(tally, type)[column.merged]!++;
}

function addOverlaps(tally: Tally, { byOverlap }: Ledger): void {
  for (const [i, { links }] of byOverlap.entries()) {
    const at = counters.length + i * overlapCounters.length;
    const add = (type: string, column: number) => {
      const row = rowOf(tally, type);
      while (row.length <= column) row.push(0);
      row[column]!++;
    };
    for (const { gold, pred, counts } of links) {
      if (counts) add(gold.type, at);
      add(gold.type, at + 1);
      add(pred.type, at + 2);
    }
  }
}

/** Adds to a counter of coverage or of FairEval's events. */
export function addTo(tally: Tally, type: string, counter: CoverageCounter | FairCounter, count: number): void {
  rowOf(tally, type)[column[counter]]! += count;
}

function addPair(tally: Tally, kind: PairKind | "missed" | "spurious", gold: Span, pred: Span): void {
  const row = rowOf(tally, gold.type);
  if (kind === "correct") row[column.correct]!++;
  else if (kind === "boundary") {
    row[column.boundary]!++;
    row[column[boundaryKind(gold, pred) satisfies BoundaryKind]]!++;
  } else {
    row[kind === "type" ? column.typeGold : column.bothGold]!++;
    rowOf(tally, pred.type)[kind === "type" ? column.typePred : column.bothPred]!++;
  }
}

function rowOf(tally: Tally, type: string): Row {
  let row = tally.get(type);
  if (row === undefined) {
    row = tally instanceof ScratchTally ? tally.spareRow() : emptyRow();
    tally.set(type, row);
  }
  return row;
}

function emptyRow(): Row {
  return new Array<number>(counters.length).fill(0);
}

/** Adds one tally to another. */
export function addTally(total: Tally, part: Tally): void {
  for (const [type, counts] of part) {
    addRow(rowOf(total, type), counts);
  }
}

/** The names of everything in a row that was made with these thresholds of overlap. */
export function counterNames(overlaps: readonly number[]): string[] {
  return [
    ...counters,
    ...overlaps.flatMap((threshold) => overlapCounters.map((name) => `overlap@${threshold}:${name}`)),
  ];
}

/** How many counts a row has, also those that nothing was added to. */
export function widthOf(overlaps: readonly number[]): number {
  return counters.length + overlaps.length * overlapCounters.length;
}

/** The counts of all types together. */
export function totalRow(tally: Tally): Row {
  const total = emptyRow();
  for (const row of tally.values()) addRow(total, row);
  return total;
}

/** Adds one row to another; the overlap counts that a row lacks are 0. */
function addRow(total: Row, row: Row): void {
  while (total.length < row.length) total.push(0);
  for (let i = 0; i < row.length; i++) total[i]! += row[i]!;
}

/** One count of a row. */
export function countOf(row: Counts, counter: Counter): number {
  return row[column[counter]]!;
}

/** Where a row has the counts for the overlap threshold at a position; it may end before. */
export function overlapColumns(position: number): { same: number; pairGold: number; pairPred: number } {
  const same = counters.length + position * overlapCounters.length;
  return { same, pairGold: same + 1, pairPred: same + 2 };
}

/** The counts of a row for the overlap threshold at a position. */
export function overlapCounts(row: Counts, position: number): { same: number; pairGold: number; pairPred: number } {
  const { same, pairGold, pairPred } = overlapColumns(position);
  return { same: row[same] ?? 0, pairGold: row[pairGold] ?? 0, pairPred: row[pairPred] ?? 0 };
}
