/** Options: the command line's flags, declared once for every command that has them, and checked at the door. */
import { type Command, Option } from "commander";
import { type DuplicatePolicy, duplicatePolicies } from "../align/duplicates.ts";
import { type GroundRule, groundRules } from "../align/ground.ts";
import { type PairRule, pairRules, type UnknownPolicy, unknownPolicies } from "../align/pair.ts";
import { type OffsetChoice, offsetChoices } from "../align/settle.ts";
import { defaultDrift } from "../align/texts.ts";
import type { Thresholds } from "../align/threshold.ts";
import { type UnpredictedPolicy, unpredictedPolicies } from "../align/unpredicted.ts";
import { type DifferenceTest, differenceTests } from "../analyze/comparison.ts";
import { schemeNames } from "../formats/columns/schemes.ts";
import { formatNamed, goldFormats, predictionFormats } from "../formats/detect.ts";
import type { DocumentUnit, MarkupPolicy } from "../formats/format.ts";
import { type RepairPolicy, repairPolicies } from "../formats/tags.ts";
import { type ComparedTable, comparedTables } from "../report/compared/compared.ts";
import { type ConfusionView, confusionViews } from "../report/run.ts";
import { splitColumns } from "../report/tables/columns.ts";
import {
  type IntervalStyle,
  intervalStyles,
  type RowOrder,
  rowOrders,
  type TableKind,
  tableKinds,
} from "../report/tables/request.ts";
import { type FairBooking, type FairWeights, fairBookings } from "../score/fair-counts.ts";
import type { ScoreMetric } from "../score/metrics.ts";
import { type AnyScheme, schemes } from "../score/schemes.ts";
import { type UndefinedF, type UndefinedPolicy, undefinedFRules, undefinedPolicies } from "../score/scores.ts";
import { type UnitName, unitNames } from "../score/units.ts";
import { type Adjustment, adjustments } from "../stats/adjust.ts";
import { type IntervalMethod, intervalMethods } from "../stats/interval.ts";
import type { GateFlags } from "./gate-options.ts";
import type { GoldSettings, PredictionSettings } from "./inputs.ts";
import { namedTypes, type Renaming, usualSeparator } from "./type-rules.ts";
import {
  any,
  characters,
  column,
  fairWeightList,
  label,
  list,
  listOf,
  mapping,
  namedSchemes,
  part,
  percentage,
  points,
  positive,
  repeat,
  scheme,
  scoreMetric,
  type TagSchemes,
  tagSchemes,
  thresholds,
  wholeNumber,
} from "./values.ts";

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

/** Flags about gold, as commander hands them over. */
export interface GoldFlags {
  readonly gold?: string[];
  readonly goldFormat?: string;
  readonly goldSet?: string;
  readonly document: DocumentUnit;
  readonly markup: MarkupPolicy;
  readonly repair: RepairPolicy;
  readonly goldColumn?: string;
  readonly tags?: TagSchemes;
  readonly labelNames?: string[];
  readonly types?: string[];
  readonly map: Renaming[];
  readonly typeLevel?: number;
  readonly typeSeparator: string;
  readonly ignore?: string[];
}

/** Flags about taggers. */
export interface TaggerFlags {
  readonly tagger?: string;
  readonly train?: string;
  readonly folds: number;
  readonly seed: number;
  readonly timeout: number;
  readonly offsets: OffsetChoice;
}

/** Flags about how files of predictions are read. */
export interface PredictionFlags {
  readonly repair: RepairPolicy;
  readonly tags?: TagSchemes;
  readonly labelNames?: string[];
  readonly predFormat?: string;
  readonly predColumn?: string;
  readonly predSet?: string;
  readonly offsets: OffsetChoice;
  readonly ground: GroundRule;
}

/** Flags about what is scored: gold, and predictions from a file or a tagger. */
export interface SourceFlags extends GoldFlags, TaggerFlags, PredictionFlags {
  readonly pred?: string[];
}

/** Flags about how it is scored. */
export interface RuleFlags extends SourceFlags {
  readonly pair: PairRule;
  readonly unpredicted: UnpredictedPolicy;
  readonly unknown: UnknownPolicy;
  readonly maxDrift: number;
  readonly beta: number;
  readonly fairBooking: FairBooking;
  readonly fairWeights?: FairWeights;
  readonly undefined: UndefinedPolicy;
  readonly undefinedF: UndefinedF;
  readonly duplicates: DuplicatePolicy;
  readonly threshold?: Thresholds;
}

