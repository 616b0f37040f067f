/** Writes i2b2 XML: a `TEXT`, and `TAGS` with offsets in it; a file per document. */
import { markBeforeText } from "../../messages/convert.ts";
import { codePointsOf } from "./codepoints.ts";
import { type DocumentWriter, heldBy, impossible, type Written } from "./writer.ts";
import { declaration, refuseForeign, xmlAttribute } from "./xml.ts";

/** Text and mentions of any kind in one piece, in code points. Lost are tokens and scores. */
export const i2b2Writer: DocumentWriter = {
  name: "i2b2",
  extensions: [],
  fileEach: ".xml",
  write(document, _, losses) {
    const { text } = document;
    const place = codePointsOf(document);
    const tags = heldBy(document, losses, {}).map((span, i) => {
      const { start, end } = place(span);
      const surface = xmlAttribute(text.slice(span.start, span.end), document);
      const type = xmlAttribute(span.type, document);
      return `<PHI id="P${i}" start="${start}" end="${end}" text=${surface} TYPE=${type}/>\n`;
    });
    return `${declaration}<deIdi2b2>
<TEXT>${section(document)}</TEXT>
<TAGS>
${tags.join("")}</TAGS>
</deIdi2b2>
`;
  },
};

/** The text as CDATA, which is left for what cannot stand in it. */
function section(document: Written): string {
  const { text } = document;
  if (text.startsWith("\ufeff")) throw impossible(document, markBeforeText());
  refuseForeign(text, document);
  const apart = text.replaceAll("]]>", "]]]]><![CDATA[>").replaceAll("\r", "]]>&#13;<![CDATA[");
  return `<![CDATA[${apart}]]>`;
}
