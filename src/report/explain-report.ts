/** What other scorers say, as a report: their F1 beside ours, how many mentions make the difference, and why. */

import type { Opinion, ProfileRow, ProfileTable } from "../compat/profile.ts";
import { counted } from "../messages/words.ts";
import { numeral, percent, signed } from "./numbers.ts";
import type { Facts, Report, Table } from "./table.ts";

/** The opinions on a run called `name`. Scorers that agree are not explained. */
export function explainReport(name: string, documents: number, opinions: readonly Opinion[], digits: number): Report {
  const differing = opinions.filter(({ tables }) =>
    tables.some(({ f1, ours, mentions }) => mentions > 0 || percent(f1, digits) !== percent(ours, digits)),
  );
  const reasons = differing.map(({ profile }): Facts => ({ label: profile.name, facts: [profile.differs] }));
  const refusals = opinions.flatMap(({ profile, refused }): Facts[] =>
    refused === undefined ? [] : [{ label: profile.name, facts: [`refuses: ${refused}`] }],
  );
  return {
    title: `${name} · ${counted(documents, "document")} · ${counted(opinions.length, "scorer")}`,
    blocks: [opinionTable(opinions, digits), legend, ...[reasons, refusals].filter((facts) => facts.length > 0)],
    notes: [],
  };
}

const legend: readonly Facts[] = [
  { label: "Mentions", facts: ["gold and predicted ones that the scorer credits or counts otherwise"] },
  { label: "", facts: ["0 beside another F1: the same counts, another formula"] },
];

function opinionTable(opinions: readonly Opinion[], digits: number): Table {
  return {
    columns: [
      { title: "Scorer", align: "left" },
      { title: "Table", align: "left" },
      { title: "F1", align: "right" },
      { title: "Ours", align: "right", keep: 2 },
      { title: "Δ", align: "right" },
      { title: "Mentions", align: "right", keep: 3 },
      { title: "Scheme of ours", align: "left", keep: 1 },
    ],
    rows: opinions.flatMap(({ profile, tables }) =>
      tables.map(({ name, scheme, f1, ours, mentions }, i) => ({
        cells: [
          i === 0 ? profile.name : "",
          name,
          percent(f1, digits),
          percent(ours, digits),
          signed(f1 !== undefined && ours !== undefined ? f1 - ours : undefined, digits),
          String(mentions),
          scheme,
        ],
      })),
    ),
  };
}

/** The tables of one scorer, as it names their rows and counts. */
export function profileReport(name: string, { profile, result }: Opinion, digits: number): Report {
  return {
    title: `${name} as ${profile.tool}`,
    blocks: [
      ...(result?.tables ?? []).flatMap((table) => [profileTable(table, digits), ...figures(table)]),
      [{ label: "Differs", facts: [profile.differs] }],
    ],
    notes: [],
  };
}

function profileTable({ name, all, types, averages }: ProfileTable, digits: number): Table {
  const counts = all.counts.map(([title]) => title);
  const row = ({ name, precision, recall, f1, counts: own }: ProfileRow) => {
    const values = new Map(own);
    const cells = counts.map((count) => (values.has(count) ? numeral(values.get(count)!, 2) : ""));
    return { cells: [name, ...[precision, recall, f1].map((value) => percent(value, digits)), ...cells] };
  };
  const others = averages.filter((average) => average.name !== all.name);
  return {
    columns: [
      { title: name, align: "left" },
      ...["Precision", "Recall", "F1"].map((title) => ({ title, align: "right" as const })),
      ...counts.map((title, i) => ({ title, align: "right" as const, keep: counts.length - i })),
    ],
    rows: [{ ...row(all), strong: true }, ...types.map(row), ...others.map(row)],
  };
}

function figures({ figures }: ProfileTable): Facts[][] {
  if (figures.length === 0) return [];
  return [
    [
      {
        label: "Figures",
        facts: figures.map(([name, value]) => `${name} ${value === undefined ? "–" : numeral(value, 4)}`),
      },
    ],
  ];
}
