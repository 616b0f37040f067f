/** Confusion: how often each gold type met each predicted type in the ledger, "none" included on either side. */
import { compareText } from "../corpus/span.ts";
import { ratio } from "./scores.ts";

/**
 * The matrix. `counts[i][j]` are links of gold type i with predicted type j; the last row holds spurious predictions,
 * the last column missed gold spans, and the last cell of all is 0. Its sum is the number of links.
 */
export interface Confusion {
  readonly types: readonly string[];
  readonly counts: readonly (readonly number[])[];
  /** The counts that are not 0, row by row. There are as many types squared as counts, which of many types is too many. */
  readonly cells: readonly ConfusionCell[];
}

/** How many links there are of a gold type with a predicted type, by their positions. */
export type ConfusionCell = readonly [gold: number, pred: number, count: number];

/** A matrix as it is saved: whole, or the cells alone. */
export interface SavedConfusion {
  readonly types: readonly string[];
  readonly counts?: readonly (readonly number[])[] | undefined;
  readonly cells?: readonly ConfusionCell[] | undefined;
}

/** The matrix of cells that are row by row; all counts are there once somebody asks for them. */
export class ConfusionMatrix implements Confusion {
  readonly types: readonly string[];
  readonly cells: readonly ConfusionCell[];
  #counts: readonly (readonly number[])[] | undefined;

  constructor(types: readonly string[], cells: readonly ConfusionCell[]) {
    this.types = types;
    this.cells = cells;
  }

  get counts(): readonly (readonly number[])[] {
    if (this.#counts) return this.#counts;
    const size = this.types.length + 1;
    const counts = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (const [i, j, count] of this.cells) counts[i]![j] = count;
    return (this.#counts = counts);
  }
}

/** Counts links by the types of their two ends. */
export class ConfusionTally {
  private readonly cells = new Map<string | undefined, Map<string | undefined, number>>();

  /** Adds the links of a document. */
  add(links: readonly { readonly [side in "gold" | "pred"]?: { readonly type: string } | undefined }[]): void {
    for (const { gold, pred } of links) this.count(gold?.type, pred?.type, 1);
  }

  /** Adds what another tally counted. */
  addMatrix({ types, counts = [], cells }: SavedConfusion): void {
    for (const [i, j, count] of cells ?? []) if (count > 0) this.count(types[i], types[j], count);
    if (cells) return;
    for (const [i, row] of counts.entries())
      for (const [j, count] of row.entries()) if (count > 0) this.count(types[i], types[j], count);
  }

  private count(gold: string | undefined, pred: string | undefined, by: number): void {
    let row = this.cells.get(gold);
    if (!row) this.cells.set(gold, (row = new Map()));
    row.set(pred, (row.get(pred) ?? 0) + by);
  }

  /** Adds predictions that stand nowhere, and so met nothing. */
  addUnplaced(unplaced: readonly { readonly type: string }[]): void {
    if (unplaced.length > 0) this.add(unplaced.map((pred) => ({ pred })));
  }

  /** The matrix over all types that occur, in the order of their names. */
  matrix(): Confusion {
    const names = new Set<string | undefined>();
    for (const [gold, row] of this.cells) for (const pred of row.keys()) names.add(gold).add(pred);
    names.delete(undefined);
    const types = [...(names as Set<string>)].sort(compareText);
    const place = new Map<string | undefined, number>(types.map((type, i) => [type, i]));
    place.set(undefined, types.length);
    const cells: ConfusionCell[] = [];
    for (const [gold, row] of this.cells)
      for (const [pred, count] of row) cells.push([place.get(gold)!, place.get(pred)!, count]);
    return new ConfusionMatrix(
      types,
      cells.sort(([a, b], [c, d]) => a - c || b - d),
    );
  }
}

/** How counts are made comparable: each as a part of its row (of the gold type), or of its column (of the predicted one). */
export const normalizations = ["gold", "pred"] as const;
export type Normalization = (typeof normalizations)[number];

/** The matrix in parts of its rows or columns; undefined where those are empty. */
export function normalize(confusion: Pick<Confusion, "counts">, by: Normalization): (number | undefined)[][] {
  const { counts } = confusion;
  const [rows, columns] = [counts.map(() => 0), counts.map(() => 0)];
  for (const [i, row] of counts.entries())
    for (const [j, count] of row.entries()) {
      rows[i]! += count;
      columns[j]! += count;
    }
  return counts.map((row, i) => row.map((count, j) => ratio(count, by === "gold" ? rows[i]! : columns[j]!)));
}

/** The cells as parts of their rows, and of their columns. */
export function partsOfCells({
  types,
  cells,
}: Pick<Confusion, "types" | "cells">): { ofGold: number; ofPred: number }[] {
  const [rows, columns] = [0, 0].map(() => new Float64Array(types.length + 1));
  for (const [i, j, count] of cells) {
    rows![i]! += count;
    columns![j]! += count;
  }
  return cells.map(([i, j, count]) => ({ ofGold: ratio(count, rows![i]!)!, ofPred: ratio(count, columns![j]!)! }));
}
