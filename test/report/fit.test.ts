import { expect } from "chai";
import fc from "fast-check";
import stringWidth from "string-width";
import { fitTable, GAP, widthsOf } from "../../src/report/fit.ts";
import { cellText, type Table } from "../../src/report/table.ts";

const table: Table = {
  columns: [
    { title: "Type", align: "left" },
    { title: "F1", align: "right" },
    { title: "Gold", align: "right", keep: 2 },
    { title: "Pred", align: "right", keep: 1 },
  ],
  rows: [{ cells: ["organization", "81.17", "301", "278"], strong: true }, { cells: ["人名", "91.36", "334", "349"] }],
};

const titles = ({ columns }: Table) => columns.map(({ title }) => title);
const totalOf = (fitted: Table) =>
  widthsOf(fitted).reduce((sum, width) => sum + width, 0) + GAP * (fitted.columns.length - 1);

describe("fitting a table", () => {
  it("measures in terminal cells: a Chinese character takes two", () => {
    expect(widthsOf({ ...table, rows: table.rows.slice(1) })).to.deep.equal([4, 5, 4, 4]);
  });

  it("leaves a table alone that is narrow enough", () => {
    expect(fitTable(table, totalOf(table))).to.equal(table);
    expect(fitTable(table, Infinity)).to.equal(table);
  });

  it("leaves out the columns that are least wanted first, and whole", () => {
    const narrow = fitTable(table, totalOf(table) - 1);
    expect(titles(narrow)).to.deep.equal(["Type", "F1", "Gold"]);
    expect(narrow.rows).to.deep.equal([
      { cells: ["organization", "81.17", "301"], strong: true },
      { cells: ["人名", "91.36", "334"] },
    ]);
    expect(titles(fitTable(table, 20))).to.deep.equal(["Type", "F1"]);
  });

  it("cuts names last, and only those that are too long", () => {
    expect(fitTable(table, 18).rows.map(({ cells }) => cells)).to.deep.equal([
      ["organizat…", "81.17"],
      ["人名", "91.36"],
    ]);
  });

  it("cuts the widest name first, in whatever column, and titles from the data, but never ours or a number", () => {
    const matrix: Table = {
      columns: [
        { title: "Gold", align: "left" },
        { title: "corporation", align: "right", named: true },
        { title: "Precision", align: "right" },
      ],
      rows: [{ cells: ["creative-work", "12345678", "81.17"] }],
    };
    const fitted = (width: number) => {
      const { columns, rows } = fitTable(matrix, width);
      return [columns[1]!.title, columns[2]!.title, rows[0]!.cells];
    };
    expect(fitted(37)).to.deep.equal(["corporation", "Precision", ["creative-w…", "12345678", "81.17"]]);
    expect(fitted(35)).to.deep.equal(["corporati…", "Precision", ["creative-…", "12345678", "81.17"]]);
    expect(fitted(1)).to.deep.equal(["corpora…", "Precision", ["creat…", "12345678", "81.17"]]);
  });

  it("cuts between characters as people see them", () => {
    const family: Table = { columns: [{ title: "Type", align: "left" }], rows: [{ cells: ["ab👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧"] }] };
    expect(fitTable(family, 6).rows[0]!.cells[0]).to.equal("ab👩‍👩‍👧…");
  });

  it("cuts no name below six cells, however narrow the terminal", () => {
    expect(fitTable(table, 1).rows[0]!.cells[0]).to.equal("organ…");
  });

  const names = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc.string({ unit: fc.constantFrom("漢", "字", "👩‍👩‍👧", "❤️", "e\u0301", "हि", "a"), maxLength: 20 }),
  );
  const number = fc.nat(99999).map(String);
  const tables = fc.array(fc.record({ name: names, numbers: fc.tuple(number, number, number) }), { maxLength: 6 }).map(
    (rows): Table => ({
      columns: [
        { title: "Type", align: "left" },
        { title: "F1", align: "right" },
        { title: "Gold", align: "right", keep: 2 },
        { title: "Pred", align: "right", keep: 1 },
      ],
      rows: rows.map(({ name, numbers }) => ({ cells: [name, ...numbers] })),
    }),
  );

  it("never exceeds the width where numbers and six cells of a name fit into it", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 80 }), (any, width) => {
        const fitted = fitTable(any, width);
        const needed = 6 + GAP + widthsOf(any)[1]!;
        if (width >= needed) expect(totalOf(fitted)).to.be.at.most(width);
        // Numbers are never touched.
        expect(fitted.rows.map(({ cells }) => cells[1])).to.deep.equal(any.rows.map(({ cells }) => cells[1]));
        for (const { cells } of fitted.rows) expect(cells).to.have.length(fitted.columns.length);
      }),
    );
  });

  it("says by an ellipsis where a name was cut, and keeps its beginning", () => {
    fc.assert(
      fc.property(tables, fc.integer({ min: 1, max: 40 }), (any, width) => {
        for (const [i, { cells }] of fitTable(any, width).rows.entries()) {
          const whole = cellText(any.rows[i]!.cells[0]!);
          const shown = cellText(cells[0]!);
          if (shown === whole) continue;
          expect(shown.endsWith("…")).to.equal(true);
          expect(whole.startsWith(shown.slice(0, -1))).to.equal(true);
          expect(stringWidth(shown)).to.be.at.most(stringWidth(whole));
        }
      }),
    );
  });
});
