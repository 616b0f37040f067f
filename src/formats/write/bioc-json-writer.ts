/** Writes BioC JSON: a collection of documents of one passage each, a document per line. */

import { type Extent, piecesOf, surfaceOf } from "../../corpus/fragments.ts";
import { idEmpty } from "../../messages/convert.ts";
import { codePointsOf } from "./codepoints.ts";
import { type DocumentWriter, heldBy, impossible } from "./writer.ts";

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
