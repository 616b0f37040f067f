/** Figures: numbers of runs, looked up, put into words, and held against each other. */
import { NerEvalError } from "../../corpus/error.ts";
import { fbetaMissing, schemeMissing } from "../../messages/tables.ts";
import { rulesIn } from "../../run/rules.ts";
import type { Run } from "../../run/run.ts";
import { type Measure, MetricReader, printMetric, type ScoreMetric, unitsFor } from "../../score/metrics.ts";
import { type Results, type SchemeScores, scoresOf } from "../../score/results.ts";
import { hasEvents } from "../../score/schemes/fair.ts";
import type { SchemeName } from "../../score/schemes/registry.ts";
import type { SchemeRow } from "../../score/schemes/scheme.ts";
import type { Interval } from "../../stats/interval.ts";
import { observe } from "../../stats/resample.ts";
import { type Count, isMeasure, keyOf, type Wanted } from "../columns.ts";
import { bestOf, percent } from "../numbers.ts";
import { type Cell, type Column, type Figure, figureOf } from "../table.ts";
import type { Asked } from "./asked.ts";
import type { TableRequest } from "./request.ts";

/** Where a number is looked up: what the row, or the table, has to say of it. */
export interface Place extends Partial<Pick<Wanted, "average" | "type">> {
  readonly run: Run;
  readonly scheme: SchemeName;
}

/** The ends of an interval. */
type Bounds = Pick<Interval, "low" | "high">;

/** A number with what is known of where it would come out on other data. */
interface Found {
  readonly value: number | undefined;
  readonly bounds: Bounds | undefined;
}

/** What is tabulated, and how. */
export interface Frame {
  readonly runs: readonly Run[];
  readonly request: TableRequest;
}

/** The cell of a column at a place. */
export function cellAt(place: Place, { first, second, interval }: Asked, frame: Frame): Figure {
  const { request } = frame;
  const { digits } = request;
  const one = numberAt(place, first);
  const other = second && numberAt(place, second);
  const values = [...valuesOf(one, first, frame), ...(other && second ? valuesOf(other, second, frame) : [])];
  if (interval === "alone") return { text: bracketed(one.bounds, digits), values: [one.bounds?.low, one.bounds?.high] };
  return {
    text: shown(one, first, digits),
    also: other && { text: shown(other, second!, digits) },
    interval: interval ? bracketed(one.bounds, digits) : other ? undefined : intervalBeside(one, request),
    values,
  };
}

/** Whether a number may have an interval: a score has one, where any run has intervals. */
function isBounded({ measure, average }: Wanted, { runs }: Frame): boolean {
  return isMeasure(measure) && average !== "documents" && runs.some(({ intervals }) => intervals);
}

function valuesOf({ value, bounds }: Found, wanted: Wanted, frame: Frame): (number | undefined)[] {
  return isBounded(wanted, frame) ? [value, bounds?.low, bounds?.high] : [value];
}

/** The column itself. */
export function columnFor({ first, second, interval }: Asked, frame: Frame, keep?: number): Column {
  const { runs } = frame;
  const beta = betaOf(runs, [first, second]);
  const keys = (wanted: Wanted) => {
    const key = keyOf(wanted);
    return isBounded(wanted, frame) ? [key, `${key}_low`, `${key}_high`] : [key];
  };
  const kept = keep === undefined ? {} : { keep };
  if (interval === "alone") {
    const level = runs.find(({ intervals }) => intervals)?.intervals?.level;
    const title = level === undefined ? "CI" : `${Number((100 * level).toFixed(2))}% CI`;
    return { title, align: "right", keys: [`${keyOf(first)}_low`, `${keyOf(first)}_high`], ...kept };
  }
  const titles = [first, ...(second ? [second] : [])].map((wanted) => titleOf(wanted, beta));
  return {
    ...{ title: titles.join(" / "), align: "right", keys: [...keys(first), ...(second ? keys(second) : [])] },
    ...kept,
  };
}

const names: { readonly [measure in Measure | Count]: string } = {
  ...{ precision: "Precision", recall: "Recall", f1: "F1", fbeta: "F-beta" },
  ...{ gold: "Gold", pred: "Pred", correct: "Correct", incorrect: "Incorrect", par: "Partial" },
  ...{ missed: "Missed", spurious: "Spurious" },
  ...{ TP: "TP", LE: "LE", BE: "BE", LBE: "LBE", FN: "FN", FP: "FP" },
};

/** The beta of F-beta. */
function betaOf(runs: readonly Run[], wanted: readonly (Wanted | undefined)[]): number {
  const [{ name, signature }] = runs as readonly [Run, ...Run[]];
  if (signature.beta === undefined && wanted.some((one) => one?.measure === "fbeta"))
    throw new NerEvalError(fbetaMissing(name));
  return signature.beta ?? 1;
}

