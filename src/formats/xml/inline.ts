/** Inline XML: mentions are elements in the running text, `<PERSON>Ada</PERSON>` or `<ENAMEX TYPE="PERSON">Ada</ENAMEX>`. */
import type { Document } from "../../corpus/document.ts";
import { type Flaw, flawsIn } from "../../corpus/flaw.ts";
import type { Span } from "../../corpus/span.ts";
import { type TextOptions, textFormat, wholeOf } from "../both.ts";
import type { ReadContext, TypeNames } from "../format.ts";
import { sayOnce } from "../said-once.ts";
import { type Element, XmlReader } from "./reader.ts";

/** Reads inline XML: a file is a document, its text all the text in it; elements may nest, and no root is needed. */
export const inlineXml = textFormat("inline-xml", [".xml", ".sgml"], read);

/** Elements that part a text rather than mention something; in any case. */
const structure = new Set(
  (
    "doc document docs documents root xml corpus text txt body head header title headline hl dateline docid docno " +
    "doctype datetime p para paragraph s sent sentence div section sec abstract article turn line lb br html span " +
    "b i em strong u a w tok token"
  ).split(" "),
);

/** Whether an element of this name parts a text. */
export function isStructure(name: string): boolean {
  return structure.has(name.toLowerCase());
}

async function* read(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  { types }: TextOptions,
): AsyncIterable<readonly Document[]> {
  const whole = await wholeOf(chunks);
  const hasRoot = /^\s*<(?:\?xml|!DOCTYPE)\b/.test(whole);
  let text = "";
  let passed = 0;
  const starts: number[] = [];
  const spans: Span[] = [];
  const flaws: Flaw[] = [];
  const reader = new XmlReader(
    {
      open: () => starts.push(text.length),
      text: (piece) => (text += piece),
      close(element, parents) {
        const start = starts.pop()!;
        const type = typeOf(element, types);
        // A root is what XML must have.
        if (type === undefined) passed += hasRoot && parents.length === 0 ? 0 : 1;
        else if (text.length > start) spans.push({ start, end: text.length, type });
        else {
          const { line, column } = element;
          const issue = { code: "span-reversed", message: `<${element.name}> holds no text` } as const;
          const { source, keepFlaws } = context;
          if (keepFlaws) flaws.push({ kind: "reversed", type, near: start, issue: { ...issue, line, column, source } });
          else context.issues.add({ ...issue, line, column, flaw: "reversed" }, { source });
        }
      },
    },
    context,
    { fragment: !hasRoot },
  );
  reader.write(whole);
  if (!reader.end()) return;
  if (passed > 0) sayOnce(context, "standoff-passed", "elements that are no mentions were passed over: {n}", passed);
  yield [{ id: context.name, text, spans: spans.reverse(), origin: { source: context.source }, ...flawsIn(flaws) }];
}

/** The type of a mention, or undefined where an element is none. */
function typeOf({ name, attributes }: Element, types: TypeNames | undefined): string | undefined {
  const type = attributes.get("TYPE") || attributes.get("type") || name;
  if (types) return types.has(type) ? type : undefined;
  const isMention = attributes.has("TYPE") || !isStructure(name);
  return isMention ? type : undefined;
}
