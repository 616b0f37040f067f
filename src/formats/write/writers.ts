/** The formats that documents can be written in. */
import { biocJsonWriter } from "./bioc-json-writer.ts";
import { biocWriter } from "./bioc-writer.ts";
import { bracketWriter } from "./bracket-writer.ts";
import { bratWriter } from "./brat-writer.ts";
import { conllWriter } from "./conll-writer.ts";
import { conlluWriter } from "./conllu-writer.ts";
import { gateWriter } from "./gate-writer.ts";
import { i2b2Writer } from "./i2b2-writer.ts";
import { inlineXmlWriter } from "./inline-xml-writer.ts";
import { doccanoWriter, glinerWriter, hfTokensWriter, labelStudioWriter, spacyWriter } from "./json-writers.ts";
import { jsonlWriter } from "./jsonl-writer.ts";
import { nestedWriter } from "./nested-writer.ts";
import { pubtatorWriter } from "./pubtator-writer.ts";
import { webannoWriter } from "./webanno-writer.ts";
import type { DocumentWriter } from "./writer.ts";

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
