/** Reading for programs: annotations at a path, in any format, and the scores of two paths. */
import { basename } from "node:path";
import { RowAligner } from "../align/row-aligner.ts";
import { collect, type Document, type Prediction } from "../corpus/document.ts";
import { throwIssues } from "../corpus/error.ts";
import { arrayOf, checkOptions, string, unexpected } from "../corpus/expect.ts";
import { type Annotations, IssueLog } from "../corpus/issue.ts";
import { evaluateAs } from "../evaluate.ts";
import { stemOf } from "../formats/detect.ts";
import { goldOptionsOf, namedFormat, predictionOptionsOf, type ReadOptions, readChecks } from "../formats/parse.ts";
import { goldFormats, predictionFormats } from "../formats/registry.ts";
import { type EvaluateOptions, settingsOf, withReading } from "../run/evaluate-options.ts";
import type { Input } from "../run/inputs.ts";
import type { Run } from "../run/run.ts";
import type { FileIo } from "./files.ts";
import { type Findings, goldInput, predictionInput } from "./inputs.ts";
import { sameInputs } from "./same-input.ts";

/** Annotations of files, with what is known of these: `evaluate` puts it into the run. */
export interface FileAnnotations<R> extends Annotations<R> {
  readonly inputs: readonly Input[];
}

/**
 * Gold at a path, paths, a folder or a glob, in any of the formats, plain or compressed. Offsets of spans are half-open;
 * `unit` of a document says what they count.
 *
 * @throws NerEvalError with every problem found, each with its file, line and column.
 */
export async function readGold(
  path: string | readonly string[],
  options: ReadOptions = {},
): Promise<FileAnnotations<Document>> {
  const findings = newFindings();
  const gold = await goldInput(goldReading(path, options), findings, surroundings());
  const records = await collect(gold.batches);
  throwIssues(findings.issues);
  return { records, warnings: findings.warnings, reading: options, inputs: gold.inputs };
}

/**
 * Predictions at a path, in a folder or by a glob, in any of the formats, plain or compressed.
 *
 * @throws NerEvalError with every problem found, each with its file, line and column.
 */
export async function readPredictions(path: string, options: ReadOptions = {}): Promise<FileAnnotations<Prediction>> {
  const findings = newFindings();
  const predictions = await predictionInput(predictionReading(path, options), findings, surroundings());
  const records = await collect(predictions.batches);
  throwIssues(findings.issues);
  return { records, warnings: findings.warnings, reading: options, inputs: predictions.inputs };
}

/** How two paths are evaluated. */
export interface EvaluateFilesOptions extends EvaluateOptions {
  /** How the gold is read. */
  readonly gold?: ReadOptions | undefined;
  /** How the predictions are read. */
  readonly pred?: ReadOptions | undefined;
}

/**
 * The scores of the predictions at a path against the gold at another. Neither is kept in memory: use it for files of any
 * size. The run is called after the file of the predictions, unless it is given a name.
 *
 * @throws NerEvalError with every problem found, each with its file, line and column.
 */
export async function evaluateFiles(
  gold: string | readonly string[],
  predictions: string,
  options: EvaluateFilesOptions = {},
): Promise<Run> {
  const { gold: readingGold = {}, pred: readingPred = {}, ...scoring } = options;
  const settings = withReading(settingsOf(scoring), readingGold, readingPred);
  const keep = (policy: string | undefined) => ({ keepBadSpans: (policy ?? "refuse") !== "refuse" });
  const findings = newFindings();
  const io = surroundings();
  const golds = await goldInput(goldReading(gold, { ...keep(settings.badSpans.gold), ...readingGold }), findings, io);
  const preds = await predictionInput(
    predictionReading(predictions, { ...keep(settings.badSpans.pred), ...readingPred }),
    findings,
    io,
  );
  const { issues } = findings;
  const { name = stemOf(basename(predictions)), units = true, confidence, outcomes } = scoring;
  // One file may hold both sides, in columns or annotation sets of their own.
  const alike = (readingGold.column ?? "-1") === (readingPred.column ?? "-1") && readingGold.set === readingPred.set;
  if (alike) findings.warnings.push(...(await sameInputs(golds.sources, preds.sources)));
  return evaluateAs(golds.batches, preds.batches, settings, {
    ...{ name, units, confidence, outcomes, issues, warnings: findings.warnings, rows: RowAligner },
    inputs: () => [...golds.inputs, ...preds.inputs],
  });
}

function goldReading(path: string | readonly string[], options: ReadOptions) {
  if (typeof path !== "string") arrayOf(string, 1)(path, "the paths of the gold");
  checkOptions(options, readChecks);
  const paths = typeof path === "string" ? [path] : path;
  const { keepBadSpans: keepFlaws = false } = options;
  return { paths, format: namedFormat(goldFormats, options.format), keepFlaws, reading: goldOptionsOf(options) };
}

function predictionReading(path: string, options: ReadOptions) {
  if (typeof path !== "string") throw unexpected("the path of the predictions", path, "a string");
  checkOptions(options, readChecks);
  const { keepBadSpans: keepFlaws = false } = options;
  return {
    path,
    format: namedFormat(predictionFormats, options.format),
    keepFlaws,
    reading: predictionOptionsOf(options),
  };
}

function newFindings(): Findings {
  return { issues: new IssueLog(), warnings: [] };
}

/** The folder and the standard input of this process, which is not opened before it is read. */
function surroundings(): FileIo {
  return { cwd: process.cwd(), stdin: { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() } };
}