/** Flags about scoring and showing. */
export interface ScoreFlags extends RuleFlags, GateFlags {
  readonly unit: UnitName;
  readonly resamples: number;
  readonly level: number;
  readonly interval: IntervalMethod;
  readonly scheme: AnyScheme[];
  readonly as?: string;
  readonly confusion?: ConfusionView | true;
  readonly confidence?: boolean;
  readonly output: string[];
  readonly format: OutputFormat;
  readonly digits: number;
  readonly units?: boolean;
}

/** Flags about explaining. */
export interface ExplainFlags extends RuleFlags {
  readonly as?: string[];
  readonly output: string[];
  readonly format: "text" | "json" | "markdown";
  readonly digits: number;
}

/** Flags about what is shown of saved runs. */
export interface ReportFlags {
  readonly table?: TableKind;
  readonly scheme?: AnyScheme[];
  readonly columns?: string[];
  readonly rows?: RowOrder;
  readonly types?: string[];
  readonly transpose?: boolean;
  readonly intervals?: IntervalStyle;
  readonly confusion?: ConfusionView | true;
  readonly digits: number;
  readonly caption?: string;
  readonly label?: string;
  readonly siunitx?: boolean;
  readonly different?: boolean;
  readonly output: string[];
  readonly format: "text" | "markdown" | "latex" | "html" | "csv" | "tsv";
}

/** Flags about comparing. */
export interface CompareFlags extends RuleFlags {
  /** The options about scoring that the user gave, as `--gold`. */
  readonly scoring: readonly string[];
  readonly metric?: ScoreMetric[];
  readonly perType?: boolean;
  readonly test: DifferenceTest;
  readonly trials: number;
  readonly adjust: Adjustment;
  readonly alpha: number;
  readonly detect: number;
  readonly unit: UnitName;
  readonly resamples: number;
  readonly level: number;
  readonly interval: IntervalMethod;
  readonly table?: ComparedTable;
  readonly examples?: number;
  readonly caption?: string;
  readonly label?: string;
  readonly siunitx?: boolean;
  readonly output: string[];
  readonly format: "text" | "json" | "markdown" | "latex" | "html" | "csv" | "tsv";
  readonly digits: number;
}

/** Adds the flags about predictions in a file. */
export function addPredictionOptions(command: Command, { paths = true, several = false } = {}): Command {
  command.optionsGroup("Predictions:");
  if (paths)
    command.option(
      "--pred <[name=]path>",
      several
        ? "predictions of a system; of the same name, or by a glob, they are its seeds"
        : "predictions: a file, folder or glob, packed or not; - is standard input",
      repeat,
    );
  return command
    .addOption(
      new Option("--pred-format <format>", "of the predictions, instead of telling by ending and content").choices(
        predictionFormats.map(({ name }) => name),
      ),
    )
    .addOption(new Option("--pred-column <column>", "as --gold-column").argParser(column))
    .option("--pred-set <name>", "the annotation set to read of GATE files (default: the default set)")
    .addOption(
      new Option("--ground <rule>", "strings without offsets stand at places in order, at the first, or at all")
        .choices([...groundRules])
        .default("order"),
    );
}

/** Adds the flags about what makes predictions, and what their offsets count. */
export function addTaggerOptions(command: Command): Command {
  return addOffsetOption(
    command.optionsGroup("Predictions:").option("--tagger <spec>", "wink, gazetteer, cmd:COMMAND, or ./module.js"),
  );
}

/** Adds the flag about what offsets of predictions count. */
export function addOffsetOption(command: Command): Command {
  return command.addOption(
    new Option("--offsets <unit>", "what the predictions' offsets count; auto: what surfaces tell")
      .choices([...offsetChoices])
      .default("auto"),
  );
}

