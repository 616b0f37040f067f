/** Code points: offsets as most tools count them, of documents that count UTF-16 code units. */

import type { Extent } from "../../corpus/fragments.ts";
import { isAscii } from "../../corpus/offsets.ts";
import { characterCut } from "../../messages/convert.ts";
import { impossible, type Written } from "./writer.ts";

/**
 * Turns extents of a document's text into code points.
 *
 * @throws NerEvalError `convert-impossible` where an edge stands within a character.
 */
export function codePointsOf(document: Written): (extent: Extent) => Extent {
  const { text } = document;
  if (isAscii(text)) return ({ start, end }) => ({ start, end });
  const counts = new Map<number, number>();
  let at = 0;
  let count = 0;
  for (const character of text) {
    counts.set(at, count++);
    at += character.length;
  }
  counts.set(at, count);
  return (extent) => {
    const [start, end] = [counts.get(extent.start), counts.get(extent.end)];
    if (start !== undefined && end !== undefined) return { start, end };
    throw impossible(document, characterCut(extent));
  };
}
