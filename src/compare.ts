/**
 * Comparison: several systems over the same gold, on one page.
 *
 * ```
 *  systems ─ units ─▶ aligned ─┬ resample ──▶ intervals, differences ─┐
 *                              ├ randomize ─▶ p ─ adjust ─▶ rankings ─┼▶ Comparison ─ report ─▶ files, screen
 *                              ├ by unit ───▶ wins, power ────────────┤
 *          ─ outcomes ─────────┴ transitions ─────────────────────────┘
 * ```
 */
import type {
  CompareOptions,
  Comparison,
  PairTransitions,
  System,
  SystemValue,
  TypeValues,
} from "./analyze/comparison.ts";
import { type DrawnSystem, drawSystem, valuesOfSystem } from "./analyze/drawn-system.ts";
import { type Outcomes, savedOutcomes } from "./analyze/outcomes.ts";
import { adjusted, comparePair } from "./analyze/pairs.ts";
import { flipsOf, rankingOf } from "./analyze/ranking.ts";
import { transitionsBetween } from "./analyze/transitions.ts";
import { checkSystems, compareChecks } from "./check-options.ts";
import { objectOf } from "./corpus/expect.ts";
import { compareText } from "./corpus/span.ts";
import { MetricReader, printMetric, type ScoreMetric } from "./score/metrics.ts";
import { type AnyScheme, fairSchemes, schemeNames } from "./score/schemes.ts";
import { columnOf } from "./score/tally.ts";
import { type Units, withTypes } from "./score/units.ts";
import { mcnemar } from "./stats/mcnemar.ts";
import { aligned } from "./stats/pair.ts";
import { observe, totalOf } from "./stats/resample.ts";
import { meanOverRuns } from "./stats/seeds.ts";

/**
 * Compares systems over the same units; the first is the baseline. Systems are drawn and exchanged together, so that every
 * difference is paired. What is said of a pair depends on these two and the options alone, but for `pAdjusted`.
 *
 * @throws NerEvalError where there are fewer than two systems, two of one name, they are not over the same units, or an
 * option is not what its type says.
 */
export function compare(systems: readonly System[], options: CompareOptions): Comparison {
  checkSystems(systems);
  objectOf(compareChecks)(options, "options");
  const all = aligned(systems.flatMap(({ runs }) => runs.map(({ units }) => units)));
  const cast = new Cast(options);
  const values = systems.map((system) => cast.valuesOf(system));
  const names = options.metrics.map(printMetric);
  const pairs = adjusted(
    pairsOf(systems).flatMap(([a, b]) => cast.pair(a, b)),
    options.adjust,
  );
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
    flips: flipsOf(
      systemNames,
      { name: names[0]!, values: values.map((own) => own[0]!.value) },
      schemes.map((row) => ({ name: `${row.scheme}:f1`, values: row.values })),
    ),
    transitions: transitionsFrom(systems),
  };
}

/** Draws each system once for every set of types it is looked at under. */
class Cast {
  private readonly drawn = new Map<string, { system: DrawnSystem; reader: MetricReader }>();
  private readonly options: CompareOptions;

  constructor(options: CompareOptions) {
    this.options = options;
  }

  /** A system by itself, under its own types. */
  valuesOf(system: System): SystemValue[] {
    const drawn = this.draw(system, this.typesOf([system]));
    return valuesOfSystem(drawn.system, drawn.reader, this.options);
  }

  /** Two systems under the types of both: a third one's do not change averages over types. */
  pair(a: System, b: System) {
    const types = this.typesOf([a, b]);
    const [one, other] = [this.draw(a, types), this.draw(b, types)];
    return comparePair(one.system, other.system, one.reader, this.options);
  }

  private typesOf(systems: readonly System[]): string[] {
    const own = systems.flatMap(({ runs }) => runs.flatMap(({ units }) => units.types));
    const asked = this.options.metrics.flatMap(({ type }) => (type === undefined ? [] : [type]));
    return [...new Set([...own, ...asked])].sort(compareText);
  }

  private draw({ name, runs }: System, types: readonly string[]) {
    const key = JSON.stringify([name, types]);
    const known = this.drawn.get(key);
    if (known) return known;
    const units = runs.map((run) => withTypes(run.units, types));
    const reader = new MetricReader(this.options.metrics, units[0]!, this.options.rules);
    const fresh = { system: drawSystem(name, units, reader, this.options), reader };
    this.drawn.set(key, fresh);
    return fresh;
  }
}

/** F1 in every scheme there are tallies for. */
function schemesOf(systems: readonly System[], units: Units, { rules }: CompareOptions): Comparison["schemes"] {
  const schemes: AnyScheme[] = [...schemeNames(rules.overlaps), ...fairSchemes];
  const metrics = schemes.map((scheme): ScoreMetric => ({ scheme, measure: "f1" }));
  const values = systems.map((system) => meanOf(system, metrics, units.types, rules));
  return schemes.map((scheme, m) => ({ scheme, values: values.map((own) => own[m]) }));
}

/** The first metric in every type of any system. */
function typesOf(systems: readonly System[], all: readonly Units[], { metrics, rules }: CompareOptions): TypeValues[] {
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
  rules: CompareOptions["rules"],
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
  const [a, b] = runs.map((run) => run?.outcomes);
  if (a && b && a.size === b.size && [...a.keys()].every((id) => b.has(id))) return [a, b];
  // A saved run has documents whole where predictions come sentence by sentence.
  return runs.map((run) => run && savedOutcomes(run.units));
}

function pairsOf<T>(items: readonly T[]): (readonly [T, T])[] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b) => [a, b] as const));
}
