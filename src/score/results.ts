/** Results: the counts of a run read in every scheme, by type and in averages. */
import { compareText } from "../corpus/span.ts";
import type { Row } from "../count/cells.ts";
import type { Collections } from "../count/collectors.ts";
import type { Confusion } from "../count/confusion.ts";
import type { Counts } from "../count/counts.ts";
import { type EdgeKind, edgeKinds } from "../count/edges.ts";
import type { FairBooking } from "../count/fair.ts";
import type { Habit } from "../count/habits.ts";
import { type NestingClass, nestingClasses } from "../count/nesting.ts";
import type { SurfaceCounts } from "../count/surface-set.ts";
import { countOf, totalRow } from "../count/tally.ts";
import type { Units } from "../count/units.ts";
import { boundaryKinds } from "../match/boundary.ts";
import type { Confidence } from "./confidence.ts";
import { type FairRules, plainFairRules } from "./fair-weights.ts";
import { type KnownScheme, type SchemeName, schemesWith } from "./schemes/registry.ts";
import type { Scheme, SchemeRow } from "./schemes/scheme.ts";
import {
  averageDocuments,
  type DocumentAverage,
  type ErrorCosts,
  errorCosts,
  type KindCounts,
  kappaOf,
  kindCounts,
  macroAverage,
  matthewsOf,
  plainRules,
  plainScore,
  ratio,
  type Score,
  type ScoreRow,
  type ScoreRules,
  slotErrorRate,
  type UndefinedPolicy,
  weightedAverage,
} from "./scores.ts";

/** The scores of a scheme. Types are rows in the order of their names, never keys. */
export interface SchemeScores<R extends SchemeRow = SchemeRow> {
  readonly micro: R;
  readonly macro: Score;
  /** Each type weighing as many gold spans, or what else the scheme counts, as it has. */
  readonly weighted: Score;
  /** The mean over documents, each with its spread; only of schemes that score by credit. */
  readonly documents?: DocumentAverage | undefined;
  readonly types: readonly (R & { readonly type: string })[];
}

/** The scores of a scheme of the registry. */
type ScoresOf<S> =
  S extends Scheme<infer R>
    ? SchemeScores<R> & (R extends ScoreRow ? { readonly documents: DocumentAverage } : object)
    : never;

/** How far off the edges of one kind are. */
export interface EdgeSummary {
  readonly edge: EdgeKind;
  /** Edges off this way, those of spans with both edges off included. */
  readonly count: number;
  readonly characters: Distances;
  readonly tokens: Distances;
}

/** Distances: their mean, the largest, and how often each occurs, by rising distance. */
export interface Distances {
  readonly mean: number | undefined;
  readonly max: number | undefined;
  readonly histogram: readonly (readonly [distance: number, count: number])[];
}

/** The boundary errors of a run, or of a type: spans of the right type with the wrong extent. */
export interface BoundaryCounts {
  readonly total: number;
  /** Each error in exactly one. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  /** Gold spans found in several pieces, and predictions that run several gold spans together. */
  readonly split: number;
  readonly merged: number;
}

/** FairEval: where errors of type are counted, and how often its bookkeeping lets one span be in several events. */
export interface FairResults {
  /** At the gold type, or at the predicted one. */
  readonly booking: FairBooking;
  readonly repeated: { readonly gold: number; readonly pred: number };
}

/** The scores of one type or of all, and the numbers of different strings behind them. */
export interface SurfaceRow extends Score {
  readonly correct: number;
  readonly gold: number;
  readonly pred: number;
}

/** The scores of a run: over all types, and by type in the order of the names. */
export interface SurfaceScores {
  readonly micro: SurfaceRow;
  readonly types: readonly (SurfaceRow & { readonly type: string })[];
}

