/** The bracket format, `[PER Ada Lovelace] lived in [LOC London]`: gold as people write it by hand. */

import type { Document } from "../../corpus/document.ts";
import { throwIssues } from "../../corpus/error.ts";
import { string } from "../../corpus/expect.ts";
import { IssueLog, type Warning } from "../../corpus/issue.ts";
import type { RecordRows } from "../../corpus/rows.ts";
import {
  defaultGoldOptions,
  type GoldFormat,
  type GoldOptions,
  type ReadContext,
  type WrittenFormat,
} from "../format.ts";
import { linesOf } from "../lines.ts";
import { heldBy, type LossLog, nestableOf, type Written } from "../writing.ts";
import { BracketParser } from "./parse.ts";
import { printBracket } from "./print.ts";
import { Remarks } from "./remarks.ts";
import { bracketRows } from "./rows.ts";

const endings = [".txt", ".bracket", ".brackets"];

/** Brackets in plain text: a file is a document, or each line is one. */
export const bracket: GoldFormat & WrittenFormat = {
  name: "bracket",
  endings,
  gold: { read, rows },
  writer: { endings, fileEach: ".txt", write },
};

async function* read(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  options: GoldOptions,
): AsyncIterable<readonly Document[]> {
  const remarks = new Remarks();
  const parser = new BracketParser(context.source, options, context.issues, remarks);
  const endLine = () => parser.end(`${context.name}:${parser.firstLine}`);
  for await (const lines of linesOf(chunks)) {
    if (options.document === "file") {
      for (const line of lines) parser.push(line);
      continue;
    }
    const documents: Document[] = [];
    for (const line of lines) {
      if (pushLine(parser, line)) continue;
      const document = endLine();
      if (/\S/.test(document.text)) documents.push(document);
    }
    yield documents;
  }
  if (options.document === "file") yield [parser.end(context.name)];
  else if (parser.continues) yield [endLine()];
  context.warnings.push(...remarks.warnings(context.source, options.markup));
}

/** The rows of a file with a document per line; undefined where the file is one document. */
function rows(
  pieces: AsyncIterable<Uint8Array>,
  context: ReadContext,
  options: GoldOptions,
): AsyncIterable<RecordRows<Document>> | undefined {
  return options.document === "line" ? lineRows(pieces, context, options) : undefined;
}

async function* lineRows(
  pieces: AsyncIterable<Uint8Array>,
  context: ReadContext,
  options: GoldOptions,
): AsyncIterable<RecordRows<Document>> {
  const remarks = new Remarks();
  const parser = new BracketParser(context.source, options, context.issues, remarks);
  yield* bracketRows(pieces, context.source, context.name, (lines, number) => {
    parser.startAt(number);
    for (const line of lines.match(/[^\n]*\n|[^\n]+/g) ?? []) pushLine(parser, line);
    // The last line goes on where nothing follows.
    const { continues } = parser;
    const document = parser.end(`${context.name}:${number}`);
    return continues || /\S/.test(document.text) ? { ...document, unit: "utf16" } : undefined;
  });
  context.warnings.push(...remarks.warnings(context.source, options.markup));
}

/** Parses a line that is a document, and tells whether its line break is escaped, so that it goes on in the next one. */
function pushLine(parser: BracketParser, line: string): boolean {
  const bare = withoutLineBreak(line);
  let end = bare.length;
  while (bare[end - 1] === "\\") end--;
  const goesOn = (bare.length - end) % 2 === 1 && bare.length < line.length;
  parser.push(goesOn ? line : bare);
  return goesOn;
}

function withoutLineBreak(line: string): string {
  const last = line.length - 1;
  return line[last] !== "\n" ? line : line.slice(0, line[last - 1] === "\r" ? last - 1 : last);
}

/**
 * A bracket text as a document, with the warnings its reading gave rise to.
 *
 * @throws NerEvalError with every problem of the text in `issues`.
 */
export function parseBracket(
  text: string,
  options: Partial<GoldOptions> & { readonly id?: string; readonly source?: string } = {},
): Document & { readonly warnings: readonly Warning[] } {
  string(text, "text");
  const { id = "text", source = "<text>", ...given } = options;
  const settings = { ...defaultGoldOptions, ...given };
  const issues = new IssueLog();
  const remarks = new Remarks();
  const parser = new BracketParser(source, settings, issues, remarks);
  for (const line of text.match(/[^\n]*\n|[^\n]+/g) ?? []) parser.push(line);
  const document = parser.end(id);
  throwIssues(issues);
  return { ...document, warnings: remarks.warnings(source, settings.markup) };
}

/** Text and nested mentions. Lost are mentions that cross others or are in pieces, tokens, scores, and what nobody annotated. */
function write(document: Written, _: number, losses: LossLog): string {
  const spans = nestableOf(document, heldBy(document, losses, {}), losses);
  return printBracket({ text: document.text, spans });
}
