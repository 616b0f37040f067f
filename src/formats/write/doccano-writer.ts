/** Writes doccano JSONL: `{"id", "text", "label": [[start, end, label]]}`. */
import { codePointsOf } from "./codepoints.ts";
import { heldBy } from "./held.ts";
import type { DocumentWriter } from "./writer.ts";

/** Text and mentions of any kind in one piece, in code points. Lost are tokens and scores. */
export const doccanoWriter: DocumentWriter = {
  name: "doccano",
  extensions: [],
  write(document, _, losses) {
    const { id, text } = document;
    const place = codePointsOf(document);
    const label = heldBy(document, losses, {}).map((span) => {
      const { start, end } = place(span);
      return [start, end, span.type];
    });
    return `${JSON.stringify({ id, text, label })}\n`;
  },
};
