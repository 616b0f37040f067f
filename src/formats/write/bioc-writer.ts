/** Writes BioC XML: a collection of documents of one passage each. */

import { type Extent, piecesOf, surfaceOf } from "../../corpus/fragments.ts";
import { nameWithBlanks } from "../../messages/convert.ts";
import { codePointsOf } from "./codepoints.ts";
import { type DocumentWriter, heldBy, impossible, type Written } from "./writer.ts";
import { declaration, xmlText } from "./xml.ts";

/** Text and mentions of any kind, in code points. Lost are tokens and scores. */
export const biocWriter: DocumentWriter = {
  name: "bioc",
  extensions: [".bioc.xml"],
  frame: {
    before: `${declaration}<collection>\n<source>ner-eval</source>\n<date></date>\n<key></key>\n`,
    between: "",
    behind: "</collection>\n",
  },
  write(document, _, losses) {
    const place = codePointsOf(document);
    const location = (piece: Extent) => {
      const { start, end } = place(piece);
      return `<location offset="${start}" length="${end - start}"/>`;
    };
    const annotations = heldBy(document, losses, { pieces: true }).map((span, i) => {
      const type = `<infon key="type">${trimmed(span.type, "type", document)}</infon>`;
      const surface = `<text>${xmlText(surfaceOf(span, document.text), document)}</text>`;
      return `<annotation id="T${i + 1}">${type}${piecesOf(span).map(location).join("")}${surface}</annotation>\n`;
    });
    return `<document>
<id>${trimmed(document.id, "id", document)}</id>
<passage>
<offset>0</offset>
<text>${xmlText(document.text, document)}</text>
${annotations.join("")}</passage>
</document>
`;
  },
};

/** Names are read without the blanks around them. */
function trimmed(name: string, what: "id" | "type", document: Written): string {
  if (name === name.trim() && name !== "") return xmlText(name, document);
  throw impossible(document, nameWithBlanks(what, name));
}
