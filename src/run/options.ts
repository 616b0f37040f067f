/**
 * Options: one table of plain values. The command line and its help, docs/cli.md, config files, what a saved run keeps of
 * the options, the signature, the checks of the library and what runs must have in common are made from it. To add an
 * option, add a row here, and use its value where it acts.
 */

import type { SchemeName } from "../score/schemes/registry.ts";
import { choices } from "./choices.ts";

/** The commands that have options. */
export const commandNames = ["score", "explain", "compare", "tag", "convert", "report", "merge"] as const;
export type CommandName = (typeof commandNames)[number];

/** The headings of the help, in their order. */
export const optionGroups = [
  "Gold",
  "Predictions",
  "Taggers",
  "Tags and columns",
  "Types",
  "Alignment",
  "Scoring",
  "Intervals",
  "Comparison",
  "Gates",
  "Report",
  "LaTeX",
  "Output",
  "General",
] as const;

/** How a value is written; `cli/values.ts` has a parser for each. */
export type ValueType =
  | "flag"
  | "choice"
  | "name"
  | "names"
  | "files"
  | "whole"
  | "positive"
  | "percentage"
  | "fraction"
  | "points"
  | "column"
  | "characters"
  | "label"
  | "renamings"
  | "thresholds"
  | "weights"
  | "tag-schemes"
  | "bad-spans"
  | "schemes"
  | "metrics"
  | "columns"
  | "floors"
  | "limits";

/** The stage at which an option acts. */
export type Stage = "read" | "tag" | "align" | "score" | "draw" | "compare" | "judge" | "show" | "run";

/** Why an option that is not in the signature moves no number. */
export type Unmoving =
  /** It names data, whose digest is among the inputs of a run. */
  | "data"
  /** It asks another question, such as another scorer or more tests; the answer says which. */
  | "question"
  /** It shows the same numbers in another form, or more of them. */
  | "view"
  /** It judges the numbers. */
  | "gate"
  /** It is about the process: files, waiting, colors. */
  | "process";

/** One option of some commands. Two rows of one key are for different commands. */
export interface Option {
  /** The key of the value; on the command line and in config files `goldFormat` is `gold-format`. */
  readonly key: string;
  readonly short?: string;
  /** The value in the help: `<path>`, or `[as]` where it may be left out. None for flags. */
  readonly value?: string;
  readonly type: ValueType;
  /** The values there are, or the registry that has them. */
  readonly choices?: readonly string[] | Registry;
  /** The limits of a whole number. */
  readonly least?: number;
  readonly most?: number;
  readonly default?: string | number | readonly string[] | { readonly [key: string]: never };
  /** The default as it is shown, where it is not shown as it is, or what happens without the option. */
  readonly shown?: string;
  readonly group: (typeof optionGroups)[number];
  readonly help: string;
  readonly commands: readonly CommandName[];
  readonly acts: Stage;
  /** Where an option can move a number: the field of the signature that has its value. */
  readonly signature?: string;
  /** The key of the signature in which the value stands together with others. */
  readonly within?: string;
  /** The values that the signature has, where it does not have all but the default. */
  readonly signed?: readonly string[];
  /** What the field looks like, where it has more than the value. */
  readonly pattern?: string;
  /** That the field has a list, since files may differ. */
  readonly several?: true;
  /** Where an option moves no number: why. */
  readonly unmoving?: Unmoving;
  /** What the value is called where two runs must have the same one to be compared. */
  readonly alike?: string;
  /** That runs differ only where both have a value. */
  readonly alikeIf?: "both";
  /** Whether a saved run keeps the value always, or only where it was given. */
  readonly saved?: "always" | "given";
  /**
   * Where a config file may have it: `any` place is the default; `command` is under the name of the command only, for
   * what means something else elsewhere; `none` is the command line only.
   */
  readonly config?: "command" | "none";
}

