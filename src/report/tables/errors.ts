/** The table of error kinds: of one run by type, of several by system. Pairs of two types are counted at the gold one. */
import type { Run } from "../../run/run.ts";
import type { KindCounts } from "../../score/scores.ts";
import type { Figure, Table, TableRow } from "../table.ts";
import { labelBeside } from "../text.ts";
import { type CountColumn, chosen, countColumn } from "./counts.ts";
import type { Frame, Place } from "./figures.ts";
import { inOrder, typesIn } from "./rows.ts";
import { ALL } from "./types.ts";

const columns = [
  { name: "correct", title: "Correct", keep: 1 },
  { name: "boundary", title: "Boundary" },
  { name: "type", title: "Type" },
  { name: "both", title: "Both" },
  { name: "missed", title: "Missed" },
  { name: "spurious", title: "Spurious" },
  { name: "errors", title: "Errors" },
] as const satisfies readonly CountColumn<keyof KindCounts | "errors">[];
type Name = (typeof columns)[number]["name"];

export function errorTable(frame: Frame): Table {
  const { runs, request } = frame;
  const shown = chosen<Name>(columns, request.columns, "errors");
  const place = (run: Run, type?: string): Place => ({ run, scheme: "strict", type });
  const row = (name: string, { run, type }: Place): TableRow => ({
    cells: [name, ...shown.map((column): Figure => figure(kindsOf(run, type), column.name))],
  });
  const title = runs.length > 1 ? "System" : "Type";
  return {
    columns: [{ title, align: "left" }, ...shown.map(countColumn)],
    rows:
      runs.length > 1
        ? inOrder(
            runs.map((run) => place(run)),
            [],
            frame,
          ).map((one) => row(one.run.name, one))
        : [
            { ...row(labelBeside(ALL, typesIn(frame)), place(runs[0]!)), strong: true },
            ...inOrder(
              typesIn(frame).map((type) => place(runs[0]!, type)),
              [],
              frame,
            ).map((one, i) => ({
              ...row(one.type!, one),
              rule: i === 0,
            })),
          ],
    across: "Kind",
  };
}

function figure(kinds: KindCounts | undefined, name: Name): Figure {
  if (kinds === undefined) return { text: "0", values: [0] };
  const { boundary, type, both, missed, spurious } = kinds;
  const count = name === "errors" ? boundary + type + both + missed + spurious : kinds[name];
  return { text: String(count), values: [count] };
}

function kindsOf({ errors }: Run, type: string | undefined): KindCounts | undefined {
  const { all, types } = errors;
  return type === undefined ? all : types.find((row) => row.type === type)?.kinds;
}
