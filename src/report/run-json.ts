/** A run as `ner-eval/run@2`: unrounded fractions, null where undefined, types as rows, the same bytes for the same input. */
import type { Confusion } from "../count/confusion.ts";
import { inputsJson } from "../run/inputs.ts";
import { RUN_SCHEMA } from "../run/run.ts";
import { printSignature } from "../run/signature.ts";
import { type Normalization, normalize } from "../score/confusion-parts.ts";
import { errorCounts, type Metric, measures, printMetric } from "../score/metrics.ts";
import type { SchemeScores, SurfaceRow, SurfaceScores } from "../score/results.ts";
import type { SchemeName } from "../score/schemes/registry.ts";
import type { SchemeRow } from "../score/schemes/scheme.ts";
import type { Score, Spread } from "../score/scores.ts";
import type { Intervals } from "../stats/bootstrap.ts";
import { confidenceJson } from "./confidence-json.ts";
import { baselineJson, gateJson } from "./gate-json.ts";
import { type LongText, longJson } from "./json.ts";
import { unitsJson } from "./units-json.ts";
import type { GatedRun } from "./view.ts";

/** The run as one JSON document with a line break at its end. Units are in it where asked for. */
export function runJson(run: GatedRun, options: { readonly units: boolean }): string {
  return longRunJson(run, options).toString();
}

/** The same, made piece by piece: with units it is much longer than the run takes in memory. */
export function longRunJson(run: GatedRun, options: { readonly units: boolean }): LongText {
  return longJson(runValue(run, options), "", "\n");
}

/** The run as a value that is written as JSON. */
export function runValue(run: GatedRun, options: { readonly units: boolean }): object {
  const { alignment, tagging } = run;
  const { types, edges, habits, ...boundary } = run.boundary;
  const intervals = intervalsIn(run.intervals);
  return {
    schema: RUN_SCHEMA,
    name: run.name,
    version: run.signature.version,
    signature: printSignature(run.signature),
    inputs: inputsJson(run.inputs),
    ...(tagging && { tagging: { tagger: tagging.tagger, training: tagging.training ?? null } }),
    options: run.options,
    documents: run.documents,
    ...(run.intervals && { resampling: resamplingJson(run.intervals) }),
    scores: Object.fromEntries(
      (Object.entries(run.scores) as [SchemeName, SchemeScores][]).map(([scheme, scores]) => [
        scheme,
        {
          micro: { ...rowJson(scores.micro), ...intervals(scheme) },
          macro: { ...scoreJson(scores.macro), ...intervals(scheme, { average: "macro" }) },
          weighted: { ...scoreJson(scores.weighted), ...intervals(scheme, { average: "weighted" }) },
          ...(scores.documents && { documents: mapValues(scores.documents, spreadJson) }),
          types: scores.types.map((row) => ({ type: row.type, ...rowJson(row), ...intervals(scheme, row) })),
        },
      ]),
    ),
    fair: { booking: run.fair.booking, repeated: run.fair.repeated },
    errors: {
      all: run.errors.all,
      ...intervals("errors"),
      cost: mapValues(run.errors.cost, (gain) => gain ?? null),
      types: run.errors.types.map(({ type, kinds, cost }) => ({
        ...{ type, kinds, cost: mapValues(cost, (gain) => gain ?? null) },
        ...intervals("errors", { type }),
      })),
      slotErrorRate: run.errors.slotErrorRate ?? null,
    },
    boundary: {
      ...boundary,
      edges: edges.map(({ edge, count, characters, tokens }) => ({
        edge,
        count,
        characters: { ...characters, mean: characters.mean ?? null, max: characters.max ?? null },
        tokens: { ...tokens, mean: tokens.mean ?? null, max: tokens.max ?? null },
      })),
      habits,
      types,
    },
    nesting: run.nesting.map(({ mentions, correct, gold, pred, ...score }) => ({
      mentions,
      ...scoreJson(score),
      ...{ correct, gold, pred },
    })),
    confusion: confusionJson(run.confusion),
    tokens: mapValues(run.tokens, (value) => value ?? null),
    ...(run.confidence && { confidence: confidenceJson(run.confidence) }),
    ...(run.surfaceSet && { surfaceSet: surfaceJson(run.surfaceSet) }),
    alignment,
    warnings: run.warnings,
    ...(run.baseline && { baseline: baselineJson(run.baseline) }),
    ...(run.gates && { gates: run.gates.map(gateJson) }),
    ...(options.units && { units: unitsJson(run) }),
  };
}

/** Of more types than these the confusion matrix is written cell by cell: most of its cells are 0. */
const WHOLE_MATRIX = 256;

function confusionJson(confusion: Confusion) {
  const { types, cells } = confusion;
  if (types.length > WHOLE_MATRIX) return { types, cells };
  const parts = (by: Normalization) => normalize(confusion, by).map((row) => row.map((share) => share ?? null));
  return { types, counts: confusion.counts, ofGold: parts("gold"), ofPred: parts("pred") };
}

function scoreJson({ precision, recall, f1, ...rest }: Score) {
  const fbeta = "fbeta" in rest ? { fbeta: rest.fbeta ?? null } : {};
  return { precision: precision ?? null, recall: recall ?? null, f1: f1 ?? null, ...fbeta };
}

/** How intervals were drawn. */
function resamplingJson({ method, resamples, seed, level, unit, units }: Intervals) {
  return { unit, units, method, resamples, seed, level };
}

/** Reads the intervals of a scheme's scores, or of the counts of errors, in one place of a run. */
function intervalsIn(intervals: Intervals | undefined) {
  return (scheme: Metric["scheme"], at: Pick<Metric, "average" | "type"> = {}) => {
    if (!intervals) return {};
    const names: readonly string[] = scheme === "errors" ? errorCounts : measures;
    const found = names.flatMap((measure) => {
      const { average, type } = at;
      const interval = intervals.of.get(printMetric({ scheme, measure, average, type } as Metric));
      if (!interval) return [];
      const { low = null, high = null, undefinedResamples } = interval;
      return [[measure, { low, high, ...(undefinedResamples > 0 && { undefinedResamples }) }]];
    });
    return { intervals: Object.fromEntries(found) };
  };
}

function surfaceJson({ micro, types }: SurfaceScores) {
  const row = ({ correct, gold, pred, ...score }: SurfaceRow) => ({
    ...scoreJson(score),
    ...{ correct, gold, pred },
  });
  return { micro: row(micro), types: types.map(({ type, ...scores }) => ({ type, ...row(scores) })) };
}

function spreadJson({ mean, sd, count }: Spread) {
  return { mean: mean ?? null, sd: sd ?? null, count };
}

/** The object with every value read anew; for objects whose keys are ours, never data. */
function mapValues<K extends string, V, W>(
  fields: { readonly [key in K]: V },
  read: (value: V) => W,
): { [key in K]: W } {
  return Object.fromEntries(Object.entries<V>(fields).map(([key, value]) => [key, read(value)])) as { [key in K]: W };
}

/** A row of any scheme: its scores, and all that it counts. */
function rowJson(row: SchemeRow) {
  return { ...scoreJson(row), ...countsOf(row) };
}

function countsOf(row: SchemeRow): object {
  const { precision: _, recall: __, f1: ___, fbeta: ____, ...counts } = row;
  return counts;
}
