/** Renders reports as Markdown. */
import { markdownTable } from "markdown-table";
import { type Cell, figureOf, fullTitle, isTable, type Report, type Table } from "../table.ts";
import { markdownText, printable } from "../text.ts";
import { widthOf } from "../width.ts";

/** The report as Markdown, with the signature in a code span at the end. */
export function renderMarkdown(report: Report): string {
  const blocks = report.blocks.map((block) =>
    isTable(block)
      ? renderTable(block)
      : block
          .filter(({ facts }) => facts.length > 0)
          .map(
            ({ label, facts }) =>
              `${label ? `**${markdownText(label)}** ` : "  "}${facts.map(markdownText).join(" · ")}`,
          )
          .join("  \n"),
  );
  const subtitle = report.subtitle === undefined ? [] : [markdownText(report.subtitle)];
  const notes = report.notes.map((note) => codeSpan(printable(note)));
  return `${[`### ${markdownText(report.title)}`, ...subtitle, ...blocks, ...notes].join("\n\n")}\n`;
}

function renderTable({ columns, rows, caption, notes = [] }: Table): string {
  const body = rows.map(({ cells, strong = false }) => cells.map((cell) => renderCell(cell, strong)));
  const table = markdownTable([columns.map((column) => markdownText(fullTitle(column))), ...body], {
    align: columns.map(({ align }) => align),
    stringLength: widthOf,
  });
  return [...(caption === undefined ? [] : [markdownText(caption)]), table, ...notes.map(markdownText)].join("\n\n");
}

function renderCell(cell: Cell, strong: boolean): string {
  const { also, mark, interval, ...first } = figureOf(cell);
  const number = [first, ...(also ? [also] : [])]
    .map(({ text, best = false }) => ((strong || best) && text ? `**${markdownText(text)}**` : markdownText(text)))
    .join(" / ");
  const marked = mark ? `${number}<sup>${markdownText(mark)}</sup>` : number;
  return interval === undefined ? marked : `${marked} ${markdownText(interval)}`;
}

/** Code in a fence longer than any run of backticks inside. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : fence + text + fence;
}
