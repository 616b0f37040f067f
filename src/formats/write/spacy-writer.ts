/** Writes Prodigy and spaCy JSONL: `{"text", "tokens", "spans": [{"start", "end", "label"}], "answer": "accept"}`. */
import { codePointsOf } from "./codepoints.ts";
import { heldBy } from "./held.ts";
import type { DocumentWriter } from "./writer.ts";

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
