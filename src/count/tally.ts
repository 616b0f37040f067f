/** Tallies: small integers per type that add up over documents; every score is read off sums of them. */
import type { DocumentColumns } from "../corpus/columns.ts";
import { boundaryKinds } from "../match/boundary.ts";
import { BOTH, BOUNDARY, CORRECT, MISSED, TYPE } from "../match/kinds.ts";
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
export type RowCounts = ArrayLike<number>;

const column = Object.fromEntries(counters.map((name, i) => [name, i])) as { readonly [name in Counter]: number };

const { gold: GOLD, pred: PRED } = column;
const { extentPairGold: EXTENT_PAIR_GOLD, extentPairPred: EXTENT_PAIR_PRED, extentExact: EXTENT_EXACT } = column;
const { extentSameGold: EXTENT_SAME_GOLD, extentSamePred: EXTENT_SAME_PRED } = column;
const { typedPairGold: TYPED_PAIR_GOLD, typedPairPred: TYPED_PAIR_PRED, typedSame: TYPED_SAME } = column;

/** The position of a counter in a row. */
export function columnOf(counter: Counter): number {
  return column[counter];
}

/**
 * What a span counts for, in every pairing, where it overlaps nothing or one span that overlaps nothing else, and neither has
 * gaps: nearly all do. The kinds of gold spans are numbers of their own (`match/kinds.ts`); a pair of two types counts for the
 * prediction's as well, and a spurious prediction only for that.
 */
const [TYPE_OF_PRED, BOTH_OF_PRED, SPURIOUS] = [13, 14, 15];
const pairsOfGold = ["extentPairGold", "typedPairGold"] as const;
const pairsOfPred = ["extentPairPred", "typedPairPred"] as const;
const pairsOfBoth = ["gold", "pred", ...pairsOfGold, ...pairsOfPred, "typedSame"] as const;
const sameExtent = ["extentSameGold", "extentSamePred"] as const;
/** How FairEval calls the kinds of boundary errors, in their order; what it calls one with gaps depends on these. */
const fairOfBoundary = ["BES", "BEL", "BES", "BEL", "BES", "BEL", "BEO", "BEO", undefined] as const;

/** What is counted for each: the kinds of gold spans first, then the three others. */
const linkCounters: readonly (readonly Counter[])[] = [
  ["gold", "fairFN"],
  [...pairsOfBoth, "correct", "extentExact", ...sameExtent, "fairTP"],
  ["gold", "typeGold", ...pairsOfGold, "extentSameGold", "fairLEGold"],
  ["gold", "bothGold", ...pairsOfGold, "fairLBEGold"],
  ...boundaryKinds.map((kind, i): Counter[] => {
    const fair = fairOfBoundary[i];
    return [...pairsOfBoth, "boundary", kind, ...(fair ? [`fair${fair}` as const] : [])];
  }),
  ["pred", "typePred", ...pairsOfPred, "extentSamePred", "fairLEPred"],
  ["pred", "bothPred", ...pairsOfPred, "fairLBEPred"],
  ["pred", "fairFP"],
];

/** The columns of what is counted for a span by its kind. */
export const linkColumns: readonly (readonly number[])[] = linkCounters.map((names) => names.map(columnOf));

/**
 * RowCounts the pairs of a document, and the predictions that could not be located, which are spurious in every pairing. Where
 * there is no choice of pairs and there are no gaps, the events of FairEval are counted, too.
 */
export function countPairs(cells: Pick<Cells, "add" | "addLink">, document: DocumentColumns, ledger: Ledger): void {
  const { gold, pred, unplaced } = document;
  const { groups } = ledger;
  for (const type of unplaced) cells.addLink(type, SPURIOUS);
  if (document.hasGaps) countChosen(cells, document, ledger, 0, gold.length, 0, pred.length);
  else {
    let g = 0;
    let p = 0;
    for (let i = 0; i < groups.length; i++) {
      const { fromGold, toGold, fromPred, toPred } = groups[i]!;
      countAlone(cells, document, ledger, g, fromGold, p, fromPred);
      countChosen(cells, document, ledger, fromGold, toGold, fromPred, toPred);
      g = toGold;
      p = toPred;
    }
    countAlone(cells, document, ledger, g, gold.length, p, pred.length);
  }
  if (ledger.byOverlap.length > 0) countOverlaps(cells, document, ledger);
  for (const at of ledger.split) cells.add(gold.type[at]!, column.split);
  for (const at of ledger.merged) cells.add(pred.type[at]!, column.merged);
}

