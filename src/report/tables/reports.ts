/** Reports of saved runs: one table, or all there is to say of a run, or of several side by side. */
import { counted, grouped } from "../../messages/words.ts";
import type { Run } from "../../run/run.ts";
import { scoresOf } from "../../score/results.ts";
import { signaturesOf } from "../provenance.ts";
import { runReport } from "../run-report.ts";
import { type Report, type Table, transposed } from "../table.ts";
import type { TableRequest } from "./request.ts";
import { runTable } from "./tables.ts";

/** The report of a run, or of several side by side. */
export function runsReport(runs: readonly Run[], request: TableRequest): Report {
  const [run, another] = runs;
  if (!another) {
    const { schemes, digits, confusion } = request;
    return runReport(run!, { schemes, digits, confusion, beta: run!.signature.beta ?? 1 });
  }
  // A confusion matrix of several runs is refused, and not left out.
  const kinds = [
    ...(["scores", "types", "schemes", "errors"] as const),
    ...(request.confusion ? (["confusion"] as const) : []),
  ];
  const blocks = kinds.map((kind) => upright(runTable(kind, runs, request)));
  return { title: titleOf(runs), blocks, notes: signaturesOf(runs) };
}

/** The table of types turned around where there are more of them than systems: pages are longer than wide. */
function upright(table: Table): Table {
  const { columns, rows, across = "" } = table;
  return across.startsWith("Type") && columns.length - 1 > rows.length ? transposed(table) : table;
}

/** One table under the names of its runs. */
export function tableReport(table: Table, runs: readonly Run[]): Report {
  return { title: titleOf(runs), blocks: [table], notes: signaturesOf(runs) };
}

function titleOf(runs: readonly Run[]): string {
  const who = runs.length > 1 ? counted(runs.length, "run") : runs[0]!.name;
  const documents = rangeOf(runs.map(({ documents }) => documents));
  const spans = rangeOf(runs.map((run) => scoresOf(run, "strict").micro.gold));
  return [who, ranged(documents, "document"), ranged(spans, "gold span")].join(" · ");
}

/** The least and the most: runs that are not over the same gold may be shown together, too. */
function rangeOf(counts: readonly number[]): readonly [least: number, most: number] {
  return [Math.min(...counts), Math.max(...counts)];
}

/** `216 documents`, `12–216 documents`. */
function ranged([least, most]: readonly [number, number], noun: string): string {
  return least === most ? counted(least, noun) : `${grouped(least)}–${counted(most, noun)}`;
}
