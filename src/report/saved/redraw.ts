/** Redraw: the intervals of a saved run, drawn again from its tallies. */
import { NerEvalError } from "../../corpus/error.ts";
import { runIntervalAltered } from "../../messages/saved-runs.ts";
import { rulesIn } from "../../run/rules.ts";
import type { Run } from "../../run/run.ts";
import { drawIntervals, type Intervals } from "../../stats/bootstrap.ts";
import { isSame } from "./contradiction.ts";

/** The intervals of a run, drawn again from its tallies as they were drawn before; undefined where it has none. */
function drawnAgain({ intervals, units, overlaps, signature }: Run): Intervals | undefined {
  if (!intervals) return undefined;
  return drawIntervals(units, rulesIn(signature, overlaps), intervals);
}

/**
 * Refuses intervals that are not those which are drawn again from its tallies.
 *
 * @throws NerEvalError `run-altered`.
 */
export function refuseOtherIntervals(run: Run, source: string): void {
  const drawn = drawnAgain(run);
  if (!drawn) return;
  for (const [name, { low, high, undefinedResamples }] of run.intervals!.of) {
    const other = drawn.of.get(name);
    const same = (a: number | undefined, b: number | undefined) =>
      a === b || (a !== undefined && b !== undefined && isSame(a, b));
    if (other && same(low, other.low) && same(high, other.high) && undefinedResamples === other.undefinedResamples)
      continue;
    const words = runIntervalAltered(name, { low, high }, other && { low: other.low, high: other.high });
    throw new NerEvalError({ ...words, source, path: ["scores"] });
  }
}
