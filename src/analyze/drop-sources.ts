/** Sources of a drop: the types and documents that made a score of one run lower than that of another. */
import type { UnitName, Units } from "../count/units.ts";
import { type Metric, MetricReader, type MetricRules, unitsFor } from "../score/metrics.ts";
import { aligned, type Changes, changesBetween } from "../stats/pair.ts";
import { observe, totalOf } from "../stats/resample.ts";

/** A type, and what of the drop would be made good if its counts were those of the run before. */
export interface TypeSource {
  readonly type: string;
  /** By how much the score of the type itself changed; undefined where it has none in either run. */
  readonly change: number | undefined;
  readonly part: number;
}

/** A document, and what of the drop would be made good if its counts were those of the run before. */
export interface UnitSource {
  readonly id: string;
  readonly part: number;
}

/** What made a score drop, the largest part first; what made it rise is left out. */
export interface Sources {
  /** Empty where the score is that of one type, or a mean over documents. */
  readonly types: readonly TypeSource[];
  readonly unit: UnitName;
  readonly units: readonly UnitSource[];
}

/** Where the drop of a metric comes from. The runs must be over the same units and count the same things. */
export function sourcesOf(before: Units, after: Units, metric: Metric, rules: MetricRules): Sources {
  const paired = aligned([before, after]) as [Units, Units];
  const [from, to] = paired.map((units) => unitsFor(units, [metric], rules)) as [Units, Units];
  const reader = new MetricReader([metric], to, rules);
  const now = totalOf(to);
  const value = scoreIn(now, reader);
  const gain = (sums: Float64Array) => scoreIn(sums, reader) - value;
  return {
    types: isOfAll(metric) ? typesOf([from, to], now, metric, rules, gain) : [],
    unit: to.unit,
    units: unitsOf(to.ids, changesBetween(to, from, reader), now, gain),
  };
}

/** Whether the score is computed from the counts of all types: not the score of one type, nor a mean over documents. */
function isOfAll({ type, average }: Metric): boolean {
  return type === undefined && average !== "documents";
}

function scoreIn(sums: Float64Array, reader: MetricReader): number {
  const value = new Float64Array(1);
  reader.read(sums, value);
  return value[0]!;
}

function typesOf(
  [from, to]: readonly [Units, Units],
  now: Float64Array,
  { scheme, measure }: Metric,
  rules: MetricRules,
  gain: (sums: Float64Array) => number,
): TypeSource[] {
  const { types, width } = to;
  const metrics = types.map((type) => ({ scheme, measure, type }) as Metric);
  const [then, own] = [from, to].map((units) => observe(units, new MetricReader(metrics, units, rules)));
  const was = totalOf(from);
  const found = types.map((type, t): TypeSource => {
    const sums = Float64Array.from(now);
    sums.set(was.subarray(t * width, (t + 1) * width), t * width);
    const change = own![t]! - then![t]!;
    return { type, change: Number.isNaN(change) ? undefined : change, part: gain(sums) };
  });
  return largest(found);
}

function unitsOf(
  ids: readonly string[],
  { units, starts, columns, values }: Changes,
  now: Float64Array,
  gain: (sums: Float64Array) => number,
): UnitSource[] {
  const sums = Float64Array.from(now);
  const found = units.map((unit, u): UnitSource => {
    for (let cell = starts[u]!; cell < starts[u + 1]!; cell++) sums[columns[cell]!]! += values[cell]!;
    const part = gain(sums);
    for (let cell = starts[u]!; cell < starts[u + 1]!; cell++) sums[columns[cell]!]! -= values[cell]!;
    return { id: ids[unit]!, part };
  });
  return largest(found);
}

/** How many of either are kept. */
const KEPT = 5;
/** Parts smaller than this are none. */
const NOTHING = 1e-12;

/** Those that count, by falling part; of equal ones, in their order. */
function largest<T extends { readonly part: number }>(sources: readonly T[]): T[] {
  return sources
    .filter(({ part }) => part > NOTHING)
    .sort((a, b) => b.part - a.part)
    .slice(0, KEPT);
}
