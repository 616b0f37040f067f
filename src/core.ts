/**
 * `ner-eval/core`: everything that runs in a browser as in Node. Plain objects in and out; nothing here touches files or a
 * terminal. Offsets are half-open and count UTF-16 code units; scores are fractions, undefined where they are 0/0.
 */

// Scores: one run, several, and what other scorers say.
export type { CompareOptions } from "./analyze/compare-options.ts";
export type { Comparison, PairResult, System, SystemValue } from "./analyze/comparison.ts";
export { compare } from "./compare.ts";
// Data: what is scored.
export type { Document, Prediction, Stream } from "./corpus/document.ts";
export { NerEvalError } from "./corpus/error.ts";
export type { Extent } from "./corpus/fragments.ts";
export type { Annotations, Issue, Warning } from "./corpus/issue.ts";
export type { Mention, PredictedSpan, Span } from "./corpus/span.ts";
export { type EvaluateOptions, evaluate } from "./evaluate.ts";
export { type ExplainOptions, type Explanation, explain, scorerNames } from "./explain.ts";
// Formats: text in and out.
export { parseBracket } from "./formats/bracket/bracket.ts";
export { printBracket } from "./formats/bracket/print.ts";
export { type TagScheme, tagSchemes } from "./formats/columns/schemes.ts";
export { formatNames, type ParseOptions, parseGold, parsePredictions, type ReadOptions } from "./formats/parse.ts";
export { type PrintableDocument, printDocuments } from "./formats/print.ts";
export { decodeTags, encodeTags } from "./formats/tags.ts";
export type { Link } from "./match/kinds.ts";
export { type Matching, matchSpans } from "./match/spans.ts";
export { type Code, codes } from "./messages/codes.ts";
// Reports and tables, and what they are rendered as.
export type { ComparisonTable, ComparisonView } from "./report/compared/compared.ts";
export { comparisonJson } from "./report/compared/json.ts";
export { comparisonReport } from "./report/compared/report.ts";
export { comparisonTable } from "./report/compared/tables.ts";
export { renderDelimited } from "./report/render/delimited.ts";
export { renderHtml } from "./report/render/html.ts";
export { type LatexOptions, renderLatex } from "./report/render/latex.ts";
export { renderMarkdown } from "./report/render/markdown.ts";

// Saved runs.
export { runJson } from "./report/run-json.ts";
export { runReport } from "./report/run-report.ts";
export { mergeRuns, parseRun } from "./report/saved/parse-run.ts";
export type { Report, Table } from "./report/table.ts";
export { runsReport, tableReport } from "./report/tables/reports.ts";
export type { TableKind, TableRequest } from "./report/tables/request.ts";
export { runTable } from "./report/tables/tables.ts";
export type { View } from "./report/view.ts";
export type { Run } from "./run/run.ts";
export { parseSignature, printSignature, type Signature } from "./run/signature.ts";
export { type Suggestion, suggestMapping } from "./score/mapping.ts";
export { type SchemeName, schemeNames } from "./score/schemes/registry.ts";
export type { SchemeRow } from "./score/schemes/scheme.ts";
export type { Score, ScoreRow } from "./score/scores.ts";
export type { Interval } from "./stats/interval.ts";
export { version } from "./version.ts";
