/**
 * Comparison: several systems over the same gold, on one page.
 *
 * ```
 *  runs ─ units ─▶ aligned ─┬ resample ──▶ intervals, differences ─┐
 *                           ├ randomize ─▶ p ─ adjust ─▶ rankings ─┼▶ Comparison ─ report ─▶ files, screen
 *                           ├ by unit ───▶ wins, power ────────────┤
 *       ─ outcomes ─────────┴ transitions ─────────────────────────┘
 * ```
 */
import { type CompareOptions, comparisonSettings } from "./analyze/compare-options.ts";
import { comparedRuns, comparedWarnings, type Entry, refuseIncomparable } from "./analyze/compared-runs.ts";
import type {
  ComparedCounts,
  Comparison,
  ComparisonSettings,
  CostValues,
  PairResult,
  PairTransitions,
  System,
  TypeValues,
} from "./analyze/comparison.ts";
import { type DrawnSystem, drawSystem, valuesOfSystem } from "./analyze/drawn-system.ts";
import { refined } from "./analyze/more-resamples.ts";
import { adjusted, comparePair } from "./analyze/pairs.ts";
import { flipsOf, rankingOf } from "./analyze/ranking.ts";
import { systemsIn } from "./analyze/systems.ts";
import { transitionsBetween } from "./analyze/transitions.ts";
import { once, type Warning } from "./corpus/issue.ts";
import { compareText } from "./corpus/span.ts";
import { type Outcomes, savedOutcomes } from "./count/mention-outcomes.ts";
import { columnOf } from "./count/tally.ts";
import { type Units, withTypes } from "./count/units.ts";
import { errorKinds } from "./match/kinds.ts";
import { noIntervals } from "./messages/comparison.ts";
import { flipWarnings } from "./report/compared/sentences.ts";
import { rulesIn } from "./run/rules.ts";
import type { Run } from "./run/run.ts";
import { MetricReader, type MetricRules, printMetric, type ScoreMetric, unitsFor } from "./score/metrics.ts";
import { schemesWith } from "./score/schemes/registry.ts";
import { errorCosts } from "./score/scores.ts";
import { trialsFor } from "./stats/adjust.ts";
import { intervalWarnings, LEAST_UNITS } from "./stats/bootstrap.ts";
import { mcnemar } from "./stats/mcnemar.ts";
import { aligned } from "./stats/pair.ts";
import { observe, totalOf } from "./stats/resample.ts";
import { meanOverRuns } from "./stats/seeds.ts";

/**
 * Compares runs over the same gold; the first is the baseline. A system of several seeds is `{ name, runs }`. Documents are
 * drawn and exchanged together, so that every difference is paired, and averages are over the types of all systems. The
 * results of a pair depend only on these two and the options, except `pAdjusted`, and averages in which undefined scores
 * count: another system may have other types. Runs that were evaluated without a name are called `run1`, `run2`.
 *
 * @returns values, intervals and tests of every metric; scores, differences and p-values are fractions.
 * @throws NerEvalError where there are fewer than two systems, two of one name, the runs are not over the same gold by the
 * same rules, or an option is not what its type says.
 */
export function compare(systems: readonly (Run | System)[], options: CompareOptions = {}): Comparison {
  const named = systemsIn(systems);
  return compareEntries(
    named.flatMap(({ name, runs }) =>
      runs.map((run, i): Entry => ({ system: name, label: runs.length > 1 ? `${name} (run ${i + 1})` : name, run })),
    ),
    options,
  );
}

/** The same of runs with what errors call them, those of one system one behind the other. */
export function compareEntries(entries: readonly Entry[], options: CompareOptions): Comparison {
  refuseIncomparable(entries);
  const [{ run }] = entries as [Entry];
  const rules = rulesIn(run.signature, run.overlaps);
  const types = [...new Set(entries.flatMap((entry) => entry.run.units.types))].sort(compareText);
  const { settings, overall } = comparisonSettings(options, rules, types);
  const names = [...new Set(entries.map(({ system }) => system))];
  const systems = names.map((name) => ({
    name,
    runs: entries.flatMap((entry) => (entry.system === name ? [entry.run] : [])),
  }));
  const { metrics: _, rules: __, ...shown } = settings;
  const found = compareSystems(systems, settings);
  const compared = {
    ...found,
    ...{ options: shown, overall, gold: run.scores.strict.micro.gold },
    runs: comparedRuns(entries, settings, found.pairs),
  };
  const warnings = [...comparedWarnings(entries), ...drawingWarnings(found, settings), ...flipWarnings(compared)];
  return { ...compared, warnings: once(warnings) };
}

