/** The confusion matrix as people read it, with what is confused most in words. */
import type { Confusion } from "../count/confusion.ts";
import { normalize } from "../score/confusion-parts.ts";
import { percent } from "./numbers.ts";
import type { Facts, Figure, Table } from "./table.ts";
import { labelBeside } from "./text.ts";
import type { ConfusionView } from "./view.ts";

/** How many confusions are said in words. */
const SAID = 5;

/** What stands for no type at all. */
const NONE = "none";

/** The matrix, and what is confused most in words; nothing where there are no types. */
export function confusionBlocks(confusion: Confusion, view: ConfusionView, digits: number): (Table | Facts[])[] {
  if (confusion.types.length === 0) return [];
  const table = confusionTable(confusion, view, digits);
  const most = mostConfused(confusion);
  return most.length > 0 ? [table, [{ label: "Most confused", facts: most }]] : [table];
}

/** Gold types down, predicted types across; as counts, or in percent of rows (`gold`) or columns (`pred`). */
export function confusionTable(confusion: Confusion, view: ConfusionView, digits: number): Table {
  const { types, counts } = confusion;
  const names = [...types, labelBeside(NONE, types)];
  const shares = view === "counts" ? undefined : normalize(confusion, view);
  const cell = (i: number, j: number): Figure => {
    if (i === types.length && j === types.length) return { text: "", values: [undefined] };
    return shares
      ? { text: percent(shares[i]![j], digits), values: [shares[i]![j]] }
      : { text: String(counts[i]![j]), values: [counts[i]![j]] };
  };
  const how = view === "counts" ? "" : view === "gold" ? ", % of gold" : ", % of pred";
  return {
    columns: [
      { title: `Gold \\ Pred${how}`, align: "left" },
      ...names.map((title) => ({ title, align: "right" as const, named: true, keys: [title] })),
    ],
    rows: names.map((name, i) => ({
      cells: [name, ...names.map((_, j) => cell(i, j))],
      rule: i === types.length && i > 0,
    })),
    across: `Pred \\ Gold${how}`,
  };
}

function mostConfused({ types, cells }: Confusion): string[] {
  const pairs = cells.flatMap(([i, j, count]) => {
    const [gold, pred] = [types[i], types[j]];
    return i === j || gold === undefined || pred === undefined ? [] : [{ gold, pred, count }];
  });
  // Types are in the order of their names already, and sorting is stable.
  pairs.sort((a, b) => b.count - a.count);
  return pairs.slice(0, SAID).map(({ gold, pred, count }) => `${gold} → ${pred} ×${count}`);
}
