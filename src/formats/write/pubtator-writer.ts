/** Writes PubTator: title and abstract in lines of their own, tab-separated annotations below. */
import { idOfPubtator, lost, typeWithBreaks } from "../../messages/convert.ts";
import { codePointsOf } from "./codepoints.ts";
import { type DocumentWriter, heldBy, impossible, type LossLog, type Written } from "./writer.ts";

/**
 * Two lines of text, and mentions of any kind in one piece, in code points. Lost are tokens, scores, and line breaks but
 * for the first, which parts the title from the abstract.
 */
export const pubtatorWriter: DocumentWriter = {
  name: "pubtator",
  extensions: [".pubtator"],
  write(document, _, losses) {
    const { id, text } = document;
    if (id === "" || /[|\t\n\r\u2028\u2029]/.test(id)) throw impossible(document, idOfPubtator());
    const place = codePointsOf(document);
    const annotations = heldBy(document, losses, {}).map((span) => {
      if (/[\t\n\r]/.test(span.type)) throw impossible(document, typeWithBreaks(span.type));
      const { start, end } = place(span);
      const surface = text.slice(span.start, span.end).replace(/\s/g, " ");
      return `${id}\t${start}\t${end}\t${surface}\t${span.type}\n`;
    });
    const [title, abstract] = linesOf(document, losses);
    return `${id}|t|${title}\n${id}|a|${abstract}\n${annotations.join("")}\n`;
  },
};

/** The two lines, in which blanks stand for other line breaks, so that no offset moves. */
function linesOf(document: Written, losses: LossLog): [title: string, abstract: string] {
  const { text } = document;
  const end = text.indexOf("\n");
  if (end < 0) losses.add(lost.missingLineBreak, document);
  const lines = end < 0 ? [text, ""] : [text.slice(0, end), text.slice(end + 1)];
  const breaks = lines.join("").match(LINE_BREAK)?.length ?? 0;
  losses.add(lost.furtherLineBreaks, document, breaks);
  return lines.map((line) => line.replace(LINE_BREAK, " ")) as [string, string];
}

const LINE_BREAK = /[\n\r\u2028\u2029]/g;
