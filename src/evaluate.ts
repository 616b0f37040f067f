/**
 * Evaluation: the program on one page.
 *
 * ```
 *  gold        ─ Document, or rows ──┐                                          ┌▶ counts ─▶ results, intervals ┐
 *                                    ├ align ─▶ columns ─ match ─▶ ledger ─ count                               ├▶ Run
 *  predictions ─ Prediction, or rows ┘                                          └▶ collectors ──────────────────┘
 * ```
 */
import { Aligner, type AlignmentCounts, warnEmpty } from "./align/align.ts";
import type { RowAligner } from "./align/row-aligner.ts";
import { checkStreams, warnSame } from "./corpus/check-records.ts";
import { DocumentColumns } from "./corpus/columns.ts";
import type { Document, Prediction, Stream } from "./corpus/document.ts";
import { throwIssues } from "./corpus/error.ts";
import { type Annotations, IssueLog, once, recordsOf, type Warning } from "./corpus/issue.ts";
import { startCollectors } from "./count/collectors.ts";
import { Counts } from "./count/counts.ts";
import type { Units } from "./count/units.ts";
import type { ReadOptions } from "./formats/parse.ts";
import { Ledger } from "./match/ledger.ts";
import { type EvaluateOptions, settingsOf, withReading } from "./run/evaluate-options.ts";
import type { Input } from "./run/inputs.ts";
import type { Run, Tagging } from "./run/run.ts";
import { alignmentOptions, metricRules, recordOf, type Settings, signatureOf } from "./run/settings.ts";
import type { MetricRules } from "./score/metrics.ts";
import { resultWarnings } from "./score/result-warnings.ts";
import { readCollected, resultsOf, strictCounts } from "./score/results.ts";
import { creditsOf } from "./score/schemes/registry.ts";
import type { Intervals } from "./stats/bootstrap.ts";

export type { EvaluateOptions };

/**
 * Evaluates predictions against gold, both given as arrays, as streams of batches, or as they were read from files. Texts are
 * not kept.
 *
 * @returns the scores of every scheme, overall and by type, error counts, warnings, and the options and the signature they
 * were computed with. Spans are half-open in UTF-16 code units.
 * @throws NerEvalError at once where an option, a record or a span is not what its type says; else with every issue found
 * in the input, after reading all of it.
 */
export async function evaluate(
  gold: Stream<Document> | ReadRecords<Document>,
  predictions: Stream<Prediction> | ReadRecords<Prediction>,
  options: EvaluateOptions = {},
): Promise<Run> {
  const settings = withReading(settingsOf(options), readingOf(gold), readingOf(predictions));
  const { name = "run", units = true, confidence = false, outcomes = false } = options;
  const [golds, preds] = [recordsOf(gold), recordsOf(predictions)];
  const inputs = [gold, predictions].flatMap((read) => (read as Partial<ReadRecords<unknown>> | null)?.inputs ?? []);
  return evaluateAs(golds.stream, preds.stream, settings, {
    ...{ name, units, confidence, outcomes, inputs: () => inputs },
    warnings: [...golds.warnings, ...preds.warnings],
  });
}

/** How records were read, where that is known. */
function readingOf(given: unknown): ReadOptions {
  return (given as Partial<Annotations<unknown>> | null)?.reading ?? {};
}

/** Records that were read from files, with what is known of these. */
interface ReadRecords<R> extends Annotations<R> {
  readonly inputs?: readonly Input[];
}

type Asked = typeof import("./run/asked.ts");

