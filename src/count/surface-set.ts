/**
 * String sets: the different pairs of string and type in each document, wherever and how often they occur. Their scores are
 * published for models that answer without offsets.
 */
import type { Prediction } from "../corpus/document.ts";
import { surfaceOf } from "../corpus/fragments.ts";
import { compareText, type PredictedSpan, type Span, type Unplaced } from "../corpus/span.ts";

/** The numbers of different strings of a type: on both sides, and on either. */
export interface SurfaceCounts {
  readonly type: string;
  readonly correct: number;
  readonly gold: number;
  readonly pred: number;
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

/** Adds up documents. */
export class SurfaceTally {
  private readonly types = new Map<string, { correct: number; gold: number; pred: number }>();

  /** A tally of counts as they were saved. */
  static from(types: readonly SurfaceCounts[]): SurfaceTally {
    const tally = new SurfaceTally();
    for (const counts of types) tally.addCounts(counts);
    return tally;
  }

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
  merge(other: SurfaceTally): void {
    for (const counts of other.result()) this.addCounts(counts);
  }

  /** The counts of the documents so far, in the order of the types' names. */
  result(): SurfaceCounts[] {
    return Array.from(this.types, ([type, counts]) => ({ type, ...counts })).sort((a, b) =>
      compareText(a.type, b.type),
    );
  }

  private addCounts({ type, correct, gold, pred }: SurfaceCounts): void {
    const counts = this.countsOf(type);
    counts.correct += correct;
    counts.gold += gold;
    counts.pred += pred;
  }

  private countsOf(type: string): { correct: number; gold: number; pred: number } {
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
