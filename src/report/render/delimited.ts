/** Renders tables as CSV and TSV, for spreadsheets and statistics programs: names as they are, numbers unrounded. */
import { stringify } from "csv-stringify/sync";
import { figureOf, fullTitle, type Table } from "../table.ts";

/** What stands between two cells. */
export type Delimiter = "," | "\t";

/** A table, a line per row. A column of figures becomes as many as it has keys; nothing stands where a value is undefined. */
export function renderDelimited({ columns, rows }: Table, delimiter: Delimiter): string {
  const head = columns.flatMap((column) => column.keys ?? [fullTitle(column)]);
  const body = rows.map(({ cells }) =>
    cells.flatMap((cell, i): readonly unknown[] => {
      const { text, values } = figureOf(cell);
      const { keys } = columns[i]!;
      return values ?? (keys ? keys.map((_, k) => (k === 0 ? text : undefined)) : [text]);
    }),
  );
  return delimited([head, ...body], head.length, delimiter);
}

/**
 * Lines of cells. Cells that a spreadsheet would run as formulas are defused with a quotation mark in front. Lines that are
 * too short are filled up.
 */
export function delimited(lines: readonly (readonly unknown[])[], columns: number, delimiter: Delimiter): string {
  const complete = lines.map((line) => [...line, ...new Array<undefined>(columns - line.length)]);
  return stringify(complete, { delimiter, escape_formulas: true, cast: { number: String } });
}
