/**
 * Evaluation: the program on one page.
 *
 * ```
 *  gold        ─ Document, or rows ──┐
 *                                    ├ align ─▶ columns ─ match ─▶ ledger ─ count ─▶ sheet ─▶ results
 *  predictions ─ Prediction, or rows ┘                                          └ units ─▶ intervals
 * ```
 */
import { Aligner, type AlignmentCounts, type AlignOptions } from "./align/align.ts";
import { warnEmpty } from "./align/empty-sides.ts";
import { OutcomeLog, type Outcomes } from "./analyze/outcomes.ts";
import { evaluateChecks } from "./check-options.ts";
import { checkStreams, warnSame } from "./corpus/check-records.ts";
import { DocumentColumns } from "./corpus/columns.ts";
import type { Document, Prediction, Stream } from "./corpus/document.ts";
import { throwIssues } from "./corpus/error.ts";
import { checkOptions } from "./corpus/expect.ts";
import { IssueLog, type Warning } from "./corpus/issue.ts";
import { sortSpans } from "./corpus/span.ts";
import { Ledger } from "./match/ledger.ts";
import { matchingOf } from "./match/spans.ts";
import { ConfidenceTally, confidenceWarnings } from "./score/confidence.ts";
import { type FairRules, plainFairRules } from "./score/fair-counts.ts";
import { allMetrics } from "./score/metrics.ts";
import { type Results, resultsOf, strictCounts } from "./score/results.ts";
import { plainRules, type ScoreRules, type UndefinedPolicy } from "./score/scores.ts";
import { Sheet } from "./score/sheet.ts";
import { SurfaceTally } from "./score/surface-set.ts";
import type { UnitName } from "./score/units.ts";
import { resultWarnings } from "./score/warnings.ts";
import {
  type IntervalOptions,
  type Intervals,
  intervalsOf,
  intervalWarnings,
  undrawnWarnings,
} from "./stats/bootstrap.ts";

/** Choices of an evaluation; everything has a default. */
export interface EvaluateOptions extends AlignOptions {
  /** What an undefined score of a type does to averages over types. `skip`. */
  readonly undefined?: UndefinedPolicy;
  /** The intersections over union, above 0 and at most 1, of the schemes `overlap@X`. None. */
  readonly overlaps?: readonly number[];
  /** F-beta, and when F is undefined. F1, undefined where both precision and recall are. */
  readonly rules?: ScoreRules;
  /** How FairEval's events are counted and weighed. At the gold type, with the weights it suggests. */
  readonly fair?: FairRules;
  /** What tallies are kept of, and intervals drawn from. `document`. */
  readonly unit?: UnitName | undefined;
  /** Whether the tally of every unit is kept. `false`. */
  readonly units?: boolean;
  /** How intervals are drawn for every score and error count, from five documents on. None are. */
  readonly intervals?: IntervalOptions | undefined;
  /** Whether it is worked out what the scores of predictions are worth. `false`. */
  readonly confidence?: boolean | undefined;
  /** Whether it is kept what became of every gold mention that was not found, in its words. `false`. */
  readonly outcomes?: boolean | undefined;
}

/** What an evaluation found. */
export interface Evaluation extends Results {
  /** Where they were asked for, and there are enough documents to draw from: five. */
  readonly intervals?: Intervals | undefined;
  /** Where they were asked for. */
  readonly outcomes?: Outcomes | undefined;
  readonly alignment: AlignmentCounts;
  readonly warnings: readonly Warning[];
}

/**
 * Evaluates predictions against gold, both given as arrays or as streams of batches. Texts are not kept.
 *
 * @throws NerEvalError at once where an option, a record or a span is not what its type says; else with every issue found
 * in the input, after reading all of it.
 */
export async function evaluate(
  gold: Stream<Document>,
  predictions: Stream<Prediction>,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  checkOptions<EvaluateOptions>(options, evaluateChecks);
  const given = checkStreams(gold, predictions);
  const {
    undefined: policy = "skip",
    unit = "document",
    units = false,
    overlaps = [],
    rules = plainRules,
    fair = plainFairRules,
    issues = new IssueLog(),
  } = options;
  const aligner = new Aligner({ ...options, badSpans: options.badSpans ?? {}, issues });
  const sheet = new Sheet({ unit: units || options.intervals ? unit : undefined, overlaps });
  const columns = new DocumentColumns(sheet.types);
  const ledger = new Ledger(overlaps);
  const strings = new SurfaceTally();
  const tally = options.confidence ? new ConfidenceTally() : undefined;
  const log = options.outcomes ? new OutcomeLog() : undefined;

  const count = () => {
    ledger.match(columns);
    sheet.add(columns, ledger);
  };
  // What keeps words or scores of mentions needs all documents as objects.
  const plain = options.confidence || options.outcomes ? undefined : { document: columns, take: count };
  for await (const documents of aligner.documents(given.gold, given.predictions, plain)) {
    for (const document of documents) {
      columns.load(document);
      count();
      log?.add(document, matchingOf(columns, ledger, sortSpans(document.gold), sortSpans(document.pred)));
      strings.add(document);
      tally?.add(document.gold, document.pred, document.unplaced);
    }
  }

  const alignment = aligner.finish();
  throwIssues(issues);
  const surfaceSet = alignment.grounding && { surfaceSet: strings.finish() };
  const results = { ...resultsOf(sheet, policy, rules, fair), ...surfaceSet };
  const intervals =
    options.intervals &&
    intervalsOf(
      results.units,
      allMetrics(results.units.types, overlaps, rules.beta),
      { undefined: policy, rules, fair, overlaps },
      options.intervals,
    );
  const confidence = tally?.finish();
  const warnings = [
    ...warnSame(gold, predictions),
    ...warnEmpty(alignment),
    ...aligner.warnings(strictCounts(results)),
    ...resultWarnings(results, options.types),
  ];
  if (confidence) warnings.push(...confidenceWarnings(confidence));
  if (intervals) warnings.push(...intervalWarnings(intervals));
  else if (options.intervals) warnings.push(...undrawnWarnings(results.units, alignment.documents));
  return {
    ...results,
    ...(confidence && { confidence }),
    ...(intervals && { intervals }),
    ...(log && { outcomes: log.outcomes }),
    ...{ alignment, warnings },
  };
}
