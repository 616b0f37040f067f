/** Matching for callers that have spans as objects: the pairings of one document as lists of links. */
import { checkSpans } from "../corpus/check-records.ts";
import { DocumentColumns, TypeNames } from "../corpus/columns.ts";
import { arrayOf, overlap } from "../corpus/expect.ts";
import { type Span, sortSpans } from "../corpus/span.ts";
import { type Link, linkOf } from "./kinds.ts";
import { Ledger, NONE, type Pairing, reaches } from "./ledger.ts";
import { type Component, forEachComponent } from "./overlap.ts";

/**
 * What the recognizer did with one document.
 *
 * `links` is the account that error kinds, boundary errors and examples are read off. It is the one-to-one pairing of
 * overlapping spans that has, in falling importance, the most exact matches, the most spans of the same extent, the
 * most overlap (UTF-16 code units) with the right type, the most overlap, the most pairs of the right type, the most
 * pairs; ties go by position. It does not depend on the order of the input.
 *
 * A scheme's number is the best its own definition allows, which may take another pairing: `byExtent` serves strict,
 * exact and partial (most exact matches, then same extents, then pairs), `byType` serves type (most pairs of the right
 * type, then most pairs). In all three lists each gold span and each predicted span is in exactly one link.
 */
export interface Matching {
  readonly links: readonly Link[];
  readonly byExtent: readonly Link[];
  readonly byType: readonly Link[];
  /** For every overlap threshold that was asked for: the pairs of the pairing with the most that reach it. */
  readonly byOverlap: readonly OverlapPairing[];
  /** The links of which there was no choice: a span alone, or one on each side. */
  readonly alone: readonly Link[];
  /** The groups of overlapping spans of which all other links were made. */
  readonly contested: readonly Component[];
  /** Gold spans that several predictions share. */
  readonly split: readonly Span[];
  /** Predictions that share several gold spans. */
  readonly merged: readonly Span[];
}

/** The pairs chosen for one threshold of intersection over union, and which of them count: those of one type that reach it. */
export interface OverlapPairing {
  readonly threshold: number;
  readonly links: readonly { readonly gold: Span; readonly pred: Span; readonly counts: boolean }[];
}

/**
 * Matches the spans of a document: flat, nested and discontinuous ones, in any order, repeated ones too. Each of
 * `overlaps`, above 0 and at most 1, gets a pairing of its own.
 *
 * @throws NerEvalError where a span is invalid, such as one whose start is NaN or behind its end.
 */
export function matchSpans(gold: readonly Span[], pred: readonly Span[], overlaps: readonly number[] = []): Matching {
  checkSpans(gold, "gold");
  checkSpans(pred, "pred");
  if (overlaps.length > 0) arrayOf(overlap)(overlaps, "overlaps");
  const columns = new DocumentColumns(new TypeNames());
  columns.load({ id: "", text: "", gold, pred });
  const ledger = new Ledger(overlaps);
  ledger.match(columns);
  return matchingOf(columns, ledger, sortSpans(gold), sortSpans(pred));
}

/** The pairings of a document that was matched last, with its spans in canonical order. */
export function matchingOf(
  columns: DocumentColumns,
  { links, byExtent, byType, byOverlap, groups, split, merged }: Ledger,
  gold: readonly Span[],
  pred: readonly Span[],
): Matching {
  const contested = new Set(groups.map(({ fromGold, fromPred }) => `${fromGold} ${fromPred}`));
  const alone: Link[] = [];
  const listed = (pairing: Pairing, singles?: Link[]): Link[] => {
    const list: Link[] = [];
    forEachComponent(columns.gold, columns.pred, (fromGold, toGold, fromPred, toPred) => {
      const before = list.length;
      for (let g = fromGold; g < toGold; g++) {
        const p = pairing.ofGold[g]!;
        list.push(p === NONE ? { kind: "missed", gold: gold[g]! } : linkOf(gold[g]!, pred[p]!));
      }
      for (let p = fromPred; p < toPred; p++)
        if (pairing.ofPred[p] === NONE) list.push({ kind: "spurious", pred: pred[p]! });
      if (singles && !contested.has(`${fromGold} ${fromPred}`)) singles.push(...list.slice(before));
    });
    return list;
  };
  return {
    links: listed(links, alone),
    byExtent: listed(byExtent),
    byType: listed(byType),
    byOverlap: byOverlap.map(({ threshold, pairing }) => ({
      threshold,
      links: gold.flatMap((one, g) => {
        const other = pred[pairing.ofGold[g]!];
        return other ? [{ gold: one, pred: other, counts: reaches(one, other, threshold) }] : [];
      }),
    })),
    alone,
    contested: groups.map(({ fromGold, toGold, fromPred, toPred }) => ({
      gold: gold.slice(fromGold, toGold),
      pred: pred.slice(fromPred, toPred),
    })),
    split: split.map((at) => gold[at]!),
    merged: merged.map((at) => pred[at]!),
  };
}
