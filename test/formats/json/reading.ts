/** Reading JSON formats in tests: what a reader makes of a text, the issues in short and the files of other tools. */
import { existsSync, readFileSync } from "node:fs";
import { Aligner } from "../../../src/align/align.ts";
import * as seldom from "../../../src/align/seldom.ts";
import { collect, type Document, type Prediction } from "../../../src/corpus/document.ts";
import { type Issue, IssueLog, type Warning } from "../../../src/corpus/issue.ts";
import { defaultGoldOptions, type ReadContext } from "../../../src/formats/format.ts";
import { chunksOf } from "../../../src/formats/lines.ts";
import { formatNamed, goldFormats, predictionFormats } from "../../../src/formats/registry.ts";
import type { RepairPolicy } from "../../../src/formats/tags.ts";

export interface Read<R> {
  readonly records: readonly R[];
  readonly issues: readonly Issue[];
  readonly warnings: readonly Warning[];
  /** The issues in short: `line code path: message`. */
  readonly problems: readonly string[];
}

interface Setting {
  readonly several?: boolean;
  readonly repair?: RepairPolicy;
  readonly chunks?: AsyncIterable<string>;
}

async function read<R>(
  reader: (context: ReadContext) => AsyncIterable<readonly R[]>,
  several: boolean,
): Promise<Read<R>> {
  const log = new IssueLog();
  const warnings: Warning[] = [];
  const records = await collect(reader({ source: "f.json", name: "f", several, issues: log, warnings }));
  const problems = log.issues.map(
    ({ line, code, path = [], message }) => `${line} ${code} ${path.join(".")}: ${message}`,
  );
  return { records, issues: log.issues, warnings, problems };
}

export function readGold(format: string, text: string, setting: Setting = {}): Promise<Read<Document>> {
  const { repair = "begin", several = false, chunks = chunksOf(text) } = setting;
  return read(
    (context) => formatNamed(goldFormats, format)!.gold.read(chunks, context, { ...defaultGoldOptions, repair }),
    several,
  );
}

export function readPred(format: string, text: string, setting: Setting = {}): Promise<Read<Prediction>> {
  const { repair = "begin", chunks = chunksOf(text) } = setting;
  return read(
    (context) => formatNamed(predictionFormats, format)!.predictions.read(chunks, context, { repair }),
    false,
  );
}

/** The gold as documents, for texts in which nothing is wrong. */
export async function documentsOf(format: string, ...records: readonly unknown[]): Promise<readonly Document[]> {
  const { records: documents, problems } = await readGold(format, linesOf(...records));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return documents;
}

/** Records as lines. */
export function linesOf(...records: readonly unknown[]): string {
  return records.map((record) => (typeof record === "string" ? record : JSON.stringify(record))).join("\n");
}

/** The mentions of documents as `surface/type`. */
export function mentionsOf(documents: readonly Document[]): string[][] {
  return documents.map(({ text, spans }) => spans.map(({ start, end, type }) => `${text.slice(start, end)}/${type}`));
}

/** What alignment makes of a gold document and its prediction: predicted mentions as `surface/type`, and the issues. */
export function aligned(gold: Document, pred: Prediction): { mentions: string[]; problems: string[] } {
  const issues = new IssueLog();
  const aligner = new Aligner({ issues });
  aligner.use(seldom);
  const pair = aligner.align({ gold, pred });
  aligner.finish();
  const mentions = pair?.pred.map(({ start, end, type }) => `${gold.text.slice(start, end)}/${type}`) ?? [];
  return { mentions, problems: issues.issues.map(({ code, message }) => `${code}: ${message}`) };
}

const corpora = new URL("../../../../shared/corpora/", import.meta.url);

/** The text of a file of another tool, which is no part of this project; undefined where it is absent. */
export function foreignFile(path: string): string | undefined {
  const file = new URL(path, corpora);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
