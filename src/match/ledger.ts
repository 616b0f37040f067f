/** The ledger: gold spans × predicted spans of one document → links, each span in exactly one. */

import { checkSpans } from "../corpus/check-records.ts";
import { arrayOf, overlap } from "../corpus/expect.ts";
import { lengthOf } from "../corpus/fragments.ts";
import { overlapOf, type Span, sameExtent, sortSpans } from "../corpus/span.ts";
import { assignFlat } from "./assign-flat.ts";
import { assignNested } from "./assign-nested.ts";
import { splitsAndMerges } from "./boundary.ts";
import { type Link, linkOf } from "./kinds.ts";
import { type Component, forEachComponent, isFlat, type Overlap, overlapsOf } from "./overlap.ts";

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
 * type, then most pairs). In all three lists each gold span and each predicted span stands exactly once.
 */
export interface Ledger {
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

/** The thresholds of overlap nobody asked for. */
const none: readonly number[] = [];

/**
 * The ledger of a document. Takes flat, nested and discontinuous spans, in any order, repeated ones too. Each of
 * `overlaps`, above 0 and at most 1, gets a pairing of its own.
 *
 * @throws NerEvalError where a span is none, such as one whose start is NaN or behind its end.
 */
export function matchSpans(gold: readonly Span[], pred: readonly Span[], overlaps = none): Ledger {
  checkSpans(gold, "gold");
  checkSpans(pred, "pred");
  if (overlaps.length > 0) arrayOf(overlap)(overlaps, "overlaps");
  return matchChecked(gold, pred, overlaps);
}

/** The same for spans that were checked when they were read. */
export function matchChecked(gold: readonly Span[], pred: readonly Span[], overlaps = none): Ledger {
  const byOverlap = overlaps.map((threshold) => ({ threshold, links: [] }));
  const account: Account = {
    links: [],
    byExtent: [],
    byType: [],
    byOverlap,
    alone: [],
    contested: [],
    split: [],
    merged: [],
  };
  forEachComponent(sortSpans(gold), sortSpans(pred), {
    single: (gold, pred) => {
      // Neither may stand in a gap of the other.
      if (gold && pred && overlapOf(gold, pred) === 0) bookContested({ gold: [gold], pred: [pred] }, account);
      else bookSimple(gold, pred, account);
    },
    group: (component) => bookContested(component, account),
  });
  return account;
}

interface Account {
  readonly links: Link[];
  readonly byExtent: Link[];
  readonly byType: Link[];
  readonly byOverlap: readonly { readonly threshold: number; readonly links: OverlapPairing["links"][number][] }[];
  readonly alone: Link[];
  readonly contested: Component[];
  readonly split: Span[];
  readonly merged: Span[];
}

/** Books a pair that nothing competes with, or a span alone. */
function bookSimple(gold: Span | undefined, pred: Span | undefined, account: Account): void {
  const { links, byExtent, byType, byOverlap, alone } = account;
  const link: Link =
    gold && pred ? linkOf(gold, pred) : gold ? { kind: "missed", gold } : { kind: "spurious", pred: pred! };
  links.push(link);
  byExtent.push(link);
  byType.push(link);
  alone.push(link);
  if (!gold || !pred) return;
  for (const { threshold, links } of byOverlap) links.push({ gold, pred, counts: reaches(gold, pred, threshold) });
}

function bookContested(component: Component, account: Account): void {
  account.contested.push(component);
  const overlaps = overlapsOf(component);
  const exact = exactOf(component, overlaps);
  const links = [...exact, ...assign(component, without(exact, overlaps), weighLink)];
  book(component, links, account.links);
  book(component, [...exact, ...assign(component, without(exact, overlaps), weighExtent)], account.byExtent);
  book(component, assign(component, overlaps, weighType), account.byType);
  for (const { threshold, links } of account.byOverlap) {
    const weighOverlap: Weigh = (gold, pred) => [reaches(gold, pred, threshold) ? 1 : 0, 1];
    for (const { gold: g, pred: p } of assign(component, overlaps, weighOverlap)) {
      const [gold, pred] = [component.gold[g]!, component.pred[p]!];
      links.push({ gold, pred, counts: reaches(gold, pred, threshold) });
    }
  }
  const { split, merged } = splitsAndMerges(component, overlaps, links);
  account.split.push(...split);
  account.merged.push(...merged);
}

/** Whether two spans are of one type, and share at least this part of the characters that either covers. */
function reaches(gold: Span, pred: Span, threshold: number): boolean {
  const shared = overlapOf(gold, pred);
  return gold.type === pred.type && shared >= threshold * (lengthOf(gold) + lengthOf(pred) - shared);
}

/** What linking two spans is worth: criteria in falling importance. */
type Weigh = (gold: Span, pred: Span, length: number) => readonly number[];

const weighLink: Weigh = (gold, pred, length) => {
  const rightType = gold.type === pred.type;
  return [sameExtent(gold, pred) ? 1 : 0, rightType ? length : 0, length, rightType ? 1 : 0, 1];
};
const weighExtent: Weigh = (gold, pred) => [sameExtent(gold, pred) ? 1 : 0, 1];
const weighType: Weigh = (gold, pred) => [gold.type === pred.type ? 1 : 0, 1];

function assign({ gold, pred }: Component, overlaps: readonly Overlap[], weigh: Weigh): Overlap[] {
  if (overlaps.length === 0) return [];
  const weights = overlaps.map((overlap) => weigh(gold[overlap.gold]!, pred[overlap.pred]!, overlap.length));
  const candidates = {
    count: overlaps.length,
    gold: overlaps.map((overlap) => overlap.gold),
    pred: overlaps.map((overlap) => overlap.pred),
    criteria: weights[0]!.length,
    worth: weights.flat(),
  };
  const chosen = isFlat(gold) && isFlat(pred) ? assignFlat(candidates) : assignNested(candidates);
  return chosen.map((at) => overlaps[at]!);
}

/**
 * The exact matches: as many as there can be, equal spans paired in order. Taking them first loses nothing where exact
 * matches come first in the objective, since equal spans of the same type have the same overlaps.
 */
function exactOf({ gold, pred }: Component, overlaps: readonly Overlap[]): Overlap[] {
  const exact: Overlap[] = [];
  const takenGold = new Set<number>();
  const takenPred = new Set<number>();
  for (const overlap of overlaps) {
    if (takenGold.has(overlap.gold) || takenPred.has(overlap.pred)) continue;
    if (linkOf(gold[overlap.gold]!, pred[overlap.pred]!).kind !== "correct") continue;
    exact.push(overlap);
    takenGold.add(overlap.gold);
    takenPred.add(overlap.pred);
  }
  return exact;
}

/** The overlaps that touch none of the taken spans. */
function without(taken: readonly Overlap[], overlaps: readonly Overlap[]): readonly Overlap[] {
  if (taken.length === 0) return overlaps;
  const golds = new Set(taken.map((overlap) => overlap.gold));
  const preds = new Set(taken.map((overlap) => overlap.pred));
  return overlaps.filter((overlap) => !golds.has(overlap.gold) && !preds.has(overlap.pred));
}

/** Books the chosen pairs, and every other span of the component as missed or spurious. */
function book({ gold, pred }: Component, chosen: readonly Overlap[], links: Link[]): void {
  const predOf = new Map(chosen.map((overlap) => [overlap.gold, overlap.pred]));
  const taken = new Set(predOf.values());
  for (const [g, span] of gold.entries()) {
    const p = predOf.get(g);
    links.push(p === undefined ? { kind: "missed", gold: span } : linkOf(span, pred[p]!));
  }
  for (const [p, span] of pred.entries()) if (!taken.has(p)) links.push({ kind: "spurious", pred: span });
}
