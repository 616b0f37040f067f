/** Fitting: makes a table narrow enough for a terminal, without ever wrapping a number. */
import stringWidth from "string-width";
import type { Table } from "./table.ts";

/** Blanks between columns. */
export const GAP = 3;

/** The shortest a first column gets. */
const SHORTEST = 6;

/** The width of each column, in terminal cells. */
export function widthsOf({ columns, rows }: Table): number[] {
  return columns.map(({ title }, i) =>
    rows.reduce((width, { cells }) => Math.max(width, stringWidth(cells[i]!)), stringWidth(title)),
  );
}

/** The table with columns left out, those that are least wanted first, then with names cut, until it is `width` wide. */
export function fitTable(table: Table, width: number): Table {
  let fitting = table;
  while (totalWidth(fitting) > width) {
    const narrower = withoutColumn(fitting);
    if (!narrower) return shorten(fitting, width);
    fitting = narrower;
  }
  return fitting;
}

function totalWidth(table: Table): number {
  const widths = widthsOf(table);
  return widths.reduce((sum, width) => sum + width, 0) + GAP * (widths.length - 1);
}

function withoutColumn({ columns, rows }: Table): Table | undefined {
  const kept = columns.map(({ keep }) => keep ?? Infinity);
  const least = Math.min(...kept);
  if (least === Infinity) return undefined;
  const at = kept.indexOf(least);
  return {
    columns: columns.toSpliced(at, 1),
    rows: rows.map((row) => ({ ...row, cells: row.cells.toSpliced(at, 1) })),
  };
}

function shorten(table: Table, width: number): Table {
  const most = Math.max(SHORTEST, widthsOf(table)[0]! - (totalWidth(table) - width));
  const cut = (cell: string) => (stringWidth(cell) > most ? cutTo(cell, most) : cell);
  return {
    columns: table.columns.map((column, i) => (i === 0 ? { ...column, title: cut(column.title) } : column)),
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.map((cell, i) => (i === 0 ? cut(cell) : cell)) })),
  };
}

function cutTo(text: string, width: number): string {
  let cut = "";
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(cut + segment) >= width) break;
    cut += segment;
  }
  return `${cut}…`;
}
