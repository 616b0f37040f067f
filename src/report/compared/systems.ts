/** The table of systems: every one in a metric, and what it is to the baseline. */
import { bestOf, percent, percents, shortPercent } from "../numbers.ts";
import type { Cell, Column, Figure, Table, TableRow } from "../table.ts";
import { letters, name, number, pairCells } from "./cells.ts";
import { type Compared, type ComparedView, letterOf, pairOf, type SystemColumn, titleOf } from "./compared.ts";
import { lettersNote, verdicts } from "./sentences.ts";

/** Every system in one metric, and what it is to the baseline; letters say which others it is better than. */
export function systemsTable(compared: Compared, view: ComparedView, metric: string): Table {
  const { systems } = compared.comparison;
  const parts = partsOf(compared, view, metric);
  const chosen = view.columns
    ? view.columns.map((name) => parts.find((part) => part.name === name)!)
    : parts.filter(({ usual }) => usual);
  const columns: Column[] = [letters, name("Run", "run"), ...chosen.map(({ column }) => column)];
  const rows = systems.map((system, s): TableRow => {
    return { cells: [letterOf(s), system.name, ...chosen.map(({ cell }) => cell(s))] };
  });
  const notes = [lettersNote(compared, metric), verdicts(compared, metric).join(" ")];
  return { columns, rows, notes: notes.filter((note) => note !== "") };
}

/** A column of the table of systems, the cell it has for each, and whether it is there where nobody chooses. */
interface Part {
  readonly name: SystemColumn;
  readonly usual: boolean;
  readonly column: Column;
  readonly cell: (system: number) => Cell;
}

function partsOf(compared: Compared, { digits }: ComparedView, metric: string): Part[] {
  const { comparison, options } = compared;
  const { systems, baseline, metrics, rankings, pairs } = comparison;
  const m = metrics.indexOf(metric);
  const seeded = systems.some(({ runs }) => runs > 1);
  const intervals = options.resamples > 0 && pairs.some(({ interval }) => interval !== undefined);
  const best = bestOf(systems.map(({ values }) => percent(values[m]!.value, digits)));
  const { better } = rankings[m]!;
  const positions = new Map(systems.map((system, s) => [system.name, letterOf(s)]));
  const level = shortPercent(options.level);
  const key = metric.replace(/^strict:/, "");
  const of = systems.map(({ values }) => values[m]!);
  const paired = systems.map(({ name }, s) =>
    pairCells(s === 0 ? undefined : pairOf(compared, baseline, name, metric), digits),
  );
  const markOf = (s: number) => {
    const mark = better.find((one) => one.name === systems[s]!.name)!.than.map((other) => positions.get(other)!);
    return mark.join(mark.some((letter) => letter.length > 1) ? "," : "");
  };
  const score = (s: number): Figure => {
    const { value, interval } = of[s]!;
    return {
      ...{ text: percent(value, digits), best: percent(value, digits) === best, mark: markOf(s) },
      values: [value, interval?.low, interval?.high],
    };
  };
  const scoreInterval = (s: number): Figure => {
    const { low, high } = of[s]!.interval ?? {};
    const text = low === undefined || high === undefined ? "–" : percents(low, high, digits);
    return { text, values: [low, high] };
  };
  const sd = (s: number): Figure => {
    const { seeds } = of[s]!;
    return { text: seeds ? percent(seeds.sd, digits) : "", values: [seeds?.sd] };
  };
  const range = (s: number): Figure => {
    const { least, most } = of[s]!.seeds ?? {};
    const text = percents(least, most, digits).replace(/[[\]]/g, "").replace(", ", "–");
    return { text: of[s]!.seeds ? text : "", values: [least, most] };
  };
  const runs = (s: number): Figure => ({ text: String(systems[s]!.runs), values: [systems[s]!.runs] });
  const delta = `Δ vs ${baseline.length > 8 ? letterOf(0) : baseline}`;
  // Seeds take the room that the counts of documents have elsewhere.
  return [
    { name: "score", usual: true, column: number(titleOf(metric), [key, `${key}_low`, `${key}_high`]), cell: score },
    {
      name: "score-ci",
      usual: false,
      column: number(`${level} CI`, [`${key}_low`, `${key}_high`]),
      cell: scoreInterval,
    },
    { name: "sd", usual: seeded, column: number("SD", ["sd"]), cell: sd },
    { name: "range", usual: seeded, column: number("Min–max", ["min", "max"], 2), cell: range },
    { name: "runs", usual: seeded, column: number("Runs", ["runs"], 3), cell: runs },
    { name: "delta", usual: true, column: { ...number(delta, ["delta"]), named: true }, cell: (s) => paired[s]!.delta },
    {
      ...{ name: "ci", usual: intervals, cell: (s) => paired[s]!.ci },
      column: number(`${level} CI of Δ`, ["delta_low", "delta_high"], 4),
    },
    { name: "p", usual: true, column: number("p (adj.)", ["p", "p_adjusted"]), cell: (s) => paired[s]!.p },
    {
      ...{ name: "wins", usual: true, cell: (s) => paired[s]!.wins },
      column: number("W / T / L", ["wins", "ties", "losses"], 1),
    },
  ];
}
