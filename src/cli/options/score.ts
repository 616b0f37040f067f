/** Score options: the flags about what is shown of scores. */
import { type Command, Option } from "commander";
import { type ConfusionView, confusionViews } from "../../report/run.ts";
import { type SchemeName, schemeNames } from "../../score/schemes/registry.ts";
import { semevalNames } from "../../score/schemes/semeval.ts";
import { list, scheme } from "../values.ts";
import type { GateFlags } from "./gates.ts";
import { addOutputOptions } from "./output.ts";
import type { RuleFlags } from "./rules.ts";
import type { UncertaintyFlags } from "./uncertainty.ts";

/** What is printed on standard output; `conlleval` and `seqeval` print what those programs print. */
export const formats = [
  "text",
  "json",
  "markdown",
  "latex",
  "html",
  "csv",
  "tsv",
  "score",
  "conlleval",
  "seqeval",
] as const;
export type OutputFormat = (typeof formats)[number];

/** Flags about scoring and showing. */
export interface ScoreFlags extends RuleFlags, UncertaintyFlags, GateFlags {
  readonly scheme: SchemeName[];
  readonly as?: string;
  readonly confusion?: ConfusionView | true;
  readonly confidence?: boolean;
  readonly output: string[];
  readonly format: OutputFormat;
  readonly digits: number;
  readonly units?: boolean;
}

/** What is shown where no scheme is named. */
export const shownByDefault: SchemeName[] = [...semevalNames, "fair", "token"];

/** Adds the flags about what is shown of scores. */
export function addScoreOptions(command: Command): Command {
  return addOutputOptions(
    command
      .optionsGroup("Result:")
      .addOption(
        new Option("--scheme <list>", `what is shown, the first one by type: ${schemeNames.join(" ")} overlap@X`)
          .argParser((value) => list(value).map(scheme))
          .default(shownByDefault, shownByDefault.join(",")),
      )
      .option("--as <scorer>", "score as another program does; ner-eval explain lists them")
      .addOption(
        new Option("--confusion [as]", "show the confusion matrix, in counts or in percent by gold or pred").choices([
          ...confusionViews,
        ]),
      )
      .option("--confidence", "what scores are worth: average precision, best thresholds, calibration"),
    formats,
    ".json, .md, .tex, .html, .csv, .tsv or .txt",
  ).option("--units", "with -f json: the tallies of every document too");
}

/** The thresholds of the `overlap@X` among the schemes, in rising order. */
export function overlapsOf(shown: readonly SchemeName[]): number[] {
  const given = shown.flatMap((name) => (name.startsWith("overlap@") ? [Number(name.slice("overlap@".length))] : []));
  return [...new Set(given)].sort((a, b) => a - b);
}
