/** The intervals of a saved run, as they stand in its rows. */
import { errorCounts, type Metric, measures, printMetric } from "../../score/metrics.ts";
import type { Intervals } from "../../stats/bootstrap.ts";
import type { Interval } from "../../stats/interval.ts";
import type { SavedJson, SavedRow } from "./shape.ts";

/** The intervals that were drawn for a saved run; undefined where none were. */
export function intervalsIn({ resampling, scores, errors }: SavedJson): Intervals | undefined {
  if (!resampling) return undefined;
  const of = new Map<string, Interval>();
  const take = (scheme: Metric["scheme"], { intervals = {} }: SavedRow, at: Pick<Metric, "average" | "type"> = {}) => {
    for (const measure of scheme === "errors" ? errorCounts : measures) {
      const interval = intervals[measure];
      if (!interval) continue;
      const { low, high, undefinedResamples = 0 } = interval;
      const name = printMetric({ scheme, measure, average: at.average, type: at.type } as Metric);
      of.set(name, { low: low ?? undefined, high: high ?? undefined, undefinedResamples });
    }
  };
  for (const [name, { micro, macro, weighted, types }] of Object.entries(scores)) {
    const scheme = name as Metric["scheme"];
    take(scheme, micro);
    take(scheme, macro, { average: "macro" });
    take(scheme, weighted, { average: "weighted" });
    for (const row of types) take(scheme, row, { type: row.type });
  }
  take("errors", errors);
  for (const row of errors.types) take("errors", row, { type: row.type });
  const { unit, units, method, resamples, seed, level } = resampling;
  return { unit, units, method, resamples, seed, level, of };
}
