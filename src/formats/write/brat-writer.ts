/** Writes brat: an `.ann` of text-bound annotations beside the `.txt` they annotate. */
import { type Extent, piecesOf, surfaceOf } from "../../corpus/fragments.ts";
import { codePointsOf } from "./codepoints.ts";
import { heldBy } from "./held.ts";
import { type DocumentWriter, impossible } from "./writer.ts";

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
    const lines = heldBy(document, losses, { pieces: true }).map((span, i) => {
      if (/\s/.test(span.type))
        throw impossible(document, `the type ${JSON.stringify(span.type)}`, "holds blanks, which types of brat do not");
      // A line break in a mention is a blank in its surface, which must stand on one line.
      const surface = surfaceOf(span, document.text).replace(/\s/g, " ");
      return `T${i + 1}\t${span.type} ${piecesOf(span).map(range).join(";")}\t${surface}\n`;
    });
    return lines.join("");
  },
};
