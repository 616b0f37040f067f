/** Scores: precision, recall, F-measures, their averages, and agreement beyond chance. The only file that divides. */
import type { DocumentOutcome } from "../count/documents.ts";
import type { FairCounts } from "../count/fair.ts";
import { countOf, type RowCounts } from "../count/tally.ts";
import type { errorKinds } from "../match/kinds.ts";
import type { FairWeight, FairWeights } from "./fair-weights.ts";

/** Fractions between 0 and 1; undefined where there is nothing to divide by. */
export interface Score {
  readonly precision: number | undefined;
  readonly recall: number | undefined;
  readonly f1: number | undefined;
  /** F-beta, where a beta other than 1 was asked for. */
  readonly fbeta?: number | undefined;
}

/** How scores are computed from counts. */
export interface ScoreRules {
  /** How many times as important recall is as precision, in F-beta (van Rijsbergen 1979). */
  readonly beta: number;
  /** F is undefined where both precision and recall are, or already where either is. */
  readonly undefinedF: UndefinedF;
}

/** When F is undefined. */
export type UndefinedF = "both" | "either";

/** F1, undefined where both precision and recall are. */
export const plainRules: ScoreRules = { beta: 1, undefinedF: "both" };

/**
 * The counts of a scheme for one type or for all, in the terms of MUC-5 (Chinchor & Sundheim 1993).
 * `gold` = correct + incorrect + partial + missed is the number of gold spans, `pred` the number of predicted ones.
 * Correct, incorrect and partial are counted at the gold span's type; `system` has them counted at the predicted span's
 * type, so that system.correct + system.incorrect + system.partial + spurious = pred for every type.
 */
export interface SchemeCounts {
  readonly correct: number;
  readonly incorrect: number;
  readonly partial: number;
  readonly missed: number;
  readonly spurious: number;
  readonly gold: number;
  readonly pred: number;
  readonly system: { readonly correct: number; readonly incorrect: number; readonly partial: number };
}

/** A score with the counts it comes from. */
export interface ScoreRow extends Score, SchemeCounts {}

/** a / b, undefined where b is 0. */
export function ratio(a: number, b: number): number | undefined {
  return b === 0 ? undefined : a / b;
}

/** a / b, `otherwise` where b is 0: how scorers divide that know no undefined score. */
export function ratioOr(a: number, b: number, otherwise: number): number {
  return b === 0 ? otherwise : a / b;
}

/** 2PR / (P + R), 0 where both are 0, rounded as in scorers that go by way of precision and recall. */
export function fMeasure(precision: number, recall: number): number {
  return ratioOr(2 * precision * recall, precision + recall, 0);
}

/**
 * Precision, recall and F1 of counts: a correct pair earns 1, a partial one ½ (Chinchor & Sundheim 1993).
 * Precision is undefined without predictions, recall without gold, F1 without either; F1 is 0 where one of the two is
 * undefined or both are 0.
 */
export function scoreOf(counts: SchemeCounts, rules: ScoreRules = plainRules): Score {
  const { gold, pred, system } = counts;
  return scoreFrom(counts.correct + counts.partial / 2, system.correct + system.partial / 2, gold, pred, rules);
}

/** The same where both sides earned the same credit: two for a correct pair, one for a partial one. */
export function creditScore(credit: number, gold: number, pred: number, rules: ScoreRules): Score {
  return scoreFrom(credit / 2, credit / 2, gold, pred, rules);
}

/** What was earned at the gold spans, and at the predictions, as parts of what could be. */
function scoreFrom(found: number, right: number, gold: number, pred: number, rules: ScoreRules): Score {
  const precision = ratio(right, pred);
  const recall = ratio(found, gold);
  // The harmonic mean of found / pred and found / gold, without rounding twice.
  const measure = (beta: number): number | undefined => {
    if (rules.undefinedF === "either" && (precision === undefined || recall === undefined)) return undefined;
    if (found !== right) return fBeta(precision, recall, beta);
    const weight = beta * beta;
    return ratio((1 + weight) * found, weight * gold + pred);
  };
  const score = { precision, recall, f1: measure(1) };
  return rules.beta === 1 ? score : { ...score, fbeta: measure(rules.beta) };
}

/** Precision, recall and F1 where a prediction is right or wrong; the same numbers as `scoreOf` without partial pairs. */
export function plainScore(correct: number, gold: number, pred: number): Score {
  return {
    precision: ratio(correct, pred),
    recall: ratio(correct, gold),
    f1: ratio(2 * correct, gold + pred),
  };
}

