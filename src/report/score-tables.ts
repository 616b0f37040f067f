/** The tables of scores: by type in one scheme, and overall in each. */

import type { Run } from "../run/run.ts";
import { type Metric, printMetric } from "../score/metrics.ts";
import { type Results, type SchemeScores, scoresOf } from "../score/results.ts";
import { type FairRow, hasEvents } from "../score/schemes/fair.ts";
import type { SchemeName } from "../score/schemes/registry.ts";
import type { Score, ScoreRow } from "../score/scores.ts";
import { percent, percents, shortPercent } from "./numbers.ts";
import type { Column, Facts, Table } from "./table.ts";
import { labelBeside } from "./text.ts";
import type { View } from "./view.ts";

function scoreColumns({ beta = 1 }: View): Column[] {
  return ["Precision", "Recall", "F1", ...(beta === 1 ? [] : [`F${beta}`])].map((title) => ({ title, align: "right" }));
}

function scoreCells({ precision, recall, f1, ...rest }: Score, { digits, beta = 1 }: View): string[] {
  const values = [precision, recall, f1, ...(beta === 1 ? [] : [(rest as Score).fbeta])];
  return values.map((value) => percent(value, digits));
}

/** The column of intervals, where there are any; it goes before numbers are cut. */
function intervalColumns({ intervals }: Run, keep: number): Column[] {
  return intervals ? [{ title: `${shortPercent(intervals.level)} CI`, align: "right", keep }] : [];
}

function intervalCells({ intervals }: Run, { digits }: View, scheme: SchemeName, at: Place = {}): string[] {
  if (!intervals) return [];
  const { low, high } = intervals.of.get(printMetric({ scheme, measure: "f1", ...at })) ?? {};
  return [percents(low, high, digits)];
}

/** Where a row stands: all types, an average over them, or one. */
type Place = Pick<Metric, "average" | "type">;

/** A column of counts, and how a row's count is read. Columns with the lowest `keep` go first where there is no room. */
interface CountColumn {
  readonly title: string;
  readonly keep: number;
  readonly of: (row: Score) => number;
}

const spanColumns: readonly CountColumn[] = [
  { title: "Gold", keep: 3, of: (row) => (row as ScoreRow).gold },
  { title: "Pred", keep: 2, of: (row) => (row as ScoreRow).pred },
  { title: "Correct", keep: 1, of: (row) => (row as ScoreRow).correct },
];

/** Half points: without them nobody could check the score against its counts. */
const halfColumn: CountColumn = { title: "Partial", keep: 0, of: (row) => (row as ScoreRow).partial };

const eventsOf = (row: Score) => (row as FairRow).events;
const eventColumns: readonly CountColumn[] = [
  { title: "TP", keep: 6, of: (row) => eventsOf(row).TP },
  { title: "LE", keep: 5, of: (row) => eventsOf(row).LE },
  { title: "BE", keep: 4, of: (row) => eventsOf(row).BES + eventsOf(row).BEL + eventsOf(row).BEO },
  { title: "LBE", keep: 3, of: (row) => eventsOf(row).LBE },
  { title: "FN", keep: 2, of: (row) => eventsOf(row).FN },
  { title: "FP", keep: 1, of: (row) => eventsOf(row).FP },
];

function countColumns(scheme: SchemeName, row: Score): readonly CountColumn[] {
  if (hasEvents(row)) return eventColumns;
  return scheme === "partial" ? [...spanColumns, halfColumn] : spanColumns;
}

/** The first scheme shown, type by type, with its averages. */
export function typeTable(run: Run, view: View): Table {
  const scheme = view.schemes[0]!;
  const { micro, macro, weighted, types }: SchemeScores = scoresOf(run, scheme);
  const counts = countColumns(scheme, micro);
  const names = types.map(({ type }) => type);
  const scored = (name: string, score: Score, at?: Place) => [
    ...[name, ...scoreCells(score, view)],
    ...intervalCells(run, view, scheme, at),
  ];
  const row = (name: string, score: Score, at?: Place) => ({
    cells: [...scored(name, score, at), ...counts.map(({ of }) => String(of(score)))],
  });
  const mean = (average: "macro" | "weighted", score: Score) => ({
    cells: [...scored(labelBeside(average, names), score, { average }), ...counts.map(() => "")],
  });
  return {
    columns: [
      { title: scheme === "strict" ? "Type" : `Type (${scheme})`, align: "left" },
      ...scoreColumns(view),
      ...intervalColumns(run, 7),
      ...counts.map(({ title, keep }): Column => ({ title, align: "right", keep })),
    ],
    rows: [
      { ...row(labelBeside("ALL", names), micro), strong: true },
      ...types.map((score) => row(score.type, score, score)),
      ...(types.length > 1 ? [mean("macro", macro), mean("weighted", weighted)] : []),
    ],
  };
}

/** What must be known to check that table by hand: averages that leave types out, pairs that count at two types. */
export function typeNotes(run: Run, { schemes }: View): (readonly Facts[])[] {
  const scheme = schemes[0]!;
  const { types }: SchemeScores = scoresOf(run, scheme);
  const notes: Facts[] = [];
  const averages = (["precision", "recall"] as const).flatMap((score) => {
    const defined = types.filter((row) => row[score] !== undefined).length;
    return defined < types.length ? [`${score} over ${defined} of ${types.length} types`] : [];
  });
  if (averages.length > 0 && types.length > 1 && run.signature.undefined === "skip")
    notes.push({ label: "Averages", facts: averages });
  const mixed = types.some(
    (row) => hasCounts(row) && (row.correct !== row.system.correct || row.partial !== row.system.partial),
  );
  if (mixed)
    notes.push({ label: "Mixed pairs", facts: ["counted at the gold type", "for precision at the predicted type"] });
  return notes.length > 0 ? [notes] : [];
}

/** Whether a row has counts of pairs. */
function hasCounts(row: Score): row is ScoreRow {
  return "system" in row;
}

/** All schemes shown, over all types. FairEval's events are no counts of spans and stand elsewhere. */
export function schemeTable(run: Run, view: View): Table {
  const titles = ["COR", "INC", "PAR", "MIS", "SPU"];
  return {
    columns: [
      { title: "Scheme", align: "left" },
      ...scoreColumns(view),
      ...intervalColumns(run, 0),
      ...titles.map((title, i): Column => ({ title, align: "right", keep: 5 - i })),
    ],
    rows: view.schemes.map((scheme) => {
      const { micro }: SchemeScores = scoresOf(run, scheme);
      const cells = [scheme, ...scoreCells(micro, view), ...intervalCells(run, view, scheme)];
      if (!hasCounts(micro)) return { cells: [...cells, ...titles.map(() => "")] };
      const { correct, incorrect, partial, missed, spurious } = micro;
      return { cells: [...cells, ...[correct, incorrect, partial, missed, spurious].map(String)] };
    }),
  };
}

/** Nested mentions apart from others, where there are any. */
export function nestingBlocks({ nesting }: Results, view: View): Table[] {
  const nested = nesting.find(({ mentions }) => mentions === "nested")!;
  if (nested.gold + nested.pred === 0) return [];
  const plain: View = { ...view, beta: 1 };
  return [
    {
      columns: [
        { title: "Nesting (strict)", align: "left" },
        ...scoreColumns(plain),
        ...spanColumns.map(({ title, keep }): Column => ({ title, align: "right", keep })),
      ],
      rows: nesting.map(({ mentions, gold, pred, correct, ...score }) => ({
        cells: [mentions, ...scoreCells(score, plain), ...[gold, pred, correct].map(String)],
      })),
    },
  ];
}
