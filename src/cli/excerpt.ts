/** Excerpts: looks up the lines that issues stand on, and in JSON the column a path leads to. */
import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { Issue } from "../corpus/issue.ts";
import { textOf } from "../files/files.ts";
import { linesOf } from "../formats/lines.ts";
import { names } from "../formats/record.ts";
import type { Io } from "./io.ts";

/** The issues with the line they stand on and a column, as far as files still tell. */
export async function withExcerpts(issues: readonly Issue[], io: Io): Promise<Issue[]> {
  const wanted = new Map<string, Map<number, string>>();
  for (const { source, line, excerpt } of issues) {
    if (source === undefined || line === undefined || excerpt !== undefined || source.startsWith("<")) continue;
    const lines = wanted.get(source) ?? new Map<number, string>();
    wanted.set(source, lines.set(line, ""));
  }
  for (const [source, lines] of wanted) await lookUp(source, lines, io);
  const complete: Issue[] = [];
  for (const issue of issues) complete.push(await withColumn(issue, wanted));
  return complete;
}

async function withColumn(issue: Issue, found: ReadonlyMap<string, ReadonlyMap<number, string>>): Promise<Issue> {
  const excerpt = issue.excerpt ?? found.get(issue.source ?? "")?.get(issue.line ?? 0);
  if (!excerpt) return issue;
  if (issue.column !== undefined) return { ...issue, excerpt };
  const column = await columnOf(issue, excerpt);
  return { ...issue, excerpt, ...(column === undefined ? {} : { column }) };
}

async function columnOf(issue: Issue, line: string): Promise<number | undefined> {
  try {
    return issue.code === "jsonl-syntax" ? await errorColumn(line) : await pathColumn(line, issue.path);
  } catch (error) {
    // The parser is recursive: lists nested by the thousand exhaust the stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Fills in the wanted lines of a file; silently none where it cannot be read again, as a pipe cannot. */
async function lookUp(source: string, lines: Map<number, string>, io: Io): Promise<void> {
  const last = Math.max(...lines.keys());
  let number = 0;
  try {
    if (!(await stat(resolve(io.cwd, source))).isFile()) return;
    const chunks = textOf({ name: source, path: resolve(io.cwd, source), id: source }, io);
    for await (const batch of linesOf(chunks)) {
      for (const line of batch) if (lines.has(++number)) lines.set(number, line);
      if (number >= last) return;
    }
  } catch {
    // The place is said without its line.
  }
}

async function errorColumn(line: string): Promise<number | undefined> {
  const { parseTree } = await jsonParser();
  const errors: import("jsonc-parser").ParseError[] = [];
  parseTree(line, errors, { disallowComments: true });
  return errors[0] && Math.min(errors[0].offset, line.trimEnd().length) + 1;
}

async function pathColumn(line: string, path: Issue["path"]): Promise<number | undefined> {
  if (path === undefined || path.length === 0) return undefined;
  const { parseTree, findNodeAtLocation } = await jsonParser();
  const root = parseTree(line);
  if (!root) return undefined;
  // Later stages do not know under which name a list or an id stood.
  const first = path[0] === "entities" ? names.spans : path[0] === "id" ? names.id : [path[0]!];
  for (const name of first) {
    const node = findNodeAtLocation(root, [name, ...path.slice(1)]);
    if (node) return node.offset + 1;
  }
  return undefined;
}

/** The parser's ES build is not marked as such, so it is loaded as CommonJS. */
export async function jsonParser(): Promise<typeof import("jsonc-parser")> {
  const parser = await import("jsonc-parser");
  return "default" in parser ? (parser.default as typeof import("jsonc-parser")) : parser;
}
