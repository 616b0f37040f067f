/** XML as elements and text with their places. Nothing outside the file is read, and no entity of a DTD is known. */

import { SaxesParser } from "saxes";
import type { Words } from "../../messages/words.ts";
import { attributeNotWhole, xmlDeep, xmlSyntax } from "../../messages/xml.ts";
import type { ReadContext } from "../format.ts";

/** Where something begins; both count from 1, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The beginning of an element. */
export interface Element extends Position {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Takes what a file holds, in order. Line breaks are `\n`; entities and CDATA are decoded. */
export interface Handler {
  open?(element: Element, parents: readonly Element[]): void;
  close?(element: Element, parents: readonly Element[]): void;
  text?(text: string, parents: readonly Element[]): void;
}

/** How deep elements may nest. */
const DEEPEST = 100;

/** Reads one file. The first problem is reported, and ends the reading. */
export class XmlReader {
  /** Whether a problem ended the reading. */
  failed = false;
  private readonly parser: SaxesParser;
  private readonly context: ReadContext;
  private readonly parents: Element[] = [];
  private opened: Position = { line: 1, column: 1 };

  /** A `fragment` needs no root: text may stand around its elements. */
  constructor(handler: Handler, context: ReadContext, { fragment = false } = {}) {
    this.context = context;
    this.parser = new SaxesParser({ fragment });
    const { parser, parents } = this;
    parser.on("error", (error) => this.fail(xmlSyntax(error.message), this.here()));
    parser.on("opentagstart", ({ name }) => {
      const { line, column } = this.here();
      // Where a line break ends the name, the parser is on the next line already.
      this.opened = column === 0 ? { line: line - 1, column: 1 } : { line, column: column - name.length - 1 };
    });
    parser.on("opentag", ({ name, attributes }) => {
      if (this.failed) return;
      const element = { name, attributes: new Map(Object.entries(attributes)), ...this.opened };
      handler.open?.(element, parents);
      parents.push(element);
      if (parents.length <= DEEPEST) return;
      this.fail(xmlDeep(DEEPEST), element);
    });
    parser.on("closetag", () => {
      if (this.failed) return;
      const element = parents.pop();
      if (element) handler.close?.(element, parents);
    });
    const take = (text: string) => {
      if (!this.failed) handler.text?.(text, parents);
    };
    parser.on("text", take);
    parser.on("cdata", take);
  }

  /** Reads the whole of a file. Returns whether it is well-formed. */
  async read(chunks: AsyncIterable<string>): Promise<boolean> {
    for await (const chunk of chunks) this.write(chunk);
    return this.end();
  }

  /** Reads on. */
  write(chunk: string): void {
    if (!this.failed) this.parser.write(chunk);
  }

  /** Ends the file. Returns whether it is well-formed. */
  end(): boolean {
    if (!this.failed) this.parser.close();
    return !this.failed;
  }

  private here(): Position {
    return { line: this.parser.line, column: this.parser.columnIndex };
  }

  private fail(words: Words, { line, column }: Position): void {
    if (this.failed) return;
    this.failed = true;
    const { issues, source } = this.context;
    issues.add({ ...words, line, column: Math.max(1, column) }, { source });
  }
}

/** Notes a problem of an element. */
export function complain(context: ReadContext, { line, column }: Position, words: Words): void {
  context.issues.add({ ...words, line, column }, { source: context.source });
}

/** An attribute that is a whole number; undefined where it is none, which is reported. */
export function wholeNumber(element: Element, name: string, context: ReadContext): number | undefined {
  const value = element.attributes.get(name);
  if (value !== undefined && /^\s*\d{1,15}\s*$/.test(value)) return Number(value);
  complain(context, element, attributeNotWhole({ element: element.name, name, value }));
  return undefined;
}
