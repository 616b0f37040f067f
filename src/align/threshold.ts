/** Thresholds: leaves out predictions whose score is too low, and counts them. */
import type { Warning } from "../corpus/issue.ts";
import { compareText, type PredictedSpan } from "../corpus/span.ts";

/** The lowest score that is kept. Types are those after renaming. */
export interface Thresholds {
  /** For every type without one of its own; undefined for none. */
  readonly all: number | undefined;
  readonly types: ReadonlyMap<string, number>;
}

/** What thresholds did. */
export interface ThresholdCounts {
  /** Predictions left out because their score is below the threshold, by type in the order of the names. */
  readonly belowThreshold: readonly { readonly type: string; readonly count: number }[];
  /** Predictions that a threshold was meant for and that have no score; they are kept. */
  readonly unscored: number;
}

/** The thresholds as `0.5` and `PER=0.7`, the same for the same thresholds. */
export function printThresholds({ all, types }: Thresholds): string[] {
  const named = [...types].sort(([a], [b]) => compareText(a, b));
  return [...(all === undefined ? [] : [String(all)]), ...named.map(([type, least]) => `${type}=${least}`)];
}

/** Applies thresholds to predictions, document by document. */
export class ThresholdFilter {
  private readonly thresholds: Thresholds;
  private readonly below = new Map<string, number>();
  private readonly seen = new Set<string>();
  private compared = 0;
  private unscored = 0;

  constructor(thresholds: Thresholds) {
    this.thresholds = thresholds;
  }

  /** The predictions at or above their threshold, and those that have no score or no threshold. */
  apply<S extends Pick<PredictedSpan, "type" | "score">>(spans: readonly S[]): readonly S[] {
    return spans.filter(({ type, score }) => {
      this.seen.add(type);
      const least = this.thresholds.types.get(type) ?? this.thresholds.all;
      if (least === undefined) return true;
      if (score === undefined || !Number.isFinite(score)) {
        this.unscored++;
        return true;
      }
      this.compared++;
      if (score >= least) return true;
      this.below.set(type, (this.below.get(type) ?? 0) + 1);
      return false;
    });
  }

  /** What happened so far. */
  counts(): ThresholdCounts {
    const below = [...this.below].sort(([a], [b]) => compareText(a, b));
    return { belowThreshold: below.map(([type, count]) => ({ type, count })), unscored: this.unscored };
  }

  /** Thresholds that met nothing: most likely a slip. */
  warnings(): Warning[] {
    const code = "threshold-unused";
    const unseen = [...this.thresholds.types.keys()].filter((type) => !this.seen.has(type)).sort(compareText);
    const warnings: Warning[] = unseen.map((type) => ({
      code,
      message: `there is a threshold for ${type}, but no prediction of that type`,
    }));
    if (this.compared === 0 && this.unscored > 0)
      warnings.push({ code, message: "the threshold leaves nothing out: no prediction that it is for has a score" });
    return warnings;
  }
}
