/**
 * String sets: scores of the different pairs of string and type in each document, wherever and how often they stand, as they
 * are published for models that answer without offsets.
 */
import type { Prediction } from "../corpus/document.ts";
import { surfaceOf } from "../corpus/fragments.ts";
import { compareText, type PredictedSpan, type Span, type Unplaced } from "../corpus/span.ts";
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

/** What is looked at of a document. */
export interface Surfaces {
  readonly text: string;
  readonly gold: readonly Span[];
  readonly pred: readonly PredictedSpan[];
  /** What was predicted and stands nowhere in the text. */
  readonly unplaced: readonly Unplaced[];
  /** What was read. Who predicted nothing at all missed what the gold has. */
  readonly pair: { readonly pred?: Pick<Prediction, "mentions"> | undefined };
}

interface Counts {
  correct: number;
  gold: number;
  pred: number;
}

/** Adds up documents. */
export class SurfaceTally {
  private readonly types = new Map<string, Counts>();

  /**
   * Adds a document; one whose predictions came with offsets is left aside. Strings are the same where they are equal to
   * the letter: gold's as they stand in the text, predicted ones as they were given.
   */
  add({ text, gold, pred, unplaced, pair }: Surfaces): void {
    if (pair.pred && pair.pred.mentions === undefined) return;
    const golds = new Pairs();
    for (const span of gold) golds.add(span.type, surfaceOf(span, text));
    const preds = new Pairs();
    for (const span of pred) preds.add(span.type, span.surface ?? surfaceOf(span, text));
    for (const { type, surface = "" } of unplaced) preds.add(type, surface);
    for (const [type, strings] of golds.types) this.countsOf(type).gold += strings.size;
    for (const [type, strings] of preds.types) {
      const counts = this.countsOf(type);
      counts.pred += strings.size;
      for (const string of strings) if (golds.types.get(type)?.has(string)) counts.correct++;
    }
  }

  /** Adds what another tally counted. */
  addScores({ types }: { readonly types: readonly (Counts & { readonly type: string })[] }): void {
    for (const { type, correct, gold, pred } of types) {
      const counts = this.countsOf(type);
      counts.correct += correct;
      counts.gold += gold;
      counts.pred += pred;
    }
  }

  /** What the documents so far say. */
  finish(): SurfaceScores {
    const rows = [...this.types].sort(([a], [b]) => compareText(a, b));
    const all = { correct: 0, gold: 0, pred: 0 };
    for (const [, counts] of rows) for (const name of ["correct", "gold", "pred"] as const) all[name] += counts[name];
    return { micro: rowOf(all), types: rows.map(([type, counts]) => ({ type, ...rowOf(counts) })) };
  }

  private countsOf(type: string): Counts {
    let counts = this.types.get(type);
    if (!counts) this.types.set(type, (counts = { correct: 0, gold: 0, pred: 0 }));
    return counts;
  }
}

/** The different strings of each type. */
class Pairs {
  readonly types = new Map<string, Set<string>>();

  add(type: string, string: string): void {
    const known = this.types.get(type);
    if (known) known.add(string);
    else this.types.set(type, new Set([string]));
  }
}

function rowOf({ correct, gold, pred }: Counts): SurfaceRow {
  return { ...plainScore(correct, gold, pred), correct, gold, pred };
}
