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
import type { OffsetUnit } from "./align/offsets.ts";
import { pair } from "./align/pair.ts";
import { allTypes, type TypeRules } from "./align/types.ts";
import type { Document, Prediction, Stream } from "./corpus/document.ts";
import { throwIssues } from "./corpus/error.ts";
import { IssueLog, type Warning } from "./corpus/issue.ts";
import { matchSpans } from "./match/ledger.ts";
import { type Results, resultsOf } from "./score/results.ts";
import type { UndefinedPolicy } from "./score/scores.ts";
import { Sheet } from "./score/sheet.ts";
import { resultWarnings } from "./score/warnings.ts";

/** Choices of an evaluation; everything has a default. */
export interface EvaluateOptions {
  /** Which types count, and under which names. All, as they are. */
  readonly types?: TypeRules;
  /** What the predictions' offsets count. `utf16`. */
  readonly offsets?: OffsetUnit;
  /** What becomes of spans that one side has more than once. `keep`: each copy is judged. */
  readonly duplicates?: DuplicatePolicy;
  /** What an undefined score of a type does to averages over types. `skip`. */
  readonly undefined?: UndefinedPolicy;
  /** Whether the tally of every document is kept. `false`. */
  readonly units?: boolean;
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
  const { issues = new IssueLog(), duplicates = "keep" } = options;
  const aligner = new Aligner(types, offsets, issues, duplicates);
  const sheet = new Sheet({ keepUnits: units });

  for await (const pairs of pair(gold, predictions, issues)) {
    for (const document of pairs) {
      const aligned = aligner.align(document);
      if (aligned) sheet.add(aligned.id, aligned.text, matchSpans(aligned.gold, aligned.pred));
    }
  }

  const alignment = aligner.finish();
  throwIssues(issues);
  const results = resultsOf(sheet, policy);
  return { ...results, alignment, warnings: [...aligner.warnings(), ...resultWarnings(results)] };
}
