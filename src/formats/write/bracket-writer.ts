/** Writes bracket files, one per document. */
import type { Document } from "../../corpus/document.ts";
import { type Span, sortSpans } from "../../corpus/span.ts";
import { printBracket } from "../bracket/print.ts";
import type { DocumentWriter, LossLog } from "./writer.ts";

/** Text and nested mentions. Lost are mentions that cross others or are in pieces, tokens, and what nobody annotated. */
export const bracketWriter: DocumentWriter = {
  name: "bracket",
  extensions: [".txt", ".bracket", ".brackets"],
  fileEach: true,
  write(document, _, losses) {
    const spans = printable(document, losses);
    losses.add("token boundaries", document, document.tokens?.length ?? 0);
    losses.add("regions that nobody annotated", document, document.unannotated?.length ?? 0);
    if (document.annotated === false) losses.add("documents that nobody annotated, as such", document);
    return printBracket({ text: document.text, spans });
  },
};

function printable(document: Document, losses: LossLog): Span[] {
  const whole = document.spans.filter(({ fragments }) => !fragments);
  losses.add("mentions in pieces", document, document.spans.length - whole.length);
  const kept: Span[] = [];
  const open: Span[] = [];
  for (const span of sortSpans(whole)) {
    while (open.length > 0 && open.at(-1)!.end <= span.start) open.pop();
    const outer = open.at(-1);
    if (outer && span.end > outer.end) {
      losses.add("mentions that cross others", document);
      continue;
    }
    open.push(span);
    kept.push(span);
  }
  return kept;
}
