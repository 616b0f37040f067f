/** The table of systems: every one in a metric, and what it is to the baseline. */

import type { Comparison } from "../../analyze/comparison.ts";
import { NerEvalError } from "../../corpus/error.ts";
import { columnNotCompared, columnRenamed, countNotCompared, intervalColumnAlone } from "../../messages/tables.ts";
import { grouped } from "../../messages/words.ts";
import { printMetric, type ScoreMetric } from "../../score/metrics.ts";
import { isMeasure, keyOf, type Part, parseColumns, type Wanted } from "../columns.ts";
import { bestOf, percent, percents, shortPercent } from "../numbers.ts";
import { type Cell, type Column, type Figure, figureOf, type Table, type TableRow } from "../table.ts";
import { letters, name, number, pairCells } from "./cells.ts";
import { type ComparedWord, type ComparisonView, comparedWords, letterOf, pairOf, titleOf } from "./compared.ts";
import { lettersNote, verdicts } from "./sentences.ts";

/** Every system in one metric, and what it is to the baseline; letters say which others it is better than. */
export function systemsTable(compared: Comparison, view: ComparisonView, metric: string): Table {
  const { systems } = compared;
  const makers = makersOf(compared, view, metric);
  const chosen = view.columns ? askedIn(view.columns, makers, compared) : makers.usual();
  const columns: Column[] = [letters, name("Run", "run"), ...chosen.map(({ column }) => column)];
  const rows = systems.map((system, s): TableRow => {
    return { cells: [letterOf(s), system.name, ...chosen.map(({ cell }) => cell(s))] };
  });
  const notes = [lettersNote(compared, metric), verdicts(compared, metric).join(" ")];
  return { columns, rows, notes: notes.filter((note) => note !== "") };
}

/** A column, and the cell it has for each system. */
interface Shown {
  readonly column: Column;
  readonly cell: (system: number) => Cell;
}

/**
 * Refuses columns that no table of systems can have.
 *
 * @throws NerEvalError `usage`.
 */
export function checkSystemColumns(names: readonly string[]): void {
  for (const name of names) {
    if (name === "score" || name === "score-ci") throw new NerEvalError(columnRenamed(name));
  }
  parseColumns(names, comparedWords);
}

/** The columns of these names. */
function askedIn(names: readonly string[], makers: Makers, compared: Comparison): Shown[] {
  checkSystemColumns(names);
  let before: Part<ComparedWord> | undefined;
  return parseColumns(names, comparedWords).map(({ parts }) => {
    const [first, second] = parts.map((part) => {
      const shown = shownFor(part, before, makers, compared);
      if (part !== "ci") before = part;
      return shown;
    }) as [Shown, Shown?];
    return second === undefined ? first : parts[1] === "ci" ? withInterval(first, second) : beside(first, second);
  });
}

function shownFor(
  part: Part<ComparedWord>,
  before: Part<ComparedWord> | undefined,
  makers: Makers,
  compared: Comparison,
): Shown {
  if (part === "ci") {
    if (before === "delta") return makers.deltaInterval();
    if (typeof before === "object" && isMeasure(before.measure))
      return makers.interval(metricOf(before, compared.metrics));
    throw new NerEvalError(intervalColumnAlone());
  }
  if (typeof part === "string") return makers[part]();
  return isMeasure(part.measure) ? makers.score(metricOf(part, compared.metrics)) : makers.count(part);
}

/** The name of a metric, which must be one of those that are compared. */
function metricOf({ measure, scheme = "strict", average, type }: Wanted, metrics: readonly string[]): string {
  const metric = printMetric({ scheme, measure, average, type } as ScoreMetric);
  if (metrics.includes(metric)) return metric;
  throw new NerEvalError(columnNotCompared(metric, metrics));
}

/** A cell of two numbers. */
function beside(first: Shown, second: Shown): Shown {
  const { title, keys = [] } = first.column;
  return {
    column: {
      ...first.column,
      title: `${title} / ${second.column.title}`,
      keys: [...keys, ...(second.column.keys ?? [])],
    },
    cell: (s) => {
      const [one, other] = [figureOf(first.cell(s)), figureOf(second.cell(s))];
      return { ...one, also: { text: other.text }, values: [...(one.values ?? []), ...(other.values ?? [])] };
    },
  };
}

/** A number with its interval behind it. */
function withInterval(first: Shown, second: Shown): Shown {
  const keys = [...new Set([...(first.column.keys ?? []), ...(second.column.keys ?? [])])];
  return {
    column: { ...first.column, keys },
    cell: (s) => {
      const [one, { text, values = [] }] = [figureOf(first.cell(s)), figureOf(second.cell(s))];
      const own = one.values ?? [];
      return { ...one, interval: text, values: own.length === keys.length ? own : [...own, ...values] };
    },
  };
}

type Makers = ReturnType<typeof makersOf>;

