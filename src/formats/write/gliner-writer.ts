/** Writes GLiNER: `{"tokenized_text", "ner": [[first, last, label]]}`, a record per line of one list. */
import { listFrame } from "./json-list.ts";
import { tokenizedOf } from "./tokenized.ts";
import type { DocumentWriter } from "./writer.ts";

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
