/** Confidence as JSON: types as rows, null where undefined, points and bins as rows of numbers. */
import type { Confidence, ConfidenceRow } from "../score/confidence.ts";

/** What stands in a point of a curve, and in a bin, in this order. */
const columns = {
  curve: ["threshold", "pred", "correct", "precision", "recall", "f1"],
  reliability: ["low", "high", "pred", "correct", "meanScore", "precision"],
} as const;

/** The part of a run's JSON that is called `confidence`. */
export function confidenceJson({ range, all, types }: Confidence) {
  return {
    lowest: range?.lowest ?? null,
    highest: range?.highest ?? null,
    columns,
    all: rowJson(all),
    types: types.map((row) => ({ type: row.type, ...rowJson(row) })),
  };
}

function rowJson({ gold, pred, scored, averagePrecision, best, calibration, curve }: ConfidenceRow) {
  return {
    gold,
    pred,
    scored,
    averagePrecision: averagePrecision ?? null,
    best: best ? { chosen: "on this data", ...Object.fromEntries(cellsOf(best, columns.curve)) } : null,
    calibrationError: calibration?.error ?? null,
    reliability: calibration?.bins.map((bin) => cellsOf(bin, columns.reliability).map(([, value]) => value)) ?? null,
    curve: curve.map((point) => cellsOf(point, columns.curve).map(([, value]) => value)),
  };
}

/** The named fields of a row, null where undefined. */
function cellsOf<K extends string>(
  row: { readonly [name in K]: number | undefined },
  names: readonly K[],
): [K, number | null][] {
  return names.map((name) => [name, row[name] ?? null]);
}
