/** Results: a sheet read in every scheme, by type and in averages. */
import { compareText } from "../corpus/span.ts";
import { boundaryKinds } from "../match/boundary.ts";
import type { Confidence } from "./confidence.ts";
import { edgeKinds, type Habit } from "./edges.ts";
import { type KindCounts, kindCounts, type Scheme, schemeCounts, schemes } from "./schemes.ts";
import {
  macroAverage,
  ratio,
  type Score,
  type ScoreRow,
  scoreOf,
  type UndefinedPolicy,
  weightedAverage,
} from "./scores.ts";
import type { Sheet, Unit } from "./sheet.ts";
import { countOf, type Row, totalRow } from "./tally.ts";

/** The scores of one scheme. Types are rows in the order of their names, never keys. */
export interface SchemeScores {
  readonly micro: ScoreRow;
  readonly macro: Score;
  readonly weighted: Score;
  readonly types: readonly (ScoreRow & { readonly type: string })[];
}

/** How far off the edges of one kind are. */
export interface EdgeSummary {
  readonly edge: string;
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

/** Everything that is read off a sheet. */
export interface Results {
  readonly documents: number;
  readonly scores: { readonly [scheme in Scheme]: SchemeScores };
  readonly errors: {
    readonly all: KindCounts;
    readonly types: readonly { readonly type: string; readonly kinds: KindCounts }[];
  };
  readonly boundary: BoundaryCounts & {
    readonly types: readonly (BoundaryCounts & { readonly type: string })[];
    readonly edges: readonly EdgeSummary[];
    readonly habits: readonly Habit[];
  };
  /** The tally of each document in the order of the ids; empty where they were not kept. */
  readonly units: readonly Unit[];
  /** What the scores of predictions are worth, where that was asked for. */
  readonly confidence?: Confidence | undefined;
}

/** How many habits are kept. */
const HABITS = 20;

/** Reads a sheet. */
export function resultsOf(sheet: Sheet, policy: UndefinedPolicy): Results {
  const rows = [...sheet.total].sort(([a], [b]) => compareText(a, b));
  const total = totalRow(sheet.total);
  const each = <T extends object>(read: (row: Row) => T) => rows.map(([type, row]) => ({ type, ...read(row) }));
  const scored = (scheme: Scheme): SchemeScores => {
    const types = each((row) => scoreRow(row, scheme));
    const macro = macroAverage(types, policy);
    return { micro: scoreRow(total, scheme), macro, weighted: weightedAverage(types, policy), types };
  };
  return {
    documents: sheet.documents,
    scores: Object.fromEntries(schemes.map((scheme) => [scheme, scored(scheme)])) as Results["scores"],
    errors: { all: kindCounts(total), types: each((row) => ({ kinds: kindCounts(row) })) },
    boundary: {
      ...boundaryCounts(total),
      types: each(boundaryCounts),
      edges: edgesOf(sheet),
      habits: sheet.edges.habits(HABITS),
    },
    units: [...sheet.units].sort((a, b) => compareText(a.id, b.id)),
  };
}

function scoreRow(row: Row, scheme: Scheme): ScoreRow {
  const counts = schemeCounts(row, scheme);
  return { ...scoreOf(counts), ...counts };
}

function boundaryCounts(row: Row): BoundaryCounts {
  return {
    total: countOf(row, "boundary"),
    kinds: boundaryKinds.map((kind) => ({ kind, count: countOf(row, kind) })),
    split: countOf(row, "split"),
    merged: countOf(row, "merged"),
  };
}

function edgesOf(sheet: Sheet): EdgeSummary[] {
  return edgeKinds.map((edge) => {
    const { characters, tokens } = sheet.edges.distancesOf(edge);
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
