/** A run: an evaluation with its name, its inputs and how it was made. What every output is written from. */
import type { AlignmentCounts } from "../align/align.ts";
import type { GateResult } from "../analyze/gates.ts";
import type { Warning } from "../corpus/issue.ts";
import type { Signature } from "../run/signature.ts";
import { normalizations } from "../score/confusion.ts";
import type { Results } from "../score/results.ts";
import type { SchemeName } from "../score/schemes/registry.ts";
import type { Intervals } from "../stats/bootstrap.ts";
import type { Input } from "./inputs.ts";

/** How a tagger's predictions came about. */
export interface Tagging {
  readonly tagger: string;
  /** How it learned, in words, such as `5-fold cross-validation over documents (seed 12345)`; undefined for not at all. */
  readonly training: string | undefined;
}

/** An evaluation, ready to be written. */
export interface Run {
  readonly name: string;
  readonly results: Results;
  /** Where they were drawn. */
  readonly intervals?: Intervals | undefined;
  readonly alignment: AlignmentCounts;
  readonly warnings: readonly Warning[];
  readonly inputs: readonly Input[];
  readonly tagging: Tagging | undefined;
  /** The signature; its scheme is the one shown first. */
  readonly signature: Signature;
  /** The options as they were resolved, for the record. */
  readonly options: { readonly [name: string]: unknown };
  /** What came of gates, where there were any. */
  readonly gates?: readonly GateResult[] | undefined;
  /** The run that gates held it against. */
  readonly baseline?: Pick<Run, "name" | "signature" | "inputs"> | undefined;
}

/** Counts, or parts of each gold type's links or of each predicted type's. */
export const confusionViews = ["counts", ...normalizations] as const;
export type ConfusionView = (typeof confusionViews)[number];

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
