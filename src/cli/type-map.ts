/** Maps of types in files: YAML or JSON into renamings with their places. */
import type { Pair, Scalar } from "yaml";
import { NerEvalError } from "../corpus/error.ts";
import type { Issue } from "../corpus/issue.ts";
import type { Words } from "../messages/words.ts";
import type { Renaming } from "../run/type-rules.ts";
import type { Io } from "./io.ts";
import { mapMissing, mapNameEmpty, mapNotOneName, mapSideBare, mapTypeUnnamed } from "./messages/config.ts";
import type { MapFile } from "./values.ts";
import { readYaml, writtenIn, type YamlFile } from "./yaml-file.ts";

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
  const { renamings, issues } = typeMapIn(await readYaml(name, io, "map-syntax"));
  const [first] = issues;
  if (first) throw new NerEvalError(first, issues);
  return renamings;
}

/** The renamings in a map of a file, and what is wrong with it; without a map, in the whole file. */
export function typeMapIn(file: YamlFile, map: unknown = file.contents): { renamings: Renaming[]; issues: Issue[] } {
  const reader = new MapReader(file);
  reader.read(map);
  return reader;
}

/** Reads one map, and collects what is wrong with it. */
class MapReader {
  readonly renamings: Renaming[] = [];
  readonly issues: Issue[] = [];
  private readonly file: YamlFile;

  constructor(file: YamlFile) {
    this.file = file;
  }

  read(map: unknown): void {
    if (this.file.yaml.isMap(map)) this.readPairs(map.items as Pair[]);
    else this.refuse(map, mapMissing());
  }

  /** Reads the entries of a map; `side` is undefined at the top, where `gold` and `pred` are the sides. */
  private readPairs(pairs: readonly Pair[], side?: "gold" | "pred"): void {
    const { isMap, isScalar } = this.file.yaml;
    for (const { key, value } of pairs) {
      const from = isScalar(key) ? writtenIn(key) : "";
      if (from === "") this.refuse(key ?? value, mapTypeUnnamed());
      else if (side !== undefined || (from !== "gold" && from !== "pred")) this.readEntry(from, key, value, side);
      else if (isMap(value)) this.readPairs(value.items, from);
      else this.refuse(key, mapSideBare(from));
    }
  }

  private readEntry(from: string, key: unknown, value: unknown, side: Renaming["side"]): void {
    const { isScalar, isSeq } = this.file.yaml;
    const { line, column } = this.file.issueAt(key, mapMissing());
    const place = { source: this.file.source, line: line!, column: column! };
    if (value === null || (isScalar(value) && value.value === null))
      this.renamings.push({ side, from, to: undefined, place });
    else if (!isScalar(value)) {
      const names = isSeq(value) ? value.items.map((item) => writtenIn(item as Scalar)) : undefined;
      this.refuse(value, mapNotOneName(from, names));
    } else if (writtenIn(value) === "") this.refuse(value, mapNameEmpty(from));
    else this.renamings.push({ side, from, to: writtenIn(value), place });
  }

  private refuse(node: unknown, words: Words): void {
    this.issues.push(this.file.issueAt(node, words));
  }
}
