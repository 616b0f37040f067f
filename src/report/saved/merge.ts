/** Merges shards: the runs of parts of a corpus, added up to the run that scoring all of it at once would give. */
import { type AlignmentCounts, warnEmpty } from "../../align/align.ts";
import { decidedUnits } from "../../align/place/units.ts";
import { sumAlignments } from "../../align/sum.ts";
import { NerEvalError } from "../../corpus/error.ts";
import { arrayOf } from "../../corpus/expect.ts";
import type { Warning } from "../../corpus/issue.ts";
import { compareText } from "../../corpus/span.ts";
import { shardsDiffer, shardsOverlap } from "../../messages/saved-runs.ts";
import { refuseOtherLayout } from "../../run/comparable.ts";
import type { Input } from "../../run/inputs.ts";
import { rulesIn } from "../../run/rules.ts";
import type { Run } from "../../run/run.ts";
import { printSignature, type Signature } from "../../run/signature.ts";
import { confidenceWarnings } from "../../score/confidence.ts";
import { resultWarnings } from "../../score/result-warnings.ts";
import type { Results } from "../../score/results.ts";
import {
  drawIntervals,
  type IntervalOptions,
  type Intervals,
  intervalWarnings,
  undrawnWarnings,
} from "../../stats/bootstrap.ts";
import { renamingOf, runOf, type Saved, sumResults } from "./read.ts";

/**
 * The run of all documents of the shards, the same for any order of them. It is, to the byte, the run of all documents at
 * once, but for its inputs, which are those of the shards, and for warnings about the reading of files, which are kept as
 * the shards have them.
 *
 * @throws NerEvalError `runs-overlap` where two shards have the same document, `runs-differ` where they were not made by
 * the same rules, and what `runOf` throws.
 */
export function mergeSaved(given: readonly Saved[], name: string): Run {
  arrayOf(() => {}, 1)(given, "runs");
  const shards = inOrder(given);
  const [first] = shards;
  for (const shard of shards) refuseOtherLayout(first!, shard);
  for (const shard of shards) refuseOthers(first!, shard);
  refuseOverlap(shards);
  const runs = shards.map(runOf);
  const results = sumResults(shards);
  const { options, tagging } = runs[0]!;
  const drawing = shards.map(drawingOf).find((options) => options !== undefined);
  const alignment = runs.map((run) => run.alignment).reduce((a, b): AlignmentCounts => sumAlignments(a, b));
  const signature = commonSignature(runs, alignment);
  const intervals = drawing && drawn(results, signature, drawing);
  return {
    ...results,
    ...{ name, intervals, options, tagging, alignment },
    signature: {
      ...{ ...signature, documents: results.documents },
      interval: intervals && `bootstrap-${intervals.method}:${intervals.resamples}`,
      level: intervals && intervals.level !== 0.95 ? intervals.level : undefined,
      seed: intervals?.seed ?? signature.seed,
    },
    inputs: inputsOf(runs),
    warnings: warningsOf(runs, { ...results, signature, intervals, alignment }, drawing !== undefined),
  };
}

/** How intervals are drawn: as they were for a shard, or as its options say where it had too few documents for any. */
function drawingOf({ json }: Saved): IntervalOptions | undefined {
  const { resamples, seed, level, interval } = json.options;
  if (json.resampling) return json.resampling;
  if (resamples === undefined || resamples === 0 || seed === undefined || level === undefined) return undefined;
  return { resamples, seed, level, method: interval ?? "percentile" };
}

function drawn(results: Results, signature: Signature, drawing: IntervalOptions): Intervals | undefined {
  const { resamples, seed, level, method } = drawing;
  const { units, overlaps } = results;
  return drawIntervals(units, rulesIn(signature, overlaps), { resamples, seed, level, method });
}

