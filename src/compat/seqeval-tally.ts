/** Behind the entities both modes of seqeval are alike: counts by type, three averages, and the accuracy of tags. */
import { ratio, ratioOr } from "../score/scores.ts";
import { type Counts, countRow, TypeCounts } from "./counts.ts";
import { seqevalReport } from "./printed.ts";
import type { ProfileResult, ProfileRow, TokenSpan } from "./profile.ts";

export const SEQEVAL = "seqeval 1.2.2";

/** Adds up documents. Entities come as token spans, in a numbering common to both sides. */
export class SeqevalTally {
  private readonly counts = new TypeCounts();
  private tokens = 0;
  private rightTags = 0;

  /** Adds the tags of a document, as they stand in the file, to the accuracy. */
  addTags(gold: readonly string[], pred: readonly string[]): void {
    this.tokens += gold.length;
    for (const [i, tag] of gold.entries()) if (tag === pred[i]) this.rightTags++;
  }

  /** Adds the entities of a document, of which none stands twice on one side. */
  addEntities(gold: readonly TokenSpan[], pred: readonly TokenSpan[]): void {
    this.counts.addEntities(gold, pred);
  }

  /** The result, its text with `digits` decimals; no text without a type, since then `classification_report` fails. */
  finish(digits: number): ProfileResult {
    const types = this.counts.sorted().map(([type, counts]) => supportRow(type, counts));
    const total = this.counts.total();
    const micro = supportRow("micro avg", total);
    const averages = [micro, macroOf(types, total.gold), weightedOf(types, total.gold)];
    return {
      tables: [
        { name: "seqeval", all: micro, types, averages, figures: [["accuracy", ratio(this.rightTags, this.tokens)]] },
      ],
      ...(types.length > 0 && { text: seqevalReport(types, averages, digits) }),
    };
  }
}

type Scores = Pick<ProfileRow, "precision" | "recall" | "f1">;

function supportRow(name: string, counts: Counts): ProfileRow {
  return countRow(name, counts, [
    ["support", counts.gold],
    ["pred_sum", counts.pred],
    ["tp_sum", counts.correct],
  ]);
}

/** The mean over all types, also those that only predictions use; no mean without types, where seqeval has NaN. */
function macroOf(types: readonly ProfileRow[], support: number): ProfileRow {
  const mean = (of: keyof Scores): number | undefined => ratio(pairwiseSum(types.map((row) => row[of]!)), types.length);
  return averageRow("macro avg", mean, support);
}

/** The mean over types, each weighing as much as it has gold entities; 0 without any. */
function weightedOf(types: readonly ProfileRow[], support: number): ProfileRow {
  const weights = types.map(({ counts }) => counts[0]![1]);
  const mean = (of: keyof Scores): number =>
    ratioOr(pairwiseSum(types.map((row, i) => row[of]! * weights[i]!)), support, 0);
  return averageRow("weighted avg", mean, support);
}

function averageRow(name: string, mean: (of: keyof Scores) => number | undefined, support: number): ProfileRow {
  return { name, precision: mean("precision"), recall: mean("recall"), f1: mean("f1"), counts: [["support", support]] };
}

/** More numbers are summed in two halves. */
const BLOCK = 128;
const LANES = 8;

/** The sum: one after the other below eight numbers, in eight lanes up to 128, and halved beyond. */
export function pairwiseSum(values: readonly number[]): number {
  const { length } = values;
  if (length > BLOCK) {
    const half = length >> 1;
    const cut = half - (half % LANES);
    return pairwiseSum(values.slice(0, cut)) + pairwiseSum(values.slice(cut));
  }
  const inLanes = length - (length % LANES);
  let sum = 0;
  if (inLanes > 0) {
    const lanes = values.slice(0, LANES);
    for (let i = LANES; i < inLanes; i++) lanes[i % LANES]! += values[i]!;
    const [a, b, c, d, e, f, g, h] = lanes as [number, number, number, number, number, number, number, number];
    sum = a + b + (c + d) + (e + f + (g + h));
  }
  for (let i = inLanes; i < length; i++) sum += values[i]!;
  return sum;
}
