/** BioC XML: a collection of documents with passages, sentences, and annotations at offsets of the document. */

import type { Document } from "../../corpus/document.ts";
import { type Extent, piecesOf, surfaceOf } from "../../corpus/fragments.ts";
import { nameWithBlanks } from "../../messages/convert.ts";
import {
  biocNoLocation,
  biocNoType,
  biocOffset,
  biocPassages,
  biocTextNoOffset,
  relationsSkipped,
} from "../../messages/xml.ts";
import { textFormat } from "../both.ts";
import type { ReadContext } from "../format.ts";
import { sayOnce } from "../said-once.ts";
import type { Mark } from "../standoff.ts";
import { codePointsOf, heldBy, impossible, type LossLog, type Written } from "../writing.ts";
import { rootOf } from "../xml/prolog.ts";
import { complain, type Element, type Handler, wholeNumber, XmlReader } from "../xml/reader.ts";
import { declaration, xmlText } from "../xml/writing.ts";
import { type Block, documentOf } from "./document.ts";

/** BioC XML, which is read document by document. */
export const bioc = textFormat({
  name: "bioc",
  endings: [".xml"],
  looksLike: (file) => /^<collection\b/.test(rootOf(file) ?? ""),
  read,
  writer: {
    endings: [".bioc.xml"],
    frame: {
      before: `${declaration}<collection>\n<source>ner-eval</source>\n<date></date>\n<key></key>\n`,
      between: "",
      behind: "</collection>\n",
    },
    write,
  },
});

async function* read(chunks: AsyncIterable<string>, context: ReadContext): AsyncIterable<readonly Document[]> {
  const collection = new Collection(context);
  const reader = new XmlReader(collection, context);
  for await (const chunk of chunks) {
    reader.write(chunk);
    yield collection.take();
  }
  reader.end();
  yield collection.take();
  if (collection.relations > 0) sayOnce(context, relationsSkipped, collection.relations);
}

/** An annotation while it is read. */
interface Open {
  readonly element: Element;
  readonly pieces: Extent[];
  type: string;
  text: string | undefined;
}

/** Gathers documents from elements. */
class Collection implements Handler {
  relations = 0;
  private readonly context: ReadContext;
  private done: Document[] = [];
  private count = 0;
  private id = "";
  private blocks: Block[] = [];
  private marks: Mark[] = [];
  private annotation: Open | undefined;
  /** What the element that is open holds directly. */
  private content = "";
  /** The offsets of the passages and sentences that are open. */
  private readonly offsets: (number | undefined)[] = [];

  constructor(context: ReadContext) {
    this.context = context;
  }

  /** The documents that are complete, and were not taken before. */
  take(): readonly Document[] {
    const { done } = this;
    this.done = [];
    return done;
  }

  open(element: Element): void {
    this.content = "";
    const { name } = element;
    if (name === "document") {
      this.id = "";
      this.blocks = [];
      this.marks = [];
    } else if (name === "passage" || name === "sentence") this.offsets.push(undefined);
    else if (name === "annotation") this.annotation = { element, pieces: [], type: "", text: undefined };
    else if (name === "relation") this.relations++;
    else if (name === "location" && this.annotation) {
      const start = wholeNumber(element, "offset", this.context);
      const length = wholeNumber(element, "length", this.context);
      if (start !== undefined && length !== undefined) this.annotation.pieces.push({ start, end: start + length });
    }
  }

  text(piece: string): void {
    this.content += piece;
  }

  close(element: Element, parents: readonly Element[]): void {
    const { name } = element;
    const parent = parents.at(-1)?.name;
    const isBlock = parent === "passage" || parent === "sentence";
    if (name === "id" && parent === "document") this.id = this.content.trim();
    else if (name === "offset" && isBlock) this.place(element);
    else if (name === "text" && isBlock) this.addBlock(element);
    else if (name === "text" && this.annotation) this.annotation.text = this.content;
    else if (name === "infon" && this.annotation && element.attributes.get("key") === "type")
      this.annotation.type = this.content.trim();
    else if (name === "passage" || name === "sentence") this.offsets.pop();
    else if (name === "annotation") this.addMark();
    else if (name === "document") this.finish(element);
    this.content = "";
  }

  private place(element: Element): void {
    const offset = this.content.trim();
    if (/^\d{1,15}$/.test(offset)) this.offsets[this.offsets.length - 1] = Number(offset);
    else complain(this.context, element, biocOffset(offset));
  }

  private addBlock(element: Element): void {
    const offset = this.offsets.at(-1);
    if (offset === undefined) complain(this.context, element, biocTextNoOffset());
    else this.blocks.push({ offset, text: this.content });
  }

  private addMark(): void {
    const { annotation, context } = this;
    this.annotation = undefined;
    if (!annotation) return;
    const { element, pieces, type, text } = annotation;
    const { line, column } = element;
    if (type === "") complain(context, element, biocNoType());
    else if (pieces.length === 0) complain(context, element, biocNoLocation());
    else this.marks.push({ type, pieces, surface: text || undefined, line, column });
  }

  private finish(element: Element): void {
    const { context, blocks, marks } = this;
    const id = this.id || `${context.name}:${++this.count}`;
    const refuse = (most: number) => complain(context, element, biocPassages(id, most));
    const document = documentOf({ id, blocks, marks, line: element.line }, context, refuse);
    if (document) this.done.push(document);
  }
}

/** Text and mentions of any kind, in code points. Lost are tokens and scores. */
function write(document: Written, _: number, losses: LossLog): string {
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
}

/** Names are read without the blanks around them. */
function trimmed(name: string, what: "id" | "type", document: Written): string {
  if (name === name.trim() && name !== "") return xmlText(name, document);
  throw impossible(document, nameWithBlanks(what, name));
}
