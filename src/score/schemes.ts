/**
 * Schemes: readings of a tally as counts. Four are those of SemEval-2013 task 9 (Segura-Bedmar et al. 2013);
 * `overlap@X` counts pairs of one type whose intersection over union reaches X; `token` and `character` count what
 * spans cover.
 */
import { type Counter, type Counts, columnOf, countOf, overlapColumns, overlapCounts } from "./tally.ts";

/** The schemes of SemEval-2013, strictest first. */
export const schemes = ["strict", "exact", "partial", "type"] as const;
export type Scheme = (typeof schemes)[number];

/** The schemes that count tokens, and characters in UTF-16 code units, instead of mentions. */
export const coverageSchemes = ["token", "character"] as const;
export type CoverageScheme = (typeof coverageSchemes)[number];

/**
 * The counts of a scheme for one type or for all, in the terms of MUC-5 (Chinchor & Sundheim 1993).
 * `gold` = correct + incorrect + partial + missed is the number of gold spans, `pred` the number of predicted
 * ones. Correct, incorrect and partial are booked at the gold span's type; `system` has them booked at the predicted
 * span's type, so that system.correct + system.incorrect + system.partial + spurious = pred for every type.
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

/** Where a row has a scheme's correct pairs and all its pairs, on either side. */
interface Columns {
  readonly correct: readonly [gold: number, pred: number];
  readonly pairs: readonly [gold: number, pred: number];
  /** Whether a pair that is not correct earns half a point. */
  readonly half: boolean;
}

const both = (gold: Counter, pred: Counter) => [columnOf(gold), columnOf(pred)] as const;
const extentPairs = both("extentPairGold", "extentPairPred");
const [GOLD, PRED] = both("gold", "pred");
const columns: { readonly [scheme in Scheme]: Columns } = {
  /** Correct: same extent, same type. */
  strict: { correct: both("extentExact", "extentExact"), pairs: extentPairs, half: false },
  /** Correct: same extent. */
  exact: { correct: both("extentSameGold", "extentSamePred"), pairs: extentPairs, half: false },
  /** Correct: same extent; partial: any overlap. */
  partial: { correct: both("extentSameGold", "extentSamePred"), pairs: extentPairs, half: true },
  /** Correct: any overlap, same type. */
  type: { correct: both("typedSame", "typedSame"), pairs: both("typedPairGold", "typedPairPred"), half: false },
};

/** The counts of a scheme in a row of a tally. */
export function schemeCounts(row: Counts, scheme: Scheme): SchemeCounts {
  const { correct, pairs, half } = columns[scheme];
  const ofGold = row[correct[0]]!;
  const ofPred = row[correct[1]]!;
  const restOfGold = row[pairs[0]]! - ofGold;
  const restOfPred = row[pairs[1]]! - ofPred;
  const gold = row[GOLD]!;
  const pred = row[PRED]!;
  return {
    correct: ofGold,
    incorrect: half ? 0 : restOfGold,
    partial: half ? restOfGold : 0,
    missed: gold - row[pairs[0]]!,
    spurious: pred - row[pairs[1]]!,
    gold,
    pred,
    system: { correct: ofPred, incorrect: half ? 0 : restOfPred, partial: half ? restOfPred : 0 },
  };
}

/** The schemes of FairEval: every error weighs one (`fair`), or by its kind (`fair-weighted`). */
export const fairSchemes = ["fair", "fair-weighted"] as const;
export type FairScheme = (typeof fairSchemes)[number];

/** Whether a scheme is one of FairEval's. */
export function isFair(name: SchemeName): name is FairScheme {
  return name === "fair" || name === "fair-weighted";
}

/** The schemes in which spans are paired, or what they cover is counted. */
export type SpanScheme = Scheme | CoverageScheme | `overlap@${number}`;

/** Every scheme there is. */
export type SchemeName = SpanScheme | FairScheme;

