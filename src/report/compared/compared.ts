/** How a comparison is shown: its tables, columns and names in short. */
import type { Comparison, PairResult } from "../../analyze/comparison.ts";
import { words } from "../columns.ts";

/** The tables there are. */
export const comparisonTables = ["systems", "pairs", "types", "schemes", "costs", "transitions"] as const;
/** A table of a comparison. */
export type ComparisonTable = (typeof comparisonTables)[number];

/** The columns that the table of systems can have besides metrics and counts; the first three are of several seeds. */
export const comparedWords = ["sd", "range", "runs", ...words, "wins"] as const;
export type ComparedWord = (typeof comparedWords)[number];

/** How a comparison is shown. */
export interface ComparisonView {
  readonly digits: number;
  /** The columns of the table of systems, in their order, such as `f1`, `ci`, `delta+ci`; undefined for the usual ones. */
  readonly columns?: readonly string[] | undefined;
  /** How many mentions are shown of each change; undefined for three where two systems are compared, else none. */
  readonly examples?: number | undefined;
}

/** What is said of the second system against the first in a metric, whichever of the two was given first. */
export function pairOf(compared: Comparison, a: string, b: string, metric: string): PairResult | undefined {
  return compared.pairs.find(
    (pair) => pair.metric === metric && ((pair.a === a && pair.b === b) || (pair.a === b && pair.b === a)),
  );
}

/** Whether two systems are told apart. */
export function isSignificant({ pAdjusted }: Pick<PairResult, "pAdjusted">, { options }: Comparison): boolean {
  return pAdjusted !== undefined && pAdjusted < options.alpha;
}

/** Whether any result of the tests could have told two systems apart. */
export function isTestable({ smallest }: Pick<PairResult, "smallest">, { options }: Comparison): boolean {
  return smallest !== undefined && smallest < options.alpha;
}

const ALPHABET = "abcdefghijklmnoprstuvwxyz";

/** What the system at a position is called in short: `a` … `z` but for `q`, which cannot be raised, then `a2`. */
export function letterOf(position: number): string {
  const round = Math.floor(position / ALPHABET.length);
  return ALPHABET[position % ALPHABET.length]! + (round === 0 ? "" : String(round + 1));
}

/** `strict:f1` → `F1`, `type:f1` → `F1 (type)`: how a metric stands over a column. */
export function titleOf(metric: string): string {
  const [, scheme = "", measure = "", rest = ""] = /^([^:]+):(\w+)(.*)$/s.exec(metric)!;
  const named = measure === "f1" ? "F1" : measure === "fbeta" ? "F-beta" : measure[0]!.toUpperCase() + measure.slice(1);
  return named + rest + (scheme === "strict" ? "" : ` (${scheme})`);
}