/** Everything that is read off the counts of a run. */
export interface Results {
  readonly documents: number;
  /** Every scheme that was counted; `overlap@X` only for the thresholds asked for. */
  readonly scores: { readonly [S in KnownScheme as S["name"]]: ScoresOf<S> };
  readonly fair: FairResults;
  readonly errors: {
    readonly all: KindCounts;
    /** What fixing all errors of a kind would add to strict F1. */
    readonly cost: ErrorCosts;
    /** `cost` of a type is what its own F1 would gain. */
    readonly types: readonly { readonly type: string; readonly kinds: KindCounts; readonly cost: ErrorCosts }[];
    /** Errors per gold mention (Makhoul et al. 1999); it may exceed 1. */
    readonly slotErrorRate: number | undefined;
  };
  /** Strict scores of mentions that are nested and of those that are not (Rojas et al. 2022). */
  readonly nesting: readonly NestingScores[];
  /** Gold types against predicted types, from the ledger. */
  readonly confusion: Confusion;
  /** Agreement on tokens: of IOB2 tags, of labels (types or none), and of labels beyond chance. */
  readonly tokens: TokenAgreement;
  readonly boundary: BoundaryCounts & {
    readonly types: readonly (BoundaryCounts & { readonly type: string })[];
    readonly edges: readonly EdgeSummary[];
    readonly habits: readonly Habit[];
  };
  /** The tally of each document; empty where they were not kept. */
  readonly units: Units;
  /** Every boundary error in the words of the texts; `boundary` has the most frequent ones only. */
  readonly habits: readonly Habit[];
  /** The thresholds of `overlap@X`, in the order of the counters of units. */
  readonly overlaps: readonly number[];
  /** What the scores of predictions are worth, where that was asked for. */
  readonly confidence?: Confidence | undefined;
  /** The scores of the strings that were predicted and are in the gold, where predictions came without offsets. */
  readonly surfaceSet?: SurfaceScores | undefined;
}

/** The strict scores of one class of mentions, or of whole nestings. */
export interface NestingScores extends Score {
  readonly mentions: NestingClass;
  readonly correct: number;
  readonly gold: number;
  readonly pred: number;
}

/** How far both sides agree on tokens. */
export interface TokenAgreement {
  readonly count: number;
  /** The share of tokens with the same IOB2 tag, conlleval's accuracy. */
  readonly accuracy: number | undefined;
  readonly kappa: number | undefined;
  readonly matthews: number | undefined;
}

/** How many habits are kept. */
const HABITS = 20;

/** How many mentions each side has in the strict scheme, how many are the same, and how F1 of such counts is printed. */
export function strictCounts({ scores }: Pick<Results, "scores">) {
  const { gold, pred, correct } = scores.strict.micro;
  const printF1 = (counts: { gold: number; pred: number; correct: number }) => {
    const { f1 } = plainScore(counts.correct, counts.gold, counts.pred);
    return f1 === undefined ? "undefined" : (100 * f1).toFixed(2);
  };
  return { gold, pred, correct, printF1 };
}

/** Reads the counts. Schemes are left out that read counters which it `lacks`, since what it was made from did not count them. */
export function resultsOf(
  counts: Counts,
  policy: UndefinedPolicy,
  rules: ScoreRules = plainRules,
  fairRules: FairRules = plainFairRules,
  lacks: readonly string[] = [],
): Results {
  const tally = counts.total;
  const rows = [...tally].sort(([a], [b]) => compareText(a, b));
  const total = totalRow(tally);
  const each = <T extends object>(read: (row: Row) => T) => rows.map(([type, row]) => ({ type, ...read(row) }));
  const schemeRules = { rules, fair: fairRules };
  const scored = ({ row, credit }: Scheme): SchemeScores => {
    const types = each((one) => row(one, schemeRules));
    return {
      micro: row(total, schemeRules),
      macro: macroAverage(types, policy),
      weighted: weightedAverage(types, policy),
      ...(credit && { documents: averageDocuments(counts.outcomesOf(credit), policy, rules) }),
      types,
    };
  };
  const kinds = kindCounts(total);
  const habits = counts.edges.habits.list();
  return {
    documents: counts.documents,
    scores: Object.fromEntries(
      schemesWith(counts.overlaps)
        .filter(({ counters }) => !counters.some((counter) => lacks.includes(counter)))
        .map((scheme) => [scheme.name, scored(scheme)]),
    ) as unknown as Results["scores"],
    fair: { booking: fairRules.booking, repeated: { ...counts.repeated } },
    errors: {
      all: kinds,
      cost: errorCosts(total),
      types: each((row) => ({ kinds: kindCounts(row), cost: errorCosts(row) })),
      slotErrorRate: slotErrorRate(kinds, countOf(total, "gold")),
    },
    boundary: {
      ...boundaryCounts(total),
      types: each(boundaryCounts),
      edges: edgesOf(counts),
      habits: habits.slice(0, HABITS),
    },
    nesting: nestingClasses.map((mentions) => {
      const { correct, gold, pred } = counts.nesting.of(mentions);
      return { mentions, ...plainScore(correct, gold, pred), correct, gold, pred };
    }),
    confusion: counts.confusion.matrix(),
    tokens: tokenAgreement(
      counts,
      total,
      rows.map(([, row]) => row),
    ),
    overlaps: counts.overlaps,
    units: lacks.length > 0 ? { ...counts.units(), lacks } : counts.units(),
    habits,
  };
}

