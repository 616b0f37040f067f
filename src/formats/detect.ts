/** Detection: which format a file is in, by its ending, and where that says nothing, by how it begins. */
import { bracketFormat } from "./bracket/bracket.ts";
import { conlluGold, conlluPredictions, looksLikeConllu } from "./columns/conllu.ts";
import { looksNested, nestedGold, nestedPredictions } from "./columns/nested.ts";
import { looksLikeWebanno, webannoGold, webannoPredictions } from "./columns/webanno.ts";
import { conllGold, conllPredictions } from "./conll.ts";
import type { GoldFormat, PredictionFormat } from "./format.ts";
import { jsonlGold, jsonlPredictions } from "./jsonl.ts";
import { looksLikeColumns } from "./sentences.ts";

/** The formats gold is read from. */
export const goldFormats: readonly GoldFormat[] = [
  ...[bracketFormat, jsonlGold, conllGold],
  ...[conlluGold, webannoGold, nestedGold],
];

/** The formats predictions are read from. */
export const predictionFormats: readonly PredictionFormat[] = [
  ...[jsonlPredictions, conllPredictions],
  ...[conlluPredictions, webannoPredictions, nestedPredictions],
];

/** The format of this name, or undefined. */
export function formatNamed<F extends { readonly name: string }>(formats: readonly F[], name: string): F | undefined {
  return formats.find((format) => format.name === name);
}

/** The gold format that files with this name are in, or undefined where the ending tells nothing. */
export function goldFormatOf(fileName: string): GoldFormat | undefined {
  return byEnding(goldFormats, fileName);
}

/**
 * The gold format of a file that begins so: the one of its ending. Without one, JSONL where a record begins it, CoNLL
 * where its lines end in tags, else brackets; and `.txt` can be CoNLL too. What begins as other columns is those, whether
 * it ends as CoNLL or as nothing known.
 */
export function goldFormatFor(fileName: string, beginning: string): GoldFormat {
  const known = byEnding(goldFormats, fileName);
  const columns = columnsFormat(goldFormats, known, beginning);
  if (columns) return columns;
  if (known && known !== bracketFormat) return known;
  if (looksLikeColumns(beginning, known ? 2 : 1)) return conllGold;
  return !known && beginsWithRecord(beginning) ? jsonlGold : bracketFormat;
}

/** The format of predictions that begin so: the one of their ending. Without one, CoNLL where lines end in tags, else JSONL. */
export function predictionFormatFor(fileName: string, beginning: string): PredictionFormat {
  const known = byEnding(predictionFormats, fileName);
  return (
    columnsFormat(predictionFormats, known, beginning) ??
    known ??
    (looksLikeColumns(beginning, 1) ? conllPredictions : jsonlPredictions)
  );
}

/** The dialect of columns that a text begins in, unless its ending speaks for something other than columns and plain text. */
function columnsFormat<F extends { readonly name: string }>(
  formats: readonly F[],
  known: F | undefined,
  beginning: string,
): F | undefined {
  if (known && known.name !== "conll" && known.name !== "bracket") return undefined;
  if (looksLikeWebanno(beginning)) return formatNamed(formats, "webanno");
  if (looksLikeConllu(beginning)) return formatNamed(formats, "conllu");
  return looksNested(beginning) ? formatNamed(formats, "nested-tsv") : undefined;
}

/** How much of a text tells its format, in UTF-16 code units. */
export const BEGINNING = 4096;

function byEnding<F extends { readonly extensions: readonly string[] }>(
  formats: readonly F[],
  fileName: string,
): F | undefined {
  const name = withoutGzip(fileName).toLowerCase();
  return formats.find(({ extensions }) => extensions.some((extension) => name.endsWith(extension)));
}

function beginsWithRecord(beginning: string): boolean {
  return /^\s*\{\s*"/.test(beginning);
}

/** A file name without the ending of its format and of gzip; what a document is called that is a whole file. */
export function stemOf(fileName: string): string {
  return withoutGzip(fileName).replace(/(?<=[^/])\.[^./]+$/, "");
}

function withoutGzip(fileName: string): string {
  return fileName.replace(/\.gz$/i, "");
}
