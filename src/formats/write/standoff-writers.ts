/** Writes annotations beside or below their text: brat and PubTator. */
import { type Extent, joinOverBreaks, piecesOf } from "../../corpus/fragments.ts";
import { idOfPubtator, lost, typeWithBlanks, typeWithBreaks } from "../../messages/convert.ts";
import { codePointsOf } from "./codepoints.ts";
import { type DocumentWriter, heldBy, impossible, type LossLog, type Written } from "./writer.ts";

/** Text and mentions of any kind, in code points. Lost are tokens and scores. Types hold no blanks. */
export const bratWriter: DocumentWriter = {
  name: "brat",
  extensions: [".ann"],
  fileEach: ".ann",
  beside: { ending: ".txt", write: ({ text }) => text },
  write(document, _, losses) {
    const place = codePointsOf(document);
    const range = (piece: Extent) => {
      const { start, end } = place(piece);
      return `${start} ${end}`;
    };
    const { text } = document;
    const held = heldBy(document, losses, { pieces: true });
    const apart = held.filter((span) => joinOverBreaks(span, text) !== span).length;
    losses.add(lost.lineBreakPieces, document, apart);
    const lines = held.flatMap((span) => {
      const byPiece = piecesOf(span).map((piece) => ({ piece, lines: linesIn(piece, text) }));
      const cut = byPiece.some(
        ({ piece, lines }) => lines[0]?.start !== piece.start || lines.at(-1)?.end !== piece.end,
      );
      if (cut) losses.add(lost.lineBreakEdges, document);
      const pieces = byPiece.flatMap(({ lines }) => lines);
      return pieces.length === 0 ? [] : [{ span, pieces }];
    });
    const written = lines.map(({ span, pieces }, i) => {
      if (/\s/.test(span.type)) throw impossible(document, typeWithBlanks(span.type, "brat"));
      const surface = pieces
        .map(({ start, end }) => text.slice(start, end))
        .join(" ")
        .replace(/\s/g, " ");
      return `T${i + 1}\t${span.type} ${pieces.map(range).join(";")}\t${surface}\n`;
    });
    return written.join("");
  },
};

/** The lines of a piece that are not blank: brat takes no mention over the end of a line. */
function linesIn({ start, end }: Extent, text: string): Extent[] {
  const lines = Array.from(text.slice(start, end).matchAll(/[^\r\n]+/g), ({ 0: line, index }) => ({
    ...{ start: start + index, end: start + index + line.length },
    isBlank: line.trim() === "",
  }));
  return lines.filter(({ isBlank }) => lines.length === 1 || !isBlank).map(({ start, end }) => ({ start, end }));
}

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

/** The two lines, with blanks in the place of other line breaks, so that no offset moves. */
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
