/** Options: the command line's flags, declared once for every command that has them, and checked at the door. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { type DuplicatePolicy, duplicatePolicies } from "../align/duplicates.ts";
import { type OffsetUnit, offsetUnits } from "../align/offsets.ts";
import type { TypeRules } from "../align/types.ts";
import { goldFormatNamed, goldFormats } from "../formats/detect.ts";
import type { DocumentUnit, MarkupPolicy } from "../formats/format.ts";
import { type Scheme, schemes } from "../score/schemes.ts";
import { type UndefinedPolicy, undefinedPolicies } from "../score/scores.ts";
import type { GoldSettings } from "./inputs.ts";

/** What is printed on standard output. */
export const formats = ["text", "json", "markdown", "score"] as const;
export type OutputFormat = (typeof formats)[number];

/** Flags about gold, as commander hands them over. */
export interface GoldFlags {
  readonly gold?: string[];
  readonly goldFormat?: string;
  readonly document: DocumentUnit;
  readonly markup: MarkupPolicy;
  readonly types?: string[];
  readonly map: string[];
  readonly ignore?: string[];
}

/** Flags about taggers. */
export interface TaggerFlags {
  readonly tagger?: string;
  readonly train?: string;
  readonly folds: number;
  readonly seed: number;
  readonly timeout: number;
  readonly offsets: OffsetUnit;
}

/** Flags about scoring and showing. */
export interface ScoreFlags extends GoldFlags, TaggerFlags {
  readonly pred?: string[];
  readonly scheme: Scheme[];
  readonly undefined: UndefinedPolicy;
  readonly duplicates: DuplicatePolicy;
  readonly output: string[];
  readonly format: OutputFormat;
  readonly digits: number;
  readonly units: boolean;
  readonly color: boolean;
}

/** Adds the flags about gold. */
export function addGoldOptions(command: Command): Command {
  return command
    .option("--gold <path>", "gold: a file, folder or glob; repeatable (default: gold)", repeat)
    .addOption(
      new Option("--gold-format <format>", "of all gold files, instead of telling by their endings").choices(
        goldFormats.map(({ name }) => name),
      ),
    )
    .addOption(
      new Option("--document <unit>", "what is a document in bracket files").choices(["file", "line"]).default("file"),
    )
    .addOption(
      new Option("--markup <policy>", "HTML tags in bracket files: part of the text, or taken out")
        .choices(["keep", "strip"])
        .default("keep"),
    )
    .option("--types <list>", "score these types only; also settles which brackets are annotations", list)
    .option("--map <list>", "rename types, such as GPE=LOC,pred:PERSON=PER", listOf(mapping), [])
    .option("--ignore <list>", "types that are neither right nor wrong to find", list);
}

/** Adds the flags about taggers. */
export function addTaggerOptions(command: Command): Command {
  return command
    .option("--tagger <spec>", "wink, gazetteer, cmd:COMMAND, or ./module.js")
    .option(
      "--train <path>",
      "gold that a learning tagger learns from; none for no learning (default: cross-validation)",
    )
    .option("--folds <n>", "parts of a cross-validation", wholeNumber(2), 5)
    .option("--seed <n>", "of everything that is drawn by chance", wholeNumber(0), 12345)
    .addOption(
      new Option("--offsets <unit>", "what the predictions' offsets count").choices([...offsetUnits]).default("utf16"),
    )
    .option("--timeout <seconds>", "how long a cmd: tagger may give no answer", positiveNumber, 60);
}

/** Adds the flags about scoring and showing. */
export function addScoreOptions(command: Command): Command {
  return command
    .option("--pred <[name=]path>", "predictions, JSONL, gzip too; - is standard input", repeat)
    .addOption(
      new Option("--scheme <list>", "shown, the first one by type")
        .argParser(listOf(oneOf(schemes)))
        .default([...schemes], schemes.join(",")),
    )
    .addOption(
      new Option("--undefined <policy>", "what 0/0 does to averages over types")
        .choices([...undefinedPolicies])
        .default("skip"),
    )
    .addOption(
      new Option("--duplicates <policy>", "spans one side has twice: judge each copy, or drop all but one")
        .choices([...duplicatePolicies])
        .default("keep"),
    )
    .option("-o, --output <file>", "write .json, .md or .txt; repeatable", repeat, [])
    .addOption(new Option("-f, --format <format>", "on standard output").choices([...formats]).default("text"))
    .option("--digits <n>", "after the point, in percent", wholeNumber(0, 10), 2)
    .option("--units", "with -f json: the tallies of every document too", false)
    .option("--no-color", "no colours, also where NO_COLOR is set");
}

/** How gold is to be read under these flags. */
export function goldSettings(flags: GoldFlags, paths: readonly string[] = flags.gold ?? ["gold"]): GoldSettings {
  const { goldFormat, document, markup } = flags;
  const format = goldFormat === undefined ? undefined : goldFormatNamed(goldFormat);
  return { paths, format, reading: { document, markup, types: namedTypes(flags) } };
}

/** The type names the user spelled out in `--types`, in `--ignore` and on the gold side of `--map`; undefined without `--types`. */
function namedTypes({ types, map, ignore = [] }: GoldFlags): ReadonlySet<string> | undefined {
  if (types === undefined) return undefined;
  return new Set([...types, ...ignore, ...typeRules({ types, map }).rename.gold.keys()]);
}

/** The type rules under these flags. */
export function typeRules({ types, map, ignore }: Pick<GoldFlags, "types" | "map" | "ignore">): TypeRules {
  const gold = new Map<string, string>();
  const pred = new Map<string, string>();
  for (const entry of map) {
    const [, side, from, to] = MAPPING.exec(entry)!;
    if (side !== "pred") gold.set(from!, to!);
    if (side !== "gold") pred.set(from!, to!);
  }
  return { keep: types && new Set(types), ignore: ignore && new Set(ignore), rename: { gold, pred } };
}

const MAPPING = /^(?:(gold|pred):)?([^=]+)=([^=]+)$/;

function mapping(value: string): string {
  if (!MAPPING.test(value))
    throw new InvalidArgumentError(`write FROM=TO, gold:FROM=TO or pred:FROM=TO, not "${value}"`);
  return value;
}

function repeat(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

function list(value: string): string[] {
  const items = value.split(",").map((item) => item.trim());
  if (items.includes("")) throw new InvalidArgumentError("an empty name in the list");
  return items;
}

function listOf<T extends string>(check: (item: string) => T): (value: string) => T[] {
  return (value) => list(value).map(check);
}

function oneOf<T extends string>(allowed: readonly T[]): (item: string) => T {
  return (item) => {
    if (allowed.includes(item as T)) return item as T;
    throw new InvalidArgumentError(`"${item}" is none of ${allowed.join(", ")}`);
  };
}

function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `between ${least} and ${most}`;
    throw new InvalidArgumentError(`it must be a whole number ${range}`);
  };
}

function positiveNumber(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number > 0 && number <= 1e6) return number;
  throw new InvalidArgumentError("it must be a positive number of seconds");
}
