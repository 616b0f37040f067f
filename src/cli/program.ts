/** The program: its commands, their help, and what is said to a mistyped one. */
import { Command, Option } from "commander";
import type { Warning } from "../corpus/issue.ts";
import { tagSchemes } from "../formats/columns/schemes.ts";
import { writers } from "../formats/write/writers.ts";
import type { Style } from "../report/render/style.ts";
import { version } from "../version.ts";
import type { ConvertFlags } from "./commands/convert.ts";
import type { MergeFlags } from "./commands/merge.ts";
import { score } from "./commands/score.ts";
import type { Io } from "./io.ts";
import { addCompareOptions, type CompareFlags } from "./options/compare.ts";
import { addExplainOptions, type ExplainFlags } from "./options/explain.ts";
import { addGateOptions } from "./options/gates.ts";
import { addGoldOptions, addOffsetOption, addPredictionOptions } from "./options/input.ts";
import { addColorOption } from "./options/output.ts";
import { addReportOptions, type ReportFlags } from "./options/report.ts";
import { addAlignOptions, addRuleOptions } from "./options/rules.ts";
import { addScoreOptions, type ScoreFlags } from "./options/score.ts";
import { addLearningOptions, addTaggerOptions } from "./options/tagger.ts";
import { addSeedOption, addUncertaintyOptions } from "./options/uncertainty.ts";
import type { MapFile, Renaming } from "./type-rules.ts";

/** What commands have to say beside their result: `warn` prints warnings, `fail` says that a gate failed. */
export interface Saying {
  readonly warn: (warnings: readonly Warning[]) => void;
  readonly fail: () => void;
}

/** What the actions of commands work with: the process, the styles of its streams, and what is said beside the result. */
interface Surroundings extends Saying {
  readonly io: Io;
  readonly styles: { readonly stdout: Style; readonly stderr: Style };
}

/** A command: its name, what the list of commands says of it, and how its arguments, options and action are added. */
interface Definition {
  readonly name: string;
  readonly description: string;
  readonly define: (command: Command, surroundings: Surroundings) => void;
}

