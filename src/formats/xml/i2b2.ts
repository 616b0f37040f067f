/** i2b2 XML: a `TEXT`, and `TAGS` whose elements say where they start and end in it. */

import type { Document } from "../../corpus/document.ts";
import { markBeforeText } from "../../messages/convert.ts";
import { i2b2NoText } from "../../messages/xml.ts";
import { textFormat } from "../both.ts";
import type { ReadContext } from "../format.ts";
import { type Mark, spansOf, withMark } from "../standoff.ts";
import { codePointsOf, heldBy, impossible, type LossLog, type Written } from "../writing.ts";
import { rootOf } from "./prolog.ts";
import { complain, type Element, wholeNumber, XmlReader } from "./reader.ts";
import { declaration, refuseForeign, xmlAttribute } from "./writing.ts";

/** i2b2 XML: a file is a document. A tag's type is its `TYPE`, and where it has none, its name. */
export const i2b2 = textFormat({
  name: "i2b2",
  endings: [".xml"],
  looksLike: (file) => /^<[\w.-]+>\s*<TEXT>\s*<!\[CDATA\[/.test(rootOf(file) ?? ""),
  read,
  writer: { endings: [], fileEach: ".xml", write },
});

async function* read(chunks: AsyncIterable<string>, context: ReadContext): AsyncIterable<readonly Document[]> {
  let text: string | undefined;
  const marks: Mark[] = [];
  const reader = new XmlReader(
    {
      open(element, parents) {
        if (element.name === "TEXT") text ??= "";
        if (parents.at(-1)?.name !== "TAGS") return;
        const mark = markOf(element, context);
        if (mark) marks.push(mark);
      },
      text(piece, parents) {
        if (parents.at(-1)?.name === "TEXT") text += piece;
      },
    },
    context,
  );
  if (!(await reader.read(chunks))) return;
  if (text === undefined) {
    complain(context, { line: 1, column: 1 }, i2b2NoText());
    return;
  }
  // A byte-order mark is not part of a text, wherever it came from.
  const whole = text.replace(/^\ufeff/, "");
  const countings = withMark("codepoint", "utf16");
  yield [
    {
      id: context.name,
      text: whole,
      ...spansOf(whole, marks, countings, context),
      origin: { source: context.source },
    },
  ];
}

function markOf(element: Element, context: ReadContext): Mark | undefined {
  const { attributes, name, line, column } = element;
  const start = wholeNumber(element, "start", context);
  const end = wholeNumber(element, "end", context);
  if (start === undefined || end === undefined) return undefined;
  const type = attributes.get("TYPE") || name;
  return { type, pieces: [{ start, end }], surface: attributes.get("text") || undefined, line, column };
}

/** Text and mentions of any kind in one piece, in code points. Lost are tokens and scores. */
function write(document: Written, _: number, losses: LossLog): string {
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
}

/** The text as CDATA, interrupted for what CDATA cannot hold. */
function section(document: Written): string {
  const { text } = document;
  if (text.startsWith("\ufeff")) throw impossible(document, markBeforeText());
  refuseForeign(text, document);
  const apart = text.replaceAll("]]>", "]]]]><![CDATA[>").replaceAll("\r", "]]>&#13;<![CDATA[");
  return `<![CDATA[${apart}]]>`;
}
