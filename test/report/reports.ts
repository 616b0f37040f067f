/** Reports for the tests of renderers: with names from many scripts, and with what is dangerous. */
import fc from "fast-check";
import type { Report, Table } from "../../src/report/table.ts";

/** Names as data brings them: wide, joined, combining, empty, with markup and control characters. */
export const names = fc.oneof(
  fc.string({ unit: "binary", maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom(
      "漢",
      "👩‍👩‍👧",
      "❤️",
      "🇩🇪",
      "e\u0301",
      "हिन्दी",
      "🫩",
      "한",
      "x",
      " ",
      "|",
      "*",
      "\n",
      "\u202e",
    ),
    maxLength: 12,
  }),
);

/** Tables with a name and numbers, as reports have them. */
export const tables: fc.Arbitrary<Table> = fc
  .array(fc.tuple(names, fc.nat(99999), fc.nat(999), fc.boolean()), { minLength: 1, maxLength: 5 })
  .map((rows) => ({
    columns: [
      { title: "Type", align: "left" },
      { title: "F1", align: "right" },
      { title: "Gold", align: "right", keep: 1 },
    ],
    rows: rows.map(([name, a, b, strong]) => ({ cells: [name, String(a), String(b)], strong })),
  }));

/** Whole reports. */
export const reports: fc.Arbitrary<Report> = fc.record({
  title: names,
  subtitle: fc.option(names, { nil: undefined }),
  blocks: fc.tuple(
    tables,
    fc.array(fc.record({ label: fc.constantFrom("", "Errors", "人"), facts: fc.array(names, { minLength: 1 }) }), {
      minLength: 1,
      maxLength: 3,
    }),
  ),
  notes: fc.array(names, { maxLength: 2 }),
});

/** A report that holds just one block. */
export function reportOf(block: Report["blocks"][number]): Report {
  return { title: "t", blocks: [block], notes: [] };
}

/** Characters that must not reach a terminal or a file: all control characters but the line break, and what reorders. */
export const dangerous = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e]/u;
