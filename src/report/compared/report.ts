/** The report of a comparison: the screen, from the systems down to the mentions. */

import type { Comparison } from "../../analyze/comparison.ts";
import type { State, Transition } from "../../analyze/transitions.ts";
import { changes } from "../../analyze/transitions.ts";
import { counted, grouped } from "../../messages/words.ts";
import { percent, shortNumber } from "../numbers.ts";
import { signaturesOf } from "../provenance.ts";
import type { Facts, Report, Table } from "../table.ts";
import { type ComparisonTable, type ComparisonView, letterOf, titleOf } from "./compared.ts";
import { flipSentences } from "./sentences.ts";
import { systemsTable } from "./systems.ts";
import { comparisonTable, costsTable, matrixTable, schemesTable, transitionsTable, typesTable } from "./tables.ts";

/** The report of a comparison: systems, tests, types, schemes and the mentions that changed. */
export function comparisonReport(compared: Comparison, view: ComparisonView = { digits: 2 }): Report {
  const { systems, flips, transitions, pairs, overall } = compared;
  const many = systems.length > 2 && pairs.some(({ p }) => p !== undefined);
  return {
    title: headlineOf(compared),
    blocks: [
      ...overall.flatMap((metric) => [
        systemsTable(compared, view, metric),
        ...(many ? [matrixTable(compared, metric)] : []),
      ]),
      facts([...powerFacts(compared, view), ...orderFacts(compared)]),
      typesTable(compared, view),
      ...(flips.length > 0 ? [schemesTable(compared, view)] : []),
      costsTable(compared),
      ...(transitions.length > 0 ? [transitionsTable(compared)] : []),
      facts(exampleFacts(compared, view)),
      facts(flipFacts(compared)),
    ].filter((block): block is Table | readonly Facts[] => block !== undefined),
    notes: signaturesOf(compared.runs),
  };
}

/** One table of a comparison. */
export function comparisonTableReport(kind: ComparisonTable, compared: Comparison, view: ComparisonView): Report {
  return {
    title: headlineOf(compared),
    blocks: [comparisonTable(kind, compared, view)],
    notes: signaturesOf(compared.runs),
  };
}

function facts(list: readonly Facts[]): readonly Facts[] | undefined {
  return list.length > 0 ? list : undefined;
}

function headlineOf(compared: Comparison): string {
  const { systems, unit, units, runs, gold } = compared;
  const several = runs.length > systems.length ? [counted(runs.length, "run")] : [];
  return [counted(systems.length, "system"), ...several, counted(units, unit), counted(gold, "gold span")].join(" · ");
}

/** Schemes by which the order is another one. */
function flipFacts(compared: Comparison): Facts[] {
  const found = flipSentences(compared);
  return found.length === 0 ? [] : [{ label: "Order", facts: [`${compared.overall[0]} orders as above`, ...found] }];
}

/** What this gold could show of the baseline and each other system. */
function powerFacts(compared: Comparison, { digits }: ComparisonView): Facts[] {
  const { pairs, baseline, systems, unit, options, overall } = compared;
  const powers = pairs.flatMap(({ a, b, metric, power }) =>
    a === baseline && metric === overall[0] && power ? [{ name: b, ...power }] : [],
  );
  if (powers.length === 0) return [];
  const called = (name: string) =>
    systems.length > 3 ? letterOf(systems.findIndex((system) => system.name === name)) : name;
  const points = `${shortNumber(100 * options.detect)} ${options.detect === 0.01 ? "point" : "points"}`;
  return [
    {
      label: "Power",
      facts: [
        `smallest ${titleOf(overall[0]!)} difference shown in 80 % of cases`,
        ...powers.map(({ name, smallest }) => `${called(name)} ${percent(smallest, digits)}`),
      ],
    },
    {
      label: "",
      facts: [
        `${unit}s needed to show ${points}`,
        ...powers.map(({ name, needed }) => `${called(name)} ${grouped(needed)}`),
      ],
    },
  ];
}

/** Almost stochastic order between systems of several runs. */
function orderFacts(compared: Comparison): Facts[] {
  const { overall } = compared;
  const found = compared.pairs.flatMap(({ a, b, metric, order }) => {
    if (!order || metric !== overall[0]) return [];
    const other = order.larger === a ? b : a;
    return [`${order.larger} over ${other}: ε ≤ ${order.bound.toFixed(2)}${order.bound < 0.5 ? "" : ", no order"}`];
  });
  return found.length === 0 ? [] : [{ label: "Almost stochastic order", facts: found }];
}

/** How long a mention is shown. */
const LONGEST = 40;

/** Some mentions of every change, and how many there are. */
function exampleFacts(compared: Comparison, { examples }: ComparisonView): Facts[] {
  const { transitions, systems } = compared;
  const most = examples ?? (systems.length === 2 ? 3 : 0);
  if (most === 0) return [];
  return transitions.flatMap(({ b, transitions: { mentions, spuriousMentions } }) => {
    const who = systems.length === 2 ? "" : `${b} `;
    const list = (label: string, lines: readonly string[]): Facts[] =>
      lines.length === 0
        ? []
        : [
            {
              label: who + label,
              facts: [
                ...lines.slice(0, most),
                ...(lines.length > most ? [`… ${grouped(lines.length - most)} more`] : []),
              ],
            },
          ];
    const spurious = (change: "gone" | "new") =>
      spuriousMentions
        .filter((one) => one.change === change)
        .map(({ id, pred }) => `${quoted(pred.text)} ${pred.type} (${id})`);
    return [
      ...changes.flatMap((change) => list(change, mentions.filter((one) => one.change === change).map(exampleOf))),
      ...list("spurious gone", spurious("gone")),
      ...list("spurious new", spurious("new")),
    ];
  });
}

/** `"Halden FC" ORG, was LOC (d17)`, `"Port Osk" LOC, boundary "Port" → missed (d3)`. */
function exampleOf({ id, change, gold, before, after }: Transition): string {
  const state = ({ kind, pred }: State) => {
    if (kind === "type") return pred?.type ?? "type";
    if (kind === "missed" || !pred) return kind;
    return kind === "both" ? `${quoted(pred.text)} ${pred.type}` : quoted(pred.text);
  };
  const said =
    change === "fixed"
      ? `was ${state(before)}`
      : change === "broke"
        ? `now ${state(after)}`
        : state(before) === state(after)
          ? state(after)
          : `${state(before)} → ${state(after)}`;
  return `${quoted(gold.text)} ${gold.type}, ${said} (${id})`;
}

function quoted(text: string): string {
  const characters = [...text];
  return `"${characters.length > LONGEST ? `${characters.slice(0, LONGEST).join("")}…` : text}"`;
}
