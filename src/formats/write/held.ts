/** What formats hold: the spans that are written, with a note of everything that most formats have no place for. */

import type { PredictedSpan } from "../../corpus/span.ts";
import { lost } from "../../messages/convert.ts";
import type { LossLog, Written } from "./writer.ts";

/** What a format has a place for, beside texts and mentions in one piece. */
export interface Holds {
  readonly tokens?: boolean;
  readonly pieces?: boolean;
  readonly scores?: boolean;
}

/** The spans that a format can hold. Everything of the document that is not among what it `holds` is noted as lost. */
export function heldBy(document: Written, losses: LossLog, holds: Holds): readonly PredictedSpan[] {
  const { spans, tokens, annotated, unannotated } = document;
  const held = holds.pieces ? spans : spans.filter(({ fragments }) => fragments === undefined);
  losses.add(lost.fragments, document, spans.length - held.length);
  if (!holds.scores) losses.add(lost.scores, document, held.filter(({ score }) => score !== undefined).length);
  if (!holds.tokens) losses.add(lost.tokens, document, tokens?.length ?? 0);
  losses.add(lost.unannotatedRegions, document, unannotated?.length ?? 0);
  if (annotated === false) losses.add(lost.unannotatedDocuments, document);
  return held;
}
