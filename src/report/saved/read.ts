/** Reads a saved run: adds up the tallies of its documents, and reads all results off the sum, as when it was scored. */
import type { AlignmentCounts } from "../../align/align.ts";
import type { TypeRules } from "../../align/types.ts";
import { NerEvalError } from "../../corpus/error.ts";
import type { Warning } from "../../corpus/issue.ts";
import { CollectorSet } from "../../count/collectors.ts";
import { ConfidenceTally } from "../../count/confidence.ts";
import { Counts, type SavedUnit } from "../../count/counts.ts";
import { SurfaceTally } from "../../count/surface-set.ts";
import { counterNames } from "../../count/tally.ts";
import {
  runCountersMissing,
  runDocumentRepeated,
  runOutcomes,
  runRowLength,
  runRowType,
  runSignatureUnknown,
} from "../../messages/saved-runs.ts";
import type { Words } from "../../messages/words.ts";
import { rulesIn } from "../../run/rules.ts";
import type { Run } from "../../run/run.ts";
import { parseSignature, type Signature } from "../../run/signature.ts";
import { readConfidence } from "../../score/confidence.ts";
import { type Results, readCollected, resultsOf } from "../../score/results.ts";
import { creditsOf, optionalCounters } from "../../score/schemes/registry.ts";
import { checkSaved } from "./check.ts";
import { intervalsIn } from "./intervals.ts";
import type { SavedJson } from "./shape.ts";
import { refuseAltered } from "./verify.ts";

/** A saved run, with what messages call the file it is from. */
export interface Saved {
  readonly source: string;
  readonly json: SavedJson;
  readonly signature: Signature;
  /** The thresholds of `overlap@X`. */
  readonly overlaps: readonly number[];
  /** The counters that it has not, since its version did not count them. */
  readonly lacks: readonly string[];
  /** How it was saved; what is in `json` is as this version saves it. */
  readonly layout: string;
}

/**
 * The saved run behind a JSON value.
 *
 * @throws NerEvalError as `checkSaved`, and where its signature or its counters are not those of this version.
 */
export function readSaved(value: unknown, source: string): Saved {
  const { json: found, layout } = checkSaved(value, source);
  const { counters } = found.units;
  const overlaps = counters.flatMap((name) => /^overlap@(.+):same$/.exec(name)?.slice(1).map(Number) ?? []);
  refuseRows(found, source);
  const json = withCounters(found, counterNames(overlaps));
  const lacks = json.units.counters.filter((name) => !counters.includes(name));
  const optional = optionalCounters(overlaps);
  const needed = lacks.filter((name) => !optional.has(name));
  if (needed.length > 0)
    throw new NerEvalError({ ...runCountersMissing(json.version, needed), source, path: ["units", "counters"] });
  return { source, json, signature: signatureIn(json, source), overlaps, lacks, layout };
}

/** The run with these counters, in this order, whatever else it counted; 0 where it did not count one. */
function withCounters(json: SavedJson, names: readonly string[]): SavedJson {
  const { counters, documents } = json.units;
  if (names.join() === counters.join()) return json;
  const places = names.map((name) => counters.indexOf(name));
  const matched = documents.map((document) => ({
    ...document,
    rows: document.rows.map(([type, ...row]) => [type!, ...places.map((place) => row[place] ?? 0)]),
  }));
  return { ...json, units: { ...json.units, counters: [...names], documents: matched } };
}

/**
 * The run that was saved. What it shows is what it showed when it was scored.
 *
 * @throws NerEvalError `run-altered` where its numbers contradict each other, such as scores that are not those of its
 * tallies. Intervals are only checked by `refuseOtherIntervals`, which draws them again.
 */
export function runOf(saved: Saved): Run {
  const { json } = saved;
  const { name, inputs, tagging, options } = json;
  const run: Run = {
    ...sumResults([saved]),
    ...{ name, inputs, options, signature: saved.signature },
    alignment: json.alignment as AlignmentCounts,
    warnings: json.warnings as readonly Warning[],
    tagging: tagging && { tagger: tagging.tagger, training: tagging.training ?? undefined },
    intervals: intervalsIn(json),
  };
  refuseAltered(saved, run);
  return run;
}