const definitions: readonly Definition[] = [
  {
    name: "score",
    description: "score predictions, or a tagger, against gold (the default command)",
    define: (command, { io, styles, warn, fail }) => {
      addPredictionOptions(command);
      addRuleOptions(addAlignOptions(addLearningOptions(addGoldOptions(addTaggerOptions(command)))));
      addScoreOptions(addGateOptions(addUncertaintyOptions(command)));
      addColorOption(command)
        .addHelpText("after", scoreExamples)
        .action(async (flags: ScoreFlags) => {
          const passed = await score(flags, io, styles, warn);
          if (!passed) fail();
        });
    },
  },
  {
    name: "explain",
    description: "what other scorers say of the same input, and why it is something else",
    define: (command, { io, styles, warn }) => {
      addPredictionOptions(command);
      addRuleOptions(addAlignOptions(addSeedOption(addLearningOptions(addGoldOptions(addTaggerOptions(command))))));
      addExplainOptions(command);
      addColorOption(command)
        .addHelpText("after", explainExamples)
        .action(async (flags: ExplainFlags) => {
          const { explain } = await import("./commands/explain.ts");
          await explain(flags, io, styles.stdout, warn);
        });
    },
  },
  {
    name: "compare",
    description: "systems side by side, with paired tests; from predictions, or from saved runs",
    define: (command, { io, styles, warn }) => {
      command.argument("[[name=]run...]", "what -o run.json wrote; --pred takes predictions instead, or beside");
      addGoldOptions(addOffsetOption(addPredictionOptions(command, { several: true })));
      addUncertaintyOptions(addRuleOptions(addAlignOptions(command)));
      addColorOption(addCompareOptions(command))
        .addHelpText("after", compareExamples)
        .action(async (paths: string[], flags: CompareFlags) => {
          const { compareSystems } = await import("./commands/compare.ts");
          const scoring = givenOf(command, scoringGroups);
          await compareSystems(paths, { ...flags, scoring }, io, styles.stdout, warn);
        });
    },
  },
  {
    name: "tag",
    description: "run a tagger over the gold texts and keep its predictions",
    define: (command, { io, warn }) => {
      addSeedOption(addLearningOptions(addGoldOptions(addTaggerOptions(command))))
        .optionsGroup("Result:")
        .option("-o, --output <file>", "where the predictions go, as JSONL (default: standard output)")
        .option("--restart", "forget what an interrupted run has kept");
      addColorOption(command)
        .addHelpText("after", tagExamples)
        .action(async (flags) => {
          const { tag } = await import("./commands/tag.ts");
          await tag(flags, io, warn);
        });
    },
  },
  {
    name: "convert",
    description: "annotated documents from one format into another, saying what would be lost",
    define: (command, { io, warn }) => {
      command.argument("<path...>", "a file, folder or glob; - is standard input");
      addGoldOptions(command, "take the paths for predictions, and the texts from here; repeatable");
      addOffsetOption(addPredictionOptions(command, { paths: false }))
        .optionsGroup("Result:")
        .addOption(
          new Option("--to <format>", "instead of telling by the ending").choices(writers.map(({ name }) => name)),
        )
        .addOption(new Option("--to-tags <scheme>", "of CoNLL").choices([...tagSchemes]).default("iob2"))
        .option("-o, --output <path>", "a file, or with / at its end a folder (default: standard output)")
        .option("--lossy", "go ahead where the format cannot hold everything");
      addColorOption(command)
        .addHelpText("after", convertExamples)
        .action(async (paths: string[], flags: ConvertFlags) => {
          const { convert } = await import("./commands/convert.ts");
          await convert(paths, flags, io, warn);
        });
    },
  },
  {
    name: "report",
    description: "tables for papers, and reports, from saved runs; nothing is scored again",
    define: (command, { io, styles, warn }) => {
      command.argument("<[name=]run...>", "what -o run.json wrote; several are shown side by side");
      addColorOption(addReportOptions(command))
        .addHelpText("after", reportExamples)
        .action(async (paths: string[], flags: ReportFlags) => {
          const { report } = await import("./commands/report.ts");
          await report(paths, flags, io, styles.stdout, warn);
        });
    },
  },
  {
    name: "merge",
    description: "add up the saved runs of shards, as if they had been scored at once",
    define: (command, { io, warn }) => {
      command
        .argument("<run...>", "what -o run.json wrote, a file for each shard")
        .optionsGroup("Result:")
        .option("--name <name>", "of the run (default: that of the shards, where they share one)")
        .option("-o, --output <file>", "a .json file (default: standard output)");
      addColorOption(command)
        .addHelpText("after", mergeExamples)
        .action(async (paths: string[], flags: MergeFlags) => {
          const { merge } = await import("./commands/merge.ts");
          await merge(paths, flags, io, warn);
        });
    },
  },
];

/** The names of the commands. */
export const commandNames: readonly string[] = definitions.map(({ name }) => name);

/**
 * The commands, tied to a process, with the styles of its streams. Where `called` is the name of a command, the program has
 * that one alone: making the options of all of them takes longer than scoring a small file.
 */
