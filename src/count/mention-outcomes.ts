/** Outcomes with their words: what became of every gold mention in one run, and what it predicted beside. */
import type { DocumentColumns } from "../corpus/columns.ts";
import { type Place, piecesOf, surfaceOf } from "../corpus/fragments.ts";
import { compareSpans, compareText, type Span, sortSpans, type Unplaced } from "../corpus/span.ts";
import type { Ledger } from "../match/ledger.ts";
import { matchingOf } from "../match/spans.ts";
import { type GoldKind, goldLinks, outcomesIn } from "./outcomes.ts";
import type { Units } from "./units.ts";

/** A mention with its words. Offsets are half-open, in UTF-16 code units; a prediction that stands nowhere has none. */
export interface SeenMention extends Partial<Place> {
  readonly type: string;
  readonly text: string;
}

/** What became of a gold mention. The mention is there where it was not found; and not where the run was saved. */
export interface Outcome {
  readonly type: string;
  readonly kind: GoldKind;
  readonly gold?: SeenMention;
  readonly pred?: SeenMention;
}

/** The outcomes of a document. */
export interface DocumentOutcomes {
  /** By type, then as they stand: the same gold gives the same order. */
  readonly gold: readonly Outcome[];
  /** Predictions that are linked to nothing, in canonical order; undefined where the run was saved. */
  readonly spurious?: readonly SeenMention[];
}

/** By document. */
export type Outcomes = ReadonlyMap<string, DocumentOutcomes>;

/** What is looked at of a document. */
export interface Linked {
  readonly id: string;
  readonly text: string;
  readonly gold: readonly Span[];
  readonly pred: readonly Span[];
  readonly unplaced?: readonly Unplaced[];
  readonly columns: DocumentColumns;
  readonly ledger: Ledger;
}

/** Notes outcomes, document by document. */
export class OutcomeLog {
  private readonly outcomes = new Map<string, DocumentOutcomes>();

  /** Notes what the links of a document say, and the predictions that could not be located in its text. */
  add({ id, text, gold: golds, pred: preds, unplaced = [], columns, ledger }: Linked): void {
    const matching = matchingOf(columns, ledger, sortSpans(golds), sortSpans(preds));
    const seen = ({ start, end, fragments, type }: Span): SeenMention => {
      const place = { start, end, ...(fragments && { fragments }) };
      return { type, text: surfaceOf(place, text), ...place };
    };
    const gold = goldLinks(matching).map(
      ({ gold, pred, kind }): Outcome =>
        kind === "correct"
          ? { type: gold.type, kind }
          : { type: gold.type, kind, gold: seen(gold), ...(pred && { pred: seen(pred) }) },
    );
    const spurious = matching.links.flatMap((link) => (link.kind === "spurious" ? [link.pred] : [])).sort(compareSpans);
    const nowhere = unplaced
      .map(({ type, surface = "" }): SeenMention => ({ type, text: surface }))
      .sort((a, b) => compareText(a.type, b.type) || compareText(a.text, b.text));
    this.outcomes.set(id, { gold, spurious: [...spurious.map(seen), ...nowhere] });
  }

  /** Adds what another log noted, of other documents. */
  merge(other: OutcomeLog): void {
    for (const [id, outcomes] of other.outcomes) this.outcomes.set(id, outcomes);
  }

  /** What was noted. */
  result(): Outcomes {
    return this.outcomes;
  }
}

/** The outcomes of a saved run, which knows of kinds only; undefined where it was saved without them. */
export function savedOutcomes(units: Units): Outcomes | undefined {
  const outcomes = new Map<string, DocumentOutcomes>();
  for (const [u, id] of units.ids.entries()) {
    const gold = outcomesIn(units, u);
    if (gold === undefined) return undefined;
    outcomes.set(id, { gold });
  }
  return outcomes;
}

/** A text that two mentions of a document have alike where they are the same. */
export function keyOf({ start, end, fragments, type, text }: SeenMention): string {
  if (start === undefined || end === undefined) return `nowhere ${text.length}:${text} ${type}`;
  const pieces = piecesOf({ start, end, ...(fragments && { fragments }) }).map(
    (piece) => `${piece.start}-${piece.end}`,
  );
  return `${pieces.join(" ")} ${type}`;
}
