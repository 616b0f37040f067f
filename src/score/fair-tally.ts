/** FairEval in a tally: which events a document's ledger holds, and where they are counted. */
import type { Span } from "../corpus/span.ts";
import type { Tokenization } from "../corpus/tokens.ts";
import type { PairKind } from "../match/kinds.ts";
import type { Ledger } from "../match/ledger.ts";
import type { Component } from "../match/overlap.ts";
import { boundaryError, compareFairly } from "./fair.ts";
import { type FairBooking, type FairCounts, type FairKind, noFairCounts } from "./fair-counts.ts";

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

/** Adds one to a counter of a type. */
export type BookFair = (type: string, counter: FairCounter) => void;

/** Counts the events of a document. Returns how many gold spans and predictions stand in more than one of them. */
export function tallyFairly(ledger: Ledger, tokens: Tokenization, book: BookFair): { gold: number; pred: number } {
  for (const link of ledger.alone) {
    const { gold, pred } = link;
    const kind = gold && pred ? kindOf(link.kind, gold, pred) : gold ? "FN" : "FP";
    bookEvent(kind, gold?.type, pred?.type, book);
  }
  const repeated = { gold: 0, pred: 0 };
  for (const component of ledger.contested) {
    const { gold, pred } = inTokens(component, tokens);
    const comparison = compareFairly(gold, pred);
    for (const { kind, goldType, predType } of comparison.events) bookEvent(kind, goldType, predType, book);
    repeated.gold += comparison.repeated.gold;
    repeated.pred += comparison.repeated.pred;
  }
  return repeated;
}

function kindOf(kind: PairKind, gold: Span, pred: Span): FairKind {
  return kind === "correct" ? "TP" : kind === "type" ? "LE" : kind === "both" ? "LBE" : boundaryError(gold, pred);
}

function bookEvent(kind: FairKind, goldType: string | undefined, predType: string | undefined, book: BookFair): void {
  if (kind === "LE" || kind === "LBE") {
    book(goldType!, `fair${kind}Gold`);
    book(predType!, `fair${kind}Pred`);
  } else book((goldType ?? predType)!, counterOf[kind]);
}

/** Where events are counted that have one type. */
const counterOf = {
  TP: "fairTP",
  BES: "fairBES",
  BEL: "fairBEL",
  BEO: "fairBEO",
  FN: "fairFN",
  FP: "fairFP",
} as const;

/**
 * FairEval counts in tokens. Where a span is in several pieces, or does not begin and end with a token, the component is
 * counted in characters instead: in tokens, different extents could look the same.
 */
function inTokens({ gold, pred }: Component, tokens: Tokenization): Component {
  const spans = [...gold, ...pred];
  if (!spans.every((span) => fits(span, tokens))) return { gold, pred };
  const before = tokensBefore(
    spans.flatMap(({ start, end }) => [start, end]),
    tokens,
  );
  const inSpan = ({ start, end, type }: Span): Span => ({ start: before.get(start)!, end: before.get(end)!, type });
  return { gold: gold.map(inSpan), pred: pred.map(inSpan) };
}

/** Whether a span is in one piece that begins where a token begins, and ends where one ends. */
function fits({ start, end, fragments }: Span, tokens: Tokenization): boolean {
  if (fragments || tokens.cuts(start) || tokens.cuts(end)) return false;
  return tokens.countIn(start, start + 1) > 0 && tokens.countIn(end - 1, end) > 0;
}

/** How many tokens stand between the first of some edges and each of them. None cuts a token, so all text is read once. */
function tokensBefore(edges: readonly number[], tokens: Tokenization): ReadonlyMap<number, number> {
  const before = new Map<number, number>();
  let count = 0;
  let last: number | undefined;
  for (const edge of [...new Set(edges)].sort((a, b) => a - b)) {
    if (last !== undefined) count += tokens.countIn(last, edge);
    before.set(edge, count);
    last = edge;
  }
  return before;
}

/** The counts of a row, wrong types at the gold type (`target`) or at the predicted one (`system`). */
export function fairCountsOf(countOf: (counter: FairCounter) => number, booking: FairBooking): FairCounts {
  const side = booking === "target" ? "Gold" : "Pred";
  return {
    ...noFairCounts,
    TP: countOf("fairTP"),
    LE: countOf(`fairLE${side}`),
    BES: countOf("fairBES"),
    BEL: countOf("fairBEL"),
    BEO: countOf("fairBEO"),
    LBE: countOf(`fairLBE${side}`),
    FN: countOf("fairFN"),
    FP: countOf("fairFP"),
  };
}
