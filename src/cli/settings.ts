/** Settings: the flags of a command as the options of an evaluation, as its signature, and for the record. */
import { decidedUnits, type OffsetChoice } from "../align/place/units.ts";
import { defaultDrift } from "../align/texts.ts";
import { printThresholds } from "../align/threshold.ts";
import type { EvaluateOptions, Evaluation } from "../evaluate.ts";
import type { Run } from "../report/run.ts";
import { gradedWeights, printWeights } from "../score/fair-counts.ts";
import type { Signature } from "../score/signature.ts";
import { version } from "../version.ts";
import type { Material } from "./material.ts";
import type { RuleFlags } from "./options/rules.ts";
import { overlapsOf, type ScoreFlags } from "./options/score.ts";
import { defaultFolds } from "./options/tagger.ts";
import { defaultSeed } from "./options/uncertainty.ts";
import { printRenamings, typeRules, usualSeparator } from "./type-rules.ts";
import { printBadSpans, printTagSchemes } from "./values.ts";

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

/** The signature of what the flags made of an evaluation. Every option that can move a number is in it, unless it is the default. */
export function signatureOf(
  flags: RuleFlags & Pick<ScoreFlags, "unit" | "scheme">,
  { documents, alignment, intervals }: Evaluation,
  material: Pick<Material, "tagging" | "inputs">,
): Signature {
  const { scheme, undefined: policy, undefinedF, beta, fairBooking, fairWeights, types, ignore } = flags;
  const { typeLevel, typeSeparator } = flags;
  const map = printRenamings(flags.map);
  return {
    ...{ scheme: scheme[0]!, average: "micro", undefined: policy, types, map, documents, version },
    ...readingOf(flags),
    ...learningOf(flags, material),
    typeLevel,
    typeSeparator: typeLevel === undefined || typeSeparator === usualSeparator ? undefined : typeSeparator,
    undefinedF: undefinedF === "both" ? undefined : undefinedF,
    beta: beta === 1 ? undefined : beta,
    fairBooking: fairBooking === "target" ? undefined : fairBooking,
    fairWeights: fairWeights && printWeights(fairWeights),
    repair: alignment.repaired && flags.repair,
    tokenColumn: flags.tokenColumn,
    tags: alignment.repaired && printTagSchemes(flags.tags),
    ignore,
    pair: flags.pair === "auto" ? undefined : flags.pair,
    maxDrift: flags.maxDrift === defaultDrift ? undefined : flags.maxDrift,
    unpredicted: flags.unpredicted === "leave-out" ? "leave-out" : undefined,
    unknown: flags.unknown === "leave-out" ? "leave-out" : undefined,
    texts: alignment.texts && "projected",
    offsets: unitsOf("pred", flags.offsets, alignment),
    goldOffsets: unitsOf("gold", flags.goldOffsets, alignment),
    trim: flags.trim ? "yes" : undefined,
    duplicates: flags.duplicates === "drop" ? "drop" : undefined,
    threshold: flags.threshold && printThresholds(flags.threshold),
    badSpans: printBadSpans(flags.badSpans),
    ground: alignment.grounding && flags.ground,
    unit: flags.unit === "sentence" ? flags.unit : undefined,
    interval: intervals && `bootstrap-${intervals.method}:${intervals.resamples}`,
    level: intervals && intervals.level !== 0.95 ? intervals.level : undefined,
    ...(intervals && { seed: intervals.seed }),
  };
}

/** How files were read, as far as that was said. */
function readingOf(flags: RuleFlags): Partial<Signature> {
  const { goldFormat, predFormat, goldSet, predSet, document, markup } = flags;
  const { goldColumn, predColumn, labelNames } = flags;
  return {
    ...{ goldFormat, predFormat, goldSet, predSet, goldColumn, predColumn, labelNames },
    document: document === "line" ? document : undefined,
    markup: markup === "strip" ? markup : undefined,
  };
}

/** How the tagger learned, as far as it did, and not as it usually does. */
function learningOf(
  { train, folds, seed }: RuleFlags,
  { tagging, inputs }: Pick<Material, "tagging" | "inputs">,
): Partial<Signature> {
  if (!tagging) return {};
  if (train === "none") return { train };
  if (train !== undefined)
    return {
      train: inputs()
        .find(({ role }) => role === "train")
        ?.digest.value.slice(0, DIGITS),
    };
  if (tagging.training === undefined) return {};
  return { folds: folds === defaultFolds ? undefined : folds, seed: seed === defaultSeed ? undefined : seed };
}

/** How many digits of a digest tell data apart. */
const DIGITS = 12;

/** The units of the offsets of a side, where one was named, or evidence decided another than UTF-16. */
function unitsOf(side: "gold" | "pred", choice: OffsetChoice, { offsets }: Evaluation["alignment"]) {
  return choice === "auto" ? decidedUnits(side, offsets) : [choice];
}

/** The options as they were resolved, for the record. */
export function recordOf(flags: ScoreFlags): Run["options"] {
  const {
    types = null,
    ignore = [],
    duplicates,
    threshold,
    offsets,
    goldOffsets,
    trim,
    undefined: policy,
    undefinedF,
    beta,
  } = flags;
  const { fairBooking, fairWeights = gradedWeights, document, markup, repair } = flags;
  const { unit, seed, resamples, level, interval, typeLevel, typeSeparator } = flags;
  const map = printRenamings(flags.map);
  return {
    ...{
      types,
      map,
      ...(typeLevel !== undefined && { typeLevel, typeSeparator }),
      ignore,
      duplicates,
      threshold: threshold && printThresholds(threshold),
      offsets,
      ...(goldOffsets !== "auto" && { goldOffsets }),
      ...(trim && { trim }),
    },
    ...{ pair: flags.pair, unpredicted: flags.unpredicted, unknown: flags.unknown, maxDrift: flags.maxDrift },
    ...{ undefined: policy, undefinedF, beta, fairBooking, fairWeights: printWeights(fairWeights) },
    ...{ document, markup, repair, seed, unit, resamples, level, interval },
    ...columnsOf(flags),
    ...(printBadSpans(flags.badSpans) && { badSpans: printBadSpans(flags.badSpans) }),
    ...(flags.ground === "order" ? {} : { ground: flags.ground }),
  };
}

/** What was said about columns, where anything was. */
function columnsOf({ goldColumn, predColumn, tokenColumn, tags }: ScoreFlags): Run["options"] {
  const schemes = printTagSchemes(tags);
  return {
    ...(goldColumn && { goldColumn }),
    ...(predColumn && { predColumn }),
    ...(tokenColumn && { tokenColumn }),
    ...(schemes && { tags: schemes }),
  };
}
