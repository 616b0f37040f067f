/** The same gold in the formats whose reading is measured. */
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseBracket } from "../src/formats/bracket/bracket.ts";
import { brat } from "../src/formats/brat.ts";
import { conll } from "../src/formats/conll.ts";
import { jsonl } from "../src/formats/jsonl.ts";
import { LossLog, type Written } from "../src/formats/writing.ts";
import type { Corpus } from "./corpus.ts";

/** The files of one format, and how large they are together, in bytes. */
export interface Files {
  readonly format: string;
  readonly paths: readonly string[];
  readonly bytes: number;
}

/** How many documents of the corpus are one of brat, which has a file for each. */
const JOINED = 20;

/** Writes the corpus' gold, which is in brackets, in the other formats into a folder. */
export function writeReadingFiles({ gold }: Corpus, folder: string): Files[] {
  const lines = readFileSync(gold, "utf8").trimEnd().split("\n");
  const documents = lines.map((line, i) => parseBracket(line, { id: String(i + 1) }));
  const losses = new LossLog();
  const whole = (name: string, write: (document: Written, number: number) => string | undefined) => {
    const path = join(folder, name);
    writeFileSync(path, documents.map((document, i) => write(document, i + 1)).join(""));
    return path;
  };
  const conllPath = whole("gold.conll", (document, number) => conll.writer.write(document, number, losses));
  const jsonlPath = whole("gold.jsonl", (document, number) => jsonl.writer.write(document, number, losses));
  mkdirSync(join(folder, "brat"));
  const bratPaths: string[] = [];
  for (let at = 0; at < documents.length; at += JOINED) {
    const document = joined(documents.slice(at, at + JOINED), String(at));
    for (const [ending, text] of [
      [".ann", brat.writer.write(document, 1, losses)!],
      [".txt", document.text],
    ] as const) {
      const path = join(folder, "brat", `${at}${ending}`);
      writeFileSync(path, text);
      bratPaths.push(path);
    }
  }
  const files: readonly [string, string[]][] = [
    ["conll", [conllPath]],
    ["brat", bratPaths],
    ["jsonl", [jsonlPath]],
    ["bracket", [gold]],
  ];
  return files.map(([format, paths]) => ({
    ...{ format, paths },
    bytes: paths.reduce((sum, path) => sum + statSync(path).size, 0),
  }));
}

/** Documents as the lines of one. */
function joined(documents: readonly Written[], id: string): Written {
  let text = "";
  const spans: Written["spans"][number][] = [];
  for (const document of documents) {
    const from = text.length;
    for (const { start, end, type } of document.spans) spans.push({ start: from + start, end: from + end, type });
    text += `${document.text}\n`;
  }
  return { id, text, spans, origin: { source: id } };
}
