/** Gate rules: what the flags about gates ask for, and whether they go together. */
import type { Floor, Limit } from "../analyze/gates.ts";
import { NerEvalError } from "../corpus/error.ts";
import type { Warning } from "../corpus/issue.ts";
import { printMetric } from "../score/metrics.ts";
import { dropFraction } from "./messages/gates.ts";
import { dropWithoutBaseline, dropWithoutResamples, gateLevelLow, gateWithoutBeta } from "./messages/usage.ts";
import type { ScoreFlags } from "./options.ts";
import { inPercent, USUAL } from "./values.ts";

/** Below how many points a drop that is allowed was most likely meant as a fraction. */
const FEW_POINTS = 0.1;

/** Warnings about limits that were most likely meant as fractions: `--max-drop 0.01`. */
export function fractionWarnings(limits: readonly Limit[]): Warning[] {
  return limits.flatMap(({ metric, most }): Warning[] => {
    const points = inPercent(most);
    if (points === 0 || points >= FEW_POINTS) return [];
    return [dropFraction(printMetric(metric), points, inPercent(points))];
  });
}

/** What the gates of a run are; undefined where it has none. A baseline without a limit may drop by nothing, in strict F1. */
export interface Gates {
  readonly floors: readonly Floor[];
  readonly baseline: string | undefined;
  readonly limits: readonly Limit[];
}

type GateFlags = Pick<ScoreFlags, "failUnder" | "baseline" | "maxDrop" | "resamples" | "level" | "beta">;

/**
 * The gates of these flags.
 *
 * @throws NerEvalError `usage` where they do not go together.
 */
export function gatesOf(flags: GateFlags): Gates | undefined {
  const { failUnder: floors, baseline, maxDrop, level, resamples, beta } = flags;
  if (baseline === undefined && maxDrop.length > 0) throw new NerEvalError(dropWithoutBaseline());
  if (floors.length === 0 && baseline === undefined) return undefined;
  if (baseline !== undefined && resamples === 0) throw new NerEvalError(dropWithoutResamples());
  if (baseline !== undefined && level <= 0.5) throw new NerEvalError(gateLevelLow(level));
  if (beta === 1 && [...floors, ...maxDrop].some(({ metric }) => metric.measure === "fbeta"))
    throw new NerEvalError(gateWithoutBeta());
  const limits = baseline !== undefined && maxDrop.length === 0 ? [{ metric: USUAL, most: 0 }] : maxDrop;
  return { floors, baseline, limits };
}
