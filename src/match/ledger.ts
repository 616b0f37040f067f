/**
 * The ledger of a document: how its gold and its predicted spans are paired, one to one.
 *
 * There are several pairings, since no single one is the best for every scheme. Each is exact, independent of the order
 * of the input, and agrees with the others wherever there is nothing to choose.
 */
import type { DocumentColumns, SpanColumns } from "../corpus/columns.ts";
import { compareFragments, lengthOf } from "../corpus/fragments.ts";
import { overlapOf, type Span, sameExtent } from "../corpus/span.ts";
import { assignFlat } from "./assign-flat.ts";
import { assignNested } from "./assign-nested.ts";
import { boundaryKindAt, splitsAndMerges } from "./boundary.ts";
import { FlatGroup } from "./flat-group.ts";
import { BOTH, BOUNDARY, CORRECT, MISSED, TYPE } from "./kinds.ts";
import { type Component, forEachComponent, isFlat, type Overlap, overlapsOf, type VisitComponent } from "./overlap.ts";

/** Where a span has no partner. */
export const NONE = -1;

/** Who is paired with whom, by position: the partner of each gold span and of each prediction, or `NONE`. */
export class Pairing {
  ofGold = new Int32Array(32);
  ofPred = new Int32Array(32);

  /** Pairs nobody, for so many spans. */
  clear(golds: number, preds: number): void {
    this.reserve(golds, preds);
    // Of the few spans of a document, calling `fill` takes longer.
    const { ofGold, ofPred } = this;
    for (let g = 0; g < golds; g++) ofGold[g] = NONE;
    for (let p = 0; p < preds; p++) ofPred[p] = NONE;
  }

  /** Takes over the pairs of another pairing; `golds` and `preds` are the numbers of spans. */
  load(other: Pairing, golds: number, preds: number): void {
    this.reserve(golds, preds);
    this.ofGold.set(other.ofGold.subarray(0, golds));
    this.ofPred.set(other.ofPred.subarray(0, preds));
  }

  /** Pairs two spans. */
  pair(gold: number, pred: number): void {
    this.ofGold[gold] = pred;
    this.ofPred[pred] = gold;
  }

  private reserve(golds: number, preds: number): void {
    if (this.ofGold.length < golds) this.ofGold = new Int32Array(2 * golds);
    if (this.ofPred.length < preds) this.ofPred = new Int32Array(2 * preds);
  }
}

/** Spans that overlap so that there is a choice of pairs: positions from and up to which they are, on either side. */
export interface Group {
  readonly fromGold: number;
  readonly toGold: number;
  readonly fromPred: number;
  readonly toPred: number;
}

/** The pairs for one threshold of intersection over union; a pair counts if it is of one type and reaches the threshold. */
export interface OverlapColumns {
  readonly threshold: number;
  readonly pairing: Pairing;
}

/**
 * The ledger of one document after the other. Positions are those in the columns of the document that was matched last.
 *
 * `links` serves the account of errors: most exact matches, then most text shared by pairs of the right type, then most
 * text shared, then most pairs of the right type, then most pairs. `byExtent` serves strict, exact and partial (most exact
 * matches, then same extents, then pairs), `byType` serves type (most pairs of the right type, then most pairs).
 */
export class Ledger {
  readonly links = new Pairing();
  /** What became of each gold span by `links`: one of the numbers of `kinds.ts`. */
  kinds = new Uint8Array(32);
  readonly byOverlap: readonly OverlapColumns[];
  /** The groups in which there was a choice; all other spans are alone, or paired with the only one they overlap. */
  readonly groups: Group[] = [];
  /** Gold spans that several predictions share, and predictions that share several gold spans, by position. */
  readonly split: number[] = [];
  readonly merged: number[] = [];
  /** The other pairings of a document with groups. */
  private readonly extents = new Pairing();
  private readonly types = new Pairing();
  private readonly flat = new FlatGroup();
  /** The document being matched. */
  private document: DocumentColumns | undefined;