/** What goes into a run besides its settings, and what else is computed. */
export interface RunParts {
  readonly name: string;
  /** Whether the counts of every unit are kept. */
  readonly units: boolean;
  readonly confidence?: boolean | undefined;
  readonly outcomes?: boolean | undefined;
  readonly tagging?: Tagging | undefined;
  /** What the offsets of the predictions count, where it is not as the settings say: a tagger's have been placed. */
  readonly offsets?: Settings["offsets"] | undefined;
  /** What takes rows, where both streams come from files: only those have rows, and their records need no check. */
  readonly rows?: typeof RowAligner | undefined;
  /** What an evaluation may be asked to do, from those who have it at hand, since most of theirs are asked; else it is loaded. */
  readonly asked?: Asked | undefined;
  /** What was read; asked for when all of it was. */
  readonly inputs?: () => readonly Input[];
  /** Where issues and warnings are collected, if readers that feed the streams already have a place for theirs. */
  readonly issues?: IssueLog | undefined;
  readonly warnings?: readonly Warning[] | undefined;
}

/** The same under settings, as files and command lines have them. */
export async function evaluateAs(
  gold: Stream<Document>,
  predictions: Stream<Prediction>,
  settings: Settings,
  parts: RunParts,
): Promise<Run> {
  const given = parts.rows ? { gold, predictions } : checkStreams(gold, predictions);
  const { name, tagging, issues = new IssueLog() } = parts;
  const alignmentRules = alignmentOptions(settings);
  const rules = metricRules(settings);
  const { overlaps } = rules;
  const aligner = new Aligner({ ...alignmentRules, offsets: parts.offsets ?? settings.offsets, issues });
  const counts = new Counts({
    unit: parts.units || settings.resamples > 0 ? settings.unit : undefined,
    ...{ overlaps, credits: creditsOf(overlaps) },
  });
  const columns = new DocumentColumns(counts.types);
  const ledger = new Ledger(overlaps);
  const isAsked = settings.resamples > 0 || parts.confidence || parts.outcomes;
  const asked = isAsked ? (parts.asked ?? (await import("./run/asked.ts"))) : undefined;
  const collectors = startCollectors(parts, asked?.askedCollectors);

  const count = () => {
    ledger.match(columns);
    counts.add(columns, ledger);
  };
  const plain = parts.rows && !collectors.needsAll ? { rows: parts.rows, document: columns, take: count } : undefined;
  for await (const documents of aligner.documents(given.gold, given.predictions, plain)) {
    for (const document of documents) {
      columns.load(document);
      count();
      collectors.add({ ...document, columns, ledger });
    }
  }

  const alignment = aligner.finish();
  throwIssues(issues);
  const collected = collectors.result();
  const results = {
    ...resultsOf(counts, rules.undefined, rules.rules, rules.fair),
    ...readCollected(collected, alignment),
    ...asked?.readConfidence(collected),
  };
  const { intervals, warnings: ofIntervals } = intervalsIn(results.units, alignment, rules, settings, asked);
  const warnings = [
    ...(parts.warnings ?? []),
    ...warnSame(gold, predictions),
    ...warnEmpty(alignment),
    ...aligner.warnings(strictCounts(results)),
    ...resultWarnings(results, alignmentRules.types),
    ...(asked?.confidenceWarnings(results) ?? []),
    ...ofIntervals,
  ];
  const inputs = parts.inputs?.() ?? [];
  const { documents } = results;
  return {
    ...{ name, ...results },
    ...(intervals && { intervals }),
    ...{ alignment, warnings: once(warnings), inputs },
    ...(tagging && { tagging }),
    signature: signatureOf(settings, { documents, alignment, intervals, tagging, inputs }),
    options: recordOf(settings),
  };
}

/** The intervals of a run, with what to know of them; none where nothing is drawn. */
function intervalsIn(
  units: Units,
  { documents }: AlignmentCounts,
  rules: MetricRules,
  { resamples, seed, level, interval: method }: Settings,
  asked: Asked | undefined,
): { readonly intervals: Intervals | undefined; readonly warnings: readonly Warning[] } {
  if (resamples === 0 || asked === undefined) return { intervals: undefined, warnings: [] };
  const intervals = asked.drawIntervals(units, rules, { resamples, seed, level, method });
  const warnings = intervals ? asked.intervalWarnings(intervals) : asked.undrawnWarnings(units, documents);
  return { intervals, warnings };
}