/** Adds the flags about gold. */
export function addGoldOptions(command: Command, gold = "a file, folder or glob; repeatable (default: gold)"): Command {
  return command
    .optionsGroup("Gold:")
    .option("--gold <path>", gold, repeat)
    .addOption(
      new Option("--gold-format <format>", "of all gold files, instead of telling by their endings").choices(
        goldFormats.map(({ name }) => name),
      ),
    )
    .option("--gold-set <name>", "the annotation set to read of GATE files (default: Key)")
    .addOption(
      new Option("--document <unit>", "what is a document in bracket files").choices(["file", "line"]).default("file"),
    )
    .addOption(
      new Option("--markup <policy>", "HTML tags in bracket files: part of the text, or taken out")
        .choices(["keep", "strip"])
        .default("keep"),
    )
    .addOption(
      new Option("--repair <policy>", "illegal tags in CoNLL files: a mention begins, they become O, or an error")
        .choices([...repairPolicies])
        .default("begin"),
    )
    .addOption(
      new Option("--gold-column <column>", "of the tags: a number, negative from the end, or a name").argParser(column),
    )
    .addOption(
      new Option("--tags <scheme>", `instead of telling by what a file uses: ${schemeNames.join(" ")}`).argParser(
        tagSchemes,
      ),
    )
    .option("--label-names <list>", "of tags that are numbers, from 0, such as O,B-PER,I-PER", listOf(any))
    .option("--types <list>", "these types only; also settles which brackets are annotations", listOf(any))
    .addOption(
      new Option("--map <list>", "rename types, such as GPE=LOC,pred:PERSON=PER, or as a .yaml or .json file says")
        .argParser(listOf(mapping))
        .default([], "none"),
    )
    .option("--type-level <n>", "levels of types that count: with 1, LOC.city is LOC", wholeNumber(1, 100))
    .option("--type-separator <c>", "the characters that part levels, such as -/", characters, usualSeparator)
    .option("--ignore <list>", "types that are neither right nor wrong to find", listOf(any));
}

/** Adds the flags about how a tagger learns and works. */
export function addLearningOptions(command: Command): Command {
  return command
    .optionsGroup("With --tagger:")
    .option(
      "--train <path>",
      "gold that a learning tagger learns from; none for no learning (default: cross-validation)",
    )
    .option("--folds <n>", "parts of the cross-validation", wholeNumber(2), 5)
    .option("--timeout <seconds>", "how long a cmd: tagger may give no answer", positive("number of seconds"), 60);
}

/** Adds the flags about how the two sides are brought together. */
export function addAlignOptions(command: Command): Command {
  return command
    .optionsGroup("Alignment:")
    .addOption(
      new Option("--pair <rule>", "what brings documents together; auto: the id, else the name in it, else the text")
        .choices([...pairRules])
        .default("auto"),
    )
    .addOption(
      new Option("--unpredicted <policy>", "documents without predictions: missed, left out, or an error")
        .choices([...unpredictedPolicies])
        .default("missed"),
    )
    .addOption(
      new Option("--unknown <policy>", "predictions for documents the gold does not have")
        .choices([...unknownPolicies])
        .default("refuse"),
    )
    .option(
      "--max-drift <percent>",
      "of predicted spans that may be moved or lost where texts differ",
      percentage,
      defaultDrift,
    );
}

/** Adds the flags about how is scored. */
export function addRuleOptions(command: Command): Command {
  return command
    .optionsGroup("Rules:")
    .addOption(
      new Option("--undefined <policy>", "what 0/0 does to averages over types and documents")
        .choices([...undefinedPolicies])
        .default("skip"),
    )
    .addOption(
      new Option("--undefined-f <rule>", "F is undefined where both precision and recall are, or either")
        .choices([...undefinedFRules])
        .default("both"),
    )
    .option("--beta <number>", "also F-beta: recall so many times as important as precision", positive("number"), 1)
    .addOption(
      new Option("--duplicates <policy>", "spans one side has twice: judge each copy, or drop all but one")
        .choices([...duplicatePolicies])
        .default("keep"),
    )
    .option("--threshold <list>", "leave out predictions with a lower score: X, TYPE=X, or a list of them", thresholds)
    .addOption(
      new Option("--fair-booking <side>", "fair: where a wrong type is counted, at gold's type or the predicted")
        .choices([...fairBookings])
        .default("target"),
    )
    .option("--fair-weights <list>", "fair-weighted: KIND=TP:FP:FN for LE, BE or BES BEL BEO, LBE", fairWeightList);
}

/** Adds the flag about what is drawn by chance. */
export function addSeedOption(command: Command): Command {
  return command.option("--seed <n>", "of everything that is drawn by chance", wholeNumber(0), 12345);
}

/** Adds the flags about how sure the scores are. */
export function addUncertaintyOptions(command: Command): Command {
  return addSeedOption(
    command
      .optionsGroup("Uncertainty:")
      .addOption(
        new Option("--unit <unit>", "what is drawn: documents, or each of their sentences")
          .choices([...unitNames])
          .default("document"),
      )
      .option("--resamples <n>", "bootstrap resamples for intervals; 0 for none", wholeNumber(0), 1000)
      .option("--level <part>", "how often intervals are to hold the truth", part, 0.95)
      .addOption(
        new Option("--interval <method>", "percentiles of the resamples, or corrected for bias and skewness")
          .choices([...intervalMethods])
          .default("percentile"),
      ),
  );
}

