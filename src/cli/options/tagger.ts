/** Tagger options: the flags about what makes predictions, and how it learns. */
import type { Command } from "commander";
import type { OffsetChoice } from "../../align/place/units.ts";
import { positive, wholeNumber } from "../values.ts";
import { addOffsetOption, type GoldFlags, type PredictionFlags } from "./input.ts";

/** Flags about taggers. */
export interface TaggerFlags {
  readonly tagger?: string;
  readonly train?: string;
  readonly folds: number;
  readonly seed: number;
  readonly timeout: number;
  readonly offsets: OffsetChoice;
}

/** Flags about what is scored: gold, and predictions from a file or a tagger. */
export interface SourceFlags extends GoldFlags, TaggerFlags, PredictionFlags {
  readonly pred?: string[];
}

/** The parts of a cross-validation, where nothing else was said. */
export const defaultFolds = 5;

/** Adds the flags about what makes predictions, and what their offsets count. */
export function addTaggerOptions(command: Command): Command {
  return addOffsetOption(
    command.optionsGroup("Predictions:").option("--tagger <spec>", "wink, gazetteer, cmd:COMMAND, or ./module.js"),
  );
}

/** Adds the flags about how a tagger learns and works. */
export function addLearningOptions(command: Command): Command {
  return command
    .optionsGroup("With --tagger:")
    .option(
      "--train <path>",
      "gold that a learning tagger learns from; none for no learning (default: cross-validation)",
    )
    .option("--folds <n>", "number of folds of the cross-validation", wholeNumber(2), defaultFolds)
    .option("--timeout <seconds>", "how long a cmd: tagger may give no answer", positive("number of seconds"), 60);
}
