/** The tables of a comparison: systems beside the baseline, all pairs, types, schemes, transitions. */

import type { Comparison } from "../../analyze/comparison.ts";
import { NerEvalError } from "../../corpus/error.ts";
import { transitionsMissing } from "../../messages/tables.ts";
import { grouped } from "../../messages/words.ts";
import { bestOf, percent, pValue, shortPercent, signed } from "../numbers.ts";
import type { Cell, Column, Figure, Table, TableRow } from "../table.ts";
import { letters, name, number, pairCells, pairRow } from "./cells.ts";
import { type ComparisonTable, type ComparisonView, isSignificant, letterOf, pairOf, titleOf } from "./compared.ts";
import { starNote } from "./sentences.ts";
import { systemsTable } from "./systems.ts";

/** A table of a comparison: systems, pairs, types, schemes, costs or transitions. Where it shows one metric, that is the first. */
export function comparisonTable(
  kind: ComparisonTable,
  compared: Comparison,
  view: ComparisonView = { digits: 2 },
): Table {
  switch (kind) {
    case "systems":
      return systemsTable(compared, view, compared.overall[0]!);
    case "pairs":
      return pairsTable(compared, view);
    case "types":
      return typesTable(compared, view);
    case "schemes":
      return schemesTable(compared, view);
    case "costs":
      return costsTable(compared);
    default:
      return transitionsTable(compared);
  }
}

/** Every pair in every metric, in long form. */
function pairsTable(compared: Comparison, { digits }: ComparisonView): Table {
  const { pairs } = compared;
  const intervals = pairs.some(({ interval }) => interval !== undefined);
  const ordered = pairs.some(({ order }) => order !== undefined);
  const several = new Set(pairs.map(({ metric }) => metric)).size > 1;
  const columns: Column[] = [
    name("A", "a"),
    name("B", "b"),
    ...(several ? [name("Metric", "metric")] : []),
    number("Δ", ["delta"]),
    ...(intervals ? [number(`${shortPercent(compared.options.level)} CI of Δ`, ["delta_low", "delta_high"], 2)] : []),
    number("p (adj.)", ["p", "p_adjusted"]),
    number("W / T / L", ["wins", "ties", "losses"], 1),
    ...(ordered ? [number("ASO ε", ["aso_violation", "aso_bound"], 3)] : []),
  ];
  const rows = pairs.map((pair): TableRow => {
    const { order } = pair;
    const aso: Cell[] = ordered
      ? [{ text: order ? order.bound.toFixed(2) : "–", values: [order?.violation, order?.bound] }]
      : [];
    const [delta, ...rest] = pairRow(pairCells(pair, digits), intervals);
    const marked: Cell = { ...delta!, mark: isSignificant(pair, compared) ? "*" : "" };
    return { cells: [pair.a, pair.b, ...(several ? [pair.metric] : []), marked, ...rest, ...aso] };
  });
  return { columns, rows, notes: ["Δ is B less A, and wins are B's.", starNote(compared)] };
}

/** What each kind of error costs each system, in points of strict F1. */
export function costsTable({ systems, costs }: Comparison): Table {
  const short = (at: number) => (systems.length > 3 ? letterOf(at) : systems[at]!.name);
  const columns = systems.map(
    (system, s): Column => ({ ...number(short(s), [system.name]), group: "F1 gained", named: true }),
  );
  const rows = costs.map(({ kind, values }): TableRow => {
    const cells = values.map((value): Figure => ({ text: signed(value, 1), values: [value] }));
    return { cells: [kind, ...cells] };
  });
  return { columns: [name("Fixing all", "kind"), ...columns], rows };
}

/** Adjusted p-values of every system against every other, in a metric. */
export function matrixTable(compared: Comparison, metric: string): Table {
  const { systems } = compared;
  const head = systems.slice(1).map((_, s) => number(letterOf(s + 1), []));
  const rows = systems.slice(0, -1).map(({ name }, row): TableRow => {
    const cells = systems.slice(1).map((other, s): Cell => {
      if (s < row) return "";
      const pair = pairOf(compared, name, other.name, metric)!;
      return { text: pValue(pair.pAdjusted), best: isSignificant(pair, compared) };
    });
    return { cells: [letterOf(row), name, ...cells] };
  });
  return { columns: [letters, { title: "p (adj.) against", align: "left" }, ...head], rows };
}

