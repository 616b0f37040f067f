/**
 * Evaluation: the program on one page.
 *
 * ```
 *  gold        ─ Stream<Document> ───┐
 *                                    ├ pair ─▶ align ─▶ match ─▶ ledger ─ tally ─▶ sheet ─▶ results
 *  predictions ─ Stream<Prediction> ─┘
 * ```
 */
import { Aligner, type AlignmentCounts } from "./align/align.ts";
import type { DuplicatePolicy } from "./align/duplicates.ts";
import type { GroundRule } from "./align/ground.ts";
import { pair } from "./align/pair.ts";
import type { Thresholds } from "./align/threshold.ts";
import { allTypes, type TypeRules } from "./align/types.ts";
import type { Document, Prediction, Stream } from "./corpus/document.ts";
import { throwIssues } from "./corpus/error.ts";
import { IssueLog, type Warning } from "./corpus/issue.ts";
import type { OffsetUnit } from "./corpus/offsets.ts";
import { matchSpans } from "./match/ledger.ts";
import { ConfidenceTally, confidenceWarnings } from "./score/confidence.ts";
import { type FairRules, type Results, resultsOf } from "./score/results.ts";
import { plainRules, type ScoreRules, type UndefinedPolicy } from "./score/scores.ts";
import { Sheet } from "./score/sheet.ts";
import { SurfaceTally } from "./score/surface-set.ts";
import { resultWarnings } from "./score/warnings.ts";

/** Choices of an evaluation; everything has a default. */
export interface EvaluateOptions {
  /** Which types count, and under which names. All, as they are. */
  readonly types?: TypeRules;
  /** What the predictions' offsets count. `utf16`. */
  readonly offsets?: OffsetUnit;
  /** What becomes of spans that one side has more than once. `keep`: each copy is judged. */
  readonly duplicates?: DuplicatePolicy;
  /** Where mentions without offsets stand: each at a place of its own in the order of the list, at the first, or at all. `order`. */
  readonly ground?: GroundRule;
  /** What an undefined score of a type does to averages over types. `skip`. */
  readonly undefined?: UndefinedPolicy;
  /** The intersections over union, above 0 and at most 1, of the schemes `overlap@X`. None. */
  readonly overlaps?: readonly number[];
  /** F-beta, and when F is undefined. F1, undefined where both precision and recall are. */
  readonly rules?: ScoreRules;
  /** How FairEval's events are counted and weighed. At the gold type, with the weights it suggests. */
  readonly fair?: FairRules;
  /** Whether the tally of every document is kept. `false`. */
  readonly units?: boolean;
  /** Predictions with a score below these are left out, and counted. None. */
  readonly thresholds?: Thresholds;
  /** Whether it is worked out what the scores of predictions are worth. `false`. */
  readonly confidence?: boolean | undefined;
  /** Where issues are collected, if readers that feed the streams already have a place for theirs. */
  readonly issues?: IssueLog;
}

/** What an evaluation found. */
export interface Evaluation extends Results {
  readonly alignment: AlignmentCounts;
  readonly warnings: readonly Warning[];
}

/**
 * Evaluates predictions against gold, both given as arrays or as streams of batches. Texts are not kept.
 *
 * @throws NerEvalError with every issue found in the input, after reading all of it.
 */
export async function evaluate(
  gold: Stream<Document>,
  predictions: Stream<Prediction>,
  options: EvaluateOptions = {},
): Promise<Evaluation> {
  const { types = allTypes, offsets = "utf16", undefined: policy = "skip", units = false } = options;
  const { overlaps = [], rules = plainRules, duplicates = "keep" } = options;
  const { issues = new IssueLog() } = options;
  const aligner = new Aligner(types, offsets, issues, options.thresholds, duplicates, options.ground);
  const sheet = new Sheet({ keepUnits: units, overlaps });
  const strings = new SurfaceTally();
  const tally = options.confidence ? new ConfidenceTally() : undefined;

  for await (const pairs of pair(gold, predictions, issues)) {
    for (const document of pairs) {
      const aligned = aligner.align(document);
      if (!aligned) continue;
      sheet.add(aligned, matchSpans(aligned.gold, aligned.pred, overlaps));
      tally?.add(aligned.gold, aligned.pred, aligned.unplaced);
      strings.add(aligned.text, aligned.gold, aligned.pred, aligned.unplaced);
    }
  }

  const alignment = aligner.finish();
  throwIssues(issues);
  const surfaceSet = alignment.grounding && { surfaceSet: strings.finish() };
  const results = { ...resultsOf(sheet, policy, rules, options.fair), ...surfaceSet };
  const warnings = [...aligner.warnings(), ...resultWarnings(results)];
  if (!tally) return { ...results, alignment, warnings };
  const confidence = tally.finish();
  return { ...results, confidence, alignment, warnings: [...warnings, ...confidenceWarnings(confidence)] };
}
