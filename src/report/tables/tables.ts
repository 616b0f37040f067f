/** Tables for papers: whichever is asked for, of one run or of several side by side. */

import { NerEvalError } from "../../corpus/error.ts";
import { oneOf } from "../../corpus/expect.ts";
import { confusionHasAllTypes, confusionOfSeveralRuns } from "../../messages/tables.ts";
import type { Run } from "../../run/run.ts";
import { confusionTable } from "../confusion-report.ts";
import { type Table, transposed } from "../table.ts";
import { usualView } from "../view.ts";
import { corpusTable } from "./corpus.ts";
import { errorTable } from "./errors.ts";
import type { Frame } from "./figures.ts";
import { type TableKind, type TableRequest, tableKinds } from "./request.ts";
import { schemesTable } from "./schemes.ts";
import { systemsTable } from "./systems.ts";
import { typesTable } from "./types.ts";

/**
 * A table of one run or of several: scores, types, schemes, errors, confusion or corpus.
 *
 * @throws NerEvalError `usage` where the runs do not have what is asked for.
 */
export function runTable(kind: TableKind, runs: readonly Run[], request: TableRequest = usualView): Table {
  oneOf(tableKinds)(kind, "kind");
  const table = builders[kind]({ runs, request });
  return request.transpose ? transposed(table) : table;
}

/** The table that is meant where none is named. */
export function usualTable(runs: readonly Run[], { confusion }: Pick<TableRequest, "confusion">): TableKind {
  if (confusion !== undefined) return "confusion";
  return runs.length > 1 ? "scores" : "types";
}

const builders: { readonly [kind in TableKind]: (frame: Frame) => Table } = {
  scores: systemsTable,
  types: typesTable,
  schemes: schemesTable,
  errors: errorTable,
  corpus: corpusTable,
  confusion: ({ runs, request }) => {
    const { columns, rows, types, confusion = "counts", digits } = request;
    const [run, another] = runs;
    if (another) throw new NerEvalError(confusionOfSeveralRuns());
    if (columns ?? rows ?? types) throw new NerEvalError(confusionHasAllTypes());
    return confusionTable(run!.confusion, confusion, digits);
  },
};
