/** i2b2 XML: a `TEXT`, and `TAGS` whose elements say where they start and end in it. */

import type { Document } from "../../corpus/document.ts";
import { i2b2NoText } from "../../messages/xml.ts";
import { type TextOptions, textFormat } from "../both.ts";
import type { ReadContext } from "../format.ts";
import { type Mark, spansOf, withMark } from "../standoff.ts";
import { complain, type Element, wholeNumber, XmlReader } from "./reader.ts";

/** Reads i2b2 XML: a file is a document. A tag's type is its `TYPE`, and where it has none, its name. */
export const i2b2 = textFormat("i2b2", [".xml"], read);

async function* read(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  _: TextOptions,
): AsyncIterable<readonly Document[]> {
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
