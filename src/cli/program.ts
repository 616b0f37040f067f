/** The program: its commands, what they run, and the default one. Each command is loaded when it runs. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command, type Option } from "commander";
import { NerEvalError } from "../corpus/error.ts";
import type { Warning } from "../corpus/issue.ts";
import type { Style } from "../report/render/style.ts";
import { printable } from "../report/text.ts";
import { type CommandName, commandNames } from "../run/options.ts";
import type { Renaming } from "../run/type-rules.ts";
import { version } from "../version.ts";
import { score } from "./commands/score.ts";
import { commands, programDescription, programExamples } from "./help.ts";
import type { Io } from "./io.ts";
import { configOnStandardInput, severalConfigs } from "./messages/usage.ts";
import {
  addOptions,
  type ConvertFlags,
  type ExplainFlags,
  type Flags,
  givenScoring,
  type MergeFlags,
  type ReportFlags,
  type ScoreFlags,
  type TagFlags,
} from "./options.ts";
import type { MapFile } from "./values.ts";

/** What commands have to say beside their result: `warn` prints warnings, `fail` says that a gate failed. */
export interface Saying {
  readonly warn: (warnings: readonly Warning[]) => void;
  readonly fail: () => void;
}

/** What the actions of commands work with: the process, the styles of its streams, and the messages besides the result. */
interface Surroundings extends Saying {
  readonly io: Io;
  readonly styles: { readonly stdout: Style; readonly stderr: Style };
}

/** How each command gets its action. */
const actions: { readonly [name in CommandName]: (command: Command, surroundings: Surroundings) => Command } = {
  score: (command, { io, styles, warn, fail }) =>
    command.action(async (flags: ScoreFlags) => {
      const passed = await score(flags, io, styles, warn);
      if (!passed) fail();
    }),
  explain: (command, { io, styles, warn }) =>
    command.action(async (flags: ExplainFlags) => {
      const { explain } = await import("./commands/explain.ts");
      await explain(flags, io, styles.stdout, warn);
    }),
  compare: (command, { io, styles, warn }) =>
    command.action(async (paths: string[], flags: Flags<"compare">) => {
      const { compareSystems } = await import("./commands/compare.ts");
      await compareSystems(paths, { ...flags, scoring: givenScoring(command, "compare") }, io, styles.stdout, warn);
    }),
  tag: (command, { io, warn }) =>
    command.action(async (flags: TagFlags) => {
      const { tag } = await import("./commands/tag.ts");
      await tag(flags, io, warn);
    }),
  convert: (command, { io, warn }) =>
    command.action(async (paths: string[], flags: ConvertFlags) => {
      const { convert } = await import("./commands/convert.ts");
      await convert(paths, flags, io, warn);
    }),
  report: (command, { io, styles, warn }) =>
    command.action(async (paths: string[], flags: ReportFlags) => {
      const { report } = await import("./commands/report.ts");
      await report(paths, flags, io, styles.stdout, warn);
    }),
  merge: (command, { io, warn }) =>
    command.action(async (paths: string[], flags: MergeFlags) => {
      const { merge } = await import("./commands/merge.ts");
      await merge(paths, flags, io, warn);
    }),
};

/**
 * The commands, tied to a process, with the styles of its streams. Where `called` is the name of a command, the program has
 * that one alone: making the options of all of them takes longer than scoring a small file.
 */
export function createProgram(
  io: Io,
  styles: { readonly stdout: Style; readonly stderr: Style },
  saying: Saying,
  called = "",
): Command {
  const program = new Command("ner-eval");
  const layout = { helpWidth: helpWidth(io), optionDescription: ({ description }: Option) => description };
  program
    .description(programDescription)
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .configureHelp(layout);
  for (const name of isCommand(called) ? [called] : commandNames) {
    const { description, argument, examples } = commands[name];
    const command = program.command(name).description(description);
    if (argument) command.argument(...argument);
    actions[name](addOptions(command, name), { io, styles, ...saying })
      .addHelpText("after", examples)
      .hook("preAction", (_, acting) => prepare(acting, io))
      .configureHelp(layout)
      .allowExcessArguments(false);
  }
  return program.addHelpText("after", programExamples);
}

/** Whether a word is the name of a command. */
export function isCommand(word: string): word is CommandName {
  return commandNames.some((name) => name === word);
}

/** Completes the flags before a command runs: reads the configuration file, then files of renamings. */
async function prepare(command: Command, io: Io): Promise<void> {
  const config = configFile(command.getOptionValue("config") as string | false | undefined, io);
  if (config !== undefined) {
    const { applyConfig } = await import("./config.ts");
    const taken = await applyConfig(config, command, io);
    if (taken.length > 0) io.stderr.write(`note: ${printable(config)} sets ${taken.join(", ")}\n`);
  }
  const map = command.getOptionValue("map") as (Renaming | MapFile)[] | undefined;
  if (!map?.length) return;
  const { readTypeMaps } = await import("./type-map.ts");
  command.setOptionValue("map", await readTypeMaps(map, io));
}

/** The arguments with the default command written out. */
export function withCommand(argv: readonly string[]): string[] {
  const [first = ""] = argv;
  const general = ["-h", "--help", "-V", "--version"];
  return (first === "" || first.startsWith("-")) && !general.includes(first) ? ["score", ...argv] : [...argv];
}

function helpWidth(io: Io): number {
  return io.stdout.isTTY ? (io.stdout.columns ?? 80) : 80;
}

/** The names under which a configuration file is found in the working folder. */
const configNames = ["ner-eval.config.yaml", "ner-eval.config.yml", "ner-eval.config.json"];

/**
 * The configuration file of a run: the one that was named, or the one in the working folder; undefined for none.
 *
 * @throws NerEvalError `usage` where there are several.
 */
function configFile(named: string | false | undefined, { cwd }: Io): string | undefined {
  if (named === "-") throw new NerEvalError(configOnStandardInput());
  if (named !== undefined) return named === false ? undefined : named;
  const [file, another] = configNames.filter((name) => existsSync(join(cwd, name)));
  if (another !== undefined) throw new NerEvalError(severalConfigs(file!, another));
  return file;
}
