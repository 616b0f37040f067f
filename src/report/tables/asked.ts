/** The columns of tables of scores: what is asked for in each. */
import { NerEvalError } from "../../corpus/error.ts";
import { columnNeedsComparison, columnReasons } from "../../messages/tables.ts";
import { isMeasure, noColumn, parseColumns, type Wanted, type Word } from "../columns.ts";

/** What is in a column: a number, two of them, or the interval of one, alone or behind it. */
export interface Asked {
  readonly first: Wanted;
  readonly second?: Wanted | undefined;
  readonly interval?: "alone" | "behind" | undefined;
}

/** The words of tables of scores, in which nothing is tested. */
const known: readonly Word[] = ["ci", "delta", "p"];

/**
 * The columns of these names. `ci` is the interval of the score in front of it, or of F1.
 *
 * @throws NerEvalError `usage` where a name is none.
 */
export function askedColumns(names: readonly string[]): Asked[] {
  const asked: Asked[] = [];
  for (const { name, parts } of parseColumns(names, known)) {
    const [first, second] = parts;
    for (const part of parts) if (part === "p" || part === "delta") throw new NerEvalError(columnNeedsComparison(part));
    if (first === "ci") {
      if (second !== undefined) throw noColumn(name, ["ci"], columnReasons.intervalFirst);
      const score = asked.findLast((one) => isMeasure(one.first.measure))?.first;
      asked.push({ first: score ?? { measure: "f1" }, interval: "alone" });
      continue;
    }
    const number = first as Wanted;
    if (second === "ci" && !isMeasure(number.measure)) throw noColumn(name, ["ci"], columnReasons.countInterval);
    if (second === "ci") asked.push({ first: number, interval: "behind" });
    else asked.push({ first: number, second: second as Wanted | undefined });
  }
  return asked;
}
