/** GATE XML: a text with nodes in it, and annotation sets whose annotations reach from node to node. */

import type { Document } from "../../corpus/document.ts";
import { type Flaw, flawsIn } from "../../corpus/flaw.ts";
import { compareSpans, type Span } from "../../corpus/span.ts";
import { typeOfTokens } from "../../messages/convert.ts";
import {
  gateAnnotationNoType,
  gateNodeMissing,
  gateNoText,
  gateSetOnly,
  gateSetRead,
  gateSetsSeveral,
  gateSpanReversed,
  gateStructureSkipped,
} from "../../messages/xml.ts";
import { type TextOptions, textFormat } from "../both.ts";
import type { ReadContext } from "../format.ts";
import { sayOnce } from "../said-once.ts";
import { codePointsOf, heldBy, impossible, type LossLog, type Written } from "../writing.ts";
import { rootOf } from "./prolog.ts";
import { complain, type Element, XmlReader } from "./reader.ts";
import { declaration, xmlAttribute, xmlText } from "./writing.ts";

/** GATE XML: a file is a document; the places of its nodes are the offsets. */
export const gate = textFormat({
  name: "gate",
  endings: [".xml"],
  looksLike: (file) => /^<GateDocument\b/.test(rootOf(file) ?? ""),
  read,
  writer: { endings: [], fileEach: ".xml", write },
});

/** What GATE's own programs annotate, and what is no entity. */
const nonEntities: ReadonlySet<string> = new Set(
  "Token SpaceToken DEFAULT_TOKEN Sentence Split Lookup Text text Tweet Paragraph paragraph".split(" "),
);

/** Annotations by the name of their set; the set without a name is "". */
type Sets = Map<string, Element[]>;

async function* read(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  options: TextOptions,
): AsyncIterable<readonly Document[]> {
  let text: string | undefined;
  const nodes = new Map<string, number>();
  const sets: Sets = new Map();
  let set: Element[] = [];
  const reader = new XmlReader(
    {
      open(element) {
        const { name, attributes } = element;
        if (name === "TextWithNodes") text ??= "";
        else if (name === "Node") nodes.set(attributes.get("id") ?? "", text?.length ?? 0);
        else if (name === "AnnotationSet") {
          const called = attributes.get("Name") ?? "";
          set = sets.get(called) ?? [];
          sets.set(called, set);
        } else if (name === "Annotation") set.push(element);
      },
      text(piece, parents) {
        if (parents.at(-1)?.name === "TextWithNodes") text += piece;
      },
    },
    context,
  );
  if (!(await reader.read(chunks))) return;
  if (text === undefined) {
    complain(context, { line: 1, column: 1 }, gateNoText());
    return;
  }
  const annotations = chosen(sets, options, context);
  const flaws: Flaw[] = [];
  const spans = annotations.flatMap((annotation) => spanOf(annotation, nodes, context, flaws) ?? []);
  yield [{ id: context.name, text, spans, origin: { source: context.source }, ...flawsIn(flaws) }];
}

/** The entities of the set asked for; else, of gold, those of the set Key; else of the only set that has any. */
function chosen(sets: Sets, { side, types, set }: TextOptions, context: ReadContext): readonly Element[] {
  const entities = new Map<string, Element[]>();
  let passed = 0;
  for (const [name, annotations] of sets) {
    const kept = annotations.filter(({ attributes }) => {
      const type = attributes.get("Type") ?? "";
      return types?.has(type) || ((!types || side === "pred") && !nonEntities.has(type));
    });
    if (kept.length > 0) entities.set(name, kept);
    if (name === set || set === undefined) passed += annotations.length - kept.length;
  }
  if (passed > 0 && !types) sayOnce(context, gateStructureSkipped, passed);
  if (set !== undefined) return entities.get(set) ?? [];
  const usual = side === "gold" ? "Key" : "";
  const [only, ...others] = entities.keys();
  const name = entities.has(usual) ? usual : only;
  if (name === undefined) return [];
  if (name !== usual && others.length > 0) {
    complain(context, { line: 1, column: 1 }, gateSetsSeveral([...entities.keys()], side));
    return [];
  }
  if (name !== usual) sayOnce(context, () => gateSetOnly(name));
  else if (others.length > 0) sayOnce(context, () => gateSetRead(name));
  return entities.get(name)!;
}

function spanOf(
  annotation: Element,
  nodes: ReadonlyMap<string, number>,
  context: ReadContext,
  flaws: Flaw[],
): Span | undefined {
  const { attributes, line, column } = annotation;
  const type = attributes.get("Type");
  const [from = "", to = ""] = [attributes.get("StartNode"), attributes.get("EndNode")];
  const [start, end] = [nodes.get(from), nodes.get(to)];
  if (!type || start === undefined || end === undefined) {
    complain(context, annotation, type ? gateNodeMissing(type) : gateAnnotationNoType());
    return undefined;
  }
  if (end > start) return { start, end, type };
  const issue = gateSpanReversed({ type, from, to });
  if (context.keepFlaws) {
    flaws.push({ kind: "reversed", type, near: start, issue: { ...issue, line, column, source: context.source } });
    return undefined;
  }
  context.issues.add({ ...issue, line, column, flaw: "reversed" }, { source: context.source });
  return undefined;
}

/** Text and mentions of any kind in one piece. Lost are tokens and scores. */
function write(document: Written, _: number, losses: LossLog): string {
  const spans = [...heldBy(document, losses, {})].sort(compareSpans);
  const place = codePointsOf(document);
  for (const span of spans) {
    // A node within a character would break it in two.
    place(span);
    if (nonEntities.has(span.type)) throw impossible(document, typeOfTokens(span.type));
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
}

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
