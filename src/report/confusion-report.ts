/** The confusion matrix as people read it, with what is confused most in words. */
import { type Confusion, normalize } from "../score/confusion.ts";
import { percent } from "./numbers.ts";
import type { ConfusionView } from "./run.ts";
import type { Facts, Table } from "./table.ts";

/** How many confusions are said in words. */
const SAID = 5;

/** What stands for no type at all. */
const NONE = "none";

/** Gold types down, predicted types across; as counts, or in percent of rows (`gold`) or columns (`pred`). */
export function confusionBlocks(confusion: Confusion, view: ConfusionView, digits: number): (Table | Facts[])[] {
  const { types, counts } = confusion;
  if (types.length === 0) return [];
  const names = [...types, NONE];
  const shares = view === "counts" ? undefined : normalize(confusion, view);
  const cell = (i: number, j: number): string => {
    if (i === types.length && j === types.length) return "";
    return shares ? percent(shares[i]![j], digits) : String(counts[i]![j]);
  };
  const how = view === "counts" ? "" : view === "gold" ? ", % of gold" : ", % of pred";
  const table: Table = {
    columns: [
      { title: `Gold \\ Pred${how}`, align: "left" },
      ...names.map((title) => ({ title, align: "right" as const, named: true })),
    ],
    rows: names.map((name, i) => ({ cells: [name, ...names.map((_, j) => cell(i, j))] })),
  };
  const most = mostConfused(confusion);
  return most.length > 0 ? [table, [{ label: "Most confused", facts: most }]] : [table];
}

function mostConfused({ types, counts }: Confusion): string[] {
  const pairs = types.flatMap((gold, i) =>
    types.flatMap((pred, j) => (i === j || counts[i]![j] === 0 ? [] : [{ gold, pred, count: counts[i]![j]! }])),
  );
  // Types are in the order of their names already, and sorting is stable.
  pairs.sort((a, b) => b.count - a.count);
  return pairs.slice(0, SAID).map(({ gold, pred, count }) => `${gold} → ${pred} ×${count}`);
}
