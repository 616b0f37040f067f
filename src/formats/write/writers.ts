/** The formats that documents can be written in. */

import { bracketWriter } from "../bracket/print.ts";
import { conllWriter, nestedWriter } from "./column-writers.ts";
import { conlluWriter } from "./conllu-writer.ts";
import {
  biocJsonWriter,
  doccanoWriter,
  glinerWriter,
  hfTokensWriter,
  jsonlWriter,
  labelStudioWriter,
  spacyWriter,
} from "./json-writers.ts";
import { bratWriter, pubtatorWriter } from "./standoff-writers.ts";
import { webannoWriter } from "./webanno-writer.ts";
import type { DocumentWriter } from "./writer.ts";
import { biocWriter, gateWriter, i2b2Writer, inlineXmlWriter } from "./xml-writers.ts";

/** All of them, under the names of the formats that read them. */
export const writers: readonly DocumentWriter[] = [
  ...[jsonlWriter, bracketWriter, conllWriter],
  ...[conlluWriter, webannoWriter, nestedWriter],
  bratWriter,
  ...[gateWriter, i2b2Writer, biocWriter, inlineXmlWriter, pubtatorWriter, biocJsonWriter],
  ...[spacyWriter, doccanoWriter, labelStudioWriter, glinerWriter, hfTokensWriter],
];

/** The writer for files with this name, or undefined where the ending tells nothing. */
export function writerOf(fileName: string): DocumentWriter | undefined {
  const name = fileName.toLowerCase();
  return writers.find(({ extensions }) => extensions.some((extension) => name.endsWith(extension)));
}
