/** Detection: which format a file is in, by its ending, and where that says nothing, by how it begins. */

import { biocJson } from "./bioc/json.ts";
import type { TextFormat } from "./both.ts";
import { bracketFormat } from "./bracket/bracket.ts";
import { bratGold, bratPredictions } from "./brat.ts";
import { bareTagsIn } from "./columns/bare-tags.ts";
import { conlluGold, conlluPredictions, looksLikeConllu } from "./columns/conllu.ts";
import { looksNested, nestedGold, nestedPredictions } from "./columns/nested.ts";
import { looksLikeWebanno, webannoGold, webannoPredictions } from "./columns/webanno.ts";
import { conllGold, conllPredictions } from "./conll.ts";
import type { GoldFormat, PredictionFormat } from "./format.ts";
import { doccanoGold, doccanoPredictions } from "./json/doccano.ts";
import { glinerGold, glinerPredictions } from "./json/gliner.ts";
import { hfPredictions } from "./json/hf.ts";
import { hfTokensGold, hfTokensPredictions } from "./json/hf-tokens.ts";
import { labelStudioGold, labelStudioPredictions } from "./json/label-studio.ts";
import { mentionPredictions } from "./json/mentions.ts";
import { shapeOf } from "./json/shape.ts";
import { spacyGold, spacyPredictions } from "./json/spacy.ts";
import { jsonlGold, jsonlPredictions } from "./jsonl.ts";
import { pubtator } from "./pubtator.ts";
import { looksLikeColumns } from "./sentences.ts";
import { bioc } from "./xml/bioc.ts";
import { gate } from "./xml/gate.ts";
import { i2b2 } from "./xml/i2b2.ts";
import { inlineXml } from "./xml/inline.ts";
import { withoutProlog } from "./xml/prolog.ts";

/** The formats that serve as both. */
const texts: readonly TextFormat[] = [gate, i2b2, bioc, inlineXml, pubtator, biocJson];

/** The formats gold is read from. */
export const goldFormats: readonly GoldFormat[] = [
  ...[bracketFormat, jsonlGold, conllGold],
  ...[conlluGold, webannoGold, nestedGold],
  bratGold,
  ...texts.map(({ gold }) => gold),
  ...[spacyGold, doccanoGold, labelStudioGold, glinerGold, hfTokensGold],
];

/** The formats predictions are read from. */
export const predictionFormats: readonly PredictionFormat[] = [
  ...[jsonlPredictions, conllPredictions],
  ...[conlluPredictions, webannoPredictions, nestedPredictions],
  bratPredictions,
  ...texts.map(({ predictions }) => predictions),
  ...[spacyPredictions, doccanoPredictions, labelStudioPredictions, glinerPredictions],
  ...[hfPredictions, hfTokensPredictions, mentionPredictions],
];

/** The format of this name, or undefined. */
export function formatNamed<F extends { readonly name: string }>(formats: readonly F[], name: string): F | undefined {
  return formats.find((format) => format.name === name);
}

/** The gold format that files with this name are in, or undefined where the ending tells nothing. */
export function goldFormatOf(fileName: string): GoldFormat | undefined {
  return byEnding(goldFormats, fileName);
}

/** The format that predictions in files with this name are in, or undefined where the ending tells nothing. */
export function predictionFormatOf(fileName: string): PredictionFormat | undefined {
  return byEnding(predictionFormats, fileName);
}

/**
 * The gold format of a file that begins so: the one of its ending, of several XML formats the one it begins as. Without
 * one, JSONL where a record begins it, CoNLL where its lines end in tags, else brackets; `.txt` can be CoNLL or PubTator.
 * What begins as other columns is those, whether it ends as CoNLL or as nothing known. What is JSON, or of no known
 * ending, is of the JSON format that its first record shows. Where a `column` of tags is named, the others are no levels.
 */
export function goldFormatFor(fileName: string, beginning: string, column?: string): GoldFormat {
  const known = byEnding(goldFormats, fileName);
  const text = textFormatFor(fileName, beginning);
  if (text) return text.gold;
  const columns = columnsFormat(goldFormats, known, beginning.slice(0, COLUMNS), column);
  if (columns) return columns;
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
export function predictionFormatFor(fileName: string, beginning: string, column?: string): PredictionFormat {
  const known = byEnding(predictionFormats, fileName);
  const text = textFormatFor(fileName, beginning);
  if (text) return text.predictions;
  const columns = beginning.slice(0, COLUMNS);
  const dialect = columnsFormat(predictionFormats, known, columns, column);
  if (dialect) return dialect;
  const shown = known === undefined || known === jsonlPredictions ? shapeOf(beginning) : undefined;
  if (shown) return formatNamed(predictionFormats, shown)!;
  if (known) return known;
  return looksLikeColumns(columns, 1) || bareTagsIn(columns) ? conllPredictions : jsonlPredictions;
}

/** The dialect of columns that a text begins in, unless its ending speaks for something other than columns and plain text. */
function columnsFormat<F extends { readonly name: string }>(
  formats: readonly F[],
  known: F | undefined,
  beginning: string,
  column: string | undefined,
): F | undefined {
  if (known && known.name !== "conll" && known.name !== "bracket") return undefined;
  if (looksLikeWebanno(beginning)) return formatNamed(formats, "webanno");
  if (looksLikeConllu(beginning)) return formatNamed(formats, "conllu");
  return column === undefined && looksNested(beginning) ? formatNamed(formats, "nested-tsv") : undefined;
}

/** How much of a text tells its format, in UTF-16 code units. */
export const BEGINNING = 65_536;
/** How much of it is looked at for columns. */
const COLUMNS = 4096;

function byEnding<F extends { readonly extensions: readonly string[] }>(
  formats: readonly F[],
  fileName: string,
): F | undefined {
  const name = unpackedName(fileName).toLowerCase();
  return formats.find(({ extensions }) => extensions.some((extension) => name.endsWith(extension)));
}

/** Of the formats that share the ending `.xml`, and of those that other endings hide, the one that begins so. */
function textFormatFor(fileName: string, beginning: string): TextFormat | undefined {
  const isXml = /\.(?:xml|sgml)$/i.test(unpackedName(fileName));
  if (isXml || beginning.startsWith("<?xml")) return xmlFormatOf(beginning);
  if (/^[^\s|]+\|t\|[^\n]*\n[^\s|]+\|a\|/.test(beginning)) return pubtator;
  return /\.json$/i.test(unpackedName(fileName)) && /^\s*\{/.test(beginning) && /"passages"\s*:\s*\[/.test(beginning)
    ? biocJson
    : undefined;
}

/** The XML format by the first element, and by the one in it. */
function xmlFormatOf(beginning: string): TextFormat {
  const bare = withoutProlog(beginning).trimStart();
  if (/^<GateDocument\b/.test(bare)) return gate;
  if (/^<collection\b/.test(bare)) return bioc;
  return /^<[\w.-]+>\s*<TEXT>\s*<!\[CDATA\[/.test(bare) ? i2b2 : inlineXml;
}

function isJson(fileName: string): boolean {
  return /\.json$/i.test(unpackedName(fileName));
}

function beginsWithRecord(beginning: string): boolean {
  return /^\s*\{\s*"/.test(beginning);
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
