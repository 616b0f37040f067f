/** Settings: the flags of a command as the options of an evaluation, as its signature, and for the record. */
import { decidedUnits, type OffsetChoice } from "../align/place/units.ts";
import type { EvaluateOptions, Evaluation } from "../evaluate.ts";
import type { Run } from "../report/run.ts";
import { decidingOptions, type Option } from "../run/options.ts";
import type { Signature } from "../run/signature.ts";
import { gradedWeights } from "../score/fair-counts.ts";
import type { SchemeName } from "../score/schemes/registry.ts";
import { version } from "../version.ts";
import type { Material } from "./material.ts";
import type { RuleFlags, ScoreFlags } from "./options.ts";
import { printRenamings, typeRules } from "./type-rules.ts";
import { printValue } from "./values.ts";

/** How the material is to be evaluated under the flags. */
export function rulesFor({ offsets, findings }: Material, flags: RuleFlags): EvaluateOptions {
  const { undefined: policy, undefinedF, beta, duplicates, ground, fairBooking, fairWeights = gradedWeights } = flags;
  return {
    types: typeRules(flags),
    offsets,
    goldOffsets: flags.goldOffsets,
    trim: flags.trim,
    pairing: { by: flags.pair, unknown: flags.unknown },
    unpredicted: flags.unpredicted,
    drift: flags.maxDrift,
    badSpans: flags.badSpans,
    undefined: policy,
    duplicates,
    ground,
    rules: { beta, undefinedF },
    fair: { booking: fairBooking, weights: fairWeights },
    ...(flags.threshold && { thresholds: flags.threshold }),
    issues: findings.issues,
  };
}

/** The same, with what else is computed. */
export function evaluationFor(material: Material, flags: ScoreFlags, units: boolean): EvaluateOptions {
  const { scheme, confidence, unit, resamples, seed, level, interval: method } = flags;
  const shown = flags.format !== "score" || flags.output.length > 0 || flags.failUnder.length > 0;
  const intervals = resamples > 0 && shown ? { resamples, seed, level, method } : undefined;
  const gated = [...flags.failUnder, ...flags.maxDrop].flatMap(({ metric }) =>
    metric.scheme === "errors" ? [] : [metric.scheme],
  );
  return {
    ...rulesFor(material, flags),
    overlaps: overlapsOf([...scheme, ...gated]),
    unit,
    units,
    confidence,
    intervals,
  };
}

/** The thresholds of the `overlap@X` among the schemes, in rising order. */
export function overlapsOf(shown: readonly SchemeName[]): number[] {
  const given = shown.flatMap((name) => (name.startsWith("overlap@") ? [Number(name.slice("overlap@".length))] : []));
  return [...new Set(given)].sort((a, b) => a - b);
}

/** The signature of what the flags made of an evaluation. Every option that can move a number is in it, unless it is the default. */
export function signatureOf(
  flags: RuleFlags & Pick<ScoreFlags, "unit" | "scheme">,
  { documents, alignment, intervals }: Evaluation,
  material: Pick<Material, "tagging" | "inputs">,
): Signature {
  const { repaired, grounding, texts } = alignment;
  const given = Object.fromEntries(scored.map((row) => [row.key, signedValue(row, flags)]));
  return {
    ...given,
    ...{ scheme: flags.scheme[0]!, average: "micro", documents, version },
    ...{ undefined: flags.undefined, types: flags.types, map: printRenamings(flags.map) },
    texts: texts && "projected",
    // What only some inputs have, or evidence decides.
    repair: repaired && flags.repair,
    tags: repaired && (given.tags as Signature["tags"]),
    ground: grounding && flags.ground,
    offsets: unitsOf("pred", flags.offsets, alignment),
    goldOffsets: unitsOf("gold", flags.goldOffsets, alignment),
    typeSeparator: flags.typeLevel === undefined ? undefined : (given.typeSeparator as Signature["typeSeparator"]),
    // What only some runs draw.
    interval: intervals && `bootstrap-${intervals.method}:${intervals.resamples}`,
    level: intervals && intervals.level !== 0.95 ? intervals.level : undefined,
    ...{ seed: undefined, train: undefined, folds: undefined, ...learningOf(flags, material, given) },
    ...(intervals && { seed: intervals.seed }),
  };
}

/** The options with a field of their own that scoring has. */
const scored = (decidingOptions as readonly Option[]).filter(
  ({ within, commands }) => within === undefined && commands.includes("score"),
);

/** The value of an option in the signature: as it is recorded, unless it is the default or says nothing more. */
function signedValue({ key, type, default: usual, signed }: Option, flags: object): unknown {
  const value = (flags as { readonly [key: string]: unknown })[key];
  if (value === usual || (signed && !signed.includes(value as string))) return undefined;
  return type === "flag" ? value && "yes" : printValue(type, value);
}

/** How the tagger learned, as far as it did, and not as it usually does. */
function learningOf(
  { train }: RuleFlags,
  { tagging, inputs }: Pick<Material, "tagging" | "inputs">,
  { folds, seed }: Partial<Signature>,
): Partial<Signature> {
  if (!tagging) return {};
  if (train === "none") return { train };
  if (train !== undefined)
    return {
      train: inputs()
        .find(({ role }) => role === "train")
        ?.digest.value.slice(0, DIGITS),
    };
  return tagging.training === undefined ? {} : { folds, seed };
}

/** How many digits of a digest tell data apart. */
const DIGITS = 12;

/** The units of the offsets of a side, where one was named, or evidence decided another than UTF-16. */
function unitsOf(side: "gold" | "pred", choice: OffsetChoice, { offsets }: Evaluation["alignment"]) {
  return choice === "auto" ? decidedUnits(side, offsets) : [choice];
}

/** The options as they were resolved, for the record. */
export function recordOf(flags: ScoreFlags): Run["options"] {
  const { typeLevel, typeSeparator, fairWeights = gradedWeights } = flags;
  const resolved: { readonly [key: string]: unknown } = {
    ...flags,
    ...{ types: flags.types ?? null, ignore: flags.ignore ?? [], fairWeights },
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