  /** Each of `overlaps`, above 0 and at most 1, gets a pairing of its own. */
  constructor(overlaps: readonly number[] = []) {
    this.byOverlap = overlaps.map((threshold) => ({ threshold, pairing: new Pairing() }));
  }

  get byExtent(): Pairing {
    return this.groups.length === 0 ? this.links : this.extents;
  }

  get byType(): Pairing {
    return this.groups.length === 0 ? this.links : this.types;
  }

  /** Pairs the spans of a document. O(n log n) for flat spans; groups of nested ones cost an exact assignment each. */
  match(document: DocumentColumns): void {
    const { gold, pred } = document;
    this.document = document;
    this.links.clear(gold.length, pred.length);
    if (this.kinds.length < gold.length) this.kinds = new Uint8Array(2 * gold.length);
    for (let g = 0; g < gold.length; g++) this.kinds[g] = MISSED;
    for (const { pairing } of this.byOverlap) pairing.clear(gold.length, pred.length);
    if (this.groups.length > 0) {
      this.groups.length = 0;
      this.split.length = 0;
      this.merged.length = 0;
    }
    forEachComponent(gold, pred, this.matchComponent);
  }

  /** One function for all documents. */
  private readonly matchComponent: VisitComponent = (fromGold, toGold, fromPred, toPred) => {
    const { gold, pred } = this.document!;
    const golds = toGold - fromGold;
    const preds = toPred - fromPred;
    if (golds + preds === 1) return;
    // Where there is one on either side, neither may be in a gap of the other.
    if (golds === 1 && preds === 1 && overlapAt(gold, fromGold, pred, fromPred) > 0) this.pairAll(fromGold, fromPred);
    else this.matchGroup(fromGold, toGold, fromPred, toPred);
  };

  /** Pairs two spans that overlap each other and nothing else. */
  private pairAll(gold: number, pred: number): void {
    this.links.pair(gold, pred);
    this.kinds[gold] = kindAt(this.document!, gold, pred);
    if (this.groups.length > 0) {
      this.extents.pair(gold, pred);
      this.types.pair(gold, pred);
    }
    for (const { pairing } of this.byOverlap) pairing.pair(gold, pred);
  }

  private matchGroup(fromGold: number, toGold: number, fromPred: number, toPred: number): void {
    const { document, flat, links, extents, types } = this;
    const { gold, pred } = document!;
    if (this.groups.length === 0) {
      extents.load(links, gold.length, pred.length);
      types.load(links, gold.length, pred.length);
    }
    this.groups.push({ fromGold, toGold, fromPred, toPred });
    if (flat.load(gold, pred, fromGold, toGold, fromPred, toPred)) this.matchFlat();
    else this.matchAny(fromGold, toGold, fromPred, toPred);
    for (let g = fromGold; g < toGold; g++) {
      const p = links.ofGold[g]!;
      if (p !== NONE) this.kinds[g] = kindAt(document!, g, p);
    }
  }

  /** Pairs the spans of a flat group. Where two have the same extent, neither overlaps another: so no pair is exact. */
  private matchFlat(): void {
    const { flat } = this;
    flat.chooseLinks(this.linkPair);
    flat.choosePairs(this.extentPair);
    flat.chooseCounted((i) => flat.rightType[i] === 1, this.typePair);
    const { gold, pred } = this.document!;
    for (const { threshold, pairing } of this.byOverlap)
      flat.chooseCounted(
        (i) => reachesAt(gold, flat.gold[i]!, pred, flat.pred[i]!, threshold),
        (g, p) => pairing.pair(g, p),
      );
    for (let i = 1; i < flat.count; i++) {
      if (flat.gold[i] === flat.gold[i - 1] && flat.gold[i] !== this.split.at(-1)) this.split.push(flat.gold[i]!);
      if (flat.pred[i] === flat.pred[i - 1] && flat.pred[i] !== this.merged.at(-1)) this.merged.push(flat.pred[i]!);
    }
  }

  private readonly linkPair = (gold: number, pred: number) => this.links.pair(gold, pred);
  private readonly extentPair = (gold: number, pred: number) => this.extents.pair(gold, pred);
  private readonly typePair = (gold: number, pred: number) => this.types.pair(gold, pred);

