/**
 * The core of the public API, `ner-eval/core`: a table of contents. Everything here is data in, data out, runs in a browser as
 * in Node, and touches neither files nor a terminal.
 */
export type { Aligned, AlignmentCounts, AlignOptions } from "./align/align.ts";
export { type DuplicatePolicy, duplicatePolicies } from "./align/duplicates.ts";
export { type GroundRule, groundRules } from "./align/ground.ts";
export type { GroundingCounts } from "./align/grounder.ts";
export {
  type Pair,
  type PairCounts,
  type PairOptions,
  type PairRule,
  pairRules,
  type UnknownPolicy,
} from "./align/pair.ts";
export { type BadSpanCounts, type BadSpanPolicy, type BadSpanRules, badSpanPolicies } from "./align/place/bad-spans.ts";
export {
  type GoldOffsetChoice,
  goldOffsetChoices,
  type OffsetChoice,
  offsetChoices,
  type UnitCounts,
} from "./align/place/units.ts";
export type { RenameCount, TypeLevel } from "./align/rename.ts";
export type { SideCounts, TypeCount } from "./align/side.ts";
export type { TextCounts, TextExample } from "./align/texts.ts";
export type { ThresholdCounts, Thresholds } from "./align/threshold.ts";
export { allTypes, type TypeMap, type TypeRules } from "./align/types.ts";
export { type UnpredictedPolicy, unpredictedPolicies } from "./align/unpredicted.ts";
export type { CompareOptions } from "./analyze/compare-options.ts";
export type {
  ComparedRun,
  Comparison,
  DifferenceTest,
  PairOrder,
  PairPower,
  PairResult,
  PairTransitions,
  System,
  SystemValue,
  TypeValues,
} from "./analyze/comparison.ts";
export type { Sources } from "./analyze/drop-sources.ts";
export {
  type DropResult,
  type Floor,
  type FloorResult,
  type GateResult,
  type Judged,
  judgeDrops,
  judgeFloors,
  type Limit,
  type Verdict,
} from "./analyze/gates.ts";
export type { Flip, Ranking } from "./analyze/ranking.ts";
export { type Change, type Transition, type Transitions, transitionsBetween } from "./analyze/transitions.ts";
export { compare } from "./compare.ts";
export type { Opinion, TableOpinion } from "./compat/opinion.ts";
export type {
  Profile,
  ProfileResult,
  ProfileRow,
  ProfileTable,
  ProfileTally,
  TokenDocument,
  TokenSpan,
} from "./compat/profile.ts";
export { profiles } from "./compat/profiles.ts";
export type { Document, Origin, Prediction, Stream } from "./corpus/document.ts";
export { NerEvalError } from "./corpus/error.ts";
export type { Extent } from "./corpus/fragments.ts";
export { type Issue, IssueLog, type Warning } from "./corpus/issue.ts";
export type { Mention } from "./corpus/mention.ts";
export { type OffsetUnit, offsetUnits } from "./corpus/offsets.ts";
export { compareSpans, type PredictedSpan, type Span, type Unplaced } from "./corpus/span.ts";
export { evaluate } from "./evaluate.ts";
export { type Explanation, explain } from "./explain.ts";
export { parseBracket } from "./formats/bracket/bracket.ts";
export { printBracket } from "./formats/bracket/print.ts";
export { type TagScheme, tagSchemes } from "./formats/columns/schemes.ts";
export type { GoldOptions } from "./formats/format.ts";
export { parsePrediction, printPrediction } from "./formats/jsonl.ts";
export { type Decoded, decodeTags, encodeTags, type RepairPolicy, repairPolicies } from "./formats/tags.ts";
export { type BoundaryKind, boundaryKinds } from "./match/boundary.ts";
export type { Link, PairKind } from "./match/kinds.ts";
export { type Matching, matchSpans } from "./match/spans.ts";
export { type Code, codes } from "./messages/codes.ts";
export type { ComparedTable, ComparedView } from "./report/compared/compared.ts";
export { COMPARISON_SCHEMA, comparedJson } from "./report/compared/json.ts";
export { comparedReport } from "./report/compared/report.ts";
export { comparedTable } from "./report/compared/tables.ts";
export { renderDelimited } from "./report/render/delimited.ts";
export { renderHtml } from "./report/render/html.ts";
export { type LatexOptions, renderLatex } from "./report/render/latex.ts";
export { renderMarkdown } from "./report/render/markdown.ts";
export { runJson } from "./report/run-json.ts";
export { runReport } from "./report/run-report.ts";
export { mergeRuns } from "./report/saved/merge.ts";
export { readSaved, runOf, type Saved } from "./report/saved/read.ts";
export type { Cell, Column, Figure, Report, Table, TableRow } from "./report/table.ts";
export { runsReport, tableReport } from "./report/tables/reports.ts";
export { type TableKind, type TableRequest, tableKinds } from "./report/tables/request.ts";
export { tableOf } from "./report/tables/tables.ts";
export type { View } from "./report/view.ts";
export type { EvaluateOptions } from "./run/evaluate-options.ts";
export type { Digest, DigestAlgorithm, Input } from "./run/inputs.ts";
export { RUN_SCHEMA, type Run, type Tagging } from "./run/run.ts";
export { parseSignature, printSignature, type Signature } from "./run/signature.ts";
export type { Bin, Calibration } from "./score/calibration.ts";
export type { Confidence, ConfidenceRow } from "./score/confidence.ts";
export type { CurvePoint } from "./score/curve.ts";
export type { KindCounts } from "./score/kinds.ts";
export { type Suggestion, suggestMapping } from "./score/mapping.ts";
export {
  type DocumentOutcomes,
  type Outcome,
  type Outcomes,
  type SeenMention,
  savedOutcomes,
} from "./score/mention-outcomes.ts";
export {
  allMetrics,
  type Metric,
  MetricReader,
  type MetricRules,
  parseMetric,
  printMetric,
  type ScoreMetric,
} from "./score/metrics.ts";
export { type NestingClass, type NestingCounts, NestingTally, nestingClasses } from "./score/nesting.ts";
export type { EdgeSummary, Results, SchemeScores } from "./score/results.ts";
export type { SchemeCounts } from "./score/schemes/counts.ts";
export type { FairRow } from "./score/schemes/fair.ts";
export { type SchemeName, schemeNames } from "./score/schemes/registry.ts";
export type { SchemeRow } from "./score/schemes/scheme.ts";
export { type Score, type ScoreRow, type UndefinedPolicy, undefinedPolicies } from "./score/scores.ts";
export type { SurfaceRow, SurfaceScores } from "./score/surface-set.ts";
export { type UnitName, type Units, unitNames } from "./score/units.ts";
export { type Adjustment, adjust, sharedLevel } from "./stats/adjust.ts";
export { type IntervalOptions, type Intervals, intervalsOf } from "./stats/bootstrap.ts";
export { type Bounds, boundsOf } from "./stats/bounds.ts";
export { type Difference, differencesOf } from "./stats/difference.ts";
export type { Interval, IntervalMethod } from "./stats/interval.ts";
export { type McNemar, mcnemar } from "./stats/mcnemar.ts";
export { aligned } from "./stats/pair.ts";
export { powerFor, smallestDifference, standardError, unitsNeeded } from "./stats/power.ts";
export { type Randomization, randomizationTest, type TestResult } from "./stats/randomization.ts";
export { type Distribution, jackknife, type Resampling, resample, valuesOf } from "./stats/resample.ts";
export { resampleRuns, type SeedSpread, seedSpread } from "./stats/seeds.ts";
export { almostStochasticOrder, type StochasticOrder } from "./stats/stochastic-order.ts";
export { version } from "./version.ts";
