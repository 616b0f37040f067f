/** YAML files, and JSON files, which are YAML: read whole, with the place of every node. */
import type { Scalar } from "yaml";
import { NerEvalError } from "../corpus/error.ts";
import type { Issue } from "../corpus/issue.ts";
import { fileSource, textOf } from "../files/files.ts";
import type { Words } from "../messages/words.ts";
import type { Io } from "./io.ts";
import type { YamlCode } from "./messages/config.ts";
import { notYaml, yamlTooDeep } from "./messages/config.ts";

/** A file that is YAML. */
export interface YamlFile {
  readonly source: string;
  readonly contents: unknown;
  readonly yaml: typeof import("yaml");
  /** A problem with its place: a node, or where that would be. */
  readonly issueAt: (node: unknown, words: Words) => Issue;
}

/**
 * The file of this name.
 *
 * @throws NerEvalError where it cannot be read, or under `code` where it is not YAML.
 */
export async function readYaml(name: string, io: Io, code: YamlCode): Promise<YamlFile> {
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
    if (wrong) throw new NerEvalError({ ...notYaml(code, wrong.message), ...placeAt(wrong.pos[0]) });
    const issueAt: YamlFile["issueAt"] = (node, words) => ({ ...words, ...placeAt(offsetOf(node)) });
    return { source: name, contents, yaml, issueAt };
  } catch (error) {
    // Nesting by the thousand exhausts the stack of the parser.
    if (!(error instanceof RangeError)) throw error;
    throw new NerEvalError({ ...notYaml(code, yamlTooDeep), source: name });
  }
}

/** What was written, so that `12` and `true` are names, too. */
export function writtenIn({ source, value }: Scalar): string {
  return source ?? String(value ?? "");
}

function offsetOf(node: unknown): number {
  return (node as { range?: readonly number[] | null } | null | undefined)?.range?.[0] ?? 0;
}
