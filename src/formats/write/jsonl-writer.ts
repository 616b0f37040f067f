/** Writes JSONL, which holds everything: the same fields as are read, tokens and tags included. */
import type { Document } from "../../corpus/document.ts";
import type { Extent } from "../../corpus/fragments.ts";
import type { DocumentWriter } from "./writer.ts";

/** One document per line. Nothing is lost. */
export const jsonlWriter: DocumentWriter = {
  name: "jsonl",
  extensions: [".jsonl", ".ndjson"],
  fileEach: false,
  write: (document) => `${JSON.stringify(recordOf(document))}\n`,
};

function recordOf({ id, text, spans, tokens, tags, annotated, unannotated }: Document) {
  return {
    id,
    text,
    entities: spans.map(({ start, end, type, fragments }) => ({
      start,
      end,
      type,
      ...(fragments && { fragments: pairs(fragments) }),
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
