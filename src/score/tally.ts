/** Tallies: small integers per type that add up over documents; every score is read off sums of them. */
import type { DocumentColumns } from "../corpus/columns.ts";
import { boundaryKindAt, boundaryKinds } from "../match/boundary.ts";
import { type Ledger, NONE, reachesAt, sameExtentAt } from "../match/ledger.ts";
import type { Cells, Row, Tally } from "./cells.ts";
import { coverageCounters } from "./coverage.ts";
import { fairCounters } from "./fair-tally.ts";

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

/** A row, or sums of rows that are kept in another way. */
export type Counts = ArrayLike<number>;

const column = Object.fromEntries(counters.map((name, i) => [name, i])) as { readonly [name in Counter]: number };

const { gold: GOLD, pred: PRED, correct: CORRECT, boundary: BOUNDARY } = column;
const { typeGold: TYPE_GOLD, typePred: TYPE_PRED, bothGold: BOTH_GOLD, bothPred: BOTH_PRED } = column;
const { extentPairGold: EXTENT_PAIR_GOLD, extentPairPred: EXTENT_PAIR_PRED, extentExact: EXTENT_EXACT } = column;
const { extentSameGold: EXTENT_SAME_GOLD, extentSamePred: EXTENT_SAME_PRED } = column;
const { typedPairGold: TYPED_PAIR_GOLD, typedPairPred: TYPED_PAIR_PRED, typedSame: TYPED_SAME } = column;

/** The position of a counter in a row. */
export function columnOf(counter: Counter): number {
  return column[counter];
}

/** Counts the pairs of a document, and the predictions that could not be located, which are spurious in every pairing. */
export function countPairs(cells: Pick<Cells, "add">, { gold, pred, unplaced }: DocumentColumns, ledger: Ledger): void {
  const { links, byExtent, byType, byOverlap, split, merged } = ledger;
  for (let p = 0; p < pred.length; p++) cells.add(pred.type[p]!, PRED);
  for (const type of unplaced) cells.add(type, PRED);
  for (let g = 0; g < gold.length; g++) {
    const type = gold.type[g]!;
    cells.add(type, GOLD);
    const linked = links.ofGold[g]!;
    if (linked !== NONE) {
      const other = pred.type[linked]!;
      const same = sameExtentAt(gold, g, pred, linked);
      if (type === other) {
        cells.add(type, same ? CORRECT : BOUNDARY);
        if (!same) cells.add(type, column[boundaryKindAt(gold, g, pred, linked)]);
      } else {
        cells.add(type, same ? TYPE_GOLD : BOTH_GOLD);
        cells.add(other, same ? TYPE_PRED : BOTH_PRED);
      }
    }
    const paired = byExtent.ofGold[g]!;
    if (paired !== NONE) {
      const other = pred.type[paired]!;
      cells.add(type, EXTENT_PAIR_GOLD);
      cells.add(other, EXTENT_PAIR_PRED);
      if (sameExtentAt(gold, g, pred, paired)) {
        cells.add(type, EXTENT_SAME_GOLD);
        cells.add(other, EXTENT_SAME_PRED);
        if (type === other) cells.add(type, EXTENT_EXACT);
      }
    }
    const typed = byType.ofGold[g]!;
    if (typed !== NONE) {
      cells.add(type, TYPED_PAIR_GOLD);
      cells.add(pred.type[typed]!, TYPED_PAIR_PRED);
      if (type === pred.type[typed]) cells.add(type, TYPED_SAME);
    }
    for (let i = 0; i < byOverlap.length; i++) {
      const { threshold, pairing } = byOverlap[i]!;
      const other = pairing.ofGold[g]!;
      if (other === NONE) continue;
      const { same, pairGold, pairPred } = overlapColumns(i);
      if (reachesAt(gold, g, pred, other, threshold)) cells.add(type, same);
      cells.add(type, pairGold);
      cells.add(pred.type[other]!, pairPred);
    }
  }
  for (const at of split) cells.add(gold.type[at]!, column.split);
  for (const at of merged) cells.add(pred.type[at]!, column.merged);
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
  const total = new Array<number>(counters.length).fill(0);
  for (const row of tally.values()) for (const [i, count] of row.entries()) total[i] = (total[i] ?? 0) + count;
  return total;
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