/** F-beta of precision and recall: their harmonic mean for a beta of 1; 0 where one is undefined, undefined where both are. */
function fBeta(precision: number | undefined, recall: number | undefined, beta: number): number | undefined {
  if (precision === undefined && recall === undefined) return undefined;
  if (!precision || !recall) return 0;
  const weight = beta * beta;
  return ((1 + weight) * precision * recall) / (weight * precision + recall);
}

/** What an undefined score of a type does to an average over types: left out, or counted as 0 or 1. */
export const undefinedPolicies = ["skip", "zero", "one"] as const;
export type UndefinedPolicy = (typeof undefinedPolicies)[number];

/** The unweighted mean over types of precision, of recall and of F1, each by itself. */
export function macroAverage(rows: readonly Score[], policy: UndefinedPolicy): Score {
  return averageOf(
    rows,
    rows.map(() => 1),
    policy,
  );
}

/** The mean over types, each weighing as many gold spans as it has. */
export function weightedAverage(rows: readonly (Score & { readonly gold: number })[], policy: UndefinedPolicy): Score {
  return averageOf(
    rows,
    rows.map((row) => row.gold),
    policy,
  );
}

/** A mean with weights. Undefined scores are left out with their weight, or count as 0 or 1. */
export function averageOf(rows: readonly Score[], weights: readonly number[], policy: UndefinedPolicy): Score {
  const mean = (of: keyof Score): number | undefined => {
    let sum = 0;
    let weight = 0;
    for (const [i, row] of rows.entries()) {
      const value = row[of] ?? (policy === "skip" ? undefined : policy === "zero" ? 0 : 1);
      if (value === undefined) continue;
      sum += value * weights[i]!;
      weight += weights[i]!;
    }
    return ratio(sum, weight);
  };
  const fbeta = rows.some((row) => "fbeta" in row) ? { fbeta: mean("fbeta") } : {};
  return { precision: mean("precision"), recall: mean("recall"), f1: mean("f1"), ...fbeta };
}

/** The mean of some values, their standard deviation (of a sample, n − 1), and how many there were. */
export interface Spread {
  readonly mean: number | undefined;
  readonly sd: number | undefined;
  readonly count: number;
}

/** The spread of values that occur so many times each. */
export function spreadOf(values: readonly (readonly [value: number, times: number])[]): Spread {
  const count = values.reduce((sum, [, times]) => sum + times, 0);
  const mean = ratio(
    values.reduce((sum, [value, times]) => sum + value * times, 0),
    count,
  );
  if (mean === undefined) return { mean, sd: undefined, count };
  const squares = values.reduce((sum, [value, times]) => sum + times * ((value - mean) * (value - mean)), 0);
  return { mean, sd: count < 2 ? undefined : Math.sqrt(squares / (count - 1)), count };
}

/** The averages over documents, each document weighing the same. `count` is the number of documents that had a value. */
export interface DocumentAverage {
  readonly precision: Spread;
  readonly recall: Spread;
  readonly f1: Spread;
}

/** The averages over documents that came out so in a scheme; an undefined score is left out, or counts as 0 or 1. */
export function averageDocuments(
  outcomes: readonly DocumentOutcome[],
  policy: UndefinedPolicy,
  rules: ScoreRules,
): DocumentAverage {
  const scored = outcomes.map(({ credit, gold, pred, times }) => ({
    score: creditScore(credit, gold, pred, rules),
    times,
  }));
  const spread = (of: "precision" | "recall" | "f1"): Spread => {
    const times = new Map<number, number>();
    for (const { score, times: n } of scored) {
      const value = score[of] ?? (policy === "skip" ? undefined : policy === "zero" ? 0 : 1);
      if (value !== undefined) times.set(value, (times.get(value) ?? 0) + n);
    }
    // By value, so that neither the order of documents nor what they came in shows in the last digit.
    return spreadOf([...times].sort(([a], [b]) => a - b));
  };
  return { precision: spread("precision"), recall: spread("recall"), f1: spread("f1") };
}

/** The mean of so many fractions, of each of which the whole `bits` and the rest of one, again in such parts, were added up. */
export function meanOfParts(count: number, high: number, low: number, bits: number): number | undefined {
  return ratio(high / bits + low / bits / bits, count);
}

/** How the errors of a type fall into kinds. `missed` and `spurious` are what the account left unlinked. */
export interface KindCounts {
  readonly correct: number;
  readonly type: number;
  readonly boundary: number;
  readonly both: number;
  readonly missed: number;
  readonly spurious: number;
}

