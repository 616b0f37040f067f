/** Writes Hugging Face tokens: `{"id", "tokens", "ner_tags"}` per line, tags by name, in IOB2. */
import { lost } from "../../messages/convert.ts";
import { encodeTags } from "../tags.ts";
import { tokenizedOf } from "./tokenized.ts";
import type { DocumentWriter } from "./writer.ts";

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
