/** What collectors found, as it is in a run: counts that are read as scores, and all else as it is. */
import type { Collections } from "../count/collectors.ts";
import type { SurfaceCounts } from "../count/surface-set.ts";
import { plainScore, type Score } from "./scores.ts";

/** The scores of one type or of all, and the numbers of different strings behind them. */
export interface SurfaceRow extends Score {
  readonly correct: number;
  readonly gold: number;
  readonly pred: number;
}

/** The scores of a run: over all types, and by type in the order of the names. */
export interface SurfaceScores {
  readonly micro: SurfaceRow;
  readonly types: readonly (SurfaceRow & { readonly type: string })[];
}

/** Reads all but confidences. Strings are only scored where predictions came without offsets: where some were placed. */
export function readCollected(
  { surfaceSet, confidence: _, ...others }: Collections,
  { grounding }: { readonly grounding?: object | undefined },
): Omit<Collections, "surfaceSet" | "confidence"> & { readonly surfaceSet?: SurfaceScores } {
  return { ...(surfaceSet && grounding && { surfaceSet: surfaceScores(surfaceSet) }), ...others };
}

function surfaceScores(types: readonly SurfaceCounts[]): SurfaceScores {
  const row = ({ correct, gold, pred }: Omit<SurfaceCounts, "type">): SurfaceRow => ({
    ...plainScore(correct, gold, pred),
    ...{ correct, gold, pred },
  });
  const all = { correct: 0, gold: 0, pred: 0 };
  for (const counts of types) for (const name of ["correct", "gold", "pred"] as const) all[name] += counts[name];
  return { micro: row(all), types: types.map((counts) => ({ type: counts.type, ...row(counts) })) };
}