export function createProgram(
  io: Io,
  styles: { readonly stdout: Style; readonly stderr: Style },
  saying: Saying,
  called?: string,
): Command {
  const program = new Command("ner-eval");
  program
    .description("Evaluates named-entity recognizers against gold annotations.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .configureHelp({ helpWidth: helpWidth(io) });
  const one = definitions.filter(({ name }) => name === called);
  for (const { name, description, define } of one.length > 0 ? one : definitions) {
    const command = program.command(name).description(description);
    define(command, { io, styles, ...saying });
    command
      .hook("preAction", async (_, acting) => {
        const map = acting.getOptionValue("map") as (Renaming | MapFile)[] | undefined;
        if (!map?.length) return;
        const { readTypeMaps } = await import("./type-map.ts");
        acting.setOptionValue("map", await readTypeMaps(map, io));
      })
      .configureHelp({ helpWidth: helpWidth(io) })
      .allowExcessArguments(false)
      .helpOption("-h, --help", "print this help");
  }
  return program.addHelpText("after", programExamples);
}

/** Groups of options that say how predictions are read and scored, as `--unit` does, too. */
const scoringGroups = ["Predictions:", "Gold:", "Alignment:", "Rules:"];

/** The options of some groups that the user gave, as `--gold`. */
function givenOf(command: Command, groups: readonly string[]): string[] {
  return command.options
    .filter((option) => groups.includes(option.helpGroupHeading ?? "") || option.long === "--unit")
    .filter((option) => command.getOptionValueSource(option.attributeName()) === "cli")
    .map((option) => option.long!);
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

const programExamples = `
Examples:
  ner-eval --pred preds.jsonl                     score predictions against gold/
  ner-eval --tagger wink                          tag the gold texts and score that
  ner-eval --gold dev.txt --pred crf=preds.jsonl -o run.json -o table.md
  ner-eval explain --pred preds.jsonl             what other scorers say, and why
  ner-eval tag --tagger wink -o preds.jsonl       keep a tagger's predictions
  ner-eval convert gold/ -o gold.jsonl            into another format
  ner-eval compare crf.json llm.json              which is better, and how surely
  ner-eval report crf.json llm.json -o table.tex  a table for a paper
  ner-eval merge shard-*.json -o run.json         add up shards

ner-eval score --help lists every option of the default command.
Exit codes: 0 done, 1 a gate failed, 2 a mistake in the input or the options, 3 a bug,
130 interrupted.
`;

const scoreExamples = `
Examples:
  ner-eval --pred preds.jsonl                     against gold/
  ner-eval --gold dev.txt --pred crf=preds.jsonl  against one file, called crf
  zcat preds.gz | ner-eval --pred - -f json       from standard input, as JSON
  ner-eval --pred preds.jsonl --types PER,LOC --map pred:PERSON=PER,pred:GPE=LOC
  ner-eval --tagger gazetteer --train train/      a tagger that learns from other gold
  ner-eval --tagger "cmd:python tag.py"           any program: JSONL in, JSONL out
  ner-eval --pred preds.jsonl --confidence        where predictions have scores
  ner-eval --pred preds.jsonl --threshold 0.5,PER=0.7
  F1=$(ner-eval --pred preds.jsonl -f score)      nothing but the number
  ner-eval --pred preds.jsonl --baseline run.json --max-drop 1 --fail-under 80
`;

const explainExamples = `
Examples:
  ner-eval explain --pred preds.jsonl             all scorers beside ours
  ner-eval explain --gold test.conll --pred crf.conll --as conlleval,nervaluate
  ner-eval --pred preds.jsonl --as nervaluate     the tables of one of them
  ner-eval --pred preds.jsonl -f conlleval        what conlleval prints, to the byte
`;

const compareExamples = `
Examples:
  ner-eval compare --pred base=a.jsonl --pred new=b.jsonl
  ner-eval compare a.json b.json c.json           from saved runs, without the texts
  ner-eval compare base.json --pred new=b.jsonl --per-type
  ner-eval compare --pred "crf=crf-seed*.jsonl" --pred "llm=llm-seed*.jsonl"
  ner-eval compare a.json b.json --metric strict:f1,type:f1,f1@macro
  ner-eval compare a.json b.json -o table.tex -o pairs.csv -o comparison.json
`;

const convertExamples = `
Examples:
  ner-eval convert gold/ -o gold.jsonl            everything, in one file
  ner-eval convert gold.jsonl -o gold/            a bracket file per document
  ner-eval convert gold/ -o gold.conll --lossy    tokens and flat mentions
  ner-eval convert gold/ --to brat -o brat/       .ann and .txt for each document
  ner-eval convert preds.jsonl --gold gold/ --to spacy -o preds.spacy.jsonl
  cat dev.conll | ner-eval convert - --gold-format conll --to jsonl
`;

const tagExamples = `
Examples:
  ner-eval tag --tagger wink -o preds.jsonl       cross-validated over the gold
  ner-eval tag --tagger wink --train train/ --gold test/ -o preds.jsonl
  ner-eval tag --tagger "cmd:python tag.py" --timeout 300 -o preds.jsonl
`;

const reportExamples = `
Examples:
  ner-eval report run.json                        what was shown when it was scored
  ner-eval report run.json -o table.tex           types down, scores across
  ner-eval report crf=a.json llm=b.json -o table.tex --columns precision,f1,fair:f1
  ner-eval report a.json b.json --table types -o f1.tex --caption "F1 by type"
  ner-eval report a.json b.json --rows score --columns f1+fair:f1,f1@macro
  ner-eval report run.json --table errors --rows support --types PER,LOC -f markdown
  ner-eval report a.json b.json -o scores.csv     every score, a line for each
`;

const mergeExamples = `
Examples:
  ner-eval merge shard-*.json -o run.json
  ner-eval merge a.json b.json --name crf | ner-eval report -
`;
