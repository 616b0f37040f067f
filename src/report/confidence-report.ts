/** Confidence as blocks of a report: what scores are worth by type, what a threshold buys, and how far to believe them. */

import type { AlignmentCounts } from "../align/align.ts";
import { counted, grouped } from "../messages/words.ts";
import type { Calibration } from "../score/calibration.ts";
import type { Confidence, ConfidenceRow } from "../score/confidence.ts";
import { type CurvePoint, pointsByRecall } from "../score/curve.ts";
import { percent, shortestBetween } from "./numbers.ts";
import type { Column, Facts, Table } from "./table.ts";
import { labelBeside } from "./text.ts";

/** The blocks; one that says so where no prediction has a score. */
export function confidenceBlocks(confidence: Confidence, digits: number): (Table | readonly Facts[])[] {
  const { all, types } = confidence;
  if (all.scored === 0) return [confidenceFacts(confidence)];
  return [
    confidenceFacts(confidence),
    typeTable(all, types, digits),
    curveTable(all, digits),
    ...(all.calibration ? [reliabilityTable(all.calibration, digits)] : []),
  ];
}

/** What thresholds left out, by type; nothing where there were none. */
export function thresholdFacts({ belowThreshold, unscored = 0 }: AlignmentCounts): Facts[] {
  if (!belowThreshold) return [];
  const kept = unscored > 0 ? [`${grouped(unscored)} without a score kept`] : [];
  const below = belowThreshold.map(({ type, count }) => `${type} ${grouped(count)}`);
  return [{ label: "Below threshold", facts: [...(below.length > 0 ? below : ["none"]), ...kept] }];
}

function confidenceFacts({ all, range }: Confidence): Facts[] {
  const { pred, scored, calibration } = all;
  if (range === undefined) return [{ label: "Confidence", facts: ["no prediction has a score"] }];
  const facts = ["strict matching", `${grouped(scored)} of ${counted(pred, "prediction")} scored`];
  if (scored < pred) facts.push("those without a score rank last");
  facts.push("thresholds: highest F1, chosen on this data");
  const { lowest, highest } = range;
  if (!calibration) facts.push(`no ECE: scores from ${lowest} to ${highest} are not within 0 and 1`);
  return [{ label: "Confidence", facts }];
}

const right = (title: string, keep?: number): Column => ({
  title,
  align: "right",
  ...(keep === undefined ? {} : { keep }),
});

function typeTable(all: ConfidenceRow, types: readonly (ConfidenceRow & { type: string })[], digits: number): Table {
  const cells = (name: string, { averagePrecision, calibration, best, curve, scored }: ConfidenceRow) => [
    name,
    percent(averagePrecision, digits),
    percent(calibration?.error, digits),
    thresholdOf(best, curve),
    ...[best?.precision, best?.recall, best?.f1].map((value) => percent(value, digits)),
    String(scored),
  ];
  return {
    columns: [
      { title: "Type", align: "left" },
      right("AP"),
      right("ECE"),
      right("Threshold"),
      right("Precision", 2),
      right("Recall", 2),
      right("F1", 2),
      right("Scored", 1),
    ],
    rows: [
      {
        cells: cells(
          labelBeside(
            "ALL",
            types.map(({ type }) => type),
          ),
          all,
        ),
        strong: true,
      },
      ...types.map((row) => ({ cells: cells(row.type, row) })),
    ],
  };
}

/** What each level of recall costs: the most precise point that reaches it. */
function curveTable({ curve }: ConfidenceRow, digits: number): Table {
  return {
    columns: [
      { title: "Recall ≥", align: "left" },
      right("Threshold"),
      right("Precision"),
      right("Recall"),
      right("F1", 3),
      right("Pred", 2),
      right("Correct", 1),
    ],
    rows: pointsByRecall(curve).map(({ recall, point }) => ({
      cells: [
        percent(recall, 0),
        thresholdOf(point, curve),
        ...[point.precision, point.recall, point.f1].map((value) => percent(value, digits)),
        String(point.pred),
        String(point.correct),
      ],
    })),
  };
}

function reliabilityTable({ bins }: Calibration, digits: number): Table {
  const filled = bins.filter(({ pred }) => pred > 0);
  return {
    columns: [
      { title: "Scores", align: "left" },
      right("Pred"),
      right("Correct", 1),
      right("Mean score"),
      right("Precision"),
    ],
    rows: filled.map(({ low, high, pred, correct, meanScore, precision }) => ({
      cells: [
        `${low === 0 ? "[" : "("}${low}, ${high}]`,
        String(pred),
        String(correct),
        percent(meanScore, digits),
        percent(precision, digits),
      ],
    })),
  };
}

/** The point's threshold in as few digits as tell it from the next lower score; `none` where all predictions count. */
function thresholdOf(point: CurvePoint | undefined, curve: readonly CurvePoint[]): string {
  if (point === undefined) return "–";
  if (point.threshold === undefined) return "none";
  return shortestBetween(curve[curve.indexOf(point) + 1]?.threshold, point.threshold);
}
