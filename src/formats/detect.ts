/** Detection: which format a file is in, by its ending, and where that says nothing, by how it begins. */
import { bracketFormat } from "./bracket/bracket.ts";
import { conllGold, conllPredictions } from "./conll.ts";
import type { GoldFormat, PredictionFormat } from "./format.ts";
import { doccanoGold, doccanoPredictions } from "./json/doccano.ts";
import { glinerGold, glinerPredictions } from "./json/gliner.ts";
import { hfPredictions } from "./json/hf.ts";
import { hfTokensGold, hfTokensPredictions } from "./json/hf-tokens.ts";
import { labelStudioGold, labelStudioPredictions } from "./json/label-studio.ts";
import { shapeOf } from "./json/shape.ts";
import { spacyGold, spacyPredictions } from "./json/spacy.ts";
import { jsonlGold, jsonlPredictions } from "./jsonl.ts";
import { looksLikeColumns } from "./sentences.ts";

/** The formats gold is read from. */
export const goldFormats: readonly GoldFormat[] = [
  bracketFormat,
  jsonlGold,
  conllGold,
  spacyGold,
  doccanoGold,
  labelStudioGold,
  glinerGold,
  hfTokensGold,
];

/** The formats predictions are read from. */
export const predictionFormats: readonly PredictionFormat[] = [
  jsonlPredictions,
  conllPredictions,
  spacyPredictions,
  doccanoPredictions,
  labelStudioPredictions,
  glinerPredictions,
  hfPredictions,
  hfTokensPredictions,
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
 * where its lines end in tags, else brackets; and `.txt` can be CoNLL too. What is JSON, or of no known ending, is of the
 * JSON format that its first record shows.
 */
export function goldFormatFor(fileName: string, beginning: string): GoldFormat {
  const known = byEnding(goldFormats, fileName);
  if (known === undefined || known === jsonlGold) {
    const shown = formatNamed(goldFormats, shapeOf(beginning) ?? "");
    if (shown ?? known) return shown ?? known!;
    if (isJson(fileName)) return jsonlGold;
  }
  if (known && known !== bracketFormat) return known;
  if (looksLikeColumns(beginning.slice(0, COLUMNS), known ? 2 : 1)) return conllGold;
  return !known && beginsWithRecord(beginning) ? jsonlGold : bracketFormat;
}

/**
 * The format of predictions that begin so: the one of their ending, or of JSON the one that the first
 * record shows. Without one, CoNLL where lines end in tags, else JSONL.
 */
export function predictionFormatFor(fileName: string, beginning: string): PredictionFormat {
  const known = byEnding(predictionFormats, fileName);
  const shown = known === undefined || known === jsonlPredictions ? shapeOf(beginning) : undefined;
  if (shown) return formatNamed(predictionFormats, shown)!;
  return known ?? (looksLikeColumns(beginning.slice(0, COLUMNS), 1) ? conllPredictions : jsonlPredictions);
}

/** How much of a text tells its format, in UTF-16 code units. */
export const BEGINNING = 65_536;
/** How much of it is looked at for columns. */
const COLUMNS = 4096;

function byEnding<F extends { readonly extensions: readonly string[] }>(
  formats: readonly F[],
  fileName: string,
): F | undefined {
  const name = withoutGzip(fileName).toLowerCase();
  return formats.find(({ extensions }) => extensions.some((extension) => name.endsWith(extension)));
}

function isJson(fileName: string): boolean {
  return /\.json$/i.test(withoutGzip(fileName));
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
