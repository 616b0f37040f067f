/** Thresholds: leaves out predictions whose score is too low, and counts them. */
import type { Issue, Warning } from "../corpus/issue.ts";
import { compareText, type PredictedSpan } from "../corpus/span.ts";
import {
  thresholdAboveAll,
  thresholdBelowAll,
  thresholdPercent,
  thresholdWithoutScores,
  thresholdWithoutType,
} from "../messages/confidence.ts";

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

/** The scores that one threshold was compared with. */
interface Compared {
  readonly least: number;
  below: number;
  count: number;
  lowest: number;
  highest: number;
}

/** Applies thresholds to predictions, document by document. */
export class ThresholdFilter {
  private readonly thresholds: Thresholds;
  private readonly below = new Map<string, number>();
  private readonly seen = new Set<string>();
  /** By the type of the threshold; undefined is the key of that for all types. */
  private readonly compared = new Map<string | undefined, Compared>();
  private unscored = 0;

  constructor(thresholds: Thresholds) {
    this.thresholds = thresholds;
  }

  /** The predictions at or above their threshold, and those that have no score or no threshold. */
  apply<S extends Pick<PredictedSpan, "type" | "score">>(spans: readonly S[]): readonly S[] {
    return spans.filter(({ type, score }) => {
      this.seen.add(type);
      const own = this.thresholds.types.get(type);
      const least = own ?? this.thresholds.all;
      if (least === undefined) return true;
      if (score === undefined || !Number.isFinite(score)) {
        this.unscored++;
        return true;
      }
      this.note(own === undefined ? undefined : type, least, score);
      if (score >= least) return true;
      this.below.set(type, (this.below.get(type) ?? 0) + 1);
      return false;
    });
  }

  private note(type: string | undefined, least: number, score: number): void {
    let compared = this.compared.get(type);
    if (!compared)
      this.compared.set(type, (compared = { least, below: 0, count: 0, lowest: Infinity, highest: -Infinity }));
    compared.count++;
    if (score < least) compared.below++;
    if (score < compared.lowest) compared.lowest = score;
    if (score > compared.highest) compared.highest = score;
  }

  /** What happened so far. */
  counts(): ThresholdCounts {
    const below = [...this.below].sort(([a], [b]) => compareText(a, b));
    return { belowThreshold: below.map(([type, count]) => ({ type, count })), unscored: this.unscored };
  }

  /** Thresholds above 1 where all scores are from 0 to 1: percent in the place of a fraction, and every prediction would go. */
  mistakes(): Issue[] {
    return this.inOrder().flatMap(([type, { least, count, lowest, highest }]): Issue[] => {
      if (!(least > 1 && lowest >= 0 && highest <= 1)) return [];
      return [thresholdPercent({ type, least, count, lowest, highest })];
    });
  }

  private inOrder(): [string | undefined, Compared][] {
    return [...this.compared].sort(([a = ""], [b = ""]) => compareText(a, b));
  }

  /** Thresholds that met nothing, or that leave out all or, of another scale, nothing: most likely a slip. */
  warnings(): Warning[] {
    const unseen = [...this.thresholds.types.keys()].filter((type) => !this.seen.has(type)).sort(compareText);
    const warnings: Warning[] = unseen.map((type) => thresholdWithoutType(type, this.seen));
    if (this.compared.size === 0 && this.unscored > 0) warnings.push(thresholdWithoutScores());
    for (const [type, { least, below, count, lowest, highest }] of this.inOrder()) {
      const facts = { type, least, count, lowest, highest };
      if (below === count) warnings.push(thresholdAboveAll(facts));
      else if (least > 0 && least <= 1 && lowest > 1) warnings.push(thresholdBelowAll(facts));
    }
    return warnings;
  }
}
