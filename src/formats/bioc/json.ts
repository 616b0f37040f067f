/** BioC JSON: the records of BioC XML as one JSON document. */

import type { Document } from "../../corpus/document.ts";
import { type Extent, piecesOf, surfaceOf } from "../../corpus/fragments.ts";
import { idEmpty } from "../../messages/convert.ts";
import type { Words } from "../../messages/words.ts";
import {
  biocJsonNoDocuments,
  biocJsonNoLocations,
  biocJsonNoPassages,
  biocJsonNoType,
  biocJsonPassages,
  biocJsonSyntax,
  biocJsonTextNoOffset,
  relationsSkipped,
} from "../../messages/xml.ts";
import { textFormat, wholeOf } from "../both.ts";
import type { ReadContext } from "../format.ts";
import { sayOnce } from "../said-once.ts";
import type { Mark } from "../standoff.ts";
import { codePointsOf, heldBy, impossible, type LossLog, type Written } from "../writing.ts";
import { type Block, documentOf } from "./document.ts";

/** BioC JSON: a collection with `documents`, or one document with `passages`. */
export const biocJson = textFormat({
  name: "bioc-json",
  endings: [".bioc.json"],
  looksLike: ({ fileName, beginning }) =>
    fileName.endsWith(".json") && /^\s*\{/.test(beginning) && /"passages"\s*:\s*\[/.test(beginning),
  read,
  writer: {
    endings: [".bioc.json"],
    frame: {
      before: '{"source": "ner-eval", "date": "", "key": "", "infons": {}, "documents": [\n',
      between: ",\n",
      behind: "\n]}\n",
    },
    write,
  },
});

type Fields = { readonly [name: string]: unknown };
type Complain = (words: Words) => void;

async function* read(chunks: AsyncIterable<string>, context: ReadContext): AsyncIterable<readonly Document[]> {
  const whole = await wholeOf(chunks);
  const { source, issues } = context;
  let value: unknown;
  try {
    value = JSON.parse(whole);
  } catch (error) {
    issues.add(biocJsonSyntax((error as Error).message), { source });
    return;
  }
  const complain: Complain = (words) => issues.add(words, { source });
  const collection = fieldsOf(value);
  const documents = Array.isArray(collection?.documents) ? collection.documents : undefined;
  if (!documents && !Array.isArray(collection?.passages)) {
    issues.add(biocJsonNoDocuments(), { source });
    return;
  }
  let relations = 0;
  const found = (documents ?? [value]).flatMap((one, i) => {
    const path = documents ? `documents[${i}]` : "the document";
    const { blocks, marks, related } = partsOf(one, path, complain);
    relations += related;
    const { id } = fieldsOf(one) ?? {};
    const named = typeof id === "string" || typeof id === "number" ? String(id) : "";
    const raw = { id: named || `${context.name}:${i + 1}`, blocks, marks, line: undefined };
    return documentOf(raw, context, (most) => complain(biocJsonPassages({ path, id: raw.id, most }))) ?? [];
  });
  if (relations > 0) sayOnce(context, relationsSkipped, relations);
  yield found;
}

function partsOf(document: unknown, path: string, complain: Complain) {
  const blocks: Block[] = [];
  const marks: Mark[] = [];
  let related = 0;
  const visit = (part: unknown, at: string) => {
    const { offset, text, annotations, sentences, relations } = fieldsOf(part) ?? {};
    related += listOf(relations).length;
    if (typeof text === "string" && text !== "") {
      if (isOffset(offset)) blocks.push({ offset, text });
      else complain(biocJsonTextNoOffset(at));
    }
    for (const [i, sentence] of listOf(sentences).entries()) visit(sentence, `${at}.sentences[${i}]`);
    for (const [i, annotation] of listOf(annotations).entries()) {
      const mark = markOf(annotation, `${at}.annotations[${i}]`, complain);
      if (mark) marks.push(mark);
    }
  };
  const { passages, annotations, relations } = fieldsOf(document) ?? {};
  if (!Array.isArray(passages)) complain(biocJsonNoPassages(path));
  for (const [i, passage] of listOf(passages).entries()) visit(passage, `${path}.passages[${i}]`);
  visit({ annotations, relations }, path);
  return { blocks, marks, related };
}

function markOf(annotation: unknown, path: string, complain: Complain): Mark | undefined {
  const { infons, locations, text } = fieldsOf(annotation) ?? {};
  const type = fieldsOf(infons)?.type;
  const pieces = listOf(locations).map((location): Extent | undefined => {
    const { offset, length } = fieldsOf(location) ?? {};
    return isOffset(offset) && isOffset(length) ? { start: offset, end: offset + length } : undefined;
  });
  const places = pieces.filter((piece) => piece !== undefined);
  if (typeof type !== "string" || type === "") complain(biocJsonNoType(path));
  else if (places.length === 0 || places.length < pieces.length) complain(biocJsonNoLocations(path));
  else return { type, pieces: places, surface: typeof text === "string" && text !== "" ? text : undefined };
  return undefined;
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isOffset(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Text and mentions of any kind, in code points. Lost are tokens and scores. */
function write(document: Written, _: number, losses: LossLog): string {
  const { id, text } = document;
  if (id === "") throw impossible(document, idEmpty());
  const place = codePointsOf(document);
  const location = (piece: Extent) => {
    const { start, end } = place(piece);
    return { offset: start, length: end - start };
  };
  const annotations = heldBy(document, losses, { pieces: true }).map((span, i) => ({
    id: `T${i + 1}`,
    infons: { type: span.type },
    text: surfaceOf(span, text),
    locations: piecesOf(span).map(location),
  }));
  const passage = { offset: 0, infons: {}, text, sentences: [], annotations, relations: [] };
  return JSON.stringify({ id, infons: {}, passages: [passage], relations: [] });
}
