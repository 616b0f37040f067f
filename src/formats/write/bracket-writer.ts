/** Writes bracket files, one per document. */
import { printBracket } from "../bracket/print.ts";
import { type DocumentWriter, heldBy, nestableOf } from "./writer.ts";

/** Text and nested mentions. Lost are mentions that cross others or are in pieces, tokens, scores, and what nobody annotated. */
export const bracketWriter: DocumentWriter = {
  name: "bracket",
  extensions: [".txt", ".bracket", ".brackets"],
  fileEach: ".txt",
  write(document, _, losses) {
    const spans = nestableOf(document, heldBy(document, losses, {}), losses);
    return printBracket({ text: document.text, spans });
  },
};
