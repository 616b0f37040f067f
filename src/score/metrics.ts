/** Metrics: single numbers by name, `strict:f1`, `type:precision[PER]`, and how all of them are read off sums of units. */
import { NerEvalError } from "../corpus/error.ts";
import { counterNames } from "../count/tally.ts";
import type { Units } from "../count/units.ts";
import { documentMeansWithoutDocuments } from "../messages/intervals.ts";
import { nearest } from "../messages/nearest.ts";
import type { FairRules } from "./fair-weights.ts";
import { addMeans, meanIn, typesBefore } from "./means.ts";
import { isScheme, type SchemeName, schemeNames, schemeOf, schemesWith } from "./schemes/registry.ts";
import type { Scheme, SchemeRow } from "./schemes/scheme.ts";
import {
  averageOf,
  type KindCounts,
  kindCounts,
  macroAverage,
  type Score,
  type ScoreRules,
  type UndefinedPolicy,
} from "./scores.ts";

/** The scores of a metric. */
export const measures = ["precision", "recall", "f1", "fbeta"] as const;
export type Measure = (typeof measures)[number];

/** The counts of a metric: kinds of links, pairs at the gold type. */
export const errorCounts = ["correct", "type", "boundary", "both", "missed", "spurious"] as const;

/** The averages over types that are named behind an `@`; without one, all types are counted together. */
export const typeAverages = ["macro", "weighted"] as const;

/** All that is named behind an `@`: averages over types, and the mean over documents. */
export const averages = [...typeAverages, "documents"] as const;
export type Average = (typeof averages)[number];

/** A score of a scheme, or a count of the account; of all types together, averaged over types or documents, or of one type. */
export type Metric = {
  /** undefined for all types. */
  readonly type?: string | undefined;
  readonly average?: Average | undefined;
} & (
  | { readonly scheme: SchemeName; readonly measure: Measure }
  | { readonly scheme: "errors"; readonly measure: keyof KindCounts }
);

/** A score of a scheme. */
export type ScoreMetric = Extract<Metric, { readonly measure: Measure }>;

/** `strict:f1`, `strict:f1@macro`, `strict:f1[PER]`, `errors:missed`. */
export function printMetric({ scheme, measure, average, type }: Metric): string {
  return `${scheme}:${measure}${average === undefined ? "" : `@${average}`}${type === undefined ? "" : `[${type}]`}`;
}

/** The parts of the name of a metric, known or not; undefined where it is none. */
export function partsOfMetric(name: string): NameParts | undefined {
  const [, scheme, measure = "", average, type] = /^(?:([^:[\]]+):)?([\w-]+)(?:@(\w+)|\[(.*)\])?$/s.exec(name) ?? [];
  return measure === "" ? undefined : { scheme, measure, average, type };
}

interface NameParts {
  readonly measure: string;
  readonly scheme: string | undefined;
  readonly average: string | undefined;
  readonly type: string | undefined;
}

/** The metric of a name; `f1` means `strict:f1`. Undefined where it is the name of none. */
export function parseMetric(name: string): Metric | undefined {
  const { scheme = "strict", measure = "", average, type } = partsOfMetric(name) ?? {};
  const known = <T extends string>(names: readonly T[], text: string) => names.find((name) => name === text);
  const over = average === undefined ? undefined : known(averages, average);
  if (average !== undefined && over === undefined) return undefined;
  if (scheme === "errors") {
    const count = known(errorCounts, measure);
    return count === undefined || over ? undefined : { scheme, measure: count, type };
  }
  const score = known(measures, measure);
  return score === undefined || !isScheme(scheme) ? undefined : { scheme, measure: score, average: over, type };
}

/** The score that a name which is none was most likely meant to be, such as `strict:f1` for `strict:f2`. */
export function nearestMetric(name: string): string | undefined {
  const { scheme, measure, average, type } = partsOfMetric(name) ?? { measure: name };
  const place = average === undefined ? (type === undefined ? "" : `[${type}]`) : `@${nearestOf(average, averages)}`;
  const found =
    scheme === undefined
      ? nearestOf(measure, measures)
      : `${isScheme(scheme) ? scheme : nearestOf(scheme, schemeNames)}:${nearestOf(measure, measures) ?? "f1"}`;
  const metric = `${found}${place}`;
  return parseMetric(metric) ? metric : undefined;
}

function nearestOf(name: string, known: readonly string[]): string | undefined {
  return known.includes(name) ? name : nearest(name, known);
}

/**
 * Every metric there is for these types and overlap thresholds, but means over documents, in an order of its own; F-beta only
 * with a beta.
 */