/** The results of all documents of some saved runs together. Their rules are those of the first. */
export function sumResults(runs: readonly Saved[]): Results {
  const { signature, overlaps } = runs[0]!;
  const [sum, ...others] = runs.map(countsOf);
  for (const { counts, collectors } of others) {
    sum!.counts.merge(counts);
    sum!.collectors.merge(collectors);
  }
  const lacks = [...new Set(runs.flatMap((run) => run.lacks))];
  const grounding = runs.find(({ json }) => json.surfaceSet);
  const { undefined: policy, rules, fair } = rulesIn(signature, overlaps);
  const collected = sum!.collectors.result();
  return {
    ...resultsOf(sum!.counts, policy, rules, fair, lacks),
    ...readCollected(collected, { grounding }),
    ...readConfidence(collected),
  };
}

/** What was counted for a saved run. */
function countsOf({ json, overlaps }: Saved): { readonly counts: Counts; readonly collectors: CollectorSet } {
  const { units, fair, boundary, confusion, nesting, confidence, surfaceSet } = json;
  const habits = units.habits.map(([gold, pred, count]) => ({ gold, pred, count }));
  const sums = { repeated: fair.repeated, edges: boundary.edges, habits, confusion, nesting };
  const options = { unit: units.unit, overlaps, credits: creditsOf(overlaps) };
  const collectors = new CollectorSet({
    surfaceSet: SurfaceTally.from(surfaceSet?.types ?? []),
    confidence: confidence && ConfidenceTally.from(confidence.types.map(stepsOf)),
  });
  return { counts: Counts.from(options, unitsIn(json), sums), collectors };
}

function* unitsIn({ units: { types, documents } }: SavedJson): Iterable<SavedUnit> {
  for (const { id, of, tokens, rows, outcomes } of documents) {
    const [all, labelsSame, tagsSame] = tokens;
    const tally = new Map(rows.map(([type, ...row]) => [types[type!]!, row]));
    yield { id, of, outcomes, tally, tokens: { all, labelsSame, tagsSame } };
  }
}

/** What was counted at each score of a curve, which has it with all that is above. */
function stepsOf({ type, gold, curve }: SavedCurve) {
  const steps = curve.map(([threshold, pred, correct], i) => {
    const [, predBefore, correctBefore] = curve[i - 1] ?? [undefined, 0, 0];
    return { score: threshold ?? undefined, pred: pred - predBefore, correct: correct - correctBefore };
  });
  return { type, gold, steps };
}

type SavedCurve = NonNullable<SavedJson["confidence"]>["types"][number];

/** The renamings of a signature, as rules for types have them. */
export function renamingOf({ map }: Signature): TypeRules["rename"] {
  const rename = { gold: new Map<string, string | undefined>(), pred: new Map<string, string | undefined>() };
  for (const text of map) {
    const [, side, from = "", to = ""] = /^(?:(gold|pred):)?([^=]*)=(.*)$/s.exec(text) ?? [];
    for (const one of ["gold", "pred"] as const)
      if (side === undefined || side === one)
        rename[one].set(decodeURIComponent(from), to === "" ? undefined : decodeURIComponent(to));
  }
  return rename;
}

function signatureIn({ signature }: SavedJson, source: string): Signature {
  try {
    return parseSignature(signature);
  } catch {
    throw new NerEvalError({ ...runSignatureUnknown(), source, path: ["signature"] });
  }
}

/** Rows name a type by its position, and have all counters; there are as many outcomes as gold mentions. */
function refuseRows({ units }: SavedJson, source: string): void {
  const { types, counters, documents } = units;
  const ids = new Set<string>();
  const gold = 1 + counters.indexOf("gold");
  for (const [d, { id, rows, outcomes }] of documents.entries()) {
    const path = ["units", "documents", d];
    const refuse = (words: Words, ...more: (string | number)[]) => {
      throw new NerEvalError({ ...words, source, path: [...path, ...more] });
    };
    if (ids.has(id)) refuse(runDocumentRepeated(id), "id");
    ids.add(id);
    for (const [r, row] of rows.entries()) {
      if (row.length !== counters.length + 1) refuse(runRowLength(row.length, counters.length + 1), "rows", r);
      if (row[0]! >= types.length) refuse(runRowType(row[0]!, types.length), "rows", r);
    }
    const mentions = rows.reduce((sum, row) => sum + row[gold]!, 0);
    if (outcomes !== undefined && outcomes.length !== mentions)
      refuse(runOutcomes(outcomes.length, mentions), "outcomes");
  }
}
