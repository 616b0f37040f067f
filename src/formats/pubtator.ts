/** PubTator: title and abstract in lines of their own, tab-separated annotations below, a blank line between documents. */

import type { Document } from "../corpus/document.ts";
import { pubtatorDocument, pubtatorLine } from "../messages/standoff.ts";
import { relationsSkipped } from "../messages/xml.ts";
import { textFormat } from "./both.ts";
import type { ReadContext } from "./format.ts";
import { linesOf } from "./lines.ts";
import { sayOnce } from "./said-once.ts";
import { type Mark, spansOf } from "./standoff.ts";

/** Reads PubTator: a document's text is its title, a line break, and its abstract. */
export const pubtator = textFormat("pubtator", [".pubtator"], read);

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
