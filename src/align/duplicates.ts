/** Duplicates: spans of the same extent and type that one side has more than once in a document. */
import type { Warning } from "../corpus/issue.ts";
import { compareSpans, compareText, type PredictedSpan, sortSpans } from "../corpus/span.ts";
import { spansRepeated } from "../messages/spans.ts";

/** What becomes of the copies: each is judged, or all but one are left out. */
export const duplicatePolicies = ["keep", "drop"] as const;
export type DuplicatePolicy = (typeof duplicatePolicies)[number];

/** A span that is not alone, and the document it is in. */
interface Example {
  readonly id: string;
  readonly span: PredictedSpan;
}

/** Finds the duplicates of one side, document by document, and counts them. */
export class DuplicateFilter {
  /** The copies beyond the first of their kind. */
  count = 0;
  /** One of them: the first in the order of ids and spans, whatever the order of the input. */
  example: Example | undefined;
  readonly policy: DuplicatePolicy;

  constructor(policy: DuplicatePolicy) {
    this.policy = policy;
  }

  /** The spans of a document that are judged, in canonical order. Of copies that are dropped the surest one stays. */
  apply(spans: readonly PredictedSpan[], id: string): readonly PredictedSpan[] {
    const sorted = sortSpans(spans);
    let copies = 0;
    for (let i = 1; i < sorted.length; i++) {
      if (compareSpans(sorted[i - 1]!, sorted[i]!) !== 0) continue;
      if (copies++ === 0) this.show({ id, span: sorted[i]! });
    }
    this.count += copies;
    return copies === 0 || this.policy === "keep" ? sorted : withoutCopies(sorted);
  }

  private show(example: Example): void {
    const { example: shown } = this;
    const earlier = shown && (compareText(shown.id, example.id) || compareSpans(shown.span, example.span));
    if (earlier === undefined || earlier > 0) this.example = example;
  }
}

/** One warning about the copies on both sides, where there are any and each is judged. */
export function warnRepeated(gold: DuplicateFilter, pred: DuplicateFilter): Warning[] {
  const example = gold.example ?? pred.example;
  if (example === undefined || gold.policy === "drop") return [];
  const { start, end, type } = example.span;
  const facts = { start, end, type, id: example.id };
  return [spansRepeated({ gold: gold.count, pred: pred.count, example: facts })];
}

function withoutCopies(sorted: readonly PredictedSpan[]): PredictedSpan[] {
  const kept: PredictedSpan[] = [];
  for (const span of sorted) {
    const last = kept.at(-1);
    if (!last || compareSpans(last, span) !== 0) kept.push(span);
    else if ((span.score ?? -Infinity) > (last.score ?? -Infinity)) kept[kept.length - 1] = span;
  }
  return kept;
}
