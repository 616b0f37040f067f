/** Renders reports as text, for a terminal or a plain file. */

import CliTable from "cli-table3";
import { trimmedEnd } from "../../corpus/trim.ts";
import { fitTable, GAP, widthsOf } from "../fit.ts";
import { type Cell, cellText, type Facts, figureOf, fullTitle, isTable, type Report, type Table } from "../table.ts";
import { printable } from "../text.ts";
import { SEPARATOR, widthOf, wrap } from "../width.ts";
import { plain, type Style } from "./style.ts";

/**
 * The report as lines of text, at most `width` cells wide where they can be made so; the notes stay on one line each.
 * Where `width` is Infinity, tables are as wide as they are, and remarks are wrapped all the same.
 */
export function renderText(report: Report, width: number, style: Style = plain): string {
  const head = wrapLine(report.title, width).map(style.strong);
  if (report.subtitle !== undefined) head.push(...wrapLine(report.subtitle, width).map(style.faint));
  const blocks = report.blocks.map((block) =>
    isTable(block) ? renderTable(block, width, style) : renderFacts(block, width, style),
  );
  const notes = report.notes.map((note) => style.faint(printable(note)));
  return `${[head.join("\n"), ...blocks, ...(notes.length > 0 ? [notes.join("\n")] : [])].join("\n\n")}\n`;
}

function wrapLine(text: string, width: number): string[] {
  return wrap(printable(text).split(SEPARATOR), width);
}

const noBorders = Object.fromEntries(
  ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right", "left"]
    .concat(["left-mid", "mid", "mid-mid", "right", "right-mid"])
    .map((part) => [part, ""]),
);

function renderTable(table: Table, width: number, style: Style): string {
  const { columns, rows } = fitTable(inText(table), width);
  const options = {
    chars: { ...noBorders, middle: " ".repeat(GAP) },
    colAligns: columns.map(({ align }) => align),
    colWidths: widthsOf({ columns, rows }),
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  };
  // cli-table3 looks at all rows for each of them, so it draws some rows at a time.
  const blocks: string[] = [];
  let drawn = new CliTable(options);
  // cli-table3 measures by older rules of Unicode than widthsOf; so it places stand-ins of the right width.
  const texts: string[] = [];
  const place = (cells: readonly Cell[], styleOf: (cell: Cell) => (text: string) => string) => {
    for (const cell of cells) if (widthOf(cellText(cell)) > 0) texts.push(styleOf(cell)(cellText(cell)));
    drawn.push(cells.map((cell) => STAND_IN.repeat(widthOf(cellText(cell)))));
    if (drawn.length < BLOCK) return;
    blocks.push(drawn.toString());
    drawn = new CliTable(options);
  };
  place(
    columns.map(({ title }) => title),
    () => style.faint,
  );
  for (const { cells, strong } of rows)
    place(cells, (cell) => (strong || figureOf(cell).best ? style.strong : plain.strong));
  if (drawn.length > 0) blocks.push(drawn.toString());
  let at = 0;
  const lines = blocks.join("\n").replace(new RegExp(`${STAND_IN}+`, "g"), () => texts[at++]!);
  const notes = (table.notes ?? []).flatMap((note) => ["", ...wrapLine(note, width)]);
  const caption = table.caption === undefined ? [] : [...wrapLine(table.caption, width), ""];
  return trimLines([...caption, lines, ...notes].join("\n"));
}

/** The table in safe, plain texts. Behind numbers without a mark there is room for one, so that digits stand in line. */
function inText({ columns, rows, ...table }: Table): Table {
  const marks = columns.map((_, i) => Math.max(0, ...rows.map(({ cells }) => figureOf(cells[i]!).mark?.length ?? 0)));
  const text = (cell: Cell, i: number) => {
    const { mark = "", best, also } = figureOf(cell);
    const text = printable(cellText(cell)) + " ".repeat(marks[i]! - mark.length);
    return { text, best: best || also?.best };
  };
  return {
    ...table,
    columns: columns.map((column) => ({ ...column, title: printable(fullTitle(column)) })),
    rows: rows.map((row) => ({ ...row, cells: row.cells.map(text) })),
  };
}

/** Cells are at least a blank apart and borders are blank, so that every run of it is a cell. */
const STAND_IN = "x";

/** How many rows are drawn at a time. */
const BLOCK = 50;

/** How wide remarks are where nothing limits them: they are read, and tables are parsed. */
const UNLIMITED = 80;

/** The widest label that has facts on its own line; names in labels may be of any length. */
const WIDEST_LABEL = 60;

/** Labels in a column of their own; facts that do not fit on the line, or are of a wider label, go on under the first. */
function renderFacts(facts: readonly Facts[], width: number, style: Style): string {
  const labelled = facts.map(({ label, facts: list }) => ({ label: printable(label), list }));
  const widths = labelled.map(({ label }) => widthOf(label));
  const indent = Math.min(Math.max(...widths), WIDEST_LABEL) + GAP;
  const room = (width === Infinity ? UNLIMITED : width) - indent;
  const lines = labelled.flatMap(({ label, list }, f) => {
    const [first = "", ...others] = wrap(list.map(printable), room);
    if (list.length === 0) return [];
    const head = label && style.strong(label);
    const below = " ".repeat(indent);
    if (widths[f]! > WIDEST_LABEL) return [head, ...[first, ...others].map((line) => below + line)];
    return [head + " ".repeat(indent - widths[f]!) + first, ...others.map((line) => below + line)];
  });
  return trimLines(lines.join("\n"));
}

function trimLines(text: string): string {
  const lines = text.split("\n").map((line) => trimmedEnd(line, " "));
  return lines.join("\n");
}
