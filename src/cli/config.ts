/** Configuration files: the options of commands as YAML or JSON, each with its place for the errors. */
import { type Command, InvalidArgumentError } from "commander";
import type { Node, Pair, YAMLMap } from "yaml";
import { NerEvalError } from "../corpus/error.ts";
import type { Issue } from "../corpus/issue.ts";
import type { Words } from "../messages/words.ts";
import { allOptions, type CommandName, commandNames, type Option, optionName, optionsOf } from "../run/options.ts";
import type { Io } from "./io.ts";
import {
  commandOptionUnknown,
  configCommandBare,
  configEmpty,
  configLineOnly,
  configOptionPlace,
  configOptionUnknown,
  configValueWrong,
} from "./messages/config.ts";
import { notAChoice, notFlag, notOneValue, notValues } from "./messages/values.ts";
import { typeMapIn } from "./type-map.ts";
import { choicesOfOption, parserOf } from "./values.ts";
import { readYaml, writtenIn, type YamlFile } from "./yaml-file.ts";

/** Options that replace each other: if one is on the command line, the other one in the file is ignored. */
const alternatives = new Map([
  ["pred", "tagger"],
  ["tagger", "pred"],
]);

/**
 * Gives a command the options that a file has for it, unless they are on the command line. Returns the names of these.
 *
 * @throws NerEvalError with everything that is wrong in the file, for any command.
 */
export async function applyConfig(file: string, command: Command, io: Io): Promise<string[]> {
  const reader = new ConfigReader(await readYaml(file, io, "config-syntax"), command.name() as CommandName);
  const values = reader.read();
  const [first] = reader.issues;
  if (first) throw new NerEvalError(first, reader.issues);
  const given = (key: string | undefined) => key !== undefined && command.getOptionValueSource(key) === "cli";
  const taken = [...values].filter(
    ([key, value]) => value !== undefined && !given(key) && !given(alternatives.get(key)),
  );
  for (const [key, value] of taken) command.setOptionValueWithSource(key, value, "config");
  return taken.map(([key]) => optionName(key));
}

/** Types that take several values. */
const severalTypes = new Set<Option["type"]>([
  ...(["files", "names", "renamings", "thresholds", "weights", "tag-schemes", "bad-spans"] as const),
  ...(["schemes", "metrics", "columns", "floors", "limits"] as const),
]);
/** Types whose values are parsed one by one and collected. */
const repeatedTypes = new Set<Option["type"]>(["files", "floors", "limits"]);
/** What is between a name and its value, for types that have such pairs. */
const separators = new Map<Option["type"], string>([
  ...(["thresholds", "weights", "floors", "limits"] as const).map((type) => [type, "="] as const),
  ...(["tag-schemes", "bad-spans"] as const).map((type) => [type, ":"] as const),
]);

/** Reads one file, and collects what is wrong with it. */
class ConfigReader {
  readonly issues: Issue[] = [];
  private readonly file: YamlFile;
  private readonly command: CommandName;

  constructor(file: YamlFile, command: CommandName) {
    this.file = file;
    this.command = command;
  }

  /** The values for the command by their keys: those at the top, then those under its name. */
  read(): Map<string, unknown> {
    const { contents, yaml } = this.file;
    const [common, own] = [new Map<string, unknown>(), new Map<string, unknown>()];
    if (contents === null || (yaml.isScalar(contents) && contents.value === null)) return common;
    if (!yaml.isMap(contents)) {
      this.refuse(contents, configEmpty());
      return common;
    }
    for (const { key, value } of contents.items as Pair<Node, Node>[]) {
      const name = yaml.isScalar(key) ? writtenIn(key) : "";
      const section = commandNames.find((known) => known === name);
      if (section === undefined) {
        const row = this.topRow(name, key);
        this.readOption(name, key, value, row, row?.commands.includes(this.command) ? common : new Map());
      } else this.readSection(section, key, value, section === this.command ? own : new Map());
    }
    return new Map([...common, ...own]);
  }

  private readSection(command: CommandName, key: Node, value: Node | null, into: Map<string, unknown>): void {
    const { isMap, isScalar } = this.file.yaml;
    if (value === null || (isScalar(value) && value.value === null)) return;
    if (!isMap(value)) {
      this.refuse(key, configCommandBare(command));
      return;
    }
    for (const { key, value: option } of (value as YAMLMap<Node, Node>).items) {
      const name = isScalar(key) ? writtenIn(key) : "";
      this.readOption(name, key, option, this.ownRow(name, key, command), into);
    }
  }

