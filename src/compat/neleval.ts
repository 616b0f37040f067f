/** neleval 3.1.0: mentions as sets per document, and credit by overlap, as the TAC and LoReHLT evaluations used it. */
import { fMeasure, ratio, ratioOr } from "../score/scores.ts";
import { TypeCounts } from "./counts.ts";
import { type Matrix, type OverlapMode, OverlapTally } from "./neleval-overlap.ts";
import {
  keyOf,
  type Profile,
  type ProfileResult,
  type ProfileRow,
  type ProfileTable,
  type ProfileTally,
  type TokenDocument,
  type TokenSpan,
} from "./profile.ts";

export const neleval: Profile = {
  name: "neleval",
  tool: "neleval 3.1.0 (68f6841), evaluate and evaluate --by-type",
  differs:
    "counts a span listed twice once, except in overlap, where each gets what share of it is covered; leaves types that only predictions use out of rows and averages by type; 0/0 counts as 0",
  start: () => new Neleval(),
};

const overlaps: readonly (readonly [name: string, mode: OverlapMode, typed: boolean])[] = [
  ["overlap-maxmax::span", "max", false],
  ["overlap-maxmax::span+type", "max", true],
  ["overlap-sumsum::span", "sum", false],
  ["overlap-sumsum::span+type", "sum", true],
];

class Neleval implements ProfileTally {
  private readonly typed = new TypeCounts();
  private readonly untyped = new TypeCounts();
  private readonly overlaps = overlaps.map(([, mode, typed]) => new OverlapTally(mode, typed));

  add({ gold, pred }: TokenDocument): void {
    const bare = (spans: readonly TokenSpan[]) => unique(spans.map((span) => ({ ...span, type: "" })));
    this.typed.addEntities(unique(gold), unique(pred));
    this.untyped.addEntities(bare(gold), bare(pred));
    for (const overlap of this.overlaps) overlap.add(gold, pred);
  }

  finish(): ProfileResult {
    const rows = this.typed.sorted().filter(([, { gold }]) => gold > 0);
    const types = rows.map(([type, { gold, pred, correct }]) => matrixRow(type, setMatrix(gold, pred, correct)));
    const sum = { gold: 0, pred: 0, correct: 0 };
    for (const [, { gold, pred, correct }] of rows) {
      sum.gold += gold;
      sum.pred += pred;
      sum.correct += correct;
    }
    const micro = matrixRow("<micro>", setMatrix(sum.gold, sum.pred, sum.correct));
    const all = this.typed.total();
    const untyped = this.untyped.total();
    return {
      tables: [
        {
          ...bareTable("strong_typed_mention_match", setMatrix(all.gold, all.pred, all.correct)),
          types,
          averages: [macroOf(types), micro],
        },
        bareTable("strong_mention_match", setMatrix(untyped.gold, untyped.pred, untyped.correct)),
        ...overlaps.map(([name], i) => bareTable(name, this.overlaps[i]!.matrix())),
      ],
    };
  }
}

/** Each span once. */
function unique(spans: readonly TokenSpan[]): TokenSpan[] {
  return [...new Map(spans.map((span) => [keyOf(span), span])).values()];
}

function setMatrix(gold: number, pred: number, correct: number): Matrix {
  return { ptp: correct, fp: pred - correct, rtp: correct, fn: gold - correct };
}

function matrixRow(name: string, { ptp, fp, rtp, fn }: Matrix): ProfileRow {
  const precision = ratioOr(ptp, ptp + fp, 0);
  const recall = ratioOr(rtp, rtp + fn, 0);
  const counts = [
    ["ptp", ptp],
    ["fp", fp],
    ["rtp", rtp],
    ["fn", fn],
  ] as const;
  return { name, precision, recall, f1: fMeasure(precision, recall), counts };
}

function bareTable(name: string, matrix: Matrix): ProfileTable {
  return { name, all: matrixRow("overall", matrix), types: [], averages: [], figures: [] };
}

/** The mean over types of every column, the counts too; nothing without a type in the gold. */
function macroOf(types: readonly ProfileRow[]): ProfileRow {
  const mean = (of: (row: ProfileRow) => number): number | undefined => {
    let sum = 0;
    for (const row of types) sum += of(row);
    return ratio(sum, types.length);
  };
  const counts = (types[0]?.counts ?? []).map(([name], i) => [name, mean((row) => row.counts[i]![1])!] as const);
  return {
    name: "<macro>",
    precision: mean((row) => row.precision!),
    recall: mean((row) => row.recall!),
    f1: mean((row) => row.f1!),
    counts,
  };
}
