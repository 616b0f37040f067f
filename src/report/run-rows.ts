/** Runs as rows in long form, a value per line, for spreadsheets and statistics programs. */
import type { Run } from "../run/run.ts";
import { partsOfCells } from "../score/confusion-parts.ts";
import type { Results, SchemeScores, SurfaceRow } from "../score/results.ts";
import type { SchemeRow } from "../score/schemes/scheme.ts";
import type { Score } from "../score/scores.ts";
import type { Rows } from "./output-formats.ts";

/**
 * The scores of runs: `run,type,scheme,metric,value,low,high,gold,pred,correct`, fractions unrounded, empty where undefined.
 * `low` and `high` are the ends of the interval, empty where none was drawn. The lines of all types together have an empty
 * `type`; their averages say so in `metric`, as in `f1@macro`.
 */
export function runRows(runs: readonly Run[]): Rows {
  const head = ["run", "type", "scheme", "metric", "value", "low", "high", "gold", "pred", "correct"];
  return [head, ...runs.flatMap(linesOf)];
}

function linesOf({ name, intervals, ...results }: Run): unknown[][] {
  const lines: unknown[][] = [];
  for (const [scheme, scores] of Object.entries<SchemeScores>(results.scores)) {
    const ends = (metric: string) => {
      const { low, high } = intervals?.of.get(`${scheme}:${metric}`) ?? {};
      return [low, high];
    };
    const row = (type: string, { gold, pred, ...score }: SchemeRow, all = false) => {
      const correct = "correct" in score ? score.correct : undefined;
      for (const [metric, value] of metricsOf(score)) {
        const interval = ends(all ? metric : `${metric}[${type}]`);
        lines.push([name, type, scheme, metric, value, ...interval, gold, pred, correct]);
      }
    };
    const average = (kind: string, score: Score) => {
      for (const [metric, value] of metricsOf(score))
        lines.push([name, "", scheme, `${metric}@${kind}`, value, ...ends(`${metric}@${kind}`)]);
    };
    row("", scores.micro, true);
    average("macro", scores.macro);
    average("weighted", scores.weighted);
    if (scores.documents) {
      const { precision, recall, f1 } = scores.documents;
      average("documents", { precision: precision.mean, recall: recall.mean, f1: f1.mean });
    }
    for (const { type, ...score } of scores.types) row(type, score);
  }
  for (const { type = "", gold, pred, correct, ...score } of surfacesOf(results)) {
    for (const [metric, value] of metricsOf(score))
      lines.push([name, type, "surface-set", metric, value, undefined, undefined, gold, pred, correct]);
  }
  return lines;
}

/**
 * The confusion matrix: `run,gold,pred,count,of_gold,of_pred`, a line for every cell that is not 0. An empty `gold` or
 * `pred` is none. `of_gold` is the cell's part of all links with that gold type, `of_pred` of all with that prediction.
 */
export function confusionRows({ name, confusion }: Run): Rows {
  const { types, cells } = confusion;
  const parts = partsOfCells(confusion);
  const lines: unknown[][] = [["run", "gold", "pred", "count", "of_gold", "of_pred"]];
  for (const [at, [i, j, count]] of cells.entries())
    lines.push([name, types[i] ?? "", types[j] ?? "", count, parts[at]!.ofGold, parts[at]!.ofPred]);
  return lines;
}

/** Of all types and of each, where predictions came without offsets. */
function surfacesOf({ surfaceSet }: Results): readonly (SurfaceRow & { readonly type?: string })[] {
  return surfaceSet ? [surfaceSet.micro, ...surfaceSet.types] : [];
}

function metricsOf({ precision, recall, f1, ...rest }: Score): [metric: string, value: number | undefined][] {
  const metrics: [string, number | undefined][] = [
    ["precision", precision],
    ["recall", recall],
    ["f1", f1],
  ];
  return "fbeta" in rest ? [...metrics, ["fbeta", rest.fbeta]] : metrics;
}