/** The first metric in every type, and what other systems are to the baseline in it. */
export function typesTable(compared: Comparison, { digits }: ComparisonView): Table {
  const { systems, types, baseline, overall } = compared;
  const [first] = overall;
  const title = titleOf(first!);
  const tested = types.some(({ type }) => compared.metrics.includes(metricOf(first!, type)));
  const [, second] = systems as [unknown, { readonly name: string }];
  const pair = (type: string, other: string) => pairOf(compared, baseline, other, metricOf(first!, type));
  const short = (at: number) => (systems.length > 3 ? letterOf(at) : systems[at]!.name);
  const score = (value: number | undefined): Figure => ({ text: percent(value, digits), values: [value] });
  if (systems.length === 2) {
    const intervals = compared.pairs.some(({ interval }) => interval !== undefined);
    return {
      columns: [
        name("Type", "type"),
        number("Gold", ["gold"], 3),
        { ...number(short(0), [baseline]), group: title, named: true },
        { ...number(short(1), [second.name]), group: title, named: true },
        number("Δ", ["delta"]),
        ...(tested
          ? [
              ...(intervals
                ? [number(`${shortPercent(compared.options.level)} CI of Δ`, ["delta_low", "delta_high"], 2)]
                : []),
              number("p (adj.)", ["p", "p_adjusted"]),
              number("W / T / L", ["wins", "ties", "losses"], 1),
            ]
          : []),
      ],
      rows: types.map(({ type, gold, values }): TableRow => {
        const found = tested ? pair(type, second.name) : undefined;
        const delta = differenceOf(values[0], values[1]);
        return {
          cells: [
            type,
            { text: grouped(gold), values: [gold] },
            score(values[0]),
            score(values[1]),
            ...(tested
              ? pairRow(pairCells(found, digits), intervals)
              : [{ text: signed(delta, digits), values: [delta] }]),
          ],
        };
      }),
    };
  }
  const rows = types.map(({ type, gold, values }): TableRow => {
    const others = systems.slice(1).map((system, s): Figure => {
      const found = pair(type, system.name);
      const delta = differenceOf(values[0], values[s + 1]);
      return {
        text: signed(delta, digits),
        mark: found && isSignificant(found, compared) ? "*" : "",
        values: [delta, ...(tested ? [found?.p, found?.pAdjusted] : [])],
      };
    });
    return { cells: [type, { text: grouped(gold), values: [gold] }, score(values[0]), ...others] };
  });
  const columns = [
    name("Type", "type"),
    number("Gold", ["gold"], 3),
    { ...number(`${title} ${short(0)}`, [baseline]), named: true },
    ...systems.slice(1).map(({ name }, s) => ({
      ...number(`Δ ${short(s + 1)}`, [`delta ${name}`, ...(tested ? [`p ${name}`, `p_adjusted ${name}`] : [])]),
      named: true,
    })),
  ];
  return { columns, rows, ...(tested && { notes: [starNote(compared)] }) };
}

function metricOf(overall: string, type: string): string {
  // What follows the measure is an average or a type.
  const [name] = overall.slice(overall.indexOf(":")).split(/[@[]/);
  return `${overall.slice(0, overall.indexOf(":"))}${name}[${type}]`;
}

function differenceOf(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : after - before;
}

/** F1 of every system in every scheme, with the best of each. */
export function schemesTable(compared: Comparison, { digits }: ComparisonView): Table {
  const { systems, schemes } = compared;
  const columns = [letters, name("F1 by scheme", "run")].concat(
    schemes.map(({ scheme }, s) => number(scheme, [scheme], s === 0 ? undefined : schemes.length - s)),
  );
  const best = schemes.map(({ values }) => bestOf(values.map((value) => percent(value, digits))));
  const rows = systems.map(({ name }, s): TableRow => {
    const cells = schemes.map(({ values }, column): Figure => {
      const text = percent(values[s], digits);
      return { text, best: text === best[column], values: [values[s]] };
    });
    return { cells: [letterOf(s), name, ...cells] };
  });
  return { columns, rows };
}

/** What other systems did to the gold mentions that the baseline got right and wrong. */
export function transitionsTable(compared: Comparison): Table {
  const { transitions, systems, baseline } = compared;
  if (transitions.length === 0) throw new NerEvalError(transitionsMissing());
  const placed = transitions.every(({ transitions }) => transitions.spurious);
  const count = (value: number): Figure => ({ text: grouped(value), values: [value] });
  return {
    columns: [
      letters,
      name(`Against ${baseline}`, "run"),
      number("Fixed", ["fixed"]),
      number("Broke", ["broke"]),
      number("Changed", ["changed"]),
      number("Both wrong", ["kept_wrong"]),
      number("McNemar p", ["mcnemar_mid_p"]),
      ...(placed ? [number("Spurious − / +", ["spurious_gone", "spurious_new"], 1)] : []),
    ],
    rows: transitions.map(({ b, transitions: { totals, spurious }, mcnemar }): TableRow => {
      const own = letterOf(systems.findIndex(({ name }) => name === b));
      const counts = [totals.fixed, totals.broke, totals.changed, totals["kept wrong"]].map(count);
      const p: Figure = { text: pValue(mcnemar.midP), values: [mcnemar.midP] };
      const made: Cell[] = placed
        ? [{ text: `${spurious!.gone} / ${spurious!.new}`, values: [spurious!.gone, spurious!.new] }]
        : [];
      return { cells: [own, b, ...counts, p, ...made] };
    }),
  };
}
