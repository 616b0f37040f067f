/** Reads texts in a format, for tests, and mutates them. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { collect, type Document, type Prediction } from "../../../src/corpus/document.ts";
import { IssueLog } from "../../../src/corpus/issue.ts";
import {
  defaultGoldOptions,
  type GoldFormat,
  type GoldOptions,
  type PredictionFormat,
  type ReadContext,
} from "../../../src/formats/format.ts";

async function* inPieces(text: string, size: number): AsyncIterable<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

export type Options = Partial<GoldOptions> & { readonly size?: number; readonly several?: boolean };

function contextFor({ several = false }: Options): ReadContext {
  return { source: "dev", name: "dev", several, issues: new IssueLog(), warnings: [] };
}

/** What a reader makes of a text, issues as `code line:column message`. */
export async function readGold(format: GoldFormat, text: string, options: Options = {}) {
  const context = contextFor(options);
  const { size = 65536, ...given } = options;
  const documents: Document[] = await collect(
    format.gold.read(inPieces(text, size), context, { ...defaultGoldOptions, ...given }),
  );
  return { documents, issues: said(context.issues), warnings: context.warnings };
}

export async function readPredictions(format: PredictionFormat, text: string, options: Options = {}) {
  const context = contextFor(options);
  const { size = 65536, ...given } = options;
  const predictions: Prediction[] = await collect(
    format.predictions.read(inPieces(text, size), context, { ...defaultGoldOptions, ...given }),
  );
  return { predictions, issues: said(context.issues), warnings: context.warnings };
}

const said = ({ issues }: IssueLog) =>
  issues.map(({ code, line, column, message }) => `${code} ${line}${column ? `:${column}` : ""} ${message}`);

/** The mentions of a document as `TYPE text`. */
export const mentions = ({ text, spans }: Document): string[] =>
  spans.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`);

/** Where corpora stand that are not part of the project; undefined where they are absent. */
export function corpus(name: string): string | undefined {
  const folder = fileURLToPath(new URL(`../../../../shared/corpora/${name}`, import.meta.url));
  return existsSync(folder) ? folder : undefined;
}

/** A generator of whole numbers below `n`, the same for the same seed. */
export function chance(seed: number): (n: number) => number {
  let state = seed >>> 0 || 1;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const marks = [
  "\t",
  "\n",
  " ",
  "(",
  ")",
  "[1]",
  "|",
  "\\",
  "#",
  "_",
  "*",
  "-",
  "B-X",
  "I-Y",
  "O",
  "😀",
  "=",
  "\r",
  "0",
  "9",
];

/** A text with a few characters taken out, doubled or put in. */
export function mutated(text: string, draw: (n: number) => number): string {
  let result = text;
  for (let times = 1 + draw(4); times > 0; times--) {
    const at = draw(result.length + 1);
    const to = Math.min(result.length, at + draw(6));
    const put = draw(3);
    const middle = put === 0 ? "" : put === 1 ? marks[draw(marks.length)]! : result.slice(at, to).repeat(2);
    result = result.slice(0, at) + middle + result.slice(put === 1 ? at : to);
  }
  return result;
}

/** What is wrong with the spans and tokens of documents, in words; nothing where all fit their texts. */
export function misfits(documents: readonly Document[]): string[] {
  return documents.flatMap(({ id, text, spans, tokens = [] }) => [
    ...spans.filter(({ start, end }) => !(start >= 0 && start <= end && end <= text.length)).map(() => `${id}: span`),
    ...tokens.filter(({ start, end }) => !(start >= 0 && start <= end && end <= text.length)).map(() => `${id}: token`),
  ]);
}
