/** Rule options: the flags about how the two sides are brought together and scored. */
import { type Command, Option } from "commander";
import { type DuplicatePolicy, duplicatePolicies } from "../../align/duplicates.ts";
import { type PairRule, pairRules, type UnknownPolicy, unknownPolicies } from "../../align/pair.ts";
import type { BadSpanRules } from "../../align/place/bad-spans.ts";
import { defaultDrift } from "../../align/texts.ts";
import type { Thresholds } from "../../align/threshold.ts";
import { type UnpredictedPolicy, unpredictedPolicies } from "../../align/unpredicted.ts";
import { type FairBooking, type FairWeights, fairBookings } from "../../score/fair-counts.ts";
import { type UndefinedF, type UndefinedPolicy, undefinedFRules, undefinedPolicies } from "../../score/scores.ts";
import { badSpans, fairWeightList, percentage, positive, thresholds } from "../values.ts";
import type { SourceFlags } from "./tagger.ts";

/** Flags about how it is scored. */
export interface RuleFlags extends SourceFlags {
  readonly pair: PairRule;
  readonly unpredicted: UnpredictedPolicy;
  readonly unknown: UnknownPolicy;
  readonly maxDrift: number;
  readonly badSpans: BadSpanRules;
  readonly trim?: boolean;
  readonly beta: number;
  readonly fairBooking: FairBooking;
  readonly fairWeights?: FairWeights;
  readonly undefined: UndefinedPolicy;
  readonly undefinedF: UndefinedF;
  readonly duplicates: DuplicatePolicy;
  readonly threshold?: Thresholds;
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
    .addOption(
      new Option(
        "--bad-spans <list>",
        "policy for bad spans: refuse, offsets, text, spurious (predictions only), skip; or gold:POLICY,pred:POLICY",
      )
        .argParser(badSpans)
        .default({}, "refuse"),
    )
    .option(
      "--max-drift <percent>",
      "percent of predicted spans that may be moved or lost where texts differ",
      percentage,
      defaultDrift,
    )
    .option("--trim", "trim white space at the edges of spans, on both sides");
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
