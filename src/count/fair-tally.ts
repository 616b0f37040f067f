/** FairEval in a tally: which events a document's ledger holds, and where they are counted. */
import type { DocumentColumns, SpanColumns } from "../corpus/columns.ts";
import { lengthOf } from "../corpus/fragments.ts";
import type { Span } from "../corpus/span.ts";
import type { TokenMarks } from "../corpus/tokens.ts";
import { type Group, type Ledger, NONE, overlapAt, sameExtentAt } from "../match/ledger.ts";
import type { Component } from "../match/overlap.ts";
import type { Cells } from "./cells.ts";
import { compareFairly, type FairKind } from "./fair.ts";
import { BITS, compareMasks, MaskedSpans, SPANS } from "./fair-masks.ts";

/** What is counted for a type: every kind of event, wrong types at the gold type and at the predicted one. */
export const fairCounters = [
  "fairTP",
  "fairLEGold",
  "fairLEPred",
  "fairBES",
  "fairBEL",
  "fairBEO",
  "fairLBEGold",
  "fairLBEPred",
  "fairFN",
  "fairFP",
] as const;
export type FairCounter = (typeof fairCounters)[number];

/** Where events are counted: the cells of a document, and the column of the first of `fairCounters` in a row. */
export interface FairCells {
  readonly cells: Pick<Cells, "add">;
  readonly first: number;
}

/** How many spans are in more than one event. */
export interface FairRepeated {
  gold: number;
  pred: number;
}

/** Adds how many spans are in more than one event. */
export function addRepeated(sums: FairRepeated, { gold, pred }: Readonly<FairRepeated>): void {
  sums.gold += gold;
  sums.pred += pred;
}

/** The columns at which an event of each kind is counted: of the gold type and the predicted one, or of the one there is. */
const columnsOf: { readonly [kind in FairKind]: readonly [gold: number, pred: number] } = {
  TP: one("fairTP"),
  LE: [place("fairLEGold"), place("fairLEPred")],
  BES: one("fairBES"),
  BEL: one("fairBEL"),
  BEO: one("fairBEO"),
  LBE: [place("fairLBEGold"), place("fairLBEPred")],
  FN: one("fairFN"),
  FP: one("fairFP"),
};

function place(counter: FairCounter): number {
  return fairCounters.indexOf(counter);
}

function one(counter: FairCounter): [number, number] {
  return [place(counter), NONE];
}

/**
 * Counts the events of a document that `countPairs` does not: those of spans that may have gaps, or among which there is a
 * choice of pairs. Adds to `repeated` how many gold spans and predictions are in more than one of its events.
 */
export function countFairly(document: DocumentColumns, ledger: Ledger, into: FairCells, repeated: FairRepeated): void {
  const { types, gold, pred } = document;
  if (document.hasGaps) countAlone(document, ledger, into);
  for (const group of ledger.groups) {
    if (loadMasks(document, group)) {
      compareMasks(golds, preds, (kind, goldType, predType) => book(into, kind, goldType, predType));
      repeated.gold += golds.repeated;
      repeated.pred += preds.repeated;
      continue;
    }
    const spans = {
      gold: gold.spans(types, group.fromGold, group.toGold),
      pred: pred.spans(types, group.fromPred, group.toPred),
    };
    const component = inTokens(spans, document.marks);
    const comparison = compareFairly(component.gold, component.pred);
    for (const { kind, goldType, predType } of comparison.events)
      book(
        into,
        kind,
        goldType === undefined ? NONE : types.numberOf(goldType),
        predType === undefined ? NONE : types.numberOf(predType),
      );
    repeated.gold += comparison.repeated.gold;
    repeated.pred += comparison.repeated.pred;
  }
}

/** Counts the events of spans that overlap nothing, or one span that overlaps nothing else. */
function countAlone({ gold, pred }: DocumentColumns, { groups, links }: Ledger, into: FairCells): void {
  const all = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
  const goldsInGroups = new Set(groups.flatMap(({ fromGold, toGold }) => all(fromGold, toGold)));
  const predsInGroups = new Set(groups.flatMap(({ fromPred, toPred }) => all(fromPred, toPred)));
  for (let g = 0; g < gold.length; g++) {
    if (goldsInGroups.has(g)) continue;
    const partner = links.ofGold[g]!;
    if (partner === NONE) book(into, "FN", gold.type[g]!, NONE);
    else book(into, kindAt(gold, g, pred, partner), gold.type[g]!, pred.type[partner]!);
  }
  for (let p = 0; p < pred.length; p++)
    if (links.ofPred[p] === NONE && !predsInGroups.has(p)) book(into, "FP", NONE, pred.type[p]!);
}

