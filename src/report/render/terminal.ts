/** Renders reports as text, for a terminal or a plain file. */
import CliTable from "cli-table3";
import { fitTable, GAP, widthsOf } from "../fit.ts";
import { type Facts, isTable, type Report, type Table } from "../table.ts";
import { printable } from "../text.ts";
import { plain, type Style } from "./style.ts";

/** The report as lines of text, at most `width` cells wide where tables can be made so. */
export function renderText(report: Report, width: number, style: Style = plain): string {
  const head = [style.strong(printable(report.title))];
  if (report.subtitle !== undefined) head.push(style.faint(printable(report.subtitle)));
  const blocks = report.blocks.map((block) =>
    isTable(block) ? renderTable(block, width, style) : renderFacts(block, width, style),
  );
  const notes = report.notes.map((note) => style.faint(printable(note)));
  return `${[head.join("\n"), ...blocks, notes.join("\n")].join("\n\n")}\n`;
}

const noBorders = Object.fromEntries(
  ["top", "top-mid", "top-left", "top-right", "bottom", "bottom-mid", "bottom-left", "bottom-right", "left"]
    .concat(["left-mid", "mid", "mid-mid", "right", "right-mid"])
    .map((part) => [part, ""]),
);

function renderTable(table: Table, width: number, style: Style): string {
  const safe: Table = {
    columns: table.columns.map((column) => ({ ...column, title: printable(column.title) })),
    rows: table.rows.map((row) => ({ ...row, cells: row.cells.map(printable) })),
  };
  const { columns, rows } = fitTable(safe, width);
  const drawn = new CliTable({
    chars: { ...noBorders, middle: " ".repeat(GAP) },
    colAligns: columns.map(({ align }) => align),
    colWidths: widthsOf({ columns, rows }),
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  drawn.push(columns.map(({ title }) => style.faint(title)));
  for (const { cells, strong } of rows) drawn.push(strong ? cells.map(style.strong) : [...cells]);
  return trimLines(drawn.toString());
}

/** Labels in a column of their own; facts that do not fit on the line go on under the first. */
function renderFacts(facts: readonly Facts[], width: number, style: Style): string {
  const indent = Math.max(...facts.map(({ label }) => label.length)) + GAP;
  const lines: string[] = [];
  for (const { label, facts: list } of facts) {
    let line = style.strong(label) + " ".repeat(indent - label.length);
    let used = indent;
    for (const [i, fact] of list.map(printable).entries()) {
      const separator = i === 0 ? "" : " · ";
      if (i > 0 && used + separator.length + fact.length > width) {
        lines.push(line);
        line = " ".repeat(indent) + fact;
        used = indent + fact.length;
      } else {
        line += separator + fact;
        used += separator.length + fact.length;
      }
    }
    lines.push(line);
  }
  return trimLines(lines.join("\n"));
}

function trimLines(text: string): string {
  return text.replace(/[ ]+$/gm, "");
}
