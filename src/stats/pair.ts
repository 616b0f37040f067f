/** Pairs: two runs over the same units, with the same types, so that they can be drawn and exchanged together. */
import { NerEvalError } from "../corpus/error.ts";
import { compareText } from "../corpus/span.ts";
import { type Units, withTypes } from "../count/units.ts";
import { runCountersDiffer, runDocumentsDiffer } from "../messages/saved-runs.ts";
import type { MetricReader } from "../score/metrics.ts";

/**
 * The units of runs with columns for the types of all of them. Scores of types and averages over them then read the same
 * columns in all runs; a type that a run has not is undefined in it, or 0 where the gold has it.
 *
 * @throws NerEvalError where they are not of the same units, or count other things.
 */
export function aligned(runs: readonly Units[]): Units[] {
  const [first] = runs;
  for (const { ids, width } of runs) {
    if (width !== first!.width) throw new NerEvalError(runCountersDiffer());
    if (ids.length !== first!.ids.length || ids.some((id, u) => id !== first!.ids[u]))
      throw new NerEvalError(runDocumentsDiffer());
  }
  const types = [...new Set(runs.flatMap((run) => run.types))].sort(compareText);
  // What one of them did not count is not known of the others, either.
  const lacks = [...new Set(runs.flatMap((run) => run.lacks ?? []))];
  const known = lacks.length > 0 ? { lacks } : {};
  return runs.map((run) => ({ ...withTypes(run, types), ...known }));
}

/** What the second of two runs counted more than the first, unit by unit; units in which they agree are left out. */
export interface Changes {
  /** The positions of the units in which the runs differ. */
  readonly units: readonly number[];
  /** The cells of the i-th of those units: `starts[i]` up to `starts[i + 1]`; none where no metric reads the difference. */
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Int32Array;
}

/** The changes from one of two aligned runs to the other; cells only of what has a say in the metrics. */
export function changesBetween(a: Units, b: Units, reader: Pick<MetricReader, "counts">): Changes {
  const counted = Array.from({ length: a.width }, (_, column) => reader.counts(column));
  const read = a.types.flatMap(() => counted);
  const units: number[] = [];
  const starts: number[] = [0];
  const columns: number[] = [];
  const values: number[] = [];
  for (let u = 0; u < a.ids.length; u++) {
    const change = new Map<number, number>();
    for (let cell = b.starts[u]!; cell < b.starts[u + 1]!; cell++) change.set(b.columns[cell]!, b.values[cell]!);
    for (let cell = a.starts[u]!; cell < a.starts[u + 1]!; cell++)
      change.set(a.columns[cell]!, (change.get(a.columns[cell]!) ?? 0) - a.values[cell]!);
    // Which units differ does not depend on the metrics, nor does, then, how they are exchanged.
    if ([...change.values()].every((value) => value === 0)) continue;
    for (const [column, value] of change) {
      if (value === 0 || !read[column]) continue;
      columns.push(column);
      values.push(value);
    }
    units.push(u);
    starts.push(columns.length);
  }
  return {
    ...{ units, starts: Uint32Array.from(starts) },
    ...{ columns: Uint32Array.from(columns), values: Int32Array.from(values) },
  };
}
