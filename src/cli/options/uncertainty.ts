/** Uncertainty options: the flags about what is drawn by chance. */
import { type Command, Option } from "commander";
import { type UnitName, unitNames } from "../../score/units.ts";
import { type IntervalMethod, intervalMethods } from "../../stats/interval.ts";
import { part, wholeNumber } from "../values.ts";

/** Flags about how sure the scores are. */
export interface UncertaintyFlags {
  readonly unit: UnitName;
  readonly resamples: number;
  readonly level: number;
  readonly interval: IntervalMethod;
}

/** The seed, where none was said. */
export const defaultSeed = 12345;

/** Adds the flag about what is drawn by chance. */
export function addSeedOption(command: Command): Command {
  return command.option("--seed <n>", "random seed", wholeNumber(0), defaultSeed);
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
