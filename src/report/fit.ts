/** Fitting: makes a table narrow enough for a terminal, without ever wrapping a number. */

import { type Cell, cellText, type Table } from "./table.ts";
import { widthOf } from "./width.ts";

/** Blanks between columns. */
export const GAP = 3;

/** The shortest that a column is cut to. */
const SHORTEST = 6;

/** The width of each column, in terminal cells. */
export function widthsOf({ columns, rows }: Table): number[] {
  return columns.map(({ title }, i) =>
    rows.reduce((width, { cells }) => Math.max(width, widthOf(cellText(cells[i]!))), widthOf(title)),
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

/** Cuts names, always in the column that is widest. Numbers, and the titles of ours above them, stay. */
function shorten({ columns, rows }: Table, width: number): Table {
  const widths = widthsOf({ columns, rows });
  const least = columns.map(({ align, named }, i) => {
    if (align === "right" && !named) return widths[i]!;
    const numbers = align === "left" ? [] : rows.map(({ cells }) => widthOf(cellText(cells[i]!)));
    return Math.max(SHORTEST, ...numbers);
  });
  for (let excess = totalWidth({ columns, rows }) - width; excess > 0; excess--) {
    const room = widths.map((own, i) => (own > least[i]! ? own : 0));
    const widest = room.indexOf(Math.max(...room));
    if (room[widest] === 0) break;
    widths[widest]!--;
  }
  const fits = (text: string, i: number) => widthOf(text) <= widths[i]!;
  const cut = (cell: Cell, i: number) => (fits(cellText(cell), i) ? cell : cutTo(cellText(cell), widths[i]!));
  return {
    columns: columns.map((column, i) => ({
      ...column,
      title: fits(column.title, i) ? column.title : cutTo(column.title, widths[i]!),
    })),
    rows: rows.map((row) => ({ ...row, cells: row.cells.map(cut) })),
  };
}

function cutTo(text: string, width: number): string {
  let cut = "";
  let used = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    used += widthOf(segment);
    if (used >= width) break;
    cut += segment;
  }
  return `${cut}…`;
}