/** The kinds of links in a row; wrong types are booked at the gold span's type. */
export function kindCounts(row: RowCounts): KindCounts {
  const correct = countOf(row, "correct");
  const boundary = countOf(row, "boundary");
  const type = countOf(row, "typeGold");
  const both = countOf(row, "bothGold");
  return {
    correct,
    type,
    boundary,
    both,
    missed: countOf(row, "gold") - correct - boundary - type - both,
    spurious: countOf(row, "pred") - correct - boundary - countOf(row, "typePred") - countOf(row, "bothPred"),
  };
}

/**
 * What each kind of error costs: how much higher strict F1 would be, as a fraction, if all errors of the kind were fixed and
 * nothing else changed (after TIDE, Bolya et al. 2020). Undefined where F1 is, before or after.
 */
export type ErrorCosts = { readonly [kind in (typeof errorKinds)[number]]: number | undefined };

/**
 * The costs for the counts of a type, or of all types. A fixed error of type gives its prediction the gold type, a missed
 * mention is predicted, a spurious one is not: so the number of predictions of a type changes, too.
 */
export function errorCosts(row: RowCounts): ErrorCosts {
  const { correct, type, boundary, both, missed, spurious } = kindCounts(row);
  const [gold, pred] = [countOf(row, "gold"), countOf(row, "pred")];
  const f1 = ratio(2 * correct, gold + pred);
  const gain = (fixed: number, more: number) => {
    const after = ratio(2 * (correct + fixed), gold + pred + more);
    return f1 === undefined || after === undefined ? undefined : after - f1;
  };
  return {
    boundary: gain(boundary, 0),
    type: gain(type, type - countOf(row, "typePred")),
    both: gain(both, both - countOf(row, "bothPred")),
    missed: gain(missed, missed),
    spurious: gain(0, -spurious),
  };
}

/** Errors per gold mention: (substitutions + deletions + insertions) / gold, which may exceed 1 (Makhoul et al. 1999). */
export function slotErrorRate(kinds: Omit<KindCounts, "correct">, gold: number): number | undefined {
  const { type, boundary, both, missed, spurious } = kinds;
  return ratio(type + boundary + both + missed + spurious, gold);
}

/** Two labelings of the same tokens: how many tokens, how many labeled alike, and each label's count on either side. */
export interface Labeling {
  readonly tokens: number;
  readonly same: number;
  readonly labels: readonly { readonly gold: number; readonly pred: number }[];
}

/** Agreement beyond chance over labels: Cohen's kappa (1960); undefined where chance alone explains everything. */
export function kappaOf({ tokens, same, labels }: Labeling): number | undefined {
  const chance = labels.reduce((sum, { gold, pred }) => sum + gold * pred, 0);
  return ratio(tokens * same - chance, tokens * tokens - chance);
}

/** The correlation of two labelings, Matthews' for more than two labels (Gorodkin 2004); undefined where one side has one label. */
export function matthewsOf({ tokens, same, labels }: Labeling): number | undefined {
  const sum = (of: (label: { gold: number; pred: number }) => number) =>
    labels.reduce((all, label) => all + of(label), 0);
  const ofGold = tokens * tokens - sum(({ gold }) => gold * gold);
  const ofPred = tokens * tokens - sum(({ pred }) => pred * pred);
  return ratio(tokens * same - sum(({ gold, pred }) => gold * pred), Math.sqrt(ofGold) * Math.sqrt(ofPred));
}

/** The score of FairEval's counts under weights. Undefined where `scoreOf` is. */
export function fairScore(counts: FairCounts, weights: FairWeights): Score {
  const { BES, BEL, BEO } = counts;
  const events: { readonly [kind: string]: number } = { ...counts, BE: BES + BEL + BEO };
  let [tp, fp, fn] = [0, 0, 0];
  for (const [kind, weight] of Object.entries<FairWeight>(weights)) {
    tp += weight.tp * events[kind]!;
    fp += weight.fp * events[kind]!;
    fn += weight.fn * events[kind]!;
  }
  return quotients(tp, tp + fp, tp + fn);
}

/**
 * Precision, recall and F1 as most scorers work them out: two quotients, and the harmonic mean of the two. The last digit
 * of F1 may differ from `scoreOf`'s.
 */
export function quotients(correct: number, pred: number, gold: number): Score {
  const precision = ratio(correct, pred);
  const recall = ratio(correct, gold);
  return { precision, recall, f1: fBeta(precision, recall, 1) };
}

/** The mean of values and their standard deviation, as of a whole population; undefined without values. */
export function meanAndDeviation(values: readonly number[]): { mean: number; deviation: number } | undefined {
  const sum = (terms: readonly number[]) => terms.reduce((total, term) => total + term, 0);
  const mean = ratio(sum(values), values.length);
  if (mean === undefined) return undefined;
  return { mean, deviation: Math.sqrt(sum(values.map((value) => (value - mean) * (value - mean))) / values.length) };
}
