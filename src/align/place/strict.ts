/** Strict counts of some documents, without a ledger: how many mentions each side has, and how many are the same. */
import { piecesOf } from "../../corpus/fragments.ts";
import type { PredictedSpan, Span } from "../../corpus/span.ts";
import type { StrictCounts } from "./unit-messages.ts";

interface Sides {
  readonly gold: readonly Span[];
  readonly pred: readonly PredictedSpan[];
  readonly unplaced: readonly unknown[];
}

/** The counts of documents that are ready for matching. */
export function sumStrict(documents: readonly Sides[]): StrictCounts {
  let [gold, pred, correct] = [0, 0, 0];
  for (const document of documents) {
    gold += document.gold.length;
    pred += document.pred.length + document.unplaced.length;
    correct += sameSpans(document);
  }
  return { gold, pred, correct };
}

function sameSpans({ gold, pred }: Sides): number {
  const left = new Map<string, number>();
  for (const span of gold) left.set(keyOf(span), (left.get(keyOf(span)) ?? 0) + 1);
  let same = 0;
  for (const span of pred) {
    const count = left.get(keyOf(span)) ?? 0;
    if (count === 0) continue;
    left.set(keyOf(span), count - 1);
    same++;
  }
  return same;
}

function keyOf(span: Span): string {
  return `${piecesOf(span)
    .map(({ start, end }) => `${start}-${end}`)
    .join(" ")} ${span.type}`;
}
