/** Options on the command line: the rows of the table as commander's options, and the flags that come of them. */
import { type Command, Option as Commanded } from "commander";
import type { TagScheme } from "../formats/columns/schemes.ts";
import { type CommandName, type Option, type OptionRow, optionGroups, optionName, optionsOf } from "../run/options.ts";
import { choicesOfOption, parserOf, type Values } from "./values.ts";

/** The rows of a command. */
type RowOf<C extends CommandName, R = OptionRow> = R extends { readonly commands: readonly (infer N)[] }
  ? C extends N
    ? R
    : never
  : never;
/** The value of an option; true where a value that may be left out was. */
type ValueOf<R> = R extends { readonly type: "choice"; readonly choices: readonly (infer C)[]; readonly value: infer V }
  ? C | (V extends `[${string}]` ? true : never)
  : R extends { readonly type: "choice"; readonly choices: "tag schemes" }
    ? TagScheme
    : R extends { readonly type: keyof Values }
      ? Values[R["type"]]
      : never;
type Defaulted<R> = Extract<R, { readonly default: unknown }>;

/** The flags of a command, as commander hands them over. */
export type Flags<C extends CommandName> = {
  readonly [R in Defaulted<RowOf<C>> as R["key"]]: ValueOf<R>;
} & {
  readonly [R in Exclude<RowOf<C>, Defaulted<OptionRow>> as R["key"]]?: ValueOf<R>;
};

export type ScoreFlags = Flags<"score">;
export type ExplainFlags = Flags<"explain">;
export type TagFlags = Flags<"tag">;
export type ConvertFlags = Flags<"convert">;
export type ReportFlags = Flags<"report">;
export type MergeFlags = Flags<"merge">;
/** `scoring` has the options about scoring that the user gave, as `--gold`. */
export type CompareFlags = Flags<"compare"> & { readonly scoring: readonly string[] };

/** Flags about taggers. */
export type TaggerFlags = Pick<TagFlags, "tagger" | "train" | "folds" | "seed" | "timeout" | "offsets">;
/** What all commands that score have, and taggers, which a comparison has not. */
type Shown = "output" | "format" | "digits" | "noColor";
export type RuleFlags = Omit<Pick<ScoreFlags, keyof ScoreFlags & keyof ExplainFlags & keyof CompareFlags>, Shown> &
  Partial<Pick<ScoreFlags, keyof TaggerFlags>>;
/** Flags about gold. */
export type GoldFlags = Omit<
  Pick<TagFlags, keyof TagFlags & keyof ConvertFlags & keyof ScoreFlags>,
  Shown | "offsets"
> &
  Partial<Pick<ScoreFlags, "predColumn" | "badSpans">>;
/** Flags about how files of predictions are read. */
export type PredictionFlags = Omit<Pick<ScoreFlags, keyof ConvertFlags & keyof ScoreFlags>, Shown | "gold"> &
  Partial<Pick<ScoreFlags, "badSpans">>;

/** Adds the options of a command, in the groups of the help. */
export function addOptions(command: Command, name: CommandName): Command {
  const rows = optionsOf(name);
  for (const group of optionGroups)
    for (const row of rows) if (row.group === group) command.addOption(commanded(row).helpGroup(`${group}:`));
  return command.addHelpOption(new Commanded("-h, --help", "print this help").helpGroup("General:"));
}

function commanded(row: Option): Commanded {
  const { key, short, value, type } = row;
  const flags = [...(short ? [`-${short}`] : []), `--${optionName(key)}`].join(", ");
  const option = new Commanded(value === undefined ? flags : `${flags} ${value}`, describe(row));
  if (row.default !== undefined) option.default(row.default);
  if (type === "choice") return option.choices(choicesOfOption(row)!);
  const parse = parserOf(row);
  return parse ? option.argParser<unknown>(parse) : option;
}

/** The help of an option, with its choices and what holds without it. */
function describe(row: Option): string {
  const choices = choicesOfOption(row);
  const { shown = row.default === undefined ? undefined : String(row.default) } = row;
  const details = [
    ...(choices ? [`choices: ${choices.join(", ")}`] : []),
    ...(shown === undefined ? [] : [`default: ${shown}`]),
  ];
  return details.length === 0 ? row.help : `${row.help} (${details.join("; ")})`;
}

/** The options of a command that say how predictions are read and scored and that the user gave, as `--gold`. */
export function givenScoring(command: Command, name: CommandName): string[] {
  const scoring = optionsOf(name).filter(({ acts }) => acts === "read" || acts === "align" || acts === "score");
  return scoring
    .filter(({ key }) => command.getOptionValueSource(key) === "cli")
    .map(({ key }) => `--${optionName(key)}`);
}

/** Whether colors were declined on the command line. It is looked up before anything is parsed, so that errors know it too. */
export function declinesColor(argv: readonly string[]): boolean {
  return argv.includes("--no-color");
}
