/** Writes JSONL, which holds everything: the same fields as are read, tokens, tags and scores included. */
import type { Extent } from "../../corpus/fragments.ts";
import type { DocumentWriter, Written } from "./writer.ts";

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