  /** The row of an option at the top: that of the command, or of one that has it. Undefined where it may not be there. */
  private topRow(name: string, key: Node): Option | undefined {
    const rows = allOptions().filter((row) => optionName(row.key) === name);
    if (rows.length === 0) {
      const known = allOptions().flatMap((row) => (row.config === "none" ? [] : [optionName(row.key)]));
      this.refuse(key, configOptionUnknown(name, [...known, ...commandNames], this.command));
      return undefined;
    }
    const shared = rows.filter(({ config }) => config === undefined);
    if (rows.every(({ config }) => config === "none")) this.refuseLineOnly(name, key);
    else if (shared.length === 0) {
      const commands = rows.flatMap(({ commands }) => commands);
      const under = commands.includes(this.command) ? this.command : commands[0]!;
      this.refuse(key, configOptionPlace(name, commands, under));
    }
    return shared.find(({ commands }) => commands.includes(this.command)) ?? shared[0];
  }

  private ownRow(name: string, key: Node, command: CommandName): Option | undefined {
    const rows = optionsOf(command).filter(({ config }) => config !== "none");
    const row = optionsOf(command).find((one) => optionName(one.key) === name);
    if (row === undefined) {
      const known = rows.map((one) => optionName(one.key));
      this.refuse(key, commandOptionUnknown(command, name, known));
    } else if (row.config === "none") this.refuseLineOnly(name, key);
    return row;
  }

  /** Reads the value of an option, where there is a row for it. */
  private readOption(name: string, key: Node, value: Node | null, row: Option | undefined, into: Map<string, unknown>) {
    if (row === undefined) return;
    const command = row.commands.includes(this.command) ? this.command : row.commands[0]!;
    try {
      into.set(row.key, this.valueIn(value, row));
    } catch (error) {
      if (!(error instanceof InvalidArgumentError || error instanceof NerEvalError)) throw error;
      const hint = error instanceof NerEvalError ? error.hint : undefined;
      this.refuse(value ?? key, configValueWrong(name, error.message, command, hint));
    }
  }

  /**
   * The value that a node has for an option, as the command line would have it; undefined for one that is turned off.
   *
   * @throws InvalidArgumentError or NerEvalError where it has none.
   */
  private valueIn(node: Node | null, row: Option): unknown {
    const { isMap, isScalar, isSeq } = this.file.yaml;
    if (row.type === "renamings" && isMap(node)) {
      const { renamings, issues } = typeMapIn(this.file, node);
      this.issues.push(...issues);
      return renamings;
    }
    if (isScalar(node) && typeof node.value === "boolean" && (row.type === "flag" || row.value?.startsWith("[")))
      return node.value || undefined;
    if (row.type === "flag") throw new InvalidArgumentError(notFlag());
    const several = severalTypes.has(row.type);
    const nodes: unknown[] = isSeq(node) && several ? node.items : [node];
    const texts = nodes.flatMap((item) => {
      if (isMap(item) && (separators.has(row.type) || row.key === "pred")) return pairsIn(item as YAMLMap, row);
      if (isScalar(item) && item.value !== null) return [writtenIn(item)];
      throw new InvalidArgumentError(several ? notValues() : notOneValue());
    });
    return parsed(row, texts);
  }

  private refuseLineOnly(name: string, key: Node): void {
    this.refuse(key, configLineOnly(name));
  }

  private refuse(node: unknown, words: Words): void {
    this.issues.push(this.file.issueAt(node, words));
  }
}

/** `PER: 0.7` as `PER=0.7`. */
function pairsIn({ items }: YAMLMap, { type }: Option): string[] {
  const text = (node: unknown) => writtenIn(node as Parameters<typeof writtenIn>[0]);
  return items.map(({ key, value }) => `${text(key)}${separators.get(type) ?? "="}${text(value)}`);
}

/** The value of texts, as if they had been on the command line. */
function parsed(row: Option, texts: readonly string[]): unknown {
  const choices = row.type === "choice" ? choicesOfOption(row)! : undefined;
  const parse = parserOf(row);
  const [text = ""] = texts;
  if (choices && !choices.includes(text)) throw new InvalidArgumentError(notAChoice(text, choices));
  if (!parse) return text;
  const given = repeatedTypes.has(row.type) ? texts : [texts.join(",")];
  return given.reduce<unknown>((value, one) => parse(one, value), undefined);
}
