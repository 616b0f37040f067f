/** Writes inline XML: mentions are elements in the running text; a file per document. */
import type { PredictedSpan } from "../../corpus/span.ts";
import { type DocumentWriter, heldBy, nestableOf, type Written } from "./writer.ts";
import { xmlAttribute, xmlText } from "./xml.ts";

/** Text and nested mentions. Lost are mentions that cross others or are in pieces, tokens and scores. */
export const inlineXmlWriter: DocumentWriter = {
  name: "inline-xml",
  extensions: [],
  fileEach: ".xml",
  write(document, _, losses) {
    const spans = nestableOf(document, heldBy(document, losses, {}), losses);
    // All text is the document's, so that not even a line break may stand around the root.
    return `<?xml version="1.0" encoding="UTF-8"?><doc>${withElements(document, spans)}</doc>`;
  },
};

function withElements(document: Written, spans: readonly PredictedSpan[]): string {
  const { text } = document;
  const parts: string[] = [];
  const open: number[] = [];
  let at = 0;
  const writeUntil = (offset: number) => {
    parts.push(xmlText(text.slice(at, offset), document));
    at = offset;
  };
  const closeUntil = (offset: number) => {
    while (open.length > 0 && open.at(-1)! <= offset) {
      writeUntil(open.pop()!);
      parts.push("</ENAMEX>");
    }
    writeUntil(offset);
  };
  for (const { start, end, type } of spans) {
    closeUntil(start);
    // An element that is called after its type could be taken for structure.
    parts.push(`<ENAMEX TYPE=${xmlAttribute(type, document)}>`);
    open.push(end);
  }
  closeUntil(text.length);
  return parts.join("");
}
