/** Writes GATE XML: the text with nodes in it, and the annotation set `Key`; a file per document. */

import { compareSpans } from "../../corpus/span.ts";
import { typeOfTokens } from "../../messages/convert.ts";
import { furniture } from "../xml/gate.ts";
import { codePointsOf } from "./codepoints.ts";
import { type DocumentWriter, heldBy, impossible, type Written } from "./writer.ts";
import { declaration, xmlAttribute, xmlText } from "./xml.ts";

/** Text and mentions of any kind in one piece. Lost are tokens and scores. */
export const gateWriter: DocumentWriter = {
  name: "gate",
  extensions: [],
  fileEach: ".xml",
  write(document, _, losses) {
    const spans = [...heldBy(document, losses, {})].sort(compareSpans);
    const place = codePointsOf(document);
    for (const span of spans) {
      // A node within a character would break it in two.
      place(span);
      if (furniture.has(span.type)) throw impossible(document, typeOfTokens(span.type));
    }
    const annotations = spans.map(({ start, end, type }, i) => {
      const attributes = `Id="${i + 1}" Type=${xmlAttribute(type, document)} StartNode="${start}" EndNode="${end}"`;
      return `<Annotation ${attributes}>\n</Annotation>\n`;
    });
    const nodes = new Set(spans.flatMap(({ start, end }) => [start, end]));
    return `${declaration}<GateDocument version="3">
<TextWithNodes>${withNodes(document, nodes)}</TextWithNodes>
<AnnotationSet Name="Key">
${annotations.join("")}</AnnotationSet>
</GateDocument>
`;
  },
};

/** The text with a node at each of these offsets. */
function withNodes(document: Written, offsets: ReadonlySet<number>): string {
  const { text } = document;
  const parts: string[] = [];
  let at = 0;
  for (const offset of [...offsets].sort((a, b) => a - b)) {
    parts.push(xmlText(text.slice(at, offset), document), `<Node id="${offset}"/>`);
    at = offset;
  }
  return parts.join("") + xmlText(text.slice(at), document);
}
