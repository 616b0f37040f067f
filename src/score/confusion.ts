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
}

/** Counts links by the types of their two ends. */
export class ConfusionTally {
  private readonly cells = new Map<string | undefined, Map<string | undefined, number>>();

  /** Adds the links of a document. */
  add(links: readonly { readonly [side in "gold" | "pred"]?: { readonly type: string } | undefined }[]): void {
    for (const { gold, pred } of links) this.count(gold?.type, pred?.type, 1);
  }

  /** Adds what another tally counted. */
  addMatrix({ types, counts }: Confusion): void {
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
    const names = new Set([...this.cells.keys(), ...[...this.cells.values()].flatMap((row) => [...row.keys()])]);
    names.delete(undefined);
    const types = [...(names as Set<string>)].sort(compareText);
    const ends = [...types, undefined];
    return { types, counts: ends.map((gold) => ends.map((pred) => this.cells.get(gold)?.get(pred) ?? 0)) };
  }
}

/** How counts are made comparable: each as a part of its row (of the gold type), or of its column (of the predicted one). */
export const normalizations = ["gold", "pred"] as const;
export type Normalization = (typeof normalizations)[number];

/** The matrix in parts of its rows or columns; undefined where those are empty. */
export function normalize({ counts }: Confusion, by: Normalization): (number | undefined)[][] {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const columns = counts.map((_, j) => sum(counts.map((row) => row[j]!)));
  return counts.map((row) => row.map((count, j) => ratio(count, by === "gold" ? sum(row) : columns[j]!)));
}
