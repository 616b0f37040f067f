import { expect } from "chai";
import fc from "fast-check";
import { renderMarkdown } from "../../../src/report/render/markdown.ts";
import { dangerous, reportOf, reports, tables } from "../reports.ts";

/** The cells of a table's line, as Markdown reads them: a bar behind a backslash ends none. */
const cellsOf = (line: string) =>
  line
    .replace(/^\| | \|$/g, "")
    .split(/(?<=(?:^|[^\\])(?:\\\\)*) \| /)
    .map((cell) => cell.trim());

describe("Markdown", () => {
  it("has a heading, tables, labelled facts, and the signature in a code span", () => {
    const report = {
      title: "crf · 2 documents",
      subtitle: "tagged by *crf*",
      blocks: [
        {
          columns: [
            { title: "Type", align: "left" as const },
            { title: "F1", align: "right" as const },
          ],
          rows: [{ cells: ["ALL", "89.06"], strong: true }, { cells: ["A|B", ""] }],
        },
        [
          { label: "Errors (3)", facts: ["type 1", "missed 2"] },
          { label: "", facts: ["split 0"] },
        ],
      ],
      notes: ["strict|types:`A`"],
    };
    expect(renderMarkdown(report)).to.equal(`### crf · 2 documents

tagged by \\*crf\\*

| Type    |        F1 |
| :------ | --------: |
| **ALL** | **89.06** |
| A\\|B    |           |

**Errors (3)** type 1 · missed 2  
  split 0

\`\` strict|types:\`A\` \`\`
`);
  });

  it("has as many cells in every line as the table has columns, whatever the names are", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const lines = renderMarkdown(reportOf(table)).trimEnd().split("\n").slice(2);
        expect(lines).to.have.length(table.rows.length + 2);
        for (const line of lines) expect(line.match(/(?<!\\)(?:\\\\)*\|/g), line).to.have.length(4);
      }),
    );
  });

  it("shows the numbers of each row in their columns", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const lines = renderMarkdown(reportOf(table)).trimEnd().split("\n").slice(4);
        for (const [i, { cells, strong }] of table.rows.entries()) {
          const numbers = cells.slice(1).map((number) => (strong ? `**${number}**` : number));
          expect(cellsOf(lines[i]!).slice(-2)).to.deep.equal(numbers);
        }
      }),
    );
  });

  it("lets nothing from the data break a line or turn it around", () => {
    fc.assert(
      fc.property(reports, (report) => {
        const text = renderMarkdown(report);
        expect(text).to.not.match(dangerous);
        expect(text.startsWith("### ")).to.equal(true);
      }),
    );
  });
});
