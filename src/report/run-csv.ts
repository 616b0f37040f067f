/** Runs as CSV or TSV in long form, a value per line, for spreadsheets and statistics programs. */
import { normalize } from "../score/confusion.ts";
import type { Score, ScoreRow } from "../score/scores.ts";
import { type Delimiter, delimited } from "./render/delimited.ts";
import type { Run } from "./run.ts";

/**
 * The scores of runs: `run,type,scheme,metric,value,gold,pred,correct`, fractions unrounded, empty where undefined.
 * The lines of all types together have an empty `type`; their averages say so in `metric`, as in `f1@macro`.
 */
export function runCsv(runs: readonly Run[], delimiter: Delimiter = ","): string {
  const head = ["run", "type", "scheme", "metric", "value", "gold", "pred", "correct"];
  return delimited([head, ...runs.flatMap(linesOf)], head.length, delimiter);
}

function linesOf({ name, results }: Run): unknown[][] {
  const lines: unknown[][] = [];
  for (const [scheme, scores] of Object.entries(results.scores)) {
    const row = (type: string, { possible, actual, correct, ...score }: ScoreRow) => {
      for (const [metric, value] of metricsOf(score))
        lines.push([name, type, scheme, metric, value, possible, actual, correct]);
    };
    const average = (kind: string, score: Score) => {
      for (const [metric, value] of metricsOf(score)) lines.push([name, "", scheme, `${metric}@${kind}`, value]);
    };
    row("", scores.micro);
    average("macro", scores.macro);
    average("weighted", scores.weighted);
    const { precision, recall, f1 } = scores.documents;
    average("documents", { precision: precision.mean, recall: recall.mean, f1: f1.mean });
    for (const { type, ...score } of scores.types) row(type, score);
  }
  return lines;
}

/**
 * The confusion matrix: `run,gold,pred,count,of_gold,of_pred`, a line for every cell that is not 0. An empty `gold` or
 * `pred` is none. `of_gold` is the cell's part of all links with that gold type, `of_pred` of all with that prediction.
 */
export function confusionCsv({ name, results }: Run, delimiter: Delimiter = ","): string {
  const { types, counts } = results.confusion;
  const ofGold = normalize(results.confusion, "gold");
  const ofPred = normalize(results.confusion, "pred");
  const lines: unknown[][] = [["run", "gold", "pred", "count", "of_gold", "of_pred"]];
  for (const [i, row] of counts.entries()) {
    for (const [j, count] of row.entries()) {
      if (count > 0) lines.push([name, types[i] ?? "", types[j] ?? "", count, ofGold[i]![j], ofPred[i]![j]]);
    }
  }
  return delimited(lines, 6, delimiter);
}

function metricsOf({ precision, recall, f1, ...rest }: Score): [metric: string, value: number | undefined][] {
  const metrics: [string, number | undefined][] = [
    ["precision", precision],
    ["recall", recall],
    ["f1", f1],
  ];
  return "fbeta" in rest ? [...metrics, ["fbeta", rest.fbeta]] : metrics;
}