/** Registries whose names are choices. */
export type Registry =
  | "gold formats"
  | "prediction formats"
  | "written formats"
  | "tag schemes"
  | "scoring schemes"
  | "score outputs"
  | "explain outputs"
  | "compare outputs"
  | "report outputs";

/** What is shown where no scheme is named. */
export const shownSchemes = [
  "strict",
  "exact",
  "partial",
  "type",
  "fair",
  "token",
] as const satisfies readonly SchemeName[];

/** Commands that score, and those that read annotations. */
const scoring = ["score", "explain", "compare"] as const;
const reading = ["score", "explain", "compare", "tag", "convert"] as const;
const predicting = ["score", "explain", "compare", "convert"] as const;
const tagging = ["score", "explain", "tag"] as const;
const drawing = ["score", "compare"] as const;

/** The options that say what is scored, and what is asked. */
const askingOptions = [
  {
    key: "gold",
    value: "<path>",
    type: "files",
    shown: "gold",
    group: "Gold",
    help: "gold annotations: a file, folder or glob; repeatable",
    commands: ["score", "explain", "compare", "tag"],
    acts: "read",
    unmoving: "data",
  },
  {
    key: "gold",
    value: "<path>",
    type: "files",
    group: "Gold",
    help: "gold documents with the texts of the predictions; <path...> then names predictions; repeatable",
    commands: ["convert"],
    acts: "read",
    unmoving: "data",
    config: "command",
  },
  {
    key: "pred",
    value: "<[name=]path>",
    type: "files",
    group: "Predictions",
    help: "predictions: a file, folder or glob, plain or compressed; - reads standard input",
    commands: ["score", "explain"],
    acts: "read",
    unmoving: "data",
  },
  {
    key: "pred",
    value: "<[name=]path>",
    type: "files",
    group: "Predictions",
    help: "predictions of a system; repeatable; files with the same name, or of one glob, are seeds of one system",
    commands: ["compare"],
    acts: "read",
    unmoving: "data",
    config: "command",
  },
  {
    key: "tagger",
    value: "<spec>",
    type: "name",
    group: "Predictions",
    help: "tag the gold texts instead: wink, gazetteer, cmd:COMMAND or ./module.js",
    commands: ["score", "explain"],
    acts: "tag",
    unmoving: "data",
  },
  {
    key: "tagger",
    value: "<spec>",
    type: "name",
    group: "Predictions",
    help: "the tagger to run: wink, gazetteer, cmd:COMMAND or ./module.js",
    commands: ["tag"],
    acts: "tag",
    unmoving: "data",
  },
  {
    key: "metric",
    value: "<list>",
    type: "metrics",
    shown: "strict:f1",
    group: "Comparison",
    help: "metrics to compare, such as strict:f1, type:recall@macro or f1[PER]; the first orders the systems",
    commands: ["compare"],
    acts: "compare",
    unmoving: "question",
  },
  {
    key: "perType",
    type: "flag",
    group: "Comparison",
    help: "also test every type; the correction covers all tests",
    commands: ["compare"],
    acts: "compare",
    unmoving: "question",
  },
] as const satisfies readonly Option[];

