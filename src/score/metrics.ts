/** Metrics: single numbers by name, `strict:f1`, `type:precision[PER]`, and how all of them are read off sums of units. */
import { nearest } from "../corpus/nearest.ts";
import { boundaryKinds } from "../match/boundary.ts";
import { coverageCounters } from "./coverage.ts";
import { type FairWeights, fairWeights } from "./fair-counts.ts";
import { fairCounters, fairCountsOf } from "./fair-tally.ts";
import type { FairRules } from "./results.ts";
import {
  type AnyScheme,
  counting,
  coverageSchemes,
  creditIn,
  fairSchemes,
  isFair,
  isScheme,
  type KindCounts,
  kindCounts,
  schemeNames,
} from "./schemes.ts";
import {
  averageOf,
  fairScore,
  macroAverage,
  type Score,
  type ScoreRules,
  scoreOf,
  type UndefinedPolicy,
} from "./scores.ts";
import { type Counter, type Counts, counters, countOf } from "./tally.ts";

/** The scores of a metric. */
export const measures = ["precision", "recall", "f1", "fbeta"] as const;
export type Measure = (typeof measures)[number];

/** The counts of a metric: kinds of links, pairs at the gold type. */
export const errorCounts = ["correct", "type", "boundary", "both", "missed", "spurious"] as const;

/** The averages over types that stand behind an `@`; without one, all types are counted together. */
export const typeAverages = ["macro", "weighted"] as const;

/** A score of a scheme, or a count of the account; of all types together, averaged over them, or of one. */
export type Metric = {
  /** undefined for all types. */
  readonly type?: string | undefined;
  readonly average?: (typeof typeAverages)[number] | undefined;
} & (
  | { readonly scheme: AnyScheme; readonly measure: Measure }
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

/** The metric of a name; `f1` stands for `strict:f1`. Undefined where it is the name of none. */
export function parseMetric(name: string): Metric | undefined {
  const { scheme = "strict", measure = "", average, type } = partsOfMetric(name) ?? {};
  const known = <T extends string>(names: readonly T[], text: string) => names.find((name) => name === text);
  const over = average === undefined ? undefined : known(typeAverages, average);
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
  const known: readonly AnyScheme[] = [...schemeNames([]), ...fairSchemes];
  const place =
    average === undefined ? (type === undefined ? "" : `[${type}]`) : `@${nearestOf(average, typeAverages)}`;
  const found =
    scheme === undefined
      ? nearestOf(measure, measures)
      : `${isScheme(scheme) ? scheme : nearestOf(scheme, known)}:${nearestOf(measure, measures) ?? "f1"}`;
  const metric = `${found}${place}`;
  return parseMetric(metric) ? metric : undefined;
}

function nearestOf(name: string, known: readonly string[]): string | undefined {
  return known.includes(name) ? name : nearest(name, known);
}

/** Every metric there is for these types and overlap thresholds, in an order of its own; F-beta only with a beta. */
export function allMetrics(types: readonly string[], overlaps: readonly number[], beta: number): Metric[] {
  const schemes: AnyScheme[] = [...schemeNames(overlaps), ...fairSchemes];
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

/** Reads metrics off sums of units: a row of counts for every type, one behind the other. */
export class MetricReader {
  readonly metrics: readonly Metric[];
  private readonly types: readonly string[];
  private readonly width: number;
  private readonly rules: MetricRules;
  private readonly plans: readonly Plan[];
  /** The positions of the types that averages are over; undefined where they are over all. */
  private readonly averaged: readonly number[] | undefined;

  /**
   * Averages are over all types, or those that are `averaged`.
   *
   * @throws Error where a metric is of none of the types.
   */
  constructor(
    metrics: readonly Metric[],
    { types, width }: { readonly types: readonly string[]; readonly width: number },
    rules: MetricRules,
    averaged?: ReadonlySet<string>,
  ) {
    this.metrics = metrics;
    this.types = types;
    this.width = width;
    this.rules = rules;
    this.averaged = averaged && types.flatMap((type, t) => (averaged.has(type) ? [t] : []));
    this.plans = this.planned();
  }

  /** Whether a counter, by its column, may have a say in these metrics. Of those that have none, no sums are needed. */
  counts(column: number): boolean {
    const schemes = readers.get(counters[column] ?? "");
    return schemes === undefined || this.metrics.some(({ scheme }) => schemes.includes(scheme));
  }

  /** Writes the values of all metrics, NaN where undefined, into an array from a position on. The only way from sums to scores. */
  read(sums: Float64Array, values: Float64Array, at = 0): void {
    const rows = this.types.map((_, t) => sums.subarray(t * this.width, (t + 1) * this.width));
    const total = new Float64Array(this.width);
    for (const row of rows) for (let c = 0; c < this.width; c++) total[c]! += row[c]!;
    for (const plan of this.plans) {
      if (plan.scheme === "errors") {
        for (const { place, measure, type } of plan.counts)
          values[at + place] = kindCounts(type === undefined ? total : rows[type]!)[measure];
        continue;
      }
      const { score, weight, all, byType, macro, weighted } = plan;
      const scores = plan.types.map((type) => (type === undefined ? undefined : score(rows[type]!)));
      for (let t = 0; t < scores.length; t++) if (byType[t]!.length > 0) put(scores[t]!, byType[t]!, values, at);
      if (all.length > 0) put(score(total), all, values, at);
      const over = this.averaged?.map((t) => scores[t]) ?? scores;
      if (macro.length > 0) put(macroAverage(over as Score[], this.rules.undefined), macro, values, at);
      if (weighted.length > 0) {
        const weights = (this.averaged?.map((t) => rows[t]!) ?? rows).map(weight);
        put(averageOf(over as Score[], weights, this.rules.undefined), weighted, values, at);
      }
    }
  }

  private scoring(scheme: AnyScheme): (row: Counts) => Score {
    const { fair, rules, overlaps } = this.rules;
    if (!isFair(scheme)) {
      const count = counting(scheme, overlaps);
      return (row) => scoreOf(count(row), rules);
    }
    const weights: FairWeights = scheme === "fair" ? fairWeights : fair.weights;
    return (row) =>
      fairScore(
        fairCountsOf((counter) => countOf(row, counter), fair.booking),
        weights,
      );
  }

  /** As many gold spans, or what a scheme counts instead, as a type has. */
  private weighing(scheme: AnyScheme): (row: Counts) => number {
    if (isFair(scheme)) return (row) => countOf(row, "gold");
    const { possible } = creditIn(scheme, this.rules.overlaps);
    return (row) => row[possible]!;
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
        ...{ scheme, score: this.scoring(scheme), weight: this.weighing(scheme) },
        all: slots(({ average, type }) => average === undefined && type === undefined),
        ...{ macro: macro!, weighted: weighted! },
        byType: this.types.map((type) => ofType.get(type) ?? []),
        types: this.types.map((_, t) => (averaged || named.has(t) ? t : undefined)),
      };
    });
  }
}

