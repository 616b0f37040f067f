/** Kinds: what one link between gold and prediction says about the recognizer. */
import { type Span, sameExtent } from "../corpus/span.ts";

/** What happened to a gold span and a predicted span that were linked. */
export type PairKind =
  /** Same text, same type. */
  | "correct"
  /** Same text, another type. */
  | "type"
  /** Overlapping text, same type. */
  | "boundary"
  /** Overlapping text, another type. */
  | "both";

/**
 * What became of a gold span as one number: missed, linked by a {@link PairKind}, or, from `BOUNDARY` on, in the order of
 * `boundaryKinds` how the edges of its prediction are off.
 */
export const [MISSED, CORRECT, TYPE, BOTH, BOUNDARY] = [0, 1, 2, 3, 4];

/** The kinds of errors, in the order in which they are shown. */
export const errorKinds = ["boundary", "type", "both", "missed", "spurious"] as const;

/** A line of the ledger: a gold span and its prediction, or one of them alone. */
export type Link =
  | { readonly kind: PairKind; readonly gold: Span; readonly pred: Span }
  | { readonly kind: "missed"; readonly gold: Span; readonly pred?: undefined }
  | { readonly kind: "spurious"; readonly gold?: undefined; readonly pred: Span };

/** The link between two overlapping spans. */
export function linkOf(gold: Span, pred: Span): Link {
  const kind = sameExtent(gold, pred)
    ? gold.type === pred.type
      ? "correct"
      : "type"
    : gold.type === pred.type
      ? "boundary"
      : "both";
  return { kind, gold, pred };
}