/** What the statistics find, without where the runs come from. */
type Found = Omit<Comparison, "options" | "overall" | "runs" | "gold" | "warnings">;

function compareSystems(systems: readonly System[], options: ComparisonSettings): Found {
  const all = aligned(systems.flatMap(({ runs }) => runs.map(({ units }) => units)));
  const lacks = all[0]!.lacks;
  // What one run has no type for, it has columns of zeros for: averages are over the types of all.
  const prepare = (units: Units) =>
    unitsFor(withTypes({ ...units, lacks }, all[0]!.types), options.metrics, options.rules);
  const prepared = systems.map(({ runs }) => runs.map(({ units }) => prepare(units)));
  const reader = new MetricReader(options.metrics, prepared[0]![0]!, options.rules);
  const drawn = systems.map(({ name }, s) => drawSystem(name, prepared[s]!, reader, options));
  const values = drawn.map((system) => valuesOfSystem(system, reader, options));
  const names = options.metrics.map(printMetric);
  const pairs = testedPairs(drawn, reader, options);
  const schemes = schemesOf(systems, all[0]!, options);
  const systemNames = systems.map(({ name }) => name);
  return {
    ...{ baseline: systemNames[0]!, unit: all[0]!.unit, units: all[0]!.ids.length, metrics: names },
    systems: systems.map(({ name, runs }, s) => ({ name, runs: runs.length, values: values[s]! })),
    pairs,
    rankings: names.map((metric, m) =>
      rankingOf(
        metric,
        systemNames.map((name, s) => ({ name, value: values[s]![m]!.value })),
        pairs.filter((pair) => pair.metric === metric),
        options.alpha,
      ),
    ),
    types: typesOf(systems, all, options),
    schemes,
    costs: costsOf(systems),
    flips: flipsOf(
      systemNames,
      { name: names[0]!, values: values.map((own) => own[0]!.value) },
      schemes.map((row) => ({ name: `${row.scheme}:f1`, values: row.values })),
    ),
    transitions: transitionsFrom(systems),
  };
}

/** What is to be known of intervals, or that there are none. */
function drawingWarnings({ unit, units }: Found, { resamples, level }: ComparisonSettings): Warning[] {
  if (resamples === 0) return [];
  if (units >= LEAST_UNITS) return intervalWarnings({ unit, units, level });
  return [noIntervals(units, unit, LEAST_UNITS)];
}

/** The pairs of systems, tested in every metric; more is drawn where a p has to pass a correction for many tests. */
function testedPairs(systems: readonly DrawnSystem[], reader: MetricReader, options: ComparisonSettings): PairResult[] {
  const pairs = pairsOf(systems);
  const { resamples, seed } = options;
  const tests = pairs.length * options.metrics.length;
  const most = trialsFor(tests, options);
  const found = pairs.flatMap(([a, b]) => comparePair(a, b, reader, options, most));
  const drawn = trialsFor(tests, { ...options, trials: resamples });
  const all = refined(found, systems, reader, { resamples, most: drawn, seed });
  return adjusted(all, options.adjust);
}

/** F1 in every scheme there are tallies for. */
function schemesOf(systems: readonly System[], units: Units, { rules }: ComparisonSettings): Comparison["schemes"] {
  const schemes = schemesWith(rules.overlaps).map(({ name }) => name);
  const metrics = schemes.map((scheme): ScoreMetric => ({ scheme, measure: "f1" }));
  const values = systems.map((system) => meanOf(system, metrics, units.types, rules));
  const counts = systems.map((system) => countsOf(system, rules));
  return schemes.map((scheme, m) => ({
    ...{ scheme, values: values.map((own) => own[m]), counts: counts.map((own) => own[m]!) },
  }));
}