/** The schemes that have a name of their own; `overlap@X` is one for every threshold. */
export const schemeNames: readonly SchemeName[] = [...schemes, ...fairSchemes, ...coverageSchemes];

/** Whether this is the name of a scheme. */
export function isScheme(name: string): name is SchemeName {
  const threshold = Number(/^overlap@(\d*\.?\d+)$/.exec(name)?.[1]);
  return (schemeNames as readonly string[]).includes(name) || (threshold > 0 && threshold <= 1);
}

/** All schemes, with those of these thresholds of overlap. */
export function spanSchemes(overlaps: readonly number[]): SpanScheme[] {
  return [...schemes, ...overlaps.map((threshold): SpanScheme => `overlap@${threshold}`), ...coverageSchemes];
}

/** The counts of any scheme in a row of a tally that was made with these thresholds of overlap. */
export function countsIn(row: Counts, name: SpanScheme, overlaps: readonly number[]): SchemeCounts {
  return counting(name, overlaps)(row);
}

/** How a scheme counts in rows of tallies that were made with these thresholds of overlap. */
export function counting(name: SpanScheme, overlaps: readonly number[]): (row: Counts) => SchemeCounts {
  if (name === "token" || name === "character") return (row) => coverageCounts(row, name);
  if (!name.startsWith("overlap@")) return (row) => schemeCounts(row, name as Scheme);
  const position = positionOf(name, overlaps);
  return (row) => overlapSchemeCounts(row, position);
}

/** The counts of `overlap@X` in a row, for the threshold at a position. */
export function overlapSchemeCounts(row: Counts, position: number): SchemeCounts {
  const { same, pairGold, pairPred } = overlapCounts(row, position);
  const gold = countOf(row, "gold");
  const pred = countOf(row, "pred");
  return {
    correct: same,
    incorrect: pairGold - same,
    partial: 0,
    missed: gold - pairGold,
    spurious: pred - pairPred,
    gold,
    pred,
    system: { correct: same, incorrect: pairPred - same, partial: 0 },
  };
}

const covered = {
  token: [...both("tokenGold", "tokenPred"), columnOf("tokenBoth")],
  character: [...both("characterGold", "characterPred"), columnOf("characterBoth")],
} as const;

/** The counts of tokens or characters in a row: what both sides cover with the type is correct, the rest missed or spurious. */
export function coverageCounts(row: Counts, scheme: CoverageScheme): SchemeCounts {
  const [ofGold, ofPred, shared] = covered[scheme];
  const gold = row[ofGold]!;
  const pred = row[ofPred]!;
  const correct = row[shared]!;
  return {
    correct,
    incorrect: 0,
    partial: 0,
    missed: gold - correct,
    spurious: pred - correct,
    gold,
    pred,
    system: { correct, incorrect: 0, partial: 0 },
  };
}

/**
 * Where a row over all types holds what a scheme's scores are read off: a correct pair earns one, and a pair that is not
 * earns a half where `pairs` is given. Over all types both bookings of a pair agree.
 */
export interface CreditColumns {
  readonly correct: number;
  readonly pairs: number | undefined;
  readonly gold: number;
  readonly pred: number;
}

/** The columns of any scheme in a row of a tally that was made with these thresholds of overlap. */
export function creditIn(name: SpanScheme, overlaps: readonly number[]): CreditColumns {
  if (name === "token" || name === "character") {
    const [gold, pred, correct] = covered[name];
    return { correct, pairs: undefined, gold, pred };
  }
  const mentions = { gold: GOLD, pred: PRED };
  if (name.startsWith("overlap@"))
    return { correct: overlapColumns(positionOf(name, overlaps)).same, pairs: undefined, ...mentions };
  const { correct, pairs, half } = columns[name as Scheme];
  return { correct: correct[0], pairs: half ? pairs[0] : undefined, ...mentions };
}

function positionOf(name: SpanScheme, overlaps: readonly number[]): number {
  return overlaps.indexOf(Number(name.slice("overlap@".length)));
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
export function kindCounts(row: Counts): KindCounts {
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
