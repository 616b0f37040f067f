/** How a run is shown, and a run that was judged by gates. */
import type { GateResult } from "../analyze/gates.ts";
import { shownSchemes } from "../run/options.ts";
import type { Run } from "../run/run.ts";
import { normalizations } from "../score/confusion-parts.ts";
import type { SchemeName } from "../score/schemes/registry.ts";

/** Counts, or fractions of each gold type's links or of each predicted type's. */
export const confusionViews = ["counts", ...normalizations] as const;
export type ConfusionView = (typeof confusionViews)[number];

/** What is shown where nothing else is asked for. */
export const usualView: View = { schemes: shownSchemes, digits: 2 };

/** How a report is shown. */
export interface View {
  /** The schemes shown, the first one by type. */
  readonly schemes: readonly SchemeName[];
  /** The beta of F-beta; 1 shows F1 alone. */
  readonly beta?: number;
  /** How the confusion matrix is shown; undefined for not at all. */
  readonly confusion?: ConfusionView | undefined;
  /** Digits after the point, in percent. */
  readonly digits: number;
}

/** A run with what gates found, where there were any. */
export interface GatedRun extends Run {
  readonly gates?: readonly GateResult[] | undefined;
  /** The run that gates compared it with. */
  readonly baseline?: Pick<Run, "name" | "signature" | "inputs"> | undefined;
}
