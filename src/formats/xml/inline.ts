/** Inline XML: mentions are elements in the running text, `<PERSON>Ada</PERSON>` or `<ENAMEX TYPE="PERSON">Ada</ENAMEX>`. */

import type { Document } from "../../corpus/document.ts";
import { type Flaw, flawsIn } from "../../corpus/flaw.ts";
import type { Warning } from "../../corpus/issue.ts";
import type { PredictedSpan, Span } from "../../corpus/span.ts";
import { inFile } from "../../messages/words.ts";
import { elementEmpty, elementsRead, elementsSkipped } from "../../messages/xml.ts";
import { type TextOptions, textFormat, wholeOf } from "../both.ts";
import type { ReadContext } from "../format.ts";
import { sayOnce } from "../said-once.ts";
import { heldBy, type LossLog, nestableOf, type Written } from "../writing.ts";
import { rootOf } from "./prolog.ts";
import { type Element, XmlReader } from "./reader.ts";
import { xmlAttribute, xmlText } from "./writing.ts";

/** Inline XML: a file is a document, its text all the text in it; elements may nest, and no root is needed. */
export const inlineXml = textFormat({
  name: "inline-xml",
  endings: [".xml", ".sgml"],
  looksLike: (file) => rootOf(file) !== undefined,
  read,
  writer: { endings: [], fileEach: ".xml", write },
});

/** Elements that structure a text and mention nothing, in lower case: of SGML news, HTML, TEI, JATS and NITF. */
const structure = new Set(
  (
    "doc document docs documents root xml corpus text txt body head header title headline hl dateline docid docno " +
    "doctype datetime p para paragraph s sent sentence div section sec abstract article turn line lb br html span " +
    "b i em strong u a w tok token " +
    "ul ol li dl dt dd table tr td th thead tbody caption h1 h2 h3 h4 h5 h6 sub sup small big font center pre code " +
    "blockquote img hr meta link main footer nav figure figcaption " +
    "tei teiheader hi emph foreign ab l lg seg list item row cell pb cb gb milestone gap supplied unclear add del " +
    "choice abbr expan sic corr orig reg q quote said note ptr ref bibl front back opener closer salute signed trailer " +
    "fw pc c phr cl italic bold underline sc xref ext-link fig label ack byline block"
  ).split(" "),
);

/** Whether an element of this name structures a text. */
function isStructure(name: string): boolean {
  return structure.has(name.toLowerCase());
}

/** An element that has ended: where, and what its tag says. */
interface Closed extends Element {
  readonly start: number;
  readonly end: number;
  /** Whether text other than white space is in it and in none of its elements. */
  readonly ownText: boolean;
  readonly isRoot: boolean;
}

async function* read(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  { side, types }: TextOptions,
): AsyncIterable<readonly Document[]> {
  const whole = await wholeOf(chunks);
  const hasRoot = /^\s*<(?:\?xml|!DOCTYPE)\b/.test(whole);
  let text = "";
  const open: { readonly start: number; ownText: boolean }[] = [];
  const elements: Closed[] = [];
  const reader = new XmlReader(
    {
      open: () => open.push({ start: text.length, ownText: false }),
      text: (piece) => {
        text += piece;
        const innermost = open.at(-1);
        if (innermost && !innermost.ownText) innermost.ownText = piece.trim() !== "";
      },
      // A root is what XML must have.
      close: (element, { length }) =>
        elements.push({ ...element, ...open.pop()!, end: text.length, isRoot: hasRoot && length === 0 }),
    },
    context,
    { fragment: !hasRoot },
  );
  reader.write(whole);
  if (!reader.end()) return;
  const isNamed = (element: Closed) => types?.has(typeIn(element)) === true;
  const isShown = types && side === "gold" ? isNamed : shownBy(elements, text);
  const spans: Span[] = [];
  const flaws: Flaw[] = [];
  const passed: string[] = [];
  const named: string[] = [];
  for (const element of elements) {
    const { name, start, end, isRoot, line, column } = element;
    const type = typeIn(element);
    if (!isNamed(element) && !isShown(element)) passed.push(...(isRoot ? [] : [name]));
    else if (end > start) {
      spans.push({ start, end, type });
      if (type === name) named.push(name);
    } else {
      const issue = elementEmpty(name);
      const { source, keepFlaws } = context;
      if (keepFlaws) flaws.push({ kind: "reversed", type, near: start, issue: { ...issue, line, column, source } });
      else context.issues.add({ ...issue, line, column, flaw: "reversed" }, { source });
    }
  }
  if (!types) sayElements(context, named, passed);
  else if (passed.length > 0) sayOnce(context, elementsSkipped, passed.length);
  yield [{ id: context.name, text, spans: spans.reverse(), origin: { source: context.source }, ...flawsIn(flaws) }];
}

/** The type an element has by its tag, whether it is a mention or not. */
function typeIn({ name, attributes }: Element): string {
  return attributes.get("TYPE") || attributes.get("type") || name;
}

/**
 * Tells mentions from structure, which is: elements with a known name of structure, those around all the text, and those
 * whose name never has text of its own in the file. An attribute `TYPE` makes an element a mention, whatever it holds.
 */
function shownBy(elements: readonly Closed[], text: string): (element: Closed) => boolean {
  const withText = new Set(elements.flatMap(({ name, ownText }) => (ownText ? [name] : [])));
  const first = text.length - text.trimStart().length;
  const last = text.trimEnd().length;
  return ({ name, attributes, start, end }) =>
    attributes.has("TYPE") || (!isStructure(name) && withText.has(name) && (start > first || end < last));
}

/** The remark, one for all files of a side, on elements that were read as mentions and those that were passed over. */
interface Account {
  readonly index: number;
  readonly first: string;
  files: number;
  /** By name, how many elements. */
  readonly taken: Map<string, number>;
  readonly passed: Map<string, number>;
}

/** The accounts, by the list that their warnings are in. */
const accounts = new WeakMap<readonly Warning[], Account>();

/** Notes elements of a file: `taken` as mentions of the type that is their name, and `passed` over. */
function sayElements({ warnings, source }: ReadContext, taken: readonly string[], passed: readonly string[]): void {
  if (taken.length === 0 && passed.length === 0) return;
  const account = accounts.get(warnings) ?? {
    ...{ index: warnings.length, first: source, files: 0 },
    ...{ taken: new Map<string, number>(), passed: new Map<string, number>() },
  };
  accounts.set(warnings, account);
  account.files++;
  count(taken, account.taken);
  count(passed, account.passed);
  const words = elementsRead(account.taken, account.passed);
  warnings[account.index] = inFile(account.first, words, account.files);
}

function count(names: readonly string[], counts: Map<string, number>): void {
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Text and nested mentions. Lost are mentions that cross others or are in pieces, tokens and scores. */
function write(document: Written, _: number, losses: LossLog): string {
  const spans = nestableOf(document, heldBy(document, losses, {}), losses);
  // All text is the document's, so that not even a line break may stand around the root.
  return `<?xml version="1.0" encoding="UTF-8"?><doc>${withElements(document, spans)}</doc>`;
}

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
