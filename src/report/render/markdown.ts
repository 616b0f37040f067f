/** Renders reports as Markdown. */
import { markdownTable } from "markdown-table";
import stringWidth from "string-width";
import { isTable, type Report, type Table } from "../table.ts";
import { markdownText, printable } from "../text.ts";

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

function renderTable({ columns, rows }: Table): string {
  const body = rows.map(({ cells, strong }) =>
    cells.map((cell) => (strong && cell ? `**${markdownText(cell)}**` : markdownText(cell))),
  );
  return markdownTable([columns.map(({ title }) => markdownText(title)), ...body], {
    align: columns.map(({ align }) => align),
    stringLength: stringWidth,
  });
}

/** Code in a fence longer than any run of backticks inside. */
function codeSpan(text: string): string {
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return longest > 0 ? `${fence} ${text} ${fence}` : fence + text + fence;
}
