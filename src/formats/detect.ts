/** Detection: which format a file is in, by its content, or where no format recognizes that, by its ending. */
import type { Format, GoldFormat, PredictionFormat, Side, UnreadFile, WrittenFormat } from "./format.ts";
import { goldFormats, predictionFormats, writtenFormats } from "./registry.ts";

/** How much of a text tells its format, in UTF-16 code units. */
export const BEGINNING = 65_536;

/** The gold format that files with this name are in, or undefined where the ending tells nothing. */
export function goldFormatOf(fileName: string): GoldFormat | undefined {
  return byEnding(goldFormats, fileName);
}

/** The format that predictions in files with this name are in, or undefined where the ending tells nothing. */
export function predictionFormatOf(fileName: string): PredictionFormat | undefined {
  return byEnding(predictionFormats, fileName);
}

/** The format that a file with this name is to be written in, or undefined where the ending tells nothing. */
export function writtenFormatOf(fileName: string): WrittenFormat | undefined {
  const name = fileName.toLowerCase();
  return writtenFormats.find(({ writer }) => writer.endings.some((ending) => name.endsWith(ending)));
}

/** The gold format of a file that begins so. Where a `column` of tags is named, the others are no levels of nesting. */
export function goldFormatFor(fileName: string, beginning: string, column?: string): GoldFormat {
  return detect("gold", goldFormats, fileName, beginning, column);
}

/** The format of predictions in a file that begins so. */
export function predictionFormatFor(fileName: string, beginning: string, column?: string): PredictionFormat {
  return detect("pred", predictionFormats, fileName, beginning, column);
}

/** The last format that the file looks like, else the one of its ending, else the first. */
function detect<F extends Format>(
  side: Side,
  formats: readonly F[],
  fileName: string,
  beginning: string,
  column: string | undefined,
): F {
  const known = byEnding(formats, fileName);
  const file: UnreadFile = {
    ...{ side, beginning, column },
    ...{ fileName: unpackedName(fileName).toLowerCase(), ending: known?.name },
  };
  return formats.findLast((format) => format.looksLike?.(file)) ?? known ?? formats[0]!;
}

function byEnding<F extends Format>(formats: readonly F[], fileName: string): F | undefined {
  const name = unpackedName(fileName).toLowerCase();
  return formats.find(({ endings }) => endings.some((ending) => name.endsWith(ending)));
}

/** A file name without the endings of its format and of what it is packed with; what a document is called that is a whole file. */
export function stemOf(fileName: string): string {
  return unpackedName(fileName).replace(/(?<=[^/])\.[^./]+$/, "");
}

/** Endings of packed files. */
export const packings = [".gz", ".zst"] as const;

/** A file name without the ending of gzip or zstd. */
export function unpackedName(fileName: string): string {
  return fileName.replace(/\.(?:gz|zst)$/i, "");
}