  /** Pairs the spans of any group. */
  private matchAny(fromGold: number, toGold: number, fromPred: number, toPred: number): void {
    const { gold, pred, types: names } = this.document!;
    const component = { gold: gold.spans(names, fromGold, toGold), pred: pred.spans(names, fromPred, toPred) };
    const overlaps = overlapsOf(component);
    const exact = exactOf(component, overlaps);
    const rest = without(exact, overlaps);
    const note = (chosen: readonly Overlap[], pairing: Pairing) => {
      for (const { gold, pred } of chosen) pairing.pair(fromGold + gold, fromPred + pred);
    };
    const links = [...exact, ...assign(component, rest, weighLink)];
    note(links, this.links);
    note([...exact, ...assign(component, rest, weighExtent)], this.extents);
    note(assign(component, overlaps, weighType), this.types);
    for (const { threshold, pairing } of this.byOverlap)
      note(
        assign(component, overlaps, (gold, pred) => [reaches(gold, pred, threshold) ? 1 : 0, 1]),
        pairing,
      );
    const { split, merged } = splitsAndMerges(component, overlaps, links);
    for (const at of split) this.split.push(fromGold + at);
    for (const at of merged) this.merged.push(fromPred + at);
  }
}

/** What becomes of a gold span that is paired with a prediction. */
function kindAt({ gold, pred }: DocumentColumns, g: number, p: number): number {
  const rightType = gold.type[g] === pred.type[p];
  if (sameExtentAt(gold, g, pred, p)) return rightType ? CORRECT : TYPE;
  return rightType ? BOUNDARY + boundaryKindAt(gold, g, pred, p) : BOTH;
}

/** The number of UTF-16 code units that two spans share. */
export function overlapAt(gold: SpanColumns, g: number, pred: SpanColumns, p: number): number {
  if (gold.fragments !== undefined || pred.fragments !== undefined)
    return overlapOf(placeAt(gold, g), placeAt(pred, p));
  return Math.min(gold.end[g]!, pred.end[p]!) - Math.max(gold.start[g]!, pred.start[p]!);
}

/** Whether two spans cover the same characters. */
export function sameExtentAt(gold: SpanColumns, g: number, pred: SpanColumns, p: number): boolean {
  if (gold.start[g] !== pred.start[p] || gold.end[g] !== pred.end[p]) return false;
  const [ofGold, ofPred] = [gold.fragments?.[g], pred.fragments?.[p]];
  if (ofGold === undefined && ofPred === undefined) return true;
  return compareFragments(ofGold ?? [placeAt(gold, g)], ofPred ?? [placeAt(pred, p)]) === 0;
}

function placeAt({ start, end, fragments }: SpanColumns, at: number): Span {
  const place = { start: start[at]!, end: end[at]!, type: "" };
  const pieces = fragments?.[at];
  return pieces === undefined ? place : { ...place, fragments: pieces };
}

/** Whether two spans are of one type, and share at least this part of the characters that either covers. */
export function reaches(gold: Span, pred: Span, threshold: number): boolean {
  const shared = overlapOf(gold, pred);
  return gold.type === pred.type && shared >= threshold * (lengthOf(gold) + lengthOf(pred) - shared);
}

/** The same for spans in columns. */
export function reachesAt(gold: SpanColumns, g: number, pred: SpanColumns, p: number, threshold: number): boolean {
  if (gold.type[g] !== pred.type[p]) return false;
  if (gold.fragments !== undefined || pred.fragments !== undefined)
    return reaches(placeAt(gold, g), placeAt(pred, p), threshold);
  const shared = overlapAt(gold, g, pred, p);
  return shared >= threshold * (gold.end[g]! - gold.start[g]! + pred.end[p]! - pred.start[p]! - shared);
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
    const [g, p] = [gold[overlap.gold]!, pred[overlap.pred]!];
    if (g.type !== p.type || !sameExtent(g, p)) continue;
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
