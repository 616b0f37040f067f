/** The table of the corpus: how much gold there is of each type, as a paper says it of its data. */
import { columnOf } from "../../count/tally.ts";
import { counted } from "../../messages/words.ts";
import type { Run } from "../../run/run.ts";
import type { SchemeScores } from "../../score/results.ts";
import { ratio } from "../../score/scores.ts";
import { percent } from "../numbers.ts";
import type { Figure, Table, TableRow } from "../table.ts";
import { labelBeside } from "../text.ts";
import { type CountColumn, chosen, countColumn } from "./counts.ts";
import type { Frame } from "./figures.ts";
import { inOrder, supportOf, typesIn } from "./rows.ts";
import { ALL } from "./types.ts";

const columns = [
  { name: "mentions", title: "Mentions" },
  { name: "share", title: "%" },
  { name: "documents", title: "Documents", keep: 2 },
  { name: "tokens", title: "Tokens", keep: 1 },
] as const satisfies readonly CountColumn<string>[];
type Name = (typeof columns)[number]["name"];

/** The gold of the first run; that of the others is the same. Types that are only predicted are left out. */
export function corpusTable(frame: Frame): Table {
  const { runs, request } = frame;
  const run = runs[0]!;
  const shown = chosen<Name>(columns, request.columns, "the corpus");
  const documents = documentsWith(run);
  const row = (name: string, type: string | undefined): TableRow => ({
    cells: [name, ...shown.map((column) => figure(column.name, type))],
  });
  const figure = (name: Name, type: string | undefined): Figure => {
    const mentions = supportOf(run, type);
    if (name === "share") {
      const share = ratio(mentions, supportOf(run, undefined));
      return { text: percent(share, request.digits), values: [share] };
    }
    const covered: SchemeScores | undefined = run.scores.token;
    const row = type === undefined ? covered?.micro : covered?.types.find((one) => one.type === type);
    const tokens = covered && (row?.gold ?? 0);
    const count = { mentions, documents: documents(type), tokens }[name];
    return { text: count === undefined ? "–" : String(count), values: [count] };
  };
  const types = typesIn(frame).filter((type) => request.types !== undefined || supportOf(run, type) > 0);
  const { documents: all, tokens } = run;
  return {
    columns: [{ title: "Type", align: "left" }, ...shown.map(countColumn)],
    rows: [
      { ...row(labelBeside(ALL, typesIn(frame)), undefined), strong: true },
      ...inOrder(
        types.map((type) => ({ run, scheme: "strict" as const, type })),
        [],
        frame,
      ).map(({ type }, i) => ({
        ...row(type, type),
        rule: i === 0,
      })),
    ],
    across: "Count",
    notes: [
      `${counted(all, "document")}, ${counted(tokens.count, "token")}; tokens in the table are those that mentions cover`,
    ],
  };
}

/** How many documents have gold of a type, or any. */
function documentsWith({ units }: Run): (type: string | undefined) => number | undefined {
  const gold = columnOf("gold");
  const having = units.types.map(() => 0);
  let any = 0;
  for (let u = 0; u < units.ids.length; u++) {
    let found = false;
    for (let cell = units.starts[u]!; cell < units.starts[u + 1]!; cell++) {
      const type = Math.floor(units.columns[cell]! / units.width);
      if (units.columns[cell]! - type * units.width !== gold) continue;
      having[type]!++;
      found = true;
    }
    if (found) any++;
  }
  // Without tallies of documents, nobody knows.
  if (units.ids.length === 0) return () => undefined;
  return (type) => (type === undefined ? any : (having[units.types.indexOf(type)] ?? 0));
}
