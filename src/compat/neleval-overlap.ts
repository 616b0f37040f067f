/** neleval's credit by overlap: each span gets the share of its tokens that spans of the other side cover. */
import { ratioOr } from "../score/scores.ts";
import type { TokenSpan } from "./profile.ts";

/** `max` is the share that the best single span covers, `sum` the share that all together cover. */
export type OverlapMode = "max" | "sum";

/** True positives are counted on either side, since a prediction and a gold span may get different credit. */
export interface Matrix {
  readonly ptp: number;
  readonly fp: number;
  readonly rtp: number;
  readonly fn: number;
}

/** Spans of the other side, by the span they overlap. */
type Overlaps = Map<TokenSpan, TokenSpan[]>;

export class OverlapTally {
  private readonly mode: OverlapMode;
  private readonly typed: boolean;
  private readonly gold = { spans: 0, credit: 0 };
  private readonly pred = { spans: 0, credit: 0 };

  /** `typed` lets only spans of one type overlap. */
  constructor(mode: OverlapMode, typed: boolean) {
    this.mode = mode;
    this.typed = typed;
  }

  /** Adds a document. */
  add(gold: readonly TokenSpan[], pred: readonly TokenSpan[]): void {
    const golds = inOrder(gold);
    const preds = inOrder(pred);
    const overGold: Overlaps = new Map(golds.map((span) => [span, []]));
    const overPred: Overlaps = new Map(preds.map((span) => [span, []]));
    const types = this.typed ? new Set(preds.map(({ type }) => type)) : [undefined];
    for (const type of types) {
      const side = (spans: readonly TokenSpan[]) => spans.filter((span) => type === undefined || span.type === type);
      sweep(side(golds), side(preds), overGold, overPred);
    }
    this.sum(this.gold, overGold);
    this.sum(this.pred, overPred);
  }

  /** What is not credited is an error; what is right is what is left of the spans after the errors. */
  matrix(): Matrix {
    const fp = this.pred.spans - this.pred.credit;
    const fn = this.gold.spans - this.gold.credit;
    return { ptp: this.pred.spans - fp, fp, rtp: this.gold.spans - fn, fn };
  }

  private sum(side: { spans: number; credit: number }, overlaps: Overlaps): void {
    side.spans += overlaps.size;
    for (const [span, others] of overlaps) {
      if (others.length > 0) side.credit += ratioOr(covered(span, others, this.mode), span.end - span.start, 0);
    }
  }
}

/** Copies, so that a span listed twice is two spans, by start, the longer first. */
function inOrder(spans: readonly TokenSpan[]): TokenSpan[] {
  return spans.map((span) => ({ ...span })).sort(compare);
}

function compare(a: TokenSpan, b: TokenSpan): number {
  return a.start - b.start || b.end - a.end;
}

/**
 * Finds overlaps from the end backwards, always letting go of the later span. That finds them all where the spans of a
 * side do not overlap; where they do, it misses some, as neleval does.
 */
function sweep(golds: TokenSpan[], preds: TokenSpan[], overGold: Overlaps, overPred: Overlaps): void {
  while (golds.length > 0 && preds.length > 0) {
    const [gold, pred] = [golds.at(-1)!, preds.at(-1)!];
    if (gold.start < pred.end && pred.start < gold.end) {
      overGold.get(gold)!.push(pred);
      overPred.get(pred)!.push(gold);
    }
    (compare(gold, pred) < 0 ? preds : golds).pop();
  }
}

/** How many tokens of the span the others cover. */
function covered(span: TokenSpan, others: readonly TokenSpan[], mode: OverlapMode): number {
  const shared = (from: number, to: number): number => Math.min(span.end, to) - Math.max(span.start, from);
  if (mode === "max") return Math.max(...others.map(({ start, end }) => shared(start, end)));
  let tokens = 0;
  let reached = span.start;
  for (const { start, end } of [...others].sort(compare)) {
    tokens += Math.max(0, shared(Math.max(start, reached), end));
    reached = Math.max(reached, end);
  }
  return tokens;
}
