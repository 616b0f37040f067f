/** Confusion in parts: the counts of a matrix as shares of their rows or columns. */
import type { Confusion } from "../count/confusion.ts";
import { ratio } from "./scores.ts";

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
