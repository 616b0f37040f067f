/** Columns and cells that several tables of a comparison have. */
import type { PairResult } from "../../analyze/comparison.ts";
import { pValue, signed, signedPercents } from "../numbers.ts";
import type { Column, Figure } from "../table.ts";

/** A column of numbers; where the screen is narrow, those of a low `keep` go first. */
export const number = (title: string, keys: readonly string[], keep?: number): Column => ({
  ...{ title, align: "right", keys },
  ...(keep !== undefined && { keep }),
});
/** A column of names. */
export const name = (title: string, key: string): Column => ({ title, align: "left", keys: [key] });
/** The column of letters; programs have the names. */
export const letters: Column = { title: "", align: "left", keys: [] };

/** What is said of a pair. */
export type PairCells = Readonly<Record<"delta" | "ci" | "p" | "wins", Figure>>;

/** Δ, its interval, p and wins; of the baseline itself there are none. */
export function pairCells(pair: PairResult | undefined, digits: number): PairCells {
  if (!pair) {
    const nothing = (count: number): Figure => ({ text: "–", values: new Array<undefined>(count).fill(undefined) });
    return { delta: nothing(1), ci: nothing(2), p: nothing(2), wins: nothing(3) };
  }
  const { difference, interval, p, pAdjusted, wins, ties, losses } = pair;
  const { low, high } = interval ?? {};
  return {
    delta: { text: signed(difference, digits), values: [difference] },
    ci: { text: signedPercents(low, high, digits), values: [low, high] },
    p: { text: pValue(pAdjusted), values: [p, pAdjusted] },
    wins: { text: `${wins} / ${ties} / ${losses}`, values: [wins, ties, losses] },
  };
}

/** The same in a row. */
export function pairRow({ delta, ci, p, wins }: PairCells, intervals: boolean): Figure[] {
  return [delta, ...(intervals ? [ci] : []), p, wins];
}
