/** PubTator: title and abstract in lines of their own, tab-separated annotations below, a blank line between documents. */

import type { Document } from "../corpus/document.ts";
import { idOfPubtator, lost, typeWithBreaks } from "../messages/convert.ts";
import { pubtatorDocument, pubtatorLine } from "../messages/standoff.ts";
import { relationsSkipped } from "../messages/xml.ts";
import { textFormat } from "./both.ts";
import type { ReadContext } from "./format.ts";
import { linesOf } from "./lines.ts";
import { sayOnce } from "./said-once.ts";
import { type Mark, spansOf } from "./standoff.ts";
import { codePointsOf, heldBy, impossible, type LossLog, type Written } from "./writing.ts";

/** PubTator: a document's text is its title, a line break, and its abstract. */
export const pubtator = textFormat({
  name: "pubtator",
  endings: [".pubtator"],
  looksLike: ({ beginning }) => /^[^\s|]+\|t\|[^\n]*\n[^\s|]+\|a\|/.test(beginning),
  read,
  writer: { endings: [".pubtator"], write },
});

/** A document while it is read. */
interface Open {
  readonly id: string;
  readonly line: number;
  readonly parts: Map<string, string>;
  readonly marks: Mark[];
}

async function* read(chunks: AsyncIterable<string>, context: ReadContext): AsyncIterable<readonly Document[]> {
  let number = 0;
  let passed = 0;
  let open: Open | undefined;
  for await (const lines of linesOf(chunks)) {
    const documents: Document[] = [];
    const close = () => {
      if (open) documents.push(documentOf(open, context));
      open = undefined;
    };
    for (const whole of lines) {
      number++;
      const line = whole.replace(/\r?\n$/, "");
      const [, id, part, text] = /^([^|\t]+)\|([ta])\|(.*)$/s.exec(line) ?? [];
      if (line.trim() === "") close();
      else if (id !== undefined) {
        if (open?.id !== id || open.parts.has(part!)) close();
        open ??= { id, line: number, parts: new Map(), marks: [] };
        open.parts.set(part!, text!);
      } else if (isRelation(line)) passed++;
      else {
        const mark = markOf(line, number, open?.id, context);
        if (mark) open?.marks.push(mark);
      }
    }
    yield documents;
  }
  if (open) yield [documentOf(open, context)];
  if (passed > 0) sayOnce(context, relationsSkipped, passed);
}

function documentOf({ id, line, parts, marks }: Open, context: ReadContext): Document {
  const text = `${parts.get("t") ?? ""}\n${parts.get("a") ?? ""}`;
  const found = spansOf(text, marks, countings, context);
  return { id, text, ...found, origin: { source: context.source, line } };
}

const countings = [
  { unit: "codepoint", before: 0 },
  { unit: "utf16", before: 0 },
] as const;

/** Relations have a name where spans have their start: `id  CID  D003000  D007022`. */
function isRelation(line: string): boolean {
  const [id, second, third, fourth] = line.split("\t");
  return !!id && !!fourth && third !== undefined && /^[A-Za-z_-]+$/.test(second ?? "");
}

function markOf(line: string, number: number, open: string | undefined, context: ReadContext): Mark | undefined {
  const [id, start = "", end = "", surface, type] = line.split("\t");
  const wrong = !type || !/^\d+$/.test(start) || !/^\d+$/.test(end);
  if (!wrong && id === open) {
    const pieces = [{ start: Number(start), end: Number(end) }];
    return { type, pieces, surface: surface || undefined, line: number, column: 1 };
  }
  const words = wrong ? pubtatorLine() : pubtatorDocument(id!, open);
  const { source } = context;
  context.issues.add({ ...words, column: 1, excerpt: line }, { source, line: number });
  return undefined;
}

/**
 * Two lines of text, and mentions of any kind in one piece, in code points. Lost are tokens, scores, and line breaks but
 * for the first, which parts the title from the abstract.
 */
function write(document: Written, _: number, losses: LossLog): string {
  const { id, text } = document;
  if (id === "" || /[|\t\n\r\u2028\u2029]/.test(id)) throw impossible(document, idOfPubtator());
  const place = codePointsOf(document);
  const annotations = heldBy(document, losses, {}).map((span) => {
    if (/[\t\n\r]/.test(span.type)) throw impossible(document, typeWithBreaks(span.type));
    const { start, end } = place(span);
    const surface = text.slice(span.start, span.end).replace(/\s/g, " ");
    return `${id}\t${start}\t${end}\t${surface}\t${span.type}\n`;
  });
  const [title, abstract] = twoLinesOf(document, losses);
  return `${id}|t|${title}\n${id}|a|${abstract}\n${annotations.join("")}\n`;
}

/** The two lines, with blanks in the place of other line breaks, so that no offset moves. */
function twoLinesOf(document: Written, losses: LossLog): [title: string, abstract: string] {
  const { text } = document;
  const end = text.indexOf("\n");
  if (end < 0) losses.add(lost.missingLineBreak, document);
  const lines = end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end + 1)];
  const breaks = lines.join("").match(LINE_BREAK)?.length ?? 0;
  losses.add(lost.furtherLineBreaks, document, breaks);
  return lines.map((line) => line.replace(LINE_BREAK, " ")) as [string, string];
}

const LINE_BREAK = /[\n\r\u2028\u2029]/g;
