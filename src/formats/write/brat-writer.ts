/** Writes brat: an `.ann` of text-bound annotations beside the `.txt` they annotate. */

import { type Extent, joinOverBreaks, piecesOf } from "../../corpus/fragments.ts";
import { lost, typeWithBlanks } from "../../messages/convert.ts";
import { codePointsOf } from "./codepoints.ts";
import { type DocumentWriter, heldBy, impossible } from "./writer.ts";

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
