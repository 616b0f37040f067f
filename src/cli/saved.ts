/** Saved runs as files: reads them, and says at which line and column one is not what it should be. */
import { NerEvalError } from "../corpus/error.ts";
import type { Issue } from "../corpus/issue.ts";
import { fileSource, refuseSharedInput, type Source, textOf } from "../files/files.ts";
import { runNotJson } from "../messages/saved-runs.ts";
import type { Saved } from "../report/saved/read.ts";
import { jsonParser } from "./excerpt.ts";
import type { Io } from "./io.ts";

/** A saved run, with the name the user gave it, and its file. */
export interface Named {
  readonly name: string | undefined;
  readonly saved: Saved;
  readonly source: Source;
}

/**
 * The saved runs at `PATH` or `NAME=PATH`.
 *
 * @throws NerEvalError where a file cannot be read, or is no saved run.
 */
export async function readRuns(given: readonly string[], io: Io): Promise<Named[]> {
  const named = given.map((text) => {
    const [, name, path = text] = /^([^=/\\]+)=(.+)$/.exec(text) ?? [];
    return { name, path };
  });
  refuseSharedInput(named.map(({ path }) => path));
  const runs: Named[] = [];
  for (const { name, path } of named) {
    const source = await fileSource(path, io);
    runs.push({ name, source, saved: await readRun(source, io) });
  }
  return runs;
}

async function readRun(source: Source, io: Io): Promise<Saved> {
  let text = "";
  for await (const chunk of textOf(source, io)) text += chunk;
  const { readSaved } = await import("../report/saved/read.ts");
  try {
    return readSaved(JSON.parse(text), source.name);
  } catch (error) {
    if (error instanceof SyntaxError) throw new NerEvalError(await syntaxIssue(text, source.name));
    if (error instanceof NerEvalError) throw new NerEvalError(await placed(error.issues[0]!, text));
    throw error;
  }
}

async function syntaxIssue(text: string, source: string): Promise<Issue> {
  const { parseTree } = await jsonParser();
  const errors: import("jsonc-parser").ParseError[] = [];
  parseTree(text, errors, { disallowComments: true });
  const at = Math.min(errors[0]?.offset ?? text.length, text.trimEnd().length);
  return {
    ...runNotJson(text.trim() === ""),
    source,
    ...positionOf(text, at),
  };
}

/** The issue with the place of its path in the text. */
async function placed(issue: Issue, text: string): Promise<Issue> {
  if (issue.path === undefined) return issue;
  const { parseTree, findNodeAtLocation } = await jsonParser();
  const root = parseTree(text);
  if (!root) return issue;
  // Where a field is missing, the object that should have it.
  for (let length = issue.path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, [...issue.path.slice(0, length)]);
    if (node) return { ...issue, ...positionOf(text, node.offset) };
  }
  return { ...issue, ...positionOf(text, root.offset) };
}

/** The line and column of an offset, from 1, and the line. */
function positionOf(text: string, offset: number): Pick<Issue, "line" | "column" | "excerpt"> {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset);
  let line = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < start; at = text.indexOf("\n", at + 1)) line++;
  return { line, column: offset - start + 1, excerpt: text.slice(start, end < 0 ? text.length : end) };
}