/** Adds the flags about what is shown of scores. */
export function addScoreOptions(command: Command): Command {
  return addOutputOptions(
    command
      .optionsGroup("Result:")
      .addOption(
        new Option("--scheme <list>", `what is shown, the first one by type: ${namedSchemes.join(" ")} overlap@X`)
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

/** Adds the flags about what is shown of other scorers. */
export function addExplainOptions(command: Command): Command {
  return addOutputOptions(
    command.optionsGroup("Result:").option("--as <list>", "these scorers only (default: all)", listOf(any)),
    ["text", "json", "markdown"],
    ".json, .md or .txt",
  );
}

/** Adds the flags about tables of saved runs. */
export function addReportOptions(command: Command): Command {
  command
    .optionsGroup("Table:")
    .addOption(new Option("--table <kind>", "one table, instead of all there is to say").choices([...tableKinds]))
    .addOption(
      new Option("--scheme <list>", "the first one counts; --table schemes has all (default: as scored)").argParser(
        (value) => list(value).map(scheme),
      ),
    )
    .option("--columns <list>", "such as p,r,f1,ci,gold or f1,partial:f1,f1@macro,f1[PER],f1/fair", (value) =>
      splitColumns(value),
    )
    .option("--types <list>", "these types only, in this order", listOf(any))
    .addOption(
      new Option(
        "--rows <order>",
        "by name, by gold mentions, or the best F1 first (default: as given; types by name)",
      ).choices([...rowOrders]),
    )
    .option("--transpose", "rows as columns, and columns as rows")
    .addOption(
      new Option("--intervals <style>", "beside scores that have one: [low, high], or ± half its width").choices([
        ...intervalStyles,
      ]),
    )
    .addOption(
      new Option("--confusion [as]", "the confusion matrix, in counts or in percent by gold or pred").choices([
        ...confusionViews,
      ]),
    )
    .option("--different", "also runs on other gold, or scored by other rules")
    .optionsGroup("LaTeX:")
    .option("--caption <text>", "of the table; in LaTeX it floats")
    .option("--label <name>", "for \\ref, such as tab:scores", label)
    .option("--siunitx", "numbers in columns of siunitx")
    .optionsGroup("Result:");
  return addOutputOptions(
    command,
    ["text", "markdown", "latex", "html", "csv", "tsv"],
    ".md, .tex, .html, .csv, .tsv or .txt",
  );
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

function addOutputOptions(command: Command, shown: readonly string[], written: string): Command {
  return command
    .option("--digits <n>", "after the point, in percent", wholeNumber(0, 10), 2)
    .addOption(
      new Option("-o, --output <file>", `write ${written}; repeatable`).argParser(repeat).default([], "no file"),
    )
    .addOption(new Option("-f, --format <format>", "on standard output").choices([...shown]).default("text"));
}

/** What is shown where no scheme is named. */
export const shownByDefault: AnyScheme[] = [...schemes, "fair", "token"];

/** Adds the flag against colours. It is looked up before anything is parsed, so that errors know it too. */
export function addColorOption(command: Command): Command {
  return command.option(NO_COLOR, "no colours; the variable NO_COLOR does the same");
}

/** Whether colours were declined on the command line. */
export function declinesColor(argv: readonly string[]): boolean {
  return argv.includes(NO_COLOR);
}

const NO_COLOR = "--no-color";

/** How gold is to be read under these flags. */
export function goldSettings(flags: GoldFlags, paths: readonly string[] = flags.gold ?? ["gold"]): GoldSettings {
  const { goldFormat, goldSet: set, document, markup, repair, goldColumn: column, tags, labelNames: labels } = flags;
  const format = goldFormat === undefined ? undefined : formatNamed(goldFormats, goldFormat);
  const types = namedTypes(flags);
  return { paths, format, reading: { document, markup, types, repair, column, tags: tags?.gold, labels, set } };
}

/** How the predictions at a path are to be read under these flags. */
export function predictionSettings(flags: PredictionFlags, path: string): PredictionSettings {
  const { predFormat, predSet: set, repair, predColumn: column, tags, labelNames: labels } = flags;
  const format = predFormat === undefined ? undefined : formatNamed(predictionFormats, predFormat);
  return { path, format, reading: { repair, column, tags: tags?.pred, labels, set } };
}

/** The thresholds of the `overlap@X` among the schemes, in rising order. */
export function overlapsOf(shown: readonly AnyScheme[]): number[] {
  const given = shown.flatMap((name) => (name.startsWith("overlap@") ? [Number(name.slice("overlap@".length))] : []));
  return [...new Set(given)].sort((a, b) => a - b);
}
