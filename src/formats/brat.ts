/** brat: an `.ann` file of standoff lines beside the `.txt` file it annotates. */

import type { Document, Prediction } from "../corpus/document.ts";
import { type Extent, joinOverBreaks, piecesOf } from "../corpus/fragments.ts";
import { lost, typeWithBlanks } from "../messages/convert.ts";
import { bratLine, bratNoText, bratSkipped, lineBreaksJoined } from "../messages/standoff.ts";
import { asPrediction } from "./both.ts";
import type { FullFormat, ReadContext } from "./format.ts";
import { linesOf } from "./lines.ts";
import { sayOnce } from "./said-once.ts";
import { type Mark, spansOf, withMark } from "./standoff.ts";
import { codePointsOf, heldBy, impossible, type LossLog, type Written } from "./writing.ts";

/**
 * Every `.ann` is a document. Gold needs its `.txt`; without one, predicted offsets are taken as they are, and their surface
 * texts are compared with the gold's text.
 */
export const brat: FullFormat = {
  name: "brat",
  endings: [".ann"],
  companions: [".txt"],
  gold: {
    async *read(chunks, context) {
      const { marks, text } = await fileOf(chunks, context);
      if (text !== undefined) yield [documentOf(marks, text, context)];
      else context.issues.add(bratNoText(), origin(context));
    },
  },
  predictions: {
    async *read(chunks, context) {
      const { marks, text } = await fileOf(chunks, context);
      yield [text === undefined ? bare(marks, context) : asPrediction(documentOf(marks, text, context))];
    },
  },
  writer: {
    endings: [".ann"],
    fileEach: ".ann",
    beside: { ending: ".txt", write: ({ text }) => text },
    write,
  },
};

async function fileOf(chunks: AsyncIterable<string>, context: ReadContext) {
  const marks = await marksIn(chunks, context);
  return { marks, text: await context.companion?.(".txt") };
}

function documentOf(marks: readonly Mark[], text: string, context: ReadContext): Document {
  const found = spansOf(text, marks, withMark("codepoint", "utf16"), context);
  const spans = found.spans.map((span) => joinOverBreaks(span, text));
  const joined = spans.filter((span, i) => span !== found.spans[i]).length;
  if (joined > 0) sayOnce(context, lineBreaksJoined, joined);
  return { id: context.name, text, ...found, spans, origin: origin(context) };
}

function bare(marks: readonly Mark[], context: ReadContext): Prediction {
  const spans = marks.map(({ type, pieces, surface = "" }) => {
    const start = Math.min(...pieces.map((piece) => piece.start));
    const end = Math.max(...pieces.map((piece) => piece.end));
    const fragments = pieces.length > 1 ? { fragments: [...pieces].sort((a, b) => a.start - b.start) } : {};
    return { start, end, type, ...fragments, ...(surface === "" ? {} : { surface }) };
  });
  return { id: context.name, spans, origin: origin(context) };
}

function origin({ source }: ReadContext) {
  return { source };
}

/** The text-bound annotations of a file. Relations, events, attributes, notes and the like are counted. */
async function marksIn(chunks: AsyncIterable<string>, context: ReadContext): Promise<Mark[]> {
  const marks: Mark[] = [];
  let number = 0;
  let passed = 0;
  for await (const lines of linesOf(chunks)) {
    for (const whole of lines) {
      number++;
      const line = withoutBreak(whole);
      if (line[0] !== "T" && line.trim() === "") continue;
      if (line[0] !== "T" && /^[REAMNW]\S*\t|^[#*]/.test(line)) passed++;
      else {
        const mark = markOf(line, number, context);
        if (mark) marks.push(mark);
      }
    }
  }
  if (passed > 0) sayOnce(context, bratSkipped, passed);
  return marks;
}

/** The type, the first piece of the mention, its other pieces, and its surface. */
const TEXT_BOUND = /^T\S*\t(\S+) (\d+) (\d+)((?:;\d+ \d+)*)(?:\t(.*))?$/s;

function markOf(line: string, number: number, { source, issues }: ReadContext): Mark | undefined {
  const [, type, start, end, others, surface] = TEXT_BOUND.exec(line) ?? [];
  if (type === undefined) {
    issues.add({ ...bratLine(line.startsWith("T")), column: 1, excerpt: line }, { source, line: number });
    return undefined;
  }
  const pieces = [{ start: Number(start), end: Number(end) }];
  if (others) pieces.push(...others.slice(1).split(";").map(pieceOf));
  return { type, pieces, surface: surface || undefined, line: number, column: line.indexOf("\t") + 2 };
}

function pieceOf(places: string): Extent {
  const [start, end] = places.split(" ");
  return { start: Number(start), end: Number(end) };
}

function withoutBreak(line: string): string {
  if (!line.endsWith("\n")) return line;
  return line.slice(0, line.endsWith("\r\n") ? -2 : -1);
}

/** Text and mentions of any kind, in code points. Lost are tokens and scores. Types hold no blanks. */
function write(document: Written, _: number, losses: LossLog): string {
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
    const cut = byPiece.some(({ piece, lines }) => lines[0]?.start !== piece.start || lines.at(-1)?.end !== piece.end);
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
}

/** The lines of a piece that are not blank: brat takes no mention over the end of a line. */
function linesIn({ start, end }: Extent, text: string): Extent[] {
  const lines = Array.from(text.slice(start, end).matchAll(/[^\r\n]+/g), ({ 0: line, index }) => ({
    ...{ start: start + index, end: start + index + line.length },
    isBlank: line.trim() === "",
  }));
  return lines.filter(({ isBlank }) => lines.length === 1 || !isBlank).map(({ start, end }) => ({ start, end }));
}
