/** Settings: the options of an evaluation as they act, as its signature, and for the record. */
import type { AlignmentCounts, AlignOptions } from "../align/align.ts";
import type { DuplicatePolicy } from "../align/duplicates.ts";
import type { GroundRule } from "../align/ground.ts";
import type { PairRule, UnknownPolicy } from "../align/pair.ts";
import type { BadSpanRules } from "../align/place/bad-spans.ts";
import { decidedUnits, type GoldOffsetChoice, type OffsetChoice } from "../align/place/units.ts";
import type { Thresholds } from "../align/threshold.ts";
import type { UnpredictedPolicy } from "../align/unpredicted.ts";
import type { FairBooking } from "../count/fair.ts";
import type { UnitName } from "../count/units.ts";
import { type FairWeights, gradedWeights } from "../score/fair-weights.ts";
import type { MetricRules } from "../score/metrics.ts";
import type { SchemeName } from "../score/schemes/registry.ts";
import type { ScoreRules, UndefinedPolicy } from "../score/scores.ts";
import type { Intervals } from "../stats/bootstrap.ts";
import type { IntervalMethod } from "../stats/interval.ts";
import { version } from "../version.ts";
import type { Input } from "./inputs.ts";
import { decidingOptions, type Option } from "./options.ts";
import type { Run, Tagging } from "./run.ts";
import type { Signature } from "./signature.ts";
import { printRenamings, type TypeSettings, typeRules } from "./type-rules.ts";
import { printValue } from "./values.ts";

/** The options that decide how documents are aligned and scored, by the keys of the table, parsed. */
export interface ScoringSettings extends TypeSettings {
  readonly scheme: readonly SchemeName[];
  readonly offsets: OffsetChoice;
  readonly goldOffsets: GoldOffsetChoice;
  readonly trim?: boolean;
  readonly pair: PairRule;
  readonly unknown: UnknownPolicy;
  readonly unpredicted: UnpredictedPolicy;
  readonly maxDrift: number;
  readonly duplicates: DuplicatePolicy;
  readonly threshold?: Thresholds;
  readonly ground: GroundRule;
  readonly badSpans: BadSpanRules;
  readonly undefined: UndefinedPolicy;
  readonly undefinedF: ScoreRules["undefinedF"];
  readonly beta: number;
  readonly fairBooking: FairBooking;
  readonly fairWeights?: FairWeights;
}

/** All options that decide the numbers of a run. Those of readers and taggers are optional. */
export interface Settings extends ScoringSettings {
  readonly unit: UnitName;
  readonly resamples: number;
  readonly seed: number;
  readonly level: number;
  readonly interval: IntervalMethod;
  readonly repair?: Signature["repair"];
  readonly train?: string;
}

/** How documents are aligned under the settings. */
export function alignmentOptions(settings: ScoringSettings): AlignOptions {
  const { offsets, goldOffsets, trim, pair, unknown, unpredicted, maxDrift, duplicates, threshold, ground, badSpans } =
    settings;
  return {
    ...{ types: typeRules(settings), offsets, goldOffsets, trim, pairing: { by: pair, unknown }, unpredicted },
    ...{ drift: maxDrift, duplicates, ground, badSpans, ...(threshold && { thresholds: threshold }) },
  };
}

/** How scores are read off counts under the settings. */
export function metricRules(settings: ScoringSettings): MetricRules {
  const { undefined: policy, undefinedF, beta, fairBooking: booking, fairWeights: weights = gradedWeights } = settings;
  return {
    undefined: policy,
    rules: { beta, undefinedF },
    fair: { booking, weights },
    overlaps: overlapsOf(settings.scheme),
  };
}

/** The thresholds of the `overlap@X` among the schemes, in rising order. */
export function overlapsOf(shown: readonly SchemeName[]): number[] {
  const given = shown.flatMap((name) => (name.startsWith("overlap@") ? [Number(name.slice("overlap@".length))] : []));
  return [...new Set(given)].sort((a, b) => a - b);
}

/** What is known of a run when its signature is made. */
interface Made {
  readonly documents: number;
  readonly alignment: AlignmentCounts;
  readonly intervals?: Intervals | undefined;
  readonly tagging?: Tagging | undefined;
  readonly inputs: readonly Input[];
}