/** The signature of all shards together: what only some of them met, such as tags or other texts, stands in it. */
function commonSignature(runs: readonly Run[], { offsets }: AlignmentCounts): Signature {
  const met = <K extends "repair" | "tags" | "texts" | "ground">(key: K): Signature[K] =>
    runs.find(({ signature }) => signature[key] !== undefined)?.signature[key];
  return {
    ...runs[0]!.signature,
    ...{ repair: met("repair"), tags: met("tags"), texts: met("texts"), ground: met("ground") },
    offsets: decidedUnits("pred", offsets) ?? runs[0]!.signature.offsets,
    goldOffsets: decidedUnits("gold", offsets) ?? runs[0]!.signature.goldOffsets,
  };
}

/** By their first documents, which no two of them share. */
function inOrder(shards: readonly Saved[]): Saved[] {
  const firstOf = ({ json, source }: Saved) => json.units.documents[0]?.id ?? `\uffff${source}`;
  return [...shards].sort((a, b) => compareText(firstOf(a), firstOf(b)));
}

function refuseOverlap(shards: readonly Saved[]): void {
  const homes = new Map<string, string>();
  for (const { json, source } of shards) {
    for (const { id } of json.units.documents) {
      const home = homes.get(id);
      if (home !== undefined) throw new NerEvalError(shardsOverlap(id, home, source));
      homes.set(id, source);
    }
  }
}

/** What a signature says only where a shard met the like; the options are the same all the same. */
const unmet = {
  ...{ repair: undefined, tags: undefined, texts: undefined, ground: undefined },
  ...{ offsets: undefined, goldOffsets: undefined },
  ...{ interval: undefined, level: undefined, seed: undefined },
};

function refuseOthers(a: Saved, b: Saved): void {
  const of = ({ json, signature, overlaps }: Saved) => ({
    signature: printSignature({ ...signature, documents: 0, ...unmet }),
    options: JSON.stringify(json.options),
    tagging: JSON.stringify(json.tagging ?? null),
    thresholds: overlaps.join(),
    confidence: json.confidence === undefined ? "without" : "with",
  });
  const [one, other] = [of(a), of(b)];
  for (const what of ["signature", "options", "tagging", "thresholds", "confidence"] as const) {
    if (one[what] === other[what]) continue;
    const facts = { a: { source: a.source, value: one[what] }, b: { source: b.source, value: other[what] } };
    throw new NerEvalError(shardsDiffer({ what, ...facts }));
  }
}

/** The inputs of all shards, by role and path; training data that is the same in all of them once. */
function inputsOf(runs: readonly Run[]): Input[] {
  const roles = ["gold", "pred", "train"] as const;
  return roles.flatMap((role) => {
    const own = runs.flatMap(({ inputs }) => inputs.filter((input) => input.role === role));
    const sorted = own.sort((a, b) => compareText(a.path, b.path) || compareText(a.digest.value, b.digest.value));
    if (role !== "train") return sorted;
    return sorted.filter((input, i) => i === 0 || input.digest.value !== sorted[i - 1]!.digest.value);
  });
}

/** What warnings are derived from. */
type Derived = Omit<Run, "name" | "inputs" | "options" | "warnings">;

/** What the results of everything warn of, behind what the shards do about their inputs; said by several shards, once. */
function warningsOf(runs: readonly Run[], merged: Derived, drawing: boolean): Warning[] {
  const ofResults = ({ signature, intervals, alignment, ...results }: Derived) => [
    ...warnEmpty(alignment),
    ...resultWarnings(results, { keep: undefined, rename: renamingOf(signature) }),
    ...confidenceWarnings(results),
    ...(intervals ? intervalWarnings(intervals) : []),
    ...(drawing && !intervals ? undrawnWarnings(results.units, alignment.documents) : []),
  ];
  const kept = new Map<string, Warning>();
  for (const run of runs) {
    const derived = new Set(ofResults(run).map(keyOf));
    for (const warning of run.warnings) if (!derived.has(keyOf(warning))) kept.set(keyOf(warning), warning);
  }
  return [...kept.values(), ...ofResults(merged)];
}

function keyOf({ code, message }: Warning): string {
  return `${code} ${message}`;
}