/** The schemes that read a counter, where few do. Kinds of boundary errors have a say in none. */
const readers: ReadonlyMap<string, readonly Metric["scheme"][]> = new Map<Counter, readonly Metric["scheme"][]>([
  ...(["correct", "typeGold", "typePred", "boundary", "bothGold", "bothPred"] as const).map(
    (counter) => [counter, ["errors"]] as const,
  ),
  ["extentExact", ["strict"]],
  ["extentSameGold", ["exact", "partial"]],
  ["extentSamePred", ["exact", "partial"]],
  ["extentPairGold", ["partial"]],
  ["extentPairPred", ["partial"]],
  ["typedSame", ["type"]],
  ["typedPairGold", []],
  ["typedPairPred", []],
  ...[...boundaryKinds, "split" as const, "merged" as const].map((counter) => [counter, []] as const),
  ...coverageCounters.map((counter) => [counter, coverageSchemes] as const),
  ...fairCounters.map((counter) => [counter, fairSchemes] as const),
]);

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
      readonly scheme: AnyScheme;
      readonly score: (row: Counts) => Score;
      /** What a type weighs in the weighted average. */
      readonly weight: (row: Counts) => number;
      readonly all: readonly Slot[];
      readonly macro: readonly Slot[];
      readonly weighted: readonly Slot[];
      readonly byType: readonly (readonly Slot[])[];
      /** The types whose scores are needed. */
      readonly types: readonly (number | undefined)[];
    };