/** The signature of a run under the settings. Every option that can move a number is in it, unless it is the default. */
export function signatureOf(settings: Settings, made: Made): Signature {
  const { documents, alignment, intervals } = made;
  const { repaired, grounding, texts } = alignment;
  const given = Object.fromEntries(scored.map((row) => [row.key, signedValue(row, settings)]));
  return {
    ...given,
    ...{ scheme: settings.scheme[0]!, average: "micro", documents, version },
    ...{ undefined: settings.undefined, types: settings.types, map: printRenamings(settings.map) },
    texts: texts && "projected",
    // What only some inputs have, or evidence decides.
    repair: repaired && settings.repair,
    tags: repaired && (given.tags as Signature["tags"]),
    ground: grounding && settings.ground,
    offsets: unitsOf("pred", settings.offsets, alignment),
    goldOffsets: unitsOf("gold", settings.goldOffsets, alignment),
    typeSeparator: settings.typeLevel === undefined ? undefined : (given.typeSeparator as Signature["typeSeparator"]),
    // What only some runs draw.
    interval: intervals && `bootstrap-${intervals.method}:${intervals.resamples}`,
    level: intervals && intervals.level !== 0.95 ? intervals.level : undefined,
    ...{ seed: undefined, train: undefined, folds: undefined, ...learningOf(settings, made, given) },
    ...(intervals && { seed: intervals.seed }),
  };
}

/** The options with a field of their own that scoring has. */
const scored = (decidingOptions as readonly Option[]).filter(
  ({ within, commands }) => within === undefined && commands.includes("score"),
);

/** The value of an option in the signature: as it is recorded, unless it is the default or says nothing more. */
function signedValue({ key, type, default: usual, signed }: Option, settings: object): unknown {
  const value = (settings as { readonly [key: string]: unknown })[key];
  if (value === usual || (signed && !signed.includes(value as string))) return undefined;
  return type === "flag" ? value && "yes" : printValue(type, value);
}

/** How the tagger learned, as far as it did, and not as it usually does. */
function learningOf({ train }: Settings, { tagging, inputs }: Made, given: Partial<Signature>): Partial<Signature> {
  if (!tagging) return {};
  if (train === "none") return { train };
  if (train !== undefined) return { train: inputs.find(({ role }) => role === "train")?.digest.value.slice(0, DIGITS) };
  return tagging.training === undefined ? {} : { folds: given.folds, seed: given.seed };
}

/** How many digits of a digest tell data apart. */
const DIGITS = 12;

/** The units of the offsets of a side, where one was named, or evidence decided another than UTF-16. */
function unitsOf(side: "gold" | "pred", choice: OffsetChoice, { offsets }: AlignmentCounts) {
  return choice === "auto" ? decidedUnits(side, offsets) : [choice];
}

/** The settings for the record, as `Run.options` has them. */
export function recordOf(settings: Settings): Run["options"] {
  const { typeLevel, typeSeparator, fairWeights = gradedWeights } = settings;
  const resolved: { readonly [key: string]: unknown } = {
    ...settings,
    ...{ types: settings.types ?? null, ignore: settings.ignore ?? [], fairWeights },
    typeSeparator: typeLevel === undefined ? undefined : typeSeparator,
  };
  const saved = new Map<string, unknown>(savedOrder.map((key) => [key, undefined]));
  for (const { key, type, default: usual, saved: when } of decidingOptions as readonly Option[]) {
    const value = resolved[key];
    if (when === "always" || (when === "given" && value !== usual)) saved.set(key, printValue(type, value));
  }
  // A level of types that was given has its separator, usual or not.
  if (typeLevel !== undefined) saved.set("typeSeparator", typeSeparator);
  return Object.fromEntries([...saved].filter(([, value]) => value !== undefined));
}

/** The order in which saved runs have had options since the first; a new one stands behind them. */
const savedOrder = [
  ...[
    "types",
    "map",
    "typeLevel",
    "typeSeparator",
    "ignore",
    "duplicates",
    "threshold",
    "offsets",
    "goldOffsets",
    "trim",
  ],
  ...["pair", "unpredicted", "unknown", "maxDrift", "undefined", "undefinedF", "beta", "fairBooking", "fairWeights"],
  ...["document", "markup", "repair", "seed", "unit", "resamples", "level", "interval"],
  ...["goldColumn", "predColumn", "tokenColumn", "tags", "badSpans", "ground"],
];
