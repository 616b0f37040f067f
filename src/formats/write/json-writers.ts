/** Writes JSON: JSONL, which holds everything, and what Prodigy and spaCy, doccano, Label Studio, GLiNER, Hugging Face and BioC read. */

import { type Extent, piecesOf, surfaceOf } from "../../corpus/fragments.ts";
import { idEmpty, lost } from "../../messages/convert.ts";
import { encodeTags } from "../tags.ts";
import { codePointsOf } from "./codepoints.ts";
import { tokenizedOf } from "./tokenized.ts";
import { type DocumentWriter, heldBy, impossible, listFrame, type Written } from "./writer.ts";

/** Text, tokens, scores and mentions of any kind in one piece, in code points. */
export const spacyWriter: DocumentWriter = {
  name: "spacy",
  extensions: [],
  write(document, _, losses) {
    const { id, text, tokens } = document;
    const place = codePointsOf(document);
    const spans = heldBy(document, losses, { tokens: true, scores: true }).map(({ start, end, type, score }) => ({
      ...place({ start, end }),
      label: type,
      ...(score !== undefined && { score }),
    }));
    const placed = tokens?.map((token, i) => ({ text: text.slice(token.start, token.end), ...place(token), id: i }));
    return `${JSON.stringify({ id, text, ...(placed && { tokens: placed }), spans, answer: "accept" })}\n`;
  },
};

/** Text and mentions of any kind in one piece, in code points. Lost are tokens and scores. */
export const doccanoWriter: DocumentWriter = {
  name: "doccano",
  extensions: [],
  write(document, _, losses) {
    const { id, text } = document;
    const place = codePointsOf(document);
    const label = heldBy(document, losses, {}).map((span) => {
      const { start, end } = place(span);
      return [start, end, span.type];
    });
    return `${JSON.stringify({ id, text, label })}\n`;
  },
};

/** Tokens and mentions of any kind in one piece. Lost are blanks between tokens, edges within tokens, and scores. */
export const glinerWriter: DocumentWriter = {
  name: "gliner",
  extensions: [],
  frame: listFrame,
  write(document, _, losses) {
    const { words, spans } = tokenizedOf(document, losses);
    const ner = spans.map(({ start, end, type }) => [start, end - 1, type]);
    return JSON.stringify({ id: document.id, tokenized_text: words, ner });
  },
};

/** Tokens and flat mentions. Lost are blanks between tokens, nested mentions, edges within tokens, and scores. */
export const hfTokensWriter: DocumentWriter = {
  name: "hf-tokens",
  extensions: [],
  write(document, _, losses) {
    const { words, spans } = tokenizedOf(document, losses);
    if (words.length === 0) {
      losses.add(lost.untokenized, document);
      return undefined;
    }
    const { tags, left } = encodeTags(spans, words.length);
    losses.add(lost.nested, document, left.length);
    return `${JSON.stringify({ id: document.id, tokens: words, ner_tags: tags })}\n`;
  },
};

/** Text, scores and mentions of any kind in one piece, in code points, with their surfaces. Lost are tokens. */
export const labelStudioWriter: DocumentWriter = {
  name: "label-studio",
  extensions: [],
  frame: listFrame,
  write(document, _, losses) {
    const { id, text } = document;
    const place = codePointsOf(document);
    const result = heldBy(document, losses, { scores: true }).map(({ start, end, type, score }, i) => ({
      id: `r${i + 1}`,
      ...{ from_name: "label", to_name: "text", type: "labels" },
      value: { ...place({ start, end }), text: text.slice(start, end), labels: [type] },
      ...(score !== undefined && { score }),
    }));
    // The id of a task is Label Studio's own, a number.
    return JSON.stringify({ data: { text }, meta: { id }, annotations: [{ result }] });
  },
};

/** One document per line. Nothing is lost. */
export const jsonlWriter: DocumentWriter = {
  name: "jsonl",
  extensions: [".jsonl", ".ndjson"],
  write: (document) => `${JSON.stringify(recordOf(document))}\n`,
};

function recordOf({ id, text, spans, tokens, tags, annotated, unannotated }: Written) {
  return {
    id,
    text,
    entities: spans.map(({ start, end, type, fragments, score }) => ({
      start,
      end,
      type,
      ...(fragments && { fragments: pairs(fragments) }),
      ...(score !== undefined && { score }),
    })),
    ...(tokens && { tokens: pairs(tokens) }),
    ...(tags && { tags }),
    ...(annotated === false && { annotated }),
    ...(unannotated && { unannotated: pairs(unannotated) }),
  };
}

function pairs(extents: readonly Extent[]): [number, number][] {
  return extents.map(({ start, end }) => [start, end]);
}

/** Text and mentions of any kind, in code points. Lost are tokens and scores. */
export const biocJsonWriter: DocumentWriter = {
  name: "bioc-json",
  extensions: [".bioc.json"],
  frame: {
    before: '{"source": "ner-eval", "date": "", "key": "", "infons": {}, "documents": [\n',
    between: ",\n",
    behind: "\n]}\n",
  },
  write(document, _, losses) {
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
  },
};