function titleOf({ measure, scheme, average, type }: Wanted, beta: number): string {
  const name = measure === "fbeta" ? `F${beta}` : names[measure];
  return [type, average, scheme, name].filter((part) => part !== undefined).join(" ");
}

function shown({ value }: Found, { measure }: Wanted, digits: number): string {
  if (isMeasure(measure)) return percent(value, digits);
  return value === undefined ? "" : String(value);
}

function bracketed(bounds: Bounds | undefined, digits: number): string {
  const { low, high } = bounds ?? {};
  return low === undefined || high === undefined ? "–" : `[${percent(low, digits)}, ${percent(high, digits)}]`;
}

function intervalBeside({ bounds }: Found, { intervals, digits }: TableRequest): string | undefined {
  const { low, high } = bounds ?? {};
  if (low === undefined || high === undefined || intervals === undefined) return undefined;
  return intervals === "cell" ? bracketed(bounds, digits) : `± ${percent((high - low) * 0.5, digits)}`;
}

/** A number of a run; undefined where the run has nothing to say, as a count has no average. */
export function numberAt(place: Place, wanted: Wanted): Found {
  const { run } = place;
  const { intervals, name } = run;
  const scheme = wanted.scheme ?? place.scheme;
  const average = wanted.average ?? (wanted.type === undefined ? place.average : undefined);
  const type = wanted.average === undefined ? (wanted.type ?? place.type) : undefined;
  refuseUncounted(run, scheme, name);
  const { measure } = wanted;
  if (!isMeasure(measure)) {
    if (average !== undefined) return { value: undefined, bounds: undefined };
    const row = rowOf(run, scheme, type);
    return { value: row && countIn(row, measure), bounds: undefined };
  }
  if (average === "documents") return { value: documentMean(place.run, scheme, measure), bounds: undefined };
  const score = average === undefined ? rowOf(run, scheme, type) : scoresOf(run, scheme)[average];
  const metric = printMetric({ scheme, measure, average, type });
  const none = { low: undefined, high: undefined };
  return { value: score?.[measure], bounds: intervals && (intervals.of.get(metric) ?? none) };
}

/** The row of a type, or of all types; undefined where the run does not know the type. */
function rowOf(results: Results, scheme: SchemeName, type: string | undefined): SchemeRow | undefined {
  const { micro, types }: SchemeScores = scoresOf(results, scheme);
  return type === undefined ? micro : types.find((row) => row.type === type);
}

/** The mean of a score over documents; where the results have none, it is read off the counts of documents. */
function documentMean(run: Run, scheme: SchemeName, measure: Measure): number | undefined {
  const { documents } = scoresOf(run, scheme) as SchemeScores;
  if (documents && measure !== "fbeta") return documents[measure].mean;
  const { units, overlaps, signature } = run;
  if (units.ids.length === 0 || units.unit !== "document") return undefined;
  const metrics: ScoreMetric[] = [{ scheme, measure, average: "documents" }];
  const rules = rulesIn(signature, overlaps);
  const counted = unitsFor(units, metrics, rules);
  const [value] = observe(counted, new MetricReader(metrics, counted, rules));
  return Number.isNaN(value) ? undefined : value;
}

/** A count of a row; undefined where its scheme does not count it. */
function countIn(row: SchemeRow, count: Count): number | undefined {
  if (count === "BE") return hasEvents(row) ? row.events.BES + row.events.BEL + row.events.BEO : undefined;
  const counted = { ...row, ...(hasEvents(row) ? row.events : {}) } as unknown as { readonly [name: string]: number };
  return counted[count === "par" ? "partial" : count];
}

function refuseUncounted({ scores }: Results, scheme: SchemeName, run: string): void {
  if (!scores[scheme]) throw new NerEvalError(schemeMissing(run, scheme));
}

/**
 * Rows in which, column by column, the best scores are marked, of those that look the same each one. Where all look the
 * same, none is.
 */
export function withBest(rows: readonly (readonly Cell[])[], asked: readonly (Asked | undefined)[]): Cell[][] {
  const best = asked.map((column, i) => {
    const most = (wanted: Wanted | undefined, texts: readonly (string | undefined)[]) =>
      wanted && isMeasure(wanted.measure) && !column?.interval ? bestOf(texts) : undefined;
    const cells = rows.map((row) => figureOf(row[i]!));
    return {
      first: most(
        column?.first,
        cells.map(({ text }) => text),
      ),
      second: most(
        column?.second,
        cells.map(({ also }) => also?.text),
      ),
    };
  });
  return rows.map((cells) =>
    cells.map((cell, i) => {
      const { first, second } = best[i]!;
      if (typeof cell === "string" || (first === undefined && second === undefined)) return cell;
      const { text, also } = cell;
      return { ...cell, best: text === first, also: also && { ...also, best: also.text === second } };
    }),
  );
}