export function allMetrics(types: readonly string[], overlaps: readonly number[], beta: number): Metric[] {
  const schemes = schemesWith(overlaps).map(({ name }) => name);
  const scores = measures.filter((measure) => measure !== "fbeta" || beta !== 1);
  const places = [{}, ...typeAverages.map((average) => ({ average })), ...types.map((type) => ({ type }))];
  return [
    ...schemes.flatMap((scheme) => places.flatMap((at) => scores.map((measure) => ({ scheme, measure, ...at })))),
    ...[{}, ...types.map((type) => ({ type }))].flatMap((at) =>
      errorCounts.map((measure) => ({ scheme: "errors" as const, measure, ...at })),
    ),
  ];
}

/** How counts become scores. */
export interface MetricRules {
  readonly undefined: UndefinedPolicy;
  readonly rules: ScoreRules;
  readonly fair: FairRules;
  /** The thresholds the counts were made with. */
  readonly overlaps: readonly number[];
}

/** What of units a reader has to know. */
type UnitsRead = Pick<Units, "types" | "width" | "means" | "lacks">;

/**
 * The units as these metrics are read off them: with what means over documents add up from.
 *
 * @throws NerEvalError `usage` where there are such means and the units are sentences.
 */
export function unitsFor(units: Units, metrics: readonly Metric[], rules: MetricRules): Units {
  const wanted = new Map(
    metrics.flatMap((metric) => (metric.average === "documents" ? [[printMetric(metric), metric] as const] : [])),
  );
  if (wanted.size === 0) return units;
  if (units.unit !== "document") throw new NerEvalError(documentMeansWithoutDocuments([...wanted.keys()], units.unit));
  const means = Array.from(wanted, ([name, { scheme, measure }]) => {
    const read = schemeOf(scheme as SchemeName, rules.overlaps).row;
    const policy = rules.undefined === "skip" ? undefined : rules.undefined === "zero" ? 0 : 1;
    return { name, read: (counts: Float64Array) => read(counts, rules)[measure as Measure] ?? policy };
  });
  return addMeans(units, means);
}

/** Reads metrics off sums of units: a row of counts for every type, one behind the other. */
export class MetricReader {
  readonly metrics: readonly Metric[];
  private readonly types: readonly string[];
  private readonly width: number;
  private readonly means: readonly string[];
  private readonly lacks: ReadonlySet<string>;
  private readonly rules: MetricRules;
  private readonly plans: readonly Plan[];
  /** The names of the counters, by their columns. */
  private readonly counters: readonly string[];
  /** The positions of the types that averages are over; undefined where they are over all. */
  private readonly averaged: readonly number[] | undefined;

  /**
   * Averages are over all types, or those that are `averaged`. Where there are means over documents, the units are those
   * that `unitsFor` has made.
   *
   * @throws Error where a metric is of none of the types.
   */
  constructor(metrics: readonly Metric[], units: UnitsRead, rules: MetricRules, averaged?: ReadonlySet<string>) {
    this.metrics = metrics;
    this.types = units.types.slice(0, typesBefore(units));
    this.width = units.width;
    this.means = units.means ?? [];
    this.lacks = new Set(units.lacks);
    this.rules = rules;
    this.counters = counterNames(rules.overlaps);
    this.averaged = averaged && this.types.flatMap((type, t) => (averaged.has(type) ? [t] : []));
    this.plans = this.planned();
  }

  /** Whether a counter, by its column, may have a say in these metrics. Of those that have none, no sums are needed. */
  counts(column: number): boolean {
    const counter = this.counters[column];
    return (
      counter === undefined ||
      this.means.length > 0 ||
      this.plans.some((plan) => plan.scheme === "errors" || plan.counters.includes(counter))
    );
  }