/** What each kind of error costs each system. */
function costsOf(systems: readonly System[]): CostValues[] {
  const costs = systems.map(({ runs }) => runs.map(({ units }) => errorCosts(totalOfTypes(units))));
  return errorKinds.map((kind) => ({ kind, values: costs.map((runs) => meanIfAll(runs.map((cost) => cost[kind]))) }));
}

/** What every scheme counts in a system, over all types. */
function countsOf({ runs }: System, rules: MetricRules): ComparedCounts[] {
  const totals = runs.map(({ units }) => ({ total: totalOfTypes(units), lacks: units.lacks ?? [] }));
  return schemesWith(rules.overlaps).map(({ row, counters }): ComparedCounts => {
    const rows = totals.map(({ total, lacks }) =>
      counters.some((counter) => lacks.includes(counter)) ? {} : row(total, rules),
    );
    const mean = (name: "gold" | "pred" | "correct") =>
      meanIfAll(rows.map((own) => (own as { readonly [name: string]: number | undefined })[name]));
    return { gold: mean("gold"), pred: mean("pred"), correct: mean("correct") };
  });
}

/** The mean; undefined where a value is. */
function meanIfAll(values: readonly (number | undefined)[]): number | undefined {
  let sum = 0;
  for (const value of values) {
    if (value === undefined) return undefined;
    sum += value;
  }
  return sum / values.length;
}

function totalOfTypes(units: Units): Float64Array {
  const sums = totalOf(units);
  const total = new Float64Array(units.width);
  for (const [column, count] of sums.entries()) total[column % units.width]! += count;
  return total;
}

/** The first metric in every type of any system. */
function typesOf(
  systems: readonly System[],
  all: readonly Units[],
  { metrics, rules }: ComparisonSettings,
): TypeValues[] {
  const { types, width } = all[0]!;
  const { scheme, measure } = metrics[0]!;
  const byType = types.map((type): ScoreMetric => ({ scheme, measure, type }));
  const values = systems.map((system) => meanOf(system, byType, types, rules));
  const sums = totalOf(all[0]!);
  const gold = columnOf("gold");
  return types.map((type, t) => ({ type, gold: sums[t * width + gold]!, values: values.map((own) => own[t]) }));
}

/** The means of metrics over the runs of a system. */
function meanOf(
  { runs }: System,
  metrics: readonly ScoreMetric[],
  types: readonly string[],
  rules: MetricRules,
): (number | undefined)[] {
  const units = runs.map((run) => withTypes(run.units, types));
  const reader = new MetricReader(metrics, units[0]!, rules);
  const mean = meanOverRuns(units, (run) => observe(run, reader));
  return Array.from(mean, (value) => (Number.isNaN(value) ? undefined : value));
}

function transitionsFrom(systems: readonly System[]): PairTransitions[] {
  const [baseline, ...others] = systems as [System, ...System[]];
  return others.flatMap((system): PairTransitions[] => {
    const [before, after] = outcomesOf(baseline, system) ?? [];
    if (before === undefined || after === undefined) return [];
    const transitions = transitionsBetween(before, after);
    const { fixed, broke } = transitions.totals;
    return [{ a: baseline.name, b: system.name, transitions, mcnemar: mcnemar(broke, fixed) }];
  });
}

/** The outcomes of two systems of one run each, with words where both know the same documents. */
function outcomesOf(...systems: readonly [System, System]): readonly (Outcomes | undefined)[] | undefined {
  const runs = systems.map(({ runs }) => (runs.length === 1 ? runs[0] : undefined));
  const [a, b] = runs.map((run) => run && (run.outcomes ?? savedOutcomes(run.units)));
  if (a && b && a.size === b.size && [...a.keys()].every((id) => b.has(id))) return [a, b];
  // A saved run has documents whole where predictions come sentence by sentence.
  return runs.map((run) => run && savedOutcomes(run.units));
}

function pairsOf<T>(items: readonly T[]): (readonly [T, T])[] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b) => [a, b] as const));
}
