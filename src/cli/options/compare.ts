/** Compare options: the flags about comparing, and what is shown of it. */
import { type Command, Option } from "commander";
import { type DifferenceTest, differenceTests } from "../../analyze/comparison.ts";
import { splitColumns } from "../../report/columns.ts";
import { type ComparedTable, comparedTables } from "../../report/compared/compared.ts";
import type { ScoreMetric } from "../../score/metrics.ts";
import { type Adjustment, adjustments } from "../../stats/adjust.ts";
import { label, listOf, part, points, scoreMetric, wholeNumber } from "../values.ts";
import { addOutputOptions } from "./output.ts";
import type { RuleFlags } from "./rules.ts";
import type { UncertaintyFlags } from "./uncertainty.ts";

/** Flags about comparing. */
export interface CompareFlags extends RuleFlags, UncertaintyFlags {
  /** The options about scoring that the user gave, as `--gold`. */
  readonly scoring: readonly string[];
  readonly metric?: ScoreMetric[];
  readonly perType?: boolean;
  readonly test: DifferenceTest;
  readonly trials: number;
  readonly adjust: Adjustment;
  readonly alpha: number;
  readonly detect: number;
  readonly table?: ComparedTable;
  readonly columns?: string[];
  readonly examples?: number;
  readonly caption?: string;
  readonly label?: string;
  readonly siunitx?: boolean;
  readonly output: string[];
  readonly format: "text" | "json" | "markdown" | "latex" | "html" | "csv" | "tsv";
  readonly digits: number;
}

/** Adds the flags about comparing, and what is shown of it. */
export function addCompareOptions(command: Command): Command {
  command
    .optionsGroup("Comparison:")
    .addOption(
      new Option("--metric <list>", "what is compared: strict:f1, type:recall@macro, f1[PER]; the first one orders")
        .argParser(listOf(scoreMetric))
        .default(undefined, "strict:f1"),
    )
    .option("--per-type", "test every type too; all tests are adjusted together")
    .addOption(
      new Option("--test <test>", "of a difference; several seeds are always tested by bootstrap")
        .choices([...differenceTests])
        .default("randomization"),
    )
    .option("--trials <n>", "of the randomization; 0 for no tests by it", wholeNumber(0), 10000)
    .addOption(
      new Option("--adjust <method>", "p-values for how many there are").choices([...adjustments]).default("holm"),
    )
    .option("--alpha <part>", "the level below which a difference is significant", part, 0.05)
    .addOption(
      new Option("--detect <points>", "say how many documents would show a difference of so many points")
        .argParser(points)
        .default(0.01, "1"),
    )
    .optionsGroup("Result:")
    .addOption(new Option("--table <kind>", "one table, instead of everything").choices([...comparedTables]))
    .addOption(
      new Option(
        "--columns <list>",
        "of the table of systems: such as f1,ci,delta+ci,p,gold; also wins sd range runs",
      ).argParser((value) => splitColumns(value)),
    )
    .option("--examples <n>", "mentions for every change (default: 3 of two systems, else none)", wholeNumber(0))
    .option("--caption <text>", "of the table; in LaTeX it floats")
    .option("--label <name>", "for \\ref in LaTeX, such as tab:systems", label)
    .option("--siunitx", "in LaTeX, numbers in columns of siunitx");
  return addOutputOptions(
    command,
    ["text", "json", "markdown", "latex", "html", "csv", "tsv"],
    ".json, .md, .tex, .html, .csv, .tsv or .txt",
  );
}
