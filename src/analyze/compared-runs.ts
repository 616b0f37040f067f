/** Runs that are compared: whether they may be, what to know of them, and how each was made. */
import { NerEvalError } from "../corpus/error.ts";
import type { Warning } from "../corpus/issue.ts";
import {
  runDocumentMissing,
  runOverlapsDiffer,
  runsNotComparable,
  runUnitsDiffer,
  runWithoutCounts,
  samePredictions,
} from "../messages/comparison.ts";
import { incomparable, versionWarnings } from "../run/comparable.ts";
import { digestsOf } from "../run/inputs.ts";
import type { Run } from "../run/run.ts";
import type { Signature } from "../run/signature.ts";
import type { ComparedRun, Comparison, ComparisonSettings } from "./comparison.ts";
import { differenceTests } from "./comparison.ts";

/** A run of a system. */
export interface Entry {
  readonly system: string;
  /** What tells it from other runs of the system: its file, or its number. */
  readonly label: string;
  readonly run: Run;
}

/**
 * Refuses runs whose numbers cannot be compared.
 *
 * @throws NerEvalError `runs-differ` where they are over other gold, by other rules, or keep no counts of their documents.
 */
export function refuseIncomparable(entries: readonly Entry[]): void {
  const [first, ...others] = entries as [Entry, ...Entry[]];
  for (const { system, run } of entries)
    if (run.units.ids.length === 0 && run.documents > 0) throw new NerEvalError(runWithoutCounts(system));
  for (const other of others) {
    const called = ({ run, system, label }: Entry) => ({
      ...run,
      name: system === first.system && system === other.system ? label : system,
    });
    const [a, b] = [called(first), called(other)];
    const why = incomparable(a, b);
    if (why !== undefined) throw new NerEvalError(runsNotComparable(why));
    if (a.units.unit !== b.units.unit)
      throw new NerEvalError(runUnitsDiffer({ name: a.name, has: a.units.unit }, { name: b.name, has: b.units.unit }));
    if (a.overlaps.join() !== b.overlaps.join())
      throw new NerEvalError(runOverlapsDiffer({ name: a.name, has: a.overlaps }, { name: b.name, has: b.overlaps }));
    const ids = new Set(a.units.ids);
    const only = b.units.ids.find((id) => !ids.has(id));
    if (only === undefined && ids.size === b.units.ids.length) continue;
    const here = new Set(b.units.ids);
    const lone = only ?? a.units.ids.find((id) => !here.has(id));
    throw new NerEvalError(runDocumentMissing(a.name, b.name, lone!, only === undefined ? a.name : b.name));
  }
}

/** What to know of runs that are compared. */
export function comparedWarnings(entries: readonly Entry[]): Warning[] {
  return [...versionWarnings(entries.map(({ run }) => run)), ...sameInputs(entries), ...warningsOf(entries)];
}

/** Says which runs have the same predictions: they are mostly one file under two names. */
function sameInputs(entries: readonly Entry[]): Warning[] {
  const seen = new Map<string, Entry>();
  const warnings: Warning[] = [];
  for (const entry of entries) {
    const pred = entry.run.inputs.find(({ role }) => role === "pred");
    if (pred === undefined || pred.spans === 0) continue;
    const digests = digestsOf(pred).map(({ algorithm, value }) => `${algorithm}:${value}`);
    const first = digests.map((digest) => seen.get(digest)).find(Boolean);
    if (first === undefined) for (const digest of digests) seen.set(digest, entry);
    else {
      const named = ({ system, label }: Entry) => (first.system === entry.system ? label : system);
      warnings.push(samePredictions(named(first), named(entry)));
    }
  }
  return warnings;
}

/** The warnings of runs: behind the name of the system, or, where all runs have it, by itself. */
function warningsOf(entries: readonly Entry[]): Warning[] {
  const key = ({ code, message }: Warning) => `${code} ${message}`;
  const lists = entries.map(({ run }) => new Set(run.warnings.map(key)));
  const common = (warning: Warning) => lists.every((list) => list.has(key(warning)));
  return entries.flatMap(({ system, run }, i) =>
    run.warnings.flatMap((warning) => {
      if (!common(warning)) return [{ ...warning, message: `${system}: ${warning.message}` }];
      return i === 0 ? [warning] : [];
    }),
  );
}

/** Where the numbers of the runs come from: their signatures have how they were compared. */
export function comparedRuns(
  entries: readonly Entry[],
  settings: ComparisonSettings,
  pairs: Comparison["pairs"],
): ComparedRun[] {
  const { metrics, resamples, method, level, seed, adjust, alpha } = settings;
  const how: Partial<Signature> = {
    ...{ scheme: metrics[0]!.scheme, seed, adjust, alpha },
    interval: resamples === 0 ? undefined : `bootstrap-${method}:${resamples}`,
    level: resamples === 0 || level === 0.95 ? undefined : level,
    test: testsOf(pairs, settings),
  };
  return entries.map(({ system, run: { name, signature, inputs } }) => ({
    ...{ system, name, inputs, signature: { ...signature, ...how } },
  }));
}

/** The tests that were made, as `randomization:10000`; of some pairs of several seeds `randomization:10000,bootstrap:1000`. */
function testsOf(pairs: Comparison["pairs"], { trials, resamples }: ComparisonSettings): string | undefined {
  const made = new Set(pairs.flatMap(({ p, test }) => (p === undefined ? [] : [test])));
  const tests = differenceTests.filter((test) => made.has(test));
  const printed = tests.map((test) => `${test}:${test === "randomization" ? trials : resamples}`);
  return printed.length === 0 ? undefined : printed.join(",");
}
