/** Printing: documents as the text of one file, and what a format could not hold of them. */
import type { Document } from "../corpus/document.ts";
import { NerEvalError } from "../corpus/error.ts";
import { boolean, objectOf, oneOf, optional, unexpected } from "../corpus/expect.ts";
import type { Warning } from "../corpus/issue.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import { convertLossy, oneDocument, surrogateHalf, writeLossy } from "../messages/convert.ts";
import type { WrittenFormat } from "./format.ts";
import { formatNamed, writtenFormats } from "./registry.ts";
import { impossible, LossLog, type Writer, type Written } from "./writing.ts";

/** A document as it is written. */
export interface Piece {
  readonly id: string;
  readonly text: string;
  /** What is in the file beside it, in formats that have one. */
  readonly beside: string | undefined;
}

/** The documents as a format has them; what it cannot hold goes into `losses`. */
export function printedBy(writer: Writer, documents: readonly Written[], losses: LossLog): Piece[] {
  const pieces: Piece[] = [];
  for (const document of documents) {
    const text = writer.write(document, pieces.length + 1, losses);
    if (text === undefined) continue;
    const beside = writer.beside?.write(document);
    if (/\p{Surrogate}/u.test(text + (beside ?? ""))) throw impossible(document, surrogateHalf());
    pieces.push({ id: document.id, text, beside });
  }
  return pieces;
}

/** The text of a file that holds all of them. */
export function joined(pieces: readonly Piece[], { frame }: Writer): string {
  const { before = "", between = "", behind = "" } = frame ?? {};
  return before + pieces.map(({ text }) => text).join(between) + behind;
}

/** What was lost, as warnings. */
export function lossWarnings({ name }: WrittenFormat, { losses }: LossLog): Warning[] {
  return Array.from(losses, ([what, { count, example }]) => convertLossy({ format: name, what, count, example }));
}

/** The error of documents that lose something in a format. */
export function lossRefusal(lost: readonly Warning[]): NerEvalError {
  const issues = lost.map(({ code, message }) => ({ code, message, hint: writeLossy() }));
  return new NerEvalError(issues[0]!, issues);
}

/** A document to print: only these three are needed. */
export interface PrintableDocument extends Pick<Document, "id" | "text" | "tokens"> {
  readonly spans: readonly PredictedSpan[];
}

/**
 * Documents as the text of one file. Spans are half-open in UTF-16 code units.
 *
 * @throws NerEvalError `convert-lossy` where the format cannot hold something, unless `lossy`; `convert-impossible` where
 * leaving it out would leave another document; `usage` where the format has a file for every document, and there are several.
 */
export function printDocuments(
  documents: readonly PrintableDocument[],
  options: {
    /** `jsonl`, `bracket`, `conll`, `brat` and so on: `formatNames.written`. */
    readonly format: string;
    /** Whether what the format cannot hold is left out. `false`. */
    readonly lossy?: boolean | undefined;
  },
): string {
  const names = writtenFormats.map(({ name }) => name);
  objectOf({ format: oneOf(names), lossy: optional(boolean) })(options, "options");
  const format = formatNamed(writtenFormats, options.format)!;
  const { writer } = format;
  const losses = new LossLog();
  const pieces = printedBy(writer, documents, losses);
  const lost = lossWarnings(format, losses);
  if (lost.length > 0 && options.lossy !== true) throw lossRefusal(lost);
  if (writer.fileEach !== undefined && pieces.length !== 1)
    throw unexpected("documents", documents, oneDocument(format.name));
  return writer.fileEach === undefined ? joined(pieces, writer) : pieces[0]!.text;
}