/** The options that decide numbers; the fields of the signature are in this order. */
export const decidingOptions = [
  // How scores are computed.
  {
    key: "undefined",
    value: "<policy>",
    type: "choice",
    choices: choices.undefined,
    default: "skip",
    group: "Scoring",
    help: "how undefined scores (0/0) enter averages over types and documents",
    commands: scoring,
    acts: "score",
    signature: "undefined",
    alike: "undefined",
    saved: "always",
  },
  {
    key: "undefinedF",
    value: "<rule>",
    type: "choice",
    choices: choices.undefinedF,
    default: "both",
    group: "Scoring",
    help: "when F is undefined: if both precision and recall are, or if either is",
    commands: scoring,
    acts: "score",
    signature: "undefined-f",
    alike: "undefined F",
    saved: "always",
  },
  {
    key: "beta",
    value: "<number>",
    type: "positive",
    default: 1,
    group: "Scoring",
    help: "also compute F-beta; a beta above 1 gives recall more weight than precision",
    commands: scoring,
    acts: "score",
    signature: "beta",
    alike: "beta",
    saved: "always",
  },
  {
    key: "fairBooking",
    value: "<side>",
    type: "choice",
    choices: choices.fairBooking,
    default: "target",
    group: "Scoring",
    help: "type at which FairEval counts a type error: the gold type (target) or the predicted type (system)",
    commands: scoring,
    acts: "score",
    signature: "booking",
    alike: "booking",
    saved: "always",
  },
  {
    key: "fairWeights",
    value: "<list>",
    type: "weights",
    group: "Scoring",
    help: "weights of the scheme fair-weighted: KIND=TP:FP:FN, for LE, LBE and BE, or BES, BEL and BEO",
    commands: scoring,
    acts: "score",
    signature: "weights",
    alike: "weights",
    saved: "always",
  },

  // How files are read.
  {
    key: "goldFormat",
    value: "<format>",
    type: "choice",
    choices: "gold formats",
    shown: "detect",
    group: "Gold",
    help: "format of the gold files",
    commands: reading,
    acts: "read",
    signature: "gold-format",
  },
  {
    key: "predFormat",
    value: "<format>",
    type: "choice",
    choices: "prediction formats",
    shown: "detect",
    group: "Predictions",
    help: "format of the predictions",
    commands: predicting,
    acts: "read",
    signature: "pred-format",
  },
  {
    key: "goldSet",
    value: "<name>",
    type: "name",
    shown: "Key",
    group: "Gold",
    help: "annotation set of GATE files to read as gold",
    commands: reading,
    acts: "read",
    signature: "gold-set",
  },
  {
    key: "predSet",
    value: "<name>",
    type: "name",
    shown: "the set without a name",
    group: "Predictions",
    help: "annotation set of GATE files to read as predictions",
    commands: predicting,
    acts: "read",
    signature: "pred-set",
  },
  {
    key: "document",
    value: "<unit>",
    type: "choice",
    choices: ["file", "line"],
    default: "file",
    group: "Gold",
    help: "document unit in bracket files: the whole file, or each line",
    commands: reading,
    acts: "read",
    signature: "document",
    saved: "always",
  },
  {
    key: "markup",
    value: "<policy>",
    type: "choice",
    choices: ["keep", "strip"],
    default: "keep",
    group: "Gold",
    help: "keep HTML tags in bracket files as part of the text, or strip them",
    commands: reading,
    acts: "read",
    signature: "markup",
    saved: "always",
  },
  {
    key: "goldColumn",
    value: "<column>",
    type: "column",
    group: "Tags and columns",
    help: "column of the gold tags: a number, negative from the end, or a name",
    commands: reading,
    acts: "read",
    signature: "gold-column",
    saved: "given",
  },
  {
    key: "predColumn",
    value: "<column>",
    type: "column",
    group: "Tags and columns",
    help: "column of the predicted tags: a number, negative from the end, or a name",
    commands: predicting,
    acts: "read",
    signature: "pred-column",
    saved: "given",
  },
  {
    key: "labelNames",
    value: "<list>",
    type: "names",
    group: "Tags and columns",
    help: "names of tags that are numbers, in the order of the numbers from 0, such as O,B-PER,I-PER",
    commands: reading,
    acts: "read",
    signature: "label-names",
  },
  {
    key: "train",
    value: "<path>",
    type: "name",
    shown: "cross-validation",
    group: "Taggers",
    help: "gold annotations to train the tagger on; none: no training",
    commands: tagging,
    acts: "tag",
    signature: "train",
  },
  {
    key: "folds",
    value: "<n>",
    type: "whole",
    least: 2,
    default: 5,
    group: "Taggers",
    help: "number of cross-validation folds",
    commands: tagging,
    acts: "tag",
    signature: "folds",
  },
  {
    key: "repair",
    value: "<policy>",
    type: "choice",
    choices: ["begin", "discard", "refuse"],
    default: "begin",
    group: "Tags and columns",
    help: "policy for illegal tags: begin a mention, discard the tag, or refuse the input",
    commands: reading,
    acts: "read",
    signature: "repair",
    alike: "repair",
    alikeIf: "both",
    saved: "always",
  },
  {
    key: "tokenColumn",
    value: "<column>",
    type: "column",
    shown: "1, or 2 if column 1 numbers the tokens",
    group: "Tags and columns",
    help: "column of the tokens on both sides: a number or a name",
    commands: reading,
    acts: "read",
    signature: "token-column",
    saved: "given",
  },
  {
    key: "tags",
    value: "<list>",
    type: "tag-schemes",
    choices: "tag schemes",
    shown: "detect",
    group: "Tags and columns",
    help: "tag scheme, or one for each side, such as gold:iob1,pred:iobes",
    commands: reading,
    acts: "read",
    signature: "tags",
    alike: "tags of gold",
    saved: "given",
  },

  // Types.
  {
    key: "types",
    value: "<list>",
    type: "names",
    shown: "all",
    group: "Types",
    help: "use only these types; in bracket files, only these brackets are annotations",
    commands: reading,
    acts: "align",
    signature: "types",
    alike: "types",
    saved: "always",
  },
  {
    key: "map",
    value: "<list>",
    type: "renamings",
    default: [],
    shown: "none",
    group: "Types",
    help: "rename types: GPE=LOC on both sides, pred:PERSON=PER on one, or a .yaml or .json file with renamings",
    commands: reading,
    acts: "align",
    signature: "map",
    alike: "mapping of gold",
    saved: "always",
  },
  {
    key: "typeLevel",
    value: "<n>",
    type: "whole",
    least: 1,
    most: 100,
    shown: "all",
    group: "Types",
    help: "number of levels to keep of hierarchical types: with 1, LOC.city becomes LOC",
    commands: reading,
    acts: "align",
    signature: "type-level",
    alike: "levels of types",
    saved: "given",
  },
  {
    key: "typeSeparator",
    value: "<c>",
    type: "characters",
    default: ".",
    group: "Types",
    help: "characters that separate the levels of types, such as -/",
    commands: reading,
    acts: "align",
    signature: "type-separator",
    alike: "separator of levels",
    saved: "given",
  },
  {
    key: "ignore",
    value: "<list>",
    type: "names",
    shown: "none",
    group: "Types",
    help: "types to ignore; their mentions count neither as correct nor as wrong",
    commands: reading,
    acts: "align",
    signature: "ignore",
    alike: "ignored types",
    saved: "always",
  },

  // How the two sides are aligned.
  {
    key: "pair",
    value: "<rule>",
    type: "choice",
    choices: choices.pair,
    default: "auto",
    group: "Alignment",
    help: "how documents are paired; auto: by id, else by the name in the id, else by text",
    commands: scoring,
    acts: "align",
    signature: "pair",
    saved: "always",
  },
  {
    key: "maxDrift",
    value: "<percent>",
    type: "percentage",
    default: 5,
    group: "Alignment",
    help: "highest percentage of predicted spans that may move or be lost where texts differ",
    commands: scoring,
    acts: "align",
    signature: "max-drift",
    saved: "always",
  },
  {
    key: "unpredicted",
    value: "<policy>",
    type: "choice",
    choices: choices.unpredicted,
    default: "missed",
    group: "Alignment",
    help: "policy for documents without predictions: count their mentions as missed, leave out, or refuse the input",
    commands: scoring,
    acts: "align",
    signature: "unpredicted",
    signed: ["leave-out"],
    saved: "always",
  },
  {
    key: "unknown",
    value: "<policy>",
    type: "choice",
    choices: choices.unknown,
    default: "refuse",
    group: "Alignment",
    help: "policy for predictions of documents that are not in the gold: refuse the input, or leave them out",
    commands: scoring,
    acts: "align",
    signature: "unknown",
    saved: "always",
  },
  {
    key: "offsets",
    value: "<unit>",
    type: "choice",
    choices: choices.offsets,
    default: "auto",
    group: "Predictions",
    help: "unit of the predicted offsets; auto: detect",
    commands: reading,
    acts: "align",
    signature: "offsets",
    several: true,
    saved: "always",
  },
  {
    key: "goldOffsets",
    value: "<unit>",
    type: "choice",
    choices: choices.goldOffsets,
    default: "auto",
    group: "Gold",
    help: "unit of the gold offsets in JSON; auto: detect",
    commands: reading,
    acts: "align",
    signature: "gold-offsets",
    several: true,
    alike: "offsets of gold",
    saved: "given",
  },
  {
    key: "trim",
    type: "flag",
    group: "Alignment",
    help: "trim white space at the edges of spans, on both sides",
    commands: scoring,
    acts: "align",
    signature: "trim",
    alike: "trimmed spans",
    saved: "given",
  },
  {
    key: "duplicates",
    value: "<policy>",
    type: "choice",
    choices: choices.duplicates,
    default: "keep",
    group: "Scoring",
    help: "policy for repeated spans on one side: keep each copy, or drop all but one",
    commands: scoring,
    acts: "align",
    signature: "duplicates",
    alike: "duplicates",
    saved: "always",
  },
  {
    key: "threshold",
    value: "<list>",
    type: "thresholds",
    group: "Scoring",
    help: "exclude predictions with a lower score: X for all types, TYPE=X for one, or a list",
    commands: scoring,
    acts: "align",
    signature: "threshold",
    saved: "always",
  },
  {
    key: "badSpans",
    value: "<list>",
    type: "bad-spans",
    default: {},
    shown: "refuse",
    group: "Alignment",
    choices: ["refuse", "offsets", "text", "spurious", "skip"],
    help: "policy for spans that do not fit their text, or one for each side, such as gold:skip,pred:spurious",
    commands: scoring,
    acts: "align",
    signature: "bad-spans",
    alike: "bad spans of gold",
    saved: "given",
  },
  {
    key: "ground",
    value: "<rule>",
    type: "choice",
    choices: choices.ground,
    default: "order",
    group: "Predictions",
    help: "placement of predicted strings without offsets: at matches in order, at the first match, or at all",
    commands: predicting,
    acts: "align",
    signature: "ground",
    saved: "given",
  },

  // Intervals.
  {
    key: "unit",
    value: "<unit>",
    type: "choice",
    choices: choices.unit,
    default: "document",
    group: "Intervals",
    help: "unit of resampling",
    commands: drawing,
    acts: "score",
    signature: "unit",
    saved: "always",
  },
  {
    key: "resamples",
    value: "<n>",
    type: "whole",
    least: 0,
    default: 1000,
    group: "Intervals",
    help: "number of bootstrap resamples; 0: no intervals",
    commands: drawing,
    acts: "draw",
    signature: "ci",
    within: "interval",
    saved: "always",
  },
  {
    key: "interval",
    value: "<method>",
    type: "choice",
    choices: choices.interval,
    default: "percentile",
    group: "Intervals",
    help: "interval method: percentile, or bias-corrected and accelerated (bca)",
    commands: drawing,
    acts: "draw",
    signature: "ci",
    pattern: "bootstrap-(percentile|bca):\\d+",
    saved: "always",
  },
  {
    key: "level",
    value: "<p>",
    type: "fraction",
    default: 0.95,
    group: "Intervals",
    help: "confidence level",
    commands: drawing,
    acts: "draw",
    signature: "level",
    saved: "always",
  },
  {
    key: "seed",
    value: "<n>",
    type: "whole",
    least: 0,
    default: 12345,
    group: "Intervals",
    help: "random seed",
    commands: ["score", "explain", "compare", "tag"],
    acts: "draw",
    signature: "seed",
    saved: "always",
  },

  // Comparisons.
  {
    key: "test",
    value: "<test>",
    type: "choice",
    choices: choices.test,
    default: "randomization",
    group: "Comparison",
    help: "significance test; several seeds are always tested by bootstrap",
    commands: ["compare"],
    acts: "compare",
    signature: "test",
    pattern: "randomization:\\d+(,bootstrap:\\d+)?|bootstrap:\\d+",
  },
  {
    key: "trials",
    value: "<n>",
    type: "whole",
    least: 0,
    default: 10000,
    group: "Comparison",
    help: "number of randomization trials; 0: no randomization tests",
    commands: ["compare"],
    acts: "compare",
    signature: "test",
    within: "test",
  },
  {
    key: "adjust",
    value: "<method>",
    type: "choice",
    choices: choices.adjust,
    default: "holm",
    group: "Comparison",
    help: "correction for multiple tests",
    commands: ["compare"],
    acts: "compare",
    signature: "adjust",
  },
  {
    key: "alpha",
    value: "<p>",
    type: "fraction",
    default: 0.05,
    group: "Comparison",
    help: "significance level",
    commands: ["compare"],
    acts: "compare",
    signature: "alpha",
  },
] as const satisfies readonly Option[];

