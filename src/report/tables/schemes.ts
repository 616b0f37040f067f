/** The table of schemes: of one run schemes down and numbers across, of several systems down and schemes across. */
import { NerEvalError } from "../../corpus/error.ts";
import { schemesTableHasNoTypes, schemesTableNamesSchemes } from "../../messages/tables.ts";
import type { Column, Table } from "../table.ts";
import { type Asked, askedColumns } from "./asked.ts";
import { cellAt, columnFor, type Frame } from "./figures.ts";
import { type Across, numberColumns, systemRows } from "./systems.ts";
import { groupedColumn } from "./types.ts";

export function schemesTable(frame: Frame): Table {
  const { runs, request } = frame;
  if (request.types ?? (runs.length === 1 ? request.rows : undefined)) throw new NerEvalError(schemesTableHasNoTypes());
  return runs.length > 1 ? sideBySide(frame) : ofOne(frame);
}

function ofOne(frame: Frame): Table {
  const { runs, request } = frame;
  const usual = ["precision", "recall", "f1", "correct", "incorrect", "par", "missed", "spurious"];
  const asked = columnsOf(frame, usual);
  return {
    columns: [{ title: "Scheme", align: "left" }, ...numberColumns(asked, frame)],
    rows: request.schemes.map((scheme) => ({
      cells: [scheme, ...asked.map((one) => cellAt({ run: runs[0]!, scheme }, one, frame))],
    })),
    across: "Score",
  };
}

/** The columns, none of which may say in what scheme its numbers are: the table says it. */
function columnsOf({ request }: Frame, usual: readonly string[]): Asked[] {
  const asked = askedColumns(request.columns ?? usual);
  if (asked.some(({ first, second }) => first.scheme ?? second?.scheme))
    throw new NerEvalError(schemesTableNamesSchemes());
  return asked;
}

function sideBySide(frame: Frame): Table {
  const asked = columnsOf(frame, ["f1"]);
  const { schemes } = frame.request;
  const across = schemes.flatMap((scheme) => asked.map((one): Across => ({ asked: one, at: { scheme } })));
  const columns = schemes.flatMap((scheme) =>
    asked.map((one): Column => {
      const column = columnFor(one, frame);
      const keys = column.keys?.map((key) => `${scheme}:${key}`);
      return groupedColumn({ ...column, keys }, scheme, asked.length, "");
    }),
  );
  const said = asked.length > 1 ? "" : `, ${columnFor(asked[0]!, frame).title}`;
  return {
    columns: [{ title: `System${said}`, align: "left" }, ...columns],
    rows: systemRows(across, frame),
    across: `Scheme${said}`,
  };
}
