import { expect } from "chai";
import fc from "fast-check";
import stringWidth from "string-width";
import type { Style } from "../../../src/report/render/style.ts";
import { renderText } from "../../../src/report/render/terminal.ts";
import type { Table } from "../../../src/report/table.ts";
import { cellText } from "../../../src/report/table.ts";
import { printable } from "../../../src/report/text.ts";
import { dangerous, reportOf, reports, tables } from "../reports.ts";

const escaping: Style = {
  strong: (text) => `\u001b[1m${text}\u001b[22m`,
  faint: (text) => `\u001b[2m${text}\u001b[22m`,
};

/** The lines of a table: what stands between the title and the notes. */
const tableLines = (table: Table, width: number) =>
  renderText(reportOf(table), width).split("\n\n")[1]!.replace(/\n$/, "").split("\n");

describe("text for terminals", () => {
  it("aligns numbers at the right whatever scripts the names are in", () => {
    const table: Table = {
      columns: [
        { title: "Type", align: "left" },
        { title: "F1", align: "right" },
      ],
      rows: [
        { cells: ["人名", "9.5"] },
        { cells: ["हिन्दी", "10.0"], strong: true },
        { cells: ["👩‍👩‍👧❤️", "100.0"] },
        { cells: ["x", ""] },
      ],
    };
    expect(tableLines(table, 80)).to.deep.equal([
      "Type      F1",
      "人名     9.5",
      "हिन्दी    10.0",
      "👩‍👩‍👧❤️   100.0",
      "x",
    ]);
  });

  it("gives all lines of a table the same width, at most that of the terminal, and shows every name that fits", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 14, max: 120 }), (table, width) => {
        const lines = tableLines(table, width);
        expect(lines).to.have.length(table.rows.length + 1);
        const widths = new Set(lines.map((line) => stringWidth(line)));
        expect(widths.size, lines.join("\n")).to.equal(1);
        expect([...widths][0]).to.be.at.most(width);
        if (width < 120) return;
        for (const [i, { cells }] of table.rows.entries()) {
          const name = printable(cellText(cells[0]!));
          // A name without any width has no room of its own.
          if (stringWidth(name) > 0 && stringWidth(name) <= 100) expect(lines[i + 1]!.startsWith(name)).to.equal(true);
        }
      }),
    );
  });

  it("lets nothing from the data act on the terminal", () => {
    fc.assert(
      fc.property(reports, fc.integer({ min: 1, max: 100 }), (report, width) => {
        expect(renderText(report, width)).to.not.match(dangerous);
      }),
    );
  });

  it("says the same with colours as without", () => {
    fc.assert(
      fc.property(reports, fc.integer({ min: 1, max: 100 }), (report, width) => {
        const bare = renderText(report, width, escaping)
          .replaceAll(/(?!\n)\p{Cc}\[\d+m/gu, "")
          .replace(/ +$/gm, "");
        expect(bare).to.equal(renderText(report, width).replace(/ +$/gm, ""));
      }),
    );
  });

  it("wraps headlines between their parts, and facts under the first", () => {
    const report = {
      title: "crf · 216 documents · 1,042 gold spans · 997 predicted",
      subtitle: "tagged by crf · 5-fold cross-validation over documents (seed 12345)",
      blocks: [[{ label: "Errors (170)", facts: ["boundary 31", "type 16", "missed 81"] }]],
      notes: ["strict|avg:micro|undefined:skip|docs:216|v:0.1.0"],
    };
    expect(renderText(report, 40)).to.equal(`crf · 216 documents · 1,042 gold spans
997 predicted
tagged by crf
5-fold cross-validation over documents
(seed 12345)

Errors (170)   boundary 31 · type 16
               missed 81

strict|avg:micro|undefined:skip|docs:216|v:0.1.0
`);
  });
});