/** RowCounts spans, by position, that overlap nothing, or one span that overlaps nothing else. */
function countAlone(
  cells: Pick<Cells, "addLink">,
  { gold, pred }: DocumentColumns,
  { links, kinds }: Ledger,
  fromGold: number,
  toGold: number,
  fromPred: number,
  toPred: number,
): void {
  for (let g = fromGold; g < toGold; g++) {
    const kind = kinds[g]!;
    cells.addLink(gold.type[g]!, kind);
    if (kind === TYPE) cells.addLink(pred.type[links.ofGold[g]!]!, TYPE_OF_PRED);
    else if (kind === BOTH) cells.addLink(pred.type[links.ofGold[g]!]!, BOTH_OF_PRED);
  }
  for (let p = fromPred; p < toPred; p++) if (links.ofPred[p] === NONE) cells.addLink(pred.type[p]!, SPURIOUS);
}

/** RowCounts the pairs of spans among which there is a choice, or which may have gaps: by position, from and up to which. */
function countChosen(
  cells: Pick<Cells, "add">,
  { gold, pred }: DocumentColumns,
  { kinds, links, byExtent, byType }: Ledger,
  fromGold: number,
  toGold: number,
  fromPred: number,
  toPred: number,
): void {
  for (let p = fromPred; p < toPred; p++) cells.add(pred.type[p]!, PRED);
  for (let g = fromGold; g < toGold; g++) {
    const type = gold.type[g]!;
    const kind = kinds[g]!;
    cells.add(type, GOLD);
    if (kind === CORRECT) cells.add(type, column.correct);
    else if (kind === TYPE) {
      cells.add(type, column.typeGold);
      cells.add(pred.type[links.ofGold[g]!]!, column.typePred);
    } else if (kind === BOTH) {
      cells.add(type, column.bothGold);
      cells.add(pred.type[links.ofGold[g]!]!, column.bothPred);
    } else if (kind !== MISSED) {
      cells.add(type, column.boundary);
      cells.add(type, column[boundaryKinds[kind - BOUNDARY]!]);
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
  }
}

/** RowCounts the pairs of the schemes `overlap@…`, each by its own pairing. */
function countOverlaps(cells: Pick<Cells, "add">, { gold, pred }: DocumentColumns, { byOverlap }: Ledger): void {
  for (let i = 0; i < byOverlap.length; i++) {
    const { threshold, pairing } = byOverlap[i]!;
    const { same, pairGold, pairPred } = overlapColumns(i);
    for (let g = 0; g < gold.length; g++) {
      const other = pairing.ofGold[g]!;
      if (other === NONE) continue;
      if (reachesAt(gold, g, pred, other, threshold)) cells.add(gold.type[g]!, same);
      cells.add(gold.type[g]!, pairGold);
      cells.add(pred.type[other]!, pairPred);
    }
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
  const total = new Array<number>(counters.length).fill(0);
  for (const row of tally.values()) for (const [i, count] of row.entries()) total[i] = (total[i] ?? 0) + count;
  return total;
}

/** One count of a row. */
export function countOf(row: RowCounts, counter: Counter): number {
  return row[column[counter]]!;
}

/** Where a row has the counts for the overlap threshold at a position; it may end before. */
export function overlapColumns(position: number): { same: number; pairGold: number; pairPred: number } {
  const same = counters.length + position * overlapCounters.length;
  return { same, pairGold: same + 1, pairPred: same + 2 };
}

/** The counts of a row for the overlap threshold at a position. */
export function overlapCounts(row: RowCounts, position: number): { same: number; pairGold: number; pairPred: number } {
  const { same, pairGold, pairPred } = overlapColumns(position);
  return { same: row[same] ?? 0, pairGold: row[pairGold] ?? 0, pairPred: row[pairPred] ?? 0 };
}
