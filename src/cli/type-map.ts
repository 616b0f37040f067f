/** Maps of types in files: YAML, of which JSON is a part, into renamings with their places. */
import type { LineCounter, Pair, Scalar } from "yaml";
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
  const reader = new MapReader(name, text, await import("yaml"));
  reader.read();
  const [first] = reader.issues;
  if (first) throw new NerEvalError(first, reader.issues);
  return reader.renamings;
}

/** Reads one file, and collects what is wrong with it. */
class MapReader {
  readonly renamings: Renaming[] = [];
  readonly issues: Issue[] = [];
  private readonly source: string;
  private readonly text: string;
  private readonly yaml: typeof import("yaml");
  private readonly lines: LineCounter;

  constructor(source: string, text: string, yaml: typeof import("yaml")) {
    this.source = source;
    this.text = text;
    this.yaml = yaml;
    this.lines = new yaml.LineCounter();
  }

  read(): void {
    const document = this.parsed();
    // One mistake often makes others, which say nothing.
    const [wrong] = [...document.errors, ...document.warnings];
    if (wrong) this.complain("map-syntax", `not YAML: ${wrong.message}`, wrong.pos[0], WRITE_SO);
    else if (this.yaml.isMap(document.contents)) this.readPairs(document.contents.items as Pair[]);
    else this.refuse(undefined, "there is no map of types", WRITE_SO);
  }

  /** The document; nesting by the thousand exhausts the stack of the parser. */
  private parsed() {
    try {
      return this.yaml.parseDocument(this.text, { lineCounter: this.lines, prettyErrors: false });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const { source } = this;
      throw new NerEvalError({ code: "map-syntax", message: "not YAML: nested too deep", hint: WRITE_SO, source });
    }
  }

  /** Reads the entries of a map; `side` is undefined at the top, where `gold` and `pred` stand for the sides. */
  private readPairs(pairs: readonly Pair[], side?: "gold" | "pred"): void {
    const { isMap, isScalar } = this.yaml;
    for (const { key, value } of pairs) {
      const from = isScalar(key) ? nameIn(key) : "";
      if (from === "") this.refuse(key ?? value, "a type has no name", WRITE_SO);
      else if (side !== undefined || (from !== "gold" && from !== "pred")) this.readEntry(from, key, value, side);
      else if (isMap(value)) this.readPairs(value.items, from);
      else this.refuse(key, `${from} stands for a side, and holds no map`, `write ${from}: {GPE: LOC}`);
    }
  }

  private readEntry(from: string, key: unknown, value: unknown, side: Renaming["side"]): void {
    const { isScalar, isSeq } = this.yaml;
    const place = { source: this.source, ...this.placeAt(offsetOf(key)) };
    if (value === null || (isScalar(value) && value.value === null))
      this.renamings.push({ side, from, to: undefined, place });
    else if (!isScalar(value)) {
      const hint = isSeq(value) ? oneEach(value.items, from) : WRITE_SO;
      this.refuse(value, `${from} is not followed by one name`, hint);
    } else if (nameIn(value) === "") this.refuse(value, `the new name of ${from} is empty`, "null leaves a type out");
    else this.renamings.push({ side, from, to: nameIn(value), place });
  }

  private refuse(node: unknown, message: string, hint: string): void {
    this.complain("map-shape", message, offsetOf(node), hint);
  }

  private complain(code: Issue["code"], message: string, offset: number, hint: string): void {
    const place = this.placeAt(Math.min(offset, this.text.trimEnd().length));
    this.issues.push({ code, message, hint, source: this.source, ...place });
  }

  private placeAt(offset: number): { line: number; column: number } {
    const { line, col } = this.lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  }
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

function offsetOf(node: unknown): number {
  return (node as { range?: readonly number[] | null } | null | undefined)?.range?.[0] ?? 0;
}
