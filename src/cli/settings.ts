/** Settings: the flags of a command as the options of an evaluation, as its signature, and for the record. */
import { printThresholds } from "../align/threshold.ts";
import type { EvaluateOptions, Evaluation } from "../evaluate.ts";
import type { Run } from "../report/run.ts";
import { gradedWeights, printWeights } from "../score/fair-counts.ts";
import type { Signature } from "../score/signature.ts";
import { version } from "../version.ts";
import type { Material } from "./material.ts";
import { overlapsOf, type RuleFlags, type ScoreFlags } from "./options.ts";
import { typeRules } from "./type-rules.ts";
import { printTagSchemes } from "./values.ts";

/** How the material is to be evaluated under the flags. */
export function rulesFor({ offsets, findings }: Material, flags: RuleFlags): EvaluateOptions {
  const { undefined: policy, undefinedF, beta, duplicates, ground, fairBooking, fairWeights = gradedWeights } = flags;
  return {
    types: typeRules(flags),
    offsets,
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
  const { scheme, confidence } = flags;
  return { ...rulesFor(material, flags), overlaps: overlapsOf(scheme), units, confidence };
}

/** The signature of what the flags made of an evaluation. */
export function signatureOf(flags: ScoreFlags, { documents, alignment }: Evaluation): Signature {
  const { scheme, undefined: policy, undefinedF, beta, fairBooking, fairWeights, types, map, ignore } = flags;
  return {
    ...{ scheme: scheme[0]!, average: "micro", undefined: policy, types, map, documents, version },
    undefinedF: undefinedF === "both" ? undefined : undefinedF,
    beta: beta === 1 ? undefined : beta,
    fairBooking: fairBooking === "target" ? undefined : fairBooking,
    fairWeights: fairWeights && printWeights(fairWeights),
    repair: alignment.repaired && flags.repair,
    tags: alignment.repaired && printTagSchemes(flags.tags),
    ignore,
    duplicates: flags.duplicates === "drop" ? "drop" : undefined,
    threshold: flags.threshold && printThresholds(flags.threshold),
    ground: alignment.grounding && flags.ground,
  };
}

/** The options as they were resolved, for the record. */
export function recordOf(flags: ScoreFlags): Run["options"] {
  const { types = null, map, ignore = [], duplicates, threshold, offsets, undefined: policy, undefinedF, beta } = flags;
  const { fairBooking, fairWeights = gradedWeights, document, markup, repair, seed } = flags;
  return {
    ...{ types, map, ignore, duplicates, threshold: threshold && printThresholds(threshold), offsets },
    ...{ undefined: policy, undefinedF, beta, fairBooking, fairWeights: printWeights(fairWeights) },
    ...{ document, markup, repair, seed },
    ...columnsOf(flags),
    ...(flags.ground === "order" ? {} : { ground: flags.ground }),
  };
}

/** What was said about columns, where anything was. */
function columnsOf({ goldColumn, predColumn, tags }: ScoreFlags): Run["options"] {
  const schemes = printTagSchemes(tags);
  return { ...(goldColumn && { goldColumn }), ...(predColumn && { predColumn }), ...(schemes && { tags: schemes }) };
}
