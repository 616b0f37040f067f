/** The list of formats, one line each. Detection, conversion, help and messages are made from it. */

import { biocJson } from "./bioc/json.ts";
import { bioc } from "./bioc/xml.ts";
import { bracket } from "./bracket/bracket.ts";
import { brat } from "./brat.ts";
import { conllu } from "./columns/conllu.ts";
import { nested } from "./columns/nested.ts";
import { conll } from "./conll.ts";
import type { Format, GoldFormat, PredictionFormat, WrittenFormat } from "./format.ts";
import { doccano } from "./json/doccano.ts";
import { gliner } from "./json/gliner.ts";
import { hf } from "./json/hf.ts";
import { hfTokens } from "./json/hf-tokens.ts";
import { labelStudio } from "./json/label-studio.ts";
import { mentions } from "./json/mentions.ts";
import { spacy } from "./json/spacy.ts";
import { jsonl } from "./jsonl.ts";
import { pubtator } from "./pubtator.ts";
import { webanno } from "./webanno/webanno.ts";
import { gate } from "./xml/gate.ts";
import { i2b2 } from "./xml/i2b2.ts";
import { inlineXml } from "./xml/inline.ts";

/**
 * All formats, from the general to the specific: a file is in the last one that it looks like, else in the one of its
 * ending, else in the first that its side can come in.
 */
export const formats: readonly Format[] = [
  bracket,
  jsonl,
  conll,
  brat,
  spacy,
  doccano,
  labelStudio,
  gliner,
  hf,
  hfTokens,
  mentions,
  nested,
  conllu,
  webanno,
  biocJson,
  pubtator,
  inlineXml,
  i2b2,
  bioc,
  gate,
];

/** The formats gold is read from. */
export const goldFormats = formats.filter((format): format is GoldFormat => format.gold !== undefined);

/** The formats predictions are read from. */
export const predictionFormats = formats.filter(
  (format): format is PredictionFormat => format.predictions !== undefined,
);

/** The formats documents are written in. */
export const writtenFormats = formats.filter((format): format is WrittenFormat => format.writer !== undefined);

/** The format of this name, or undefined. */
export function formatNamed<F extends Format>(among: readonly F[], name: string): F | undefined {
  return among.find((format) => format.name === name);
}