/** Reads all but confidences. Strings are only scored where predictions came without offsets: where some were placed. */
export function readCollected(
  { surfaceSet, confidence: _, ...others }: Collections,
  { grounding }: { readonly grounding?: object | undefined },
): Omit<Collections, "surfaceSet" | "confidence"> & { readonly surfaceSet?: SurfaceScores } {
  return { ...(surfaceSet && grounding && { surfaceSet: surfaceScores(surfaceSet) }), ...others };
}

/**
 * The scores of a scheme.
 *
 * @throws Error where it was not counted.
 */
export function scoresOf<N extends SchemeName>({ scores }: Results, name: N): Results["scores"][N] {
  const found = scores[name];
  if (!found) throw new Error(`${name} was not counted`);
  return found;
}

function tokenAgreement({ tokens }: Counts, total: Row, rows: readonly Row[]): TokenAgreement {
  const { all, labelsSame, tagsSame } = tokens;
  const outside = { gold: all - countOf(total, "labelGold"), pred: all - countOf(total, "labelPred") };
  const labels = rows.map((row) => ({ gold: countOf(row, "labelGold"), pred: countOf(row, "labelPred") }));
  const labeling = { tokens: all, same: labelsSame, labels: [...labels, outside] };
  return {
    count: all,
    accuracy: ratio(tagsSame, all),
    kappa: kappaOf(labeling),
    matthews: matthewsOf(labeling),
  };
}

function boundaryCounts(row: Row): BoundaryCounts {
  return {
    total: countOf(row, "boundary"),
    kinds: boundaryKinds.map((kind) => ({ kind, count: countOf(row, kind) })),
    split: countOf(row, "split"),
    merged: countOf(row, "merged"),
  };
}

function edgesOf(counts: Counts): EdgeSummary[] {
  return edgeKinds.map((edge) => {
    const { characters, tokens } = counts.edges.distancesOf(edge);
    const count = [...characters.values()].reduce((sum, n) => sum + n, 0);
    return { edge, count, characters: summarize(characters), tokens: summarize(tokens) };
  });
}

function summarize(distances: ReadonlyMap<number, number>): Distances {
  const histogram = [...distances].sort(([a], [b]) => a - b);
  const sum = histogram.reduce((total, [distance, count]) => total + distance * count, 0);
  const edges = histogram.reduce((total, [, count]) => total + count, 0);
  return { mean: ratio(sum, edges), max: histogram.at(-1)?.[0], histogram };
}

function surfaceScores(types: readonly SurfaceCounts[]): SurfaceScores {
  const row = ({ correct, gold, pred }: Omit<SurfaceCounts, "type">): SurfaceRow => ({
    ...plainScore(correct, gold, pred),
    ...{ correct, gold, pred },
  });
  const all = { correct: 0, gold: 0, pred: 0 };
  for (const counts of types) for (const name of ["correct", "gold", "pred"] as const) all[name] += counts[name];
  return { micro: row(all), types: types.map((counts) => ({ type: counts.type, ...row(counts) })) };
}