  /** Writes the values of all metrics, NaN where undefined, into an array from a position on. The only way from sums to scores. */
  read(sums: Float64Array, values: Float64Array, at = 0): void {
    const { types, width } = this;
    const rows = types.map((_, t) => sums.subarray(t * width, (t + 1) * width));
    const total = new Float64Array(width);
    for (const row of rows) for (let c = 0; c < width; c++) total[c]! += row[c]!;
    for (const plan of this.plans) {
      if (plan.scheme === "errors") {
        for (const { place, measure, type } of plan.counts)
          values[at + place] = kindCounts(type === undefined ? total : rows[type]!)[measure];
        continue;
      }
      const { row, lacking, all, byType, macro, weighted, documents } = plan;
      for (const place of lacking) values[at + place] = Number.NaN;
      if (lacking.length > 0) continue;
      const scores = plan.types.map((type) => (type === undefined ? undefined : row(rows[type]!, this.rules)));
      for (let t = 0; t < scores.length; t++) if (byType[t]!.length > 0) put(scores[t]!, byType[t]!, values, at);
      if (all.length > 0) put(row(total, this.rules), all, values, at);
      const over = (this.averaged?.map((t) => scores[t]) ?? scores) as SchemeRow[];
      if (macro.length > 0) put(macroAverage(over, this.rules.undefined), macro, values, at);
      if (weighted.length > 0) {
        const weights = over.map(({ gold }) => gold);
        put(averageOf(over, weights, this.rules.undefined), weighted, values, at);
      }
      for (const { place, mean } of documents)
        values[at + place] = meanIn(sums, types.length, width, mean) ?? Number.NaN;
    }
  }

  /** Metrics put together by scheme, so that nothing is worked out twice and nothing that was not asked for. */
  private planned(): Plan[] {
    const schemes = [...new Set(this.metrics.map(({ scheme }) => scheme))];
    const position = new Map(this.types.map((type, t) => [type, t]));
    const positionOf = (type: string): number => {
      const at = position.get(type);
      if (at === undefined) throw new Error(`nothing is known of type ${type}`);
      return at;
    };
    return schemes.map((scheme): Plan => {
      const own = this.metrics.flatMap((metric, place) => (metric.scheme === scheme ? [{ ...metric, place }] : []));
      if (scheme === "errors") {
        const counts = own.map(({ measure, type, place }) => ({
          ...{ measure: measure as keyof KindCounts, place },
          type: type === undefined ? undefined : positionOf(type),
        }));
        return { scheme, counts };
      }
      const { row, counters } = schemeOf(scheme, this.rules.overlaps);
      const slots = (test: (metric: Metric) => boolean): Slot[] =>
        own.filter(test).map(({ measure, place }) => ({ measure: measure as Measure, place }));
      const ofType = new Map<string, Slot[]>();
      for (const { type, measure, place } of own) {
        if (type === undefined) continue;
        const slot = { measure: measure as Measure, place };
        const known = ofType.get(type);
        if (known) known.push(slot);
        else ofType.set(type, [slot]);
      }
      const [macro, weighted] = typeAverages.map((average) => slots((metric) => metric.average === average));
      const named = new Set(own.flatMap(({ type }) => (type === undefined ? [] : [positionOf(type)])));
      const averaged = macro!.length + weighted!.length > 0;
      return {
        ...{ scheme, counters, row },
        lacking: counters.some((name) => this.lacks.has(name)) ? own.map(({ place }) => place) : [],
        all: slots(({ average, type }) => average === undefined && type === undefined),
        ...{ macro: macro!, weighted: weighted! },
        documents: own
          .filter(({ average }) => average === "documents")
          .map((metric) => ({ place: metric.place, mean: this.meanOf(metric) })),
        byType: this.types.map((type) => ofType.get(type) ?? []),
        types: this.types.map((_, t) => (averaged || named.has(t) ? t : undefined)),
      };
    });
  }

  private meanOf(metric: Metric): number {
    const at = this.means.indexOf(printMetric(metric));
    if (at < 0) throw new Error(`${printMetric(metric)} is read off units that unitsFor has made`);
    return at;
  }
}

/** Where the value of a score goes. */
interface Slot {
  readonly measure: Measure;
  readonly place: number;
}

function put(score: Score, slots: readonly Slot[], values: Float64Array, at: number): void {
  for (const { place, measure } of slots) values[at + place] = score[measure] ?? Number.NaN;
}

/** What is to be read in one scheme. */
type Plan =
  | {
      readonly scheme: "errors";
      readonly counts: readonly {
        readonly measure: keyof KindCounts;
        readonly place: number;
        readonly type: number | undefined;
      }[];
    }
  | {
      readonly scheme: SchemeName;
      readonly counters: readonly string[];
      readonly row: Scheme["row"];
      /** The places of all values, where the units lack a counter of the scheme. */
      readonly lacking: readonly number[];
      readonly all: readonly Slot[];
      readonly macro: readonly Slot[];
      readonly weighted: readonly Slot[];
      /** Where means over documents go, and where they are among those of the units. */
      readonly documents: readonly { readonly place: number; readonly mean: number }[];
      readonly byType: readonly (readonly Slot[])[];
      /** The types whose scores are needed. */
      readonly types: readonly (number | undefined)[];
    };
