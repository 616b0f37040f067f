/** Input options: the flags about gold and predictions, and how both are read. */
import { type Command, Option } from "commander";
import { type GroundRule, groundRules } from "../../align/ground.ts";
import type { BadSpanRules } from "../../align/place/bad-spans.ts";
import { type GoldOffsetChoice, goldOffsetChoices, type OffsetChoice, offsetChoices } from "../../align/place/units.ts";
import { tagSchemes } from "../../formats/columns/schemes.ts";
import { formatNamed, goldFormats, predictionFormats } from "../../formats/detect.ts";
import type { DocumentUnit, MarkupPolicy } from "../../formats/format.ts";
import { type RepairPolicy, repairPolicies } from "../../formats/tags.ts";
import type { GoldSettings, PredictionSettings } from "../inputs.ts";
import { namedTypes, type Renaming, type TypeFlags, usualSeparator } from "../type-rules.ts";
import { any, characters, column, listOf, mapping, repeat, type SideTags, sideTags, wholeNumber } from "../values.ts";

/** Flags about gold, as commander hands them over. */
export interface GoldFlags {
  readonly gold?: string[];
  readonly goldFormat?: string;
  readonly goldSet?: string;
  readonly goldOffsets: GoldOffsetChoice;
  readonly document: DocumentUnit;
  readonly markup: MarkupPolicy;
  readonly repair: RepairPolicy;
  readonly goldColumn?: string;
  readonly predColumn?: string;
  readonly tokenColumn?: string;
  readonly tags?: SideTags;
  readonly labelNames?: string[];
  readonly types?: string[];
  readonly map: Renaming[];
  readonly typeLevel?: number;
  readonly typeSeparator: string;
  readonly ignore?: string[];
  readonly badSpans?: BadSpanRules;
}

/** Flags about how files of predictions are read. */
export interface PredictionFlags {
  readonly repair: RepairPolicy;
  readonly tags?: SideTags;
  readonly labelNames?: string[];
  readonly predFormat?: string;
  readonly goldColumn?: string;
  readonly predColumn?: string;
  readonly tokenColumn?: string;
  readonly predSet?: string;
  readonly offsets: OffsetChoice;
  readonly ground: GroundRule;
  readonly badSpans?: BadSpanRules;
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
      new Option("--gold-offsets <unit>", "unit of the gold's offsets in JSONL (auto: detect)")
        .choices([...goldOffsetChoices])
        .default("auto"),
    )
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
      new Option("--gold-column <column>", "column of the tags: a number, negative from the end, or a name").argParser(
        column,
      ),
    )
    .addOption(
      new Option(
        "--token-column <col>",
        "column of the tokens, on both sides: a number or a name (default: 1, or 2 where column 1 numbers the tokens)",
      ).argParser(column),
    )
    .addOption(
      new Option("--tags <scheme>", `instead of telling by what a file uses: ${tagSchemes.join(" ")}`).argParser(
        sideTags,
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

/** Adds the flag about what offsets of predictions count. */
export function addOffsetOption(command: Command): Command {
  return command.addOption(
    new Option("--offsets <unit>", "unit of the predicted offsets (auto: detect)")
      .choices([...offsetChoices])
      .default("auto"),
  );
}

/** How gold is to be read under these flags. */
export function goldSettings(flags: GoldFlags, paths: readonly string[] = flags.gold ?? ["gold"]): GoldSettings {
  const { goldFormat, goldSet: set, document, markup, repair, goldColumn: column, tags, labelNames: labels } = flags;
  const format = goldFormat === undefined ? undefined : formatNamed(goldFormats, goldFormat);
  const types = namedTypes(flags, "gold");
  const columns = { column, token: flags.tokenColumn, otherColumn: flags.predColumn };
  const keepFlaws = (flags.badSpans?.gold ?? "refuse") !== "refuse";
  const reading = { document, markup, types, repair, ...columns, tags: tags?.gold, labels, set };
  return { paths, format, keepFlaws, reading };
}

/** How the predictions at a path are to be read under these flags. */
export function predictionSettings(flags: PredictionFlags & TypeFlags, path: string): PredictionSettings {
  const { predFormat, predSet: set, repair, predColumn: column, tags, labelNames: labels } = flags;
  const format = predFormat === undefined ? undefined : formatNamed(predictionFormats, predFormat);
  const types = namedTypes(flags, "pred");
  const columns = { column, token: flags.tokenColumn, otherColumn: flags.goldColumn };
  const keepFlaws = (flags.badSpans?.pred ?? "refuse") !== "refuse";
  return { path, format, keepFlaws, reading: { types, repair, ...columns, tags: tags?.pred, labels, set } };
}
