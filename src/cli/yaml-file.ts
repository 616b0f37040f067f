/** YAML files, and JSON files, which are YAML: read whole, with the place of every node. */
import type { Scalar } from "yaml";
import { NerEvalError } from "../corpus/error.ts";
import type { Issue } from "../corpus/issue.ts";
import { fileSource, textOf } from "../files/files.ts";
import type { Code } from "../messages/codes.ts";
import type { Io } from "./io.ts";

/** A file that is YAML. */
export interface YamlFile {
  readonly source: string;
  readonly contents: unknown;
  readonly yaml: typeof import("yaml");
  /** A problem at a node, or where it would be. */
  readonly issueAt: (node: unknown, code: Code, message: string, hint: string) => Issue;
}

/**
 * The file of this name.
 *
 * @throws NerEvalError where it cannot be read, or under `code` where it is not YAML.
 */
export async function readYaml(name: string, io: Io, code: Code, hint: string): Promise<YamlFile> {
  let text = "";
  for await (const chunk of textOf(await fileSource(name, io), io)) text += chunk;
  const yaml = await import("yaml");
  const lines = new yaml.LineCounter();
  const placeAt = (offset: number) => {
    const { line, col } = lines.linePos(Math.min(offset, text.trimEnd().length));
    return { source: name, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  try {
    const { errors, warnings, contents } = yaml.parseDocument(text, { lineCounter: lines, prettyErrors: false });
    // One mistake often makes others, which say nothing.
    const [wrong] = [...errors, ...warnings];
    if (wrong) throw new NerEvalError({ code, message: `not YAML: ${wrong.message}`, hint, ...placeAt(wrong.pos[0]) });
    const issueAt: YamlFile["issueAt"] = (node, code, message, hint) => ({
      ...{ code, message, hint },
      ...placeAt(offsetOf(node)),
    });
    return { source: name, contents, yaml, issueAt };
  } catch (error) {
    // Nesting by the thousand exhausts the stack of the parser.
    if (!(error instanceof RangeError)) throw error;
    throw new NerEvalError({ code, message: "not YAML: nested too deep", hint, source: name });
  }
}

/** What was written, so that `12` and `true` are names, too. */
export function writtenIn({ source, value }: Scalar): string {
  return source ?? String(value ?? "");
}

function offsetOf(node: unknown): number {
  return (node as { range?: readonly number[] | null } | null | undefined)?.range?.[0] ?? 0;
}