/** The columns there are, for a table in a metric. */
function makersOf(compared: Comparison, { digits }: ComparisonView, metric: string) {
  const { systems, baseline, metrics, rankings, pairs, schemes, options } = compared;
  const level = shortPercent(options.level);
  const positions = new Map(systems.map((system, s) => [system.name, letterOf(s)]));
  const paired = systems.map(({ name }, s) =>
    pairCells(s === 0 ? undefined : pairOf(compared, baseline, name, metric), digits),
  );
  const keyOfMetric = (name: string) => name.replace(/^strict:/, "");
  const valuesOf = (name: string) => systems.map(({ values }) => values[metrics.indexOf(name)]!);
  const of = valuesOf(metric);

  const score = (name: string): Shown => {
    const values = valuesOf(name);
    const best = bestOf(values.map(({ value }) => percent(value, digits)));
    const { better } = rankings[metrics.indexOf(name)]!;
    const markOf = (s: number) => {
      const mark = better.find((one) => one.name === systems[s]!.name)!.than.map((other) => positions.get(other)!);
      return mark.join(mark.some((letter) => letter.length > 1) ? "," : "");
    };
    const key = keyOfMetric(name);
    return {
      column: number(titleOf(name), [key, `${key}_low`, `${key}_high`]),
      cell: (s): Figure => {
        const { value, interval } = values[s]!;
        return {
          ...{ text: percent(value, digits), best: percent(value, digits) === best, mark: markOf(s) },
          values: [value, interval?.low, interval?.high],
        };
      },
    };
  };
  const interval = (name: string): Shown => ({
    column: number(`${level} CI`, [`${keyOfMetric(name)}_low`, `${keyOfMetric(name)}_high`]),
    cell: (s): Figure => {
      const { low, high } = valuesOf(name)[s]!.interval ?? {};
      const text = low === undefined || high === undefined ? "–" : percents(low, high, digits);
      return { text, values: [low, high] };
    },
  });
  const count = (wanted: Wanted): Shown => {
    const { scheme = "strict", measure } = wanted;
    const row = schemes.find((one) => one.scheme === scheme);
    const known = measure === "gold" || measure === "pred" || measure === "correct";
    if (!row || !known || wanted.type !== undefined) throw new NerEvalError(countNotCompared(keyOf(wanted)));
    const title = measure[0]!.toUpperCase() + measure.slice(1) + (scheme === "strict" ? "" : ` (${scheme})`);
    return {
      column: number(title, [keyOf(wanted)]),
      cell: (s): Figure => {
        const value = row.counts[s]?.[measure];
        // The mean over several runs may be no whole number.
        const text = value === undefined ? "–" : Number.isInteger(value) ? grouped(value) : value.toFixed(1);
        return { text, values: [value] };
      },
    };
  };
  const sd = (): Shown => ({
    column: number("SD", ["sd"]),
    cell: (s) => {
      const { seeds } = of[s]!;
      return { text: seeds ? percent(seeds.sd, digits) : "", values: [seeds?.sd] };
    },
  });
  const range = (): Shown => ({
    column: number("Min–max", ["min", "max"], 2),
    cell: (s) => {
      const { least, most } = of[s]!.seeds ?? {};
      const text = percents(least, most, digits).replace(/[[\]]/g, "").replace(", ", "–");
      return { text: of[s]!.seeds ? text : "", values: [least, most] };
    },
  });
  const runs = (): Shown => ({
    column: number("Runs", ["runs"], 3),
    cell: (s) => ({ text: String(systems[s]!.runs), values: [systems[s]!.runs] }),
  });
  const delta = (): Shown => ({
    column: { ...number(`Δ vs ${baseline.length > 8 ? letterOf(0) : baseline}`, ["delta"]), named: true },
    cell: (s) => paired[s]!.delta,
  });
  const deltaInterval = (): Shown => ({
    column: number(`${level} CI of Δ`, ["delta_low", "delta_high"], 4),
    cell: (s) => paired[s]!.ci,
  });
  const p = (): Shown => ({ column: number("p (adj.)", ["p", "p_adjusted"]), cell: (s) => paired[s]!.p });
  const wins = (): Shown => ({
    column: number("W / T / L", ["wins", "ties", "losses"], 1),
    cell: (s) => paired[s]!.wins,
  });
  /** What is shown where nobody chooses. Seeds take the room that the counts of documents have elsewhere. */
  const usual = (): Shown[] => [
    score(metric),
    ...(systems.some(({ runs }) => runs > 1) ? [sd(), range(), runs()] : []),
    delta(),
    ...(options.resamples > 0 && pairs.some(({ interval }) => interval !== undefined) ? [deltaInterval()] : []),
    ...[p(), wins()],
  ];
  return { score, interval, count, sd, range, runs, delta, deltaInterval, p, wins, usual };
}
