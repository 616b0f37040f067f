/** Writes XML: GATE, i2b2, inline elements and BioC; what has a meaning in XML is escaped, and what it cannot hold is refused. */

import { type Extent, piecesOf, surfaceOf } from "../../corpus/fragments.ts";
import { compareSpans, type PredictedSpan } from "../../corpus/span.ts";
import { characterForeign, markBeforeText, nameWithBlanks, typeOfTokens } from "../../messages/convert.ts";
import { furniture } from "../xml/gate.ts";
import { codePointsOf } from "./codepoints.ts";
import { type DocumentWriter, heldBy, impossible, nestableOf, type Written } from "./writer.ts";

/** The first line of a file. */
export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Text between tags. A carriage return is written by number, for a plain one would be read as a line break. */
export function xmlText(text: string, document: Written): string {
  refuseForeign(text, document);
  return text.replace(/[&<>\r]/g, (character) => entities.get(character)!);
}

/** The value of an attribute, in quotation marks. */
export function xmlAttribute(value: string, document: Written): string {
  refuseForeign(value, document);
  return `"${value.replace(/[&<>"\t\n\r]/g, (character) => entities.get(character)!)}"`;
}

const entities: ReadonlyMap<string, string> = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["\t", "&#9;"],
  ["\n", "&#10;"],
  ["\r", "&#13;"],
]);

/** Control characters, and the like, have no place in XML, not even by number. */
export function refuseForeign(text: string, document: Written): void {
  const [found] = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.exec(text) ?? [];
  if (found === undefined) return;
  throw impossible(document, characterForeign(found.codePointAt(0)!));
}

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

/** The text as CDATA, interrupted for what CDATA cannot hold. */
function section(document: Written): string {
  const { text } = document;
  if (text.startsWith("\ufeff")) throw impossible(document, markBeforeText());
  refuseForeign(text, document);
  const apart = text.replaceAll("]]>", "]]]]><![CDATA[>").replaceAll("\r", "]]>&#13;<![CDATA[");
  return `<![CDATA[${apart}]]>`;
}

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