/** Counts an event; `NONE` for a type that it has not. */
function book({ cells, first }: FairCells, kind: FairKind, goldType: number, predType: number): void {
  const columns = columnsOf[kind];
  cells.add(goldType === NONE ? predType : goldType, first + columns[0]);
  if (columns[1] !== NONE) cells.add(predType, first + columns[1]);
}

/** What a pair of spans is that overlap each other and nothing else. */
function kindAt(gold: SpanColumns, g: number, pred: SpanColumns, p: number): FairKind {
  const rightType = gold.type[g] === pred.type[p];
  if (sameExtentAt(gold, g, pred, p)) return rightType ? "TP" : "LE";
  if (!rightType) return "LBE";
  const shared = overlapAt(gold, g, pred, p);
  if (shared === lengthAt(pred, p)) return "BES";
  return shared === lengthAt(gold, g) ? "BEL" : "BEO";
}

function lengthAt({ start, end, fragments }: SpanColumns, at: number): number {
  const pieces = fragments?.[at];
  return lengthOf({ start: start[at]!, end: end[at]!, ...(pieces && { fragments: pieces }) });
}

/**
 * FairEval counts in tokens. Where a span is in several pieces, or does not begin and end with a token, the component is
 * counted in characters instead: in tokens, different extents could look the same.
 */
function inTokens({ gold, pred }: Component, marks: TokenMarks): Component {
  if (![...gold, ...pred].every((span) => fits(span, marks))) return { gold, pred };
  const inSpan = ({ start, end, type }: Span): Span => ({ start: marks.before(start), end: marks.before(end), type });
  return { gold: gold.map(inSpan), pred: pred.map(inSpan) };
}

/** Whether a span is in one piece that begins where a token begins, and ends where one ends. */
function fits({ start, end, fragments }: Span, marks: TokenMarks): boolean {
  return fragments === undefined && isWhole(marks, start, end);
}

/** Whether an extent begins where a token begins, and ends where one ends. */
function isWhole(marks: TokenMarks, start: number, end: number): boolean {
  if (marks.cuts(start) || marks.cuts(end)) return false;
  return marks.countIn(start, start + 1) > 0 && marks.countIn(end - 1, end) > 0;
}

/** The group that is counted in bits. */
const golds = new MaskedSpans();
const preds = new MaskedSpans();

/** Puts a group into bits, in tokens or in characters; false where it is too large or not flat, or spans are in pieces. */
function loadMasks(document: DocumentColumns, { fromGold, toGold, fromPred, toPred }: Group): boolean {
  const { gold, pred, marks } = document;
  if (document.hasGaps || toGold - fromGold > SPANS || toPred - fromPred > SPANS) return false;
  const tokens = areWhole(gold, fromGold, toGold, marks) && areWhole(pred, fromPred, toPred, marks);
  const first = Math.min(gold.start[fromGold] ?? Infinity, pred.start[fromPred] ?? Infinity);
  return loadSide(golds, gold, fromGold, toGold, first, tokens, marks) && loadSide(preds, pred, fromPred, toPred, first, tokens, marks); // biome-ignore format: one line.
}

function areWhole({ start, end }: SpanColumns, from: number, to: number, marks: TokenMarks): boolean {
  for (let i = from; i < to; i++) if (!isWhole(marks, start[i]!, end[i]!)) return false;
  return true;
}

function loadSide(
  side: MaskedSpans,
  { start, end, type }: SpanColumns,
  from: number,
  to: number,
  first: number,
  tokens: boolean,
  marks: TokenMarks,
): boolean {
  side.clear();
  const at = (offset: number) => (tokens ? marks.before(offset) - marks.before(first) : offset - first);
  for (let i = from; i < to; i++) {
    if (end[i]! <= start[i]! || (i > from && start[i]! < end[i - 1]!)) return false;
    const begin = at(start[i]!);
    const stop = at(end[i]!);
    if (stop > BITS) return false;
    side.push(begin, stop - begin, type[i]!);
  }
  return true;
}
