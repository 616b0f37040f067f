/** The intervals in the rows of a saved run, by the names of their metrics. */
import type { Bounds, RunIntervals } from "../run.ts";
import type { SavedJson } from "./shape.ts";

/** The intervals that the rows of scores have; undefined where none has any. */
export function boundsIn({ scores, fair }: SavedJson): RunIntervals | undefined {
  const of = new Map<string, Bounds>();
  const schemes = [
    ...Object.entries(scores),
    ["fair", fieldsOf(fair).fair],
    ["fair-weighted", fieldsOf(fair).weighted],
  ];
  for (const [scheme, value] of schemes as [string, unknown][]) {
    const { micro, macro, weighted, types } = fieldsOf(value);
    const take = (row: unknown, place: string) => {
      for (const [measure, bounds] of Object.entries(fieldsOf(fieldsOf(row).intervals))) {
        const { low, high } = fieldsOf(bounds);
        of.set(`${scheme}:${measure}${place}`, { low: numberIn(low), high: numberIn(high) });
      }
    };
    take(micro, "");
    take(macro, "@macro");
    take(weighted, "@weighted");
    if (Array.isArray(types)) for (const row of types) take(row, `[${fieldsOf(row).type}]`);
  }
  return of.size === 0 ? undefined : { of };
}

function fieldsOf(value: unknown): { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null ? (value as { [name: string]: unknown }) : {};
}

function numberIn(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}
