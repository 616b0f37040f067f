/** Nestable spans: those that can be written as brackets or elements around their text. */

import { type PredictedSpan, sortSpans } from "../../corpus/span.ts";
import { lost } from "../../messages/convert.ts";
import type { LossLog, Written } from "./writer.ts";

/** How deep elements and brackets may nest where they are read. */
const DEEPEST = 99;

/** The spans in canonical order, without those that cross others or are nested too deep, which are noted as lost. */
export function nestableOf(document: Written, spans: readonly PredictedSpan[], losses: LossLog): PredictedSpan[] {
  const kept: PredictedSpan[] = [];
  const open: PredictedSpan[] = [];
  for (const span of sortSpans(spans)) {
    while (open.length > 0 && open.at(-1)!.end <= span.start) open.pop();
    const outer = open.at(-1);
    const crosses = outer !== undefined && span.end > outer.end;
    if (crosses) losses.add(lost.crossing, document);
    else if (open.length === DEEPEST) losses.add(lost.deep(DEEPEST), document);
    else {
      open.push(span);
      kept.push(span);
    }
  }
  return kept;
}
