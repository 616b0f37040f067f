/** Maps of types in files: YAML, of which JSON is a part, into renamings with their places. */
import type { Pair, Scalar } from "yaml";
import { NerEvalError } from "../corpus/error.ts";
import type { Issue } from "../corpus/issue.ts";
import { fileSource, textOf } from "./files.ts";
import type { Io } from "./io.ts";
import type { MapFile, Renaming } from "./type-rules.ts";

/**
 * What `--map` was given, with the files of it read, in its order.
 *
 * @throws NerEvalError where a file cannot be read, is not YAML (`map-syntax`) or is no map of types (`map-shape`).
 */
export async function readTypeMaps(given: readonly (Renaming | MapFile)[], io: Io): Promise<Renaming[]> {
  const renamings: Renaming[] = [];
  for (const entry of given) {
    if (!("file" in entry)) renamings.push(entry);
    else renamings.push(...(await readTypeMap(entry.file, io)));
  }
  return renamings;
}

async function readTypeMap(name: string, io: Io): Promise<Renaming[]> {
  let text = "";
  for await (const chunk of textOf(await fileSource(name, io), io)) text += chunk;
  const { isMap, isScalar, isSeq, LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const issues: Issue[] = [];
  const complain = (code: Issue["code"], message: string, offset: number, hint: string) => {
    const { line, col } = lines.linePos(Math.min(offset, text.trimEnd().length));
    issues.push({ code, message, hint, source: name, line: Math.max(line, 1), column: Math.max(col, 1) });
  };
  const refuseEntry = (node: unknown, message: string, hint: string) =>
    complain("map-shape", message, placeOf(node), hint);
  const renamings: Renaming[] = [];

  /** Reads the entries of a map; `side` is undefined at the top, where `gold` and `pred` stand for the sides. */
  const read = (pairs: readonly Pair[], side?: "gold" | "pred") => {
    for (const { key, value } of pairs) {
      const from = isScalar(key) ? nameIn(key) : "";
      if (!isScalar(key) || from === "") refuseEntry(key ?? value, "a type has no name", WRITE_SO);
      else if (side === undefined && (from === "gold" || from === "pred")) {
        if (isMap(value)) read(value.items, from);
        else refuseEntry(key, `${from} stands for a side, and holds no map`, `write ${from}: {GPE: LOC}`);
      } else if (value === null || (isScalar(value) && value.value === null)) add(side, from, undefined, key);
      else if (isScalar(value) && nameIn(value) !== "") add(side, from, nameIn(value), key);
      else if (isScalar(value)) refuseEntry(value, `the new name of ${from} is empty`, "null leaves a type out");
      else
        refuseEntry(value, `${from} is not followed by one name`, isSeq(value) ? oneEach(value.items, from) : WRITE_SO);
    }
  };
  const add = (side: Renaming["side"], from: string, to: string | undefined, key: Scalar) => {
    const { line, col } = lines.linePos(placeOf(key));
    renamings.push({ side, from, to, place: { source: name, line, column: col } });
  };

  const document = parsed(() => parseDocument(text, { lineCounter: lines, prettyErrors: false }), name);
  for (const { message, pos } of [...document.errors, ...document.warnings])
    complain("map-syntax", `not YAML: ${message}`, pos[0], WRITE_SO);
  if (issues.length === 0) {
    if (isMap(document.contents)) read(document.contents.items as Pair[]);
    else complain("map-shape", "there is no map of types", 0, WRITE_SO);
  }
  if (issues.length > 0) throw new NerEvalError(issues[0]!, issues);
  return renamings;
}

const WRITE_SO = "write a type and its new name per line, such as GPE: LOC, and NORP: null to leave one out";

/** The way to give several types one name. */
function oneEach(items: readonly unknown[], to: string): string {
  const named = items.slice(0, 3).map((item) => `${nameIn(item as Scalar) || "TYPE"}: ${to}`);
  return `the type comes first, its new name second, each type on a line of its own: ${named.join(", ")}`;
}

/** What was written, so that `12` and `true` are names, too. */
function nameIn({ source, value }: Scalar): string {
  return source ?? String(value ?? "");
}

function placeOf(node: unknown): number {
  return (node as { range?: readonly number[] | null } | null)?.range?.[0] ?? 0;
}

/** The document; nesting by the thousand exhausts the stack of the parser. */
function parsed<D>(parse: () => D, source: string): D {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new NerEvalError({ code: "map-syntax", message: "not YAML: nested too deep", hint: WRITE_SO, source });
  }
}