/** The options that show or judge the numbers, or are about the process. */
const showingOptions = [
  {
    key: "timeout",
    value: "<seconds>",
    type: "positive",
    default: 60,
    group: "Taggers",
    help: "longest time to wait for an answer of a cmd: tagger",
    commands: tagging,
    acts: "tag",
    unmoving: "process",
  },

  {
    key: "detect",
    value: "<points>",
    type: "points",
    default: 0.01,
    shown: "1",
    group: "Comparison",
    help: "report the sample size needed to detect this difference",
    commands: ["compare"],
    acts: "compare",
    unmoving: "question",
  },

  // Gates.
  {
    key: "failUnder",
    value: "<gate>",
    type: "floors",
    default: [],
    shown: "none",
    group: "Gates",
    help: "fail if a score is below this percentage: 85, strict:f1[PER]=85, or f1[*]=70 for every type; repeatable",
    commands: ["score"],
    acts: "judge",
    unmoving: "gate",
  },
  {
    key: "baseline",
    value: "<run>",
    type: "name",
    group: "Gates",
    help: "saved run (-o run.json) to compare this run with",
    commands: ["score"],
    acts: "judge",
    unmoving: "gate",
  },
  {
    key: "maxDrop",
    value: "<gate>",
    type: "limits",
    default: [],
    shown: "strict:f1=0 if there is a baseline",
    group: "Gates",
    commands: ["score"],
    acts: "judge",
    unmoving: "gate",
    help: "fail if a score dropped significantly by more points than this: 1 or strict:f1[PER]=1; repeatable",
  },

  // Tables.
  {
    key: "types",
    value: "<list>",
    type: "names",
    shown: "all",
    group: "Types",
    help: "show only these types, in this order",
    commands: ["report"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "table",
    value: "<kind>",
    type: "choice",
    group: "Report",
    choices: ["scores", "types", "schemes", "errors", "confusion", "corpus"],
    help: "print one table instead of the full report",
    commands: ["report"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "table",
    value: "<kind>",
    type: "choice",
    group: "Report",
    choices: ["systems", "pairs", "types", "schemes", "costs", "transitions"],
    help: "print one table instead of the full report",
    commands: ["compare"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "scheme",
    value: "<list>",
    type: "schemes",
    choices: "scoring schemes",
    default: shownSchemes,
    group: "Report",
    signature: "scheme",
    within: "scheme",
    help: "schemes to show, the first also by type",
    commands: ["score"],
    acts: "show",
    config: "command",
  },
  {
    key: "scheme",
    value: "<list>",
    type: "schemes",
    shown: "as scored",
    group: "Report",
    help: "schemes to show; tables of one scheme have the first, --table schemes has all",
    commands: ["report"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "columns",
    value: "<list>",
    type: "columns",
    group: "Report",
    help: "columns, such as precision,recall,f1,ci,gold or f1,partial:f1,f1@macro,f1[PER],f1+fair:f1",
    commands: ["report"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "columns",
    value: "<list>",
    type: "columns",
    group: "Report",
    help: "columns of the table of systems, such as f1,ci,delta+ci,p,gold; there are also wins, sd, range and runs",
    commands: ["compare"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "rows",
    value: "<order>",
    type: "choice",
    choices: ["name", "support", "score"],
    group: "Report",
    shown: "runs as given, types by name",
    help: "order rows by name, by number of gold mentions, or by F1 with the highest first",
    commands: ["report"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "transpose",
    type: "flag",
    group: "Report",
    help: "swap rows and columns",
    commands: ["report"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "intervals",
    value: "<style>",
    type: "choice",
    choices: ["cell", "margin"],
    group: "Report",
    help: "show confidence intervals as [low, high] in a cell, or as ± half the width",
    commands: ["report"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "confusion",
    value: "[as]",
    type: "choice",
    choices: ["counts", "gold", "pred"],
    group: "Report",
    help: "show the confusion matrix in counts, or in percent of the gold or predicted mentions of a type",
    commands: ["score", "report"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "confidence",
    type: "flag",
    group: "Report",
    help: "analyze the scores of predictions: average precision, best thresholds, calibration",
    commands: ["score"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "examples",
    value: "<n>",
    type: "whole",
    least: 0,
    shown: "3 for two systems, else 0",
    group: "Report",
    help: "number of example mentions for each change",
    commands: ["compare"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "different",
    type: "flag",
    group: "Report",
    help: "show runs side by side even if they have different gold or were scored by different rules",
    commands: ["report"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "caption",
    value: "<text>",
    type: "name",
    group: "LaTeX",
    help: "caption of the table, in all formats; in LaTeX it makes the table float",
    commands: ["compare", "report"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "label",
    value: "<name>",
    type: "label",
    group: "LaTeX",
    help: "label for \\ref, such as tab:scores",
    commands: ["compare", "report"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "siunitx",
    type: "flag",
    group: "LaTeX",
    help: "use siunitx columns for numbers",
    commands: ["compare", "report"],
    acts: "show",
    unmoving: "view",
  },

  // Output.
  {
    key: "as",
    value: "<scorer>",
    type: "name",
    group: "Output",
    help: "score as another scorer does; ner-eval explain lists them",
    commands: ["score"],
    acts: "score",
    unmoving: "question",
    config: "command",
  },
  {
    key: "as",
    value: "<list>",
    type: "names",
    shown: "all",
    group: "Output",
    help: "other scorers to explain",
    commands: ["explain"],
    acts: "score",
    unmoving: "question",
    config: "command",
  },
  {
    key: "digits",
    value: "<n>",
    type: "whole",
    least: 0,
    most: 10,
    default: 2,
    group: "Output",
    help: "decimals of percentages",
    commands: ["score", "explain", "compare", "report"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "to",
    value: "<format>",
    type: "choice",
    choices: "written formats",
    shown: "by the ending of -o",
    group: "Output",
    help: "format to write",
    commands: ["convert"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "toTags",
    value: "<scheme>",
    type: "choice",
    choices: "tag schemes",
    default: "iob2",
    group: "Output",
    help: "tag scheme of CoNLL output",
    commands: ["convert"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "name",
    value: "<name>",
    type: "name",
    shown: "the name that the shards share",
    group: "Output",
    help: "name of the merged run",
    commands: ["merge"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "output",
    short: "o",
    value: "<file>",
    type: "files",
    default: [],
    shown: "no file",
    group: "Output",
    help: "write a file: .json, .md, .tex, .html, .csv, .tsv or .txt; repeatable",
    commands: ["score", "compare"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "output",
    short: "o",
    value: "<file>",
    type: "files",
    default: [],
    shown: "no file",
    group: "Output",
    help: "write a file: .json, .md or .txt; repeatable",
    commands: ["explain"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "output",
    short: "o",
    value: "<file>",
    type: "files",
    default: [],
    shown: "no file",
    group: "Output",
    help: "write a file: .md, .tex, .html, .csv, .tsv or .txt; repeatable",
    commands: ["report"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "output",
    short: "o",
    value: "<file>",
    type: "name",
    shown: "standard output",
    group: "Output",
    help: "file for the predictions, as JSONL",
    commands: ["tag"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "output",
    short: "o",
    value: "<path>",
    type: "name",
    shown: "standard output",
    group: "Output",
    help: "file to write, or with / at its end a folder",
    commands: ["convert"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "output",
    short: "o",
    value: "<file>",
    type: "name",
    shown: "standard output",
    group: "Output",
    help: ".json file for the merged run",
    commands: ["merge"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "format",
    short: "f",
    value: "<format>",
    type: "choice",
    default: "text",
    group: "Output",
    choices: "score outputs",
    help: "format of standard output",
    commands: ["score"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "format",
    short: "f",
    value: "<format>",
    type: "choice",
    default: "text",
    group: "Output",
    choices: "explain outputs",
    help: "format of standard output",
    commands: ["explain"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "format",
    short: "f",
    value: "<format>",
    type: "choice",
    default: "text",
    group: "Output",
    choices: "compare outputs",
    help: "format of standard output",
    commands: ["compare"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "format",
    short: "f",
    value: "<format>",
    type: "choice",
    default: "text",
    group: "Output",
    choices: "report outputs",
    help: "format of standard output",
    commands: ["report"],
    acts: "show",
    unmoving: "view",
    config: "command",
  },
  {
    key: "units",
    type: "flag",
    group: "Output",
    help: "with -f json, include the counts of every document",
    commands: ["score"],
    acts: "show",
    unmoving: "view",
  },
  {
    key: "lossy",
    type: "flag",
    group: "Output",
    help: "write even if the format cannot hold everything",
    commands: ["convert"],
    acts: "show",
    unmoving: "process",
  },
  {
    key: "restart",
    type: "flag",
    group: "Output",
    help: "start again instead of continuing an interrupted run",
    commands: ["tag"],
    acts: "run",
    unmoving: "process",
  },

  // The program.
  {
    key: "config",
    value: "<file>",
    type: "name",
    shown: "ner-eval.config.yaml or .json, if there is one",
    group: "General",
    help: "read options from this file; options on the command line override it",
    commands: commandNames,
    acts: "run",
    unmoving: "process",
    config: "none",
  },
  {
    key: "noConfig",
    type: "flag",
    group: "General",
    help: "read no configuration file",
    commands: commandNames,
    acts: "run",
    unmoving: "process",
    config: "none",
  },
  {
    key: "noColor",
    type: "flag",
    group: "General",
    help: "no colors; the variable NO_COLOR does the same",
    commands: commandNames,
    acts: "run",
    unmoving: "process",
    config: "none",
  },
] as const satisfies readonly Option[];

/** A row of the table, and the key of one. */
export type OptionRow = (typeof askingOptions | typeof decidingOptions | typeof showingOptions)[number];
export type OptionKey = OptionRow["key"];

/** `goldFormat` as it is written: `gold-format`. */
export function optionName(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** All rows of the table. They are several lists, so that what has a signature bundles only one of them. */
export function allOptions(): readonly Option[] {
  return [...askingOptions, ...decidingOptions, ...showingOptions];
}

/** The options of a command. */
export function optionsOf(command: CommandName): Option[] {
  return allOptions().filter((option) => option.commands.includes(command));
}
