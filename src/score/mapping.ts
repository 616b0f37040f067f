/** Mapping: which new names would bring the types of the two sides together, by what stands on what. */
import { compareText } from "../corpus/span.ts";
import type { Confusion } from "../count/confusion.ts";

/** A type that the other side seems to know under another name. */
export interface Suggestion {
  /** The side whose type would be renamed. */
  readonly side: "gold" | "pred";
  readonly from: string;
  readonly to: string;
  /** How many spans of `from` are paired with one of `to`. */
  readonly count: number;
  /** How many spans of `from` there are. */
  readonly of: number;
}

interface Most {
  readonly to: number;
  readonly count: number;
}

/** With fewer pairs than these it may be chance. */
const SUPPORT = 3;

/**
 * The renamings that the confusion matrix speaks for, in the order of the names; they do not depend on each other.
 *
 * A predicted type that the gold never uses is the gold type on which more than half of all its spans stand, of the same
 * extent or overlapping as the ledger pairs them, and at least {@link SUPPORT}; but not where most of the gold is of types
 * that are never predicted and several of these are found under it: it is then a coarser type. Two types of the gold are
 * never to be made one.
 * `settled` are types that are not to be renamed.
 */
export function suggestMapping({ types, cells }: Confusion, settled: ReadonlySet<string> = new Set()): Suggestion[] {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const [gold, pred] = [types.map(() => 0), types.map(() => 0)];
  /** For each type, the type of the other side with most of its spans; the first of several. */
  const most = { gold: new Map<number, Most>(), pred: new Map<number, Most>() };
  // Cells are row by row, so the first of a row and of a column comes first.
  for (const [i, j, count] of cells) {
    if (i < types.length) gold[i]! += count;
    if (j < types.length) pred[j]! += count;
    if (i === types.length || j === types.length) continue;
    if (count > (most.gold.get(i)?.count ?? 0)) most.gold.set(i, { to: j, count });
    if (count > (most.pred.get(j)?.count ?? 0)) most.pred.set(j, { to: i, count });
  }
  const open = types.map((_, i) => i).filter((i) => !settled.has(types[i]!));

  /** The type of the other side with most of the spans of type `at`, where it has enough of them. */
  const mostly = (side: Suggestion["side"], at: number) => {
    const { to, count } = most[side].get(at) ?? { to: 0, count: 0 };
    const of = (side === "pred" ? pred : gold)[at]!;
    return count >= SUPPORT && 2 * count > of ? { to, count, of } : undefined;
  };
  const found = (side: Suggestion["side"], own: readonly number[], others: readonly number[]) =>
    open.flatMap((at) => {
      const best = own[at]! > 0 && others[at] === 0 ? mostly(side, at) : undefined;
      return best ? [{ side, from: at, ...best }] : [];
    });

  const foreign = sum(gold.filter((_, i) => pred[i] === 0));
  const finer = 2 * foreign > sum(gold) ? found("gold", gold, pred) : [];
  const times = new Map<number, number>();
  for (const { to } of finer) times.set(to, (times.get(to) ?? 0) + 1);
  // To rename these would make one type of several of the gold's; nor is such a predicted type any one of them.
  const coarse = new Set(finer.filter(({ to }) => gold[to]! > 0 || times.get(to)! > 1).map(({ to }) => to));
  return found("pred", pred, gold)
    .filter(({ from }) => !coarse.has(from))
    .map(({ side, from, to, count, of }) => ({ side, from: types[from]!, to: types[to]!, count, of }))
    .sort((a, b) => compareText(b.side, a.side) || compareText(a.from, b.from));
}
