import { expect } from "chai";
import fc from "fast-check";
import { TypeNames } from "../../src/corpus/columns.ts";
import { Cells, type Tally } from "../../src/count/cells.ts";
import { UnitTable, withTypes } from "../../src/count/units.ts";
import { shuffled } from "../spans.ts";
import { unpacked } from "../units.ts";

const WIDTH = 5;
const count = fc.oneof(fc.nat(3), fc.constantFrom(0, 65535, 65536, 2 ** 32 - 1));
const row = fc
  .array(count, { minLength: WIDTH, maxLength: WIDTH })
  .filter((counts) => counts.some((value) => value > 0));
const tally: fc.Arbitrary<Tally> = fc
  .uniqueArray(fc.tuple(fc.constantFrom("B", "A", "__proto__", "é", ""), row), { selector: ([type]) => type })
  .map((rows) => new Map(rows));
const units = fc.uniqueArray(
  fc.record({ id: fc.string(), tally, tokens: fc.record({ all: count, labelsSame: count, tagsSame: count }) }),
  {
    selector: ({ id }) => id,
    maxLength: 6,
  },
);

const packed = (
  list: readonly { id: string; tally: Tally; tokens: { all: number; labelsSame: number; tagsSame: number } }[],
) => {
  const types = new TypeNames();
  const table = new UnitTable(types);
  const cells = new Cells(WIDTH, []);
  for (const { id, tally, tokens } of list) {
    cells.clear();
    for (const [type, row] of tally)
      for (const [counter, count] of row.entries()) cells.add(types.numberOf(type), counter, count);
    table.add({ id }, cells, tokens);
  }
  return table.finish(WIDTH);
};
const plain = (tally: Tally) => [...tally].sort(([a], [b]) => (a < b ? -1 : 1));

describe("packed units", () => {
  it("are unpacked as they were, by id, numbers of any size included", () => {
    fc.assert(
      fc.property(units, (list) => {
        const read = unpacked(packed(list)).map(({ id, tally, tokens }) => ({ id, tally: plain(tally), tokens }));
        const expected = [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
        expect(read).to.deep.equal(expected.map(({ id, tally, tokens }) => ({ id, tally: plain(tally), tokens })));
      }),
    );
  });

  it("do not depend on the order in which documents came", () => {
    fc.assert(
      fc.property(units, fc.nat(), (list, seed) => {
        expect(unpacked(packed(shuffled(list, seed)))).to.deep.equal(unpacked(packed(list)));
      }),
    );
  });

  it("take columns for more types, and keep what they hold", () => {
    fc.assert(
      fc.property(units, (list) => {
        const own = packed(list);
        const more = withTypes(own, [...new Set([...own.types, "0", "z"])].sort());
        expect(unpacked(more)).to.deep.equal(unpacked(own));
      }),
    );
    const one = packed([
      { id: "a", tally: new Map([["A", [1, 0, 0, 0, 0]]]), tokens: { all: 1, labelsSame: 1, tagsSame: 1 } },
    ]);
    expect(() => withTypes(one, ["B"])).to.throw("no place for type A");
  });

  it("keep short rows, which lack the counters that nothing was added to", () => {
    const one = packed([{ id: "a", tally: new Map([["A", [1, 2]]]), tokens: { all: 1, labelsSame: 1, tagsSame: 1 } }]);
    expect(unpacked(one)[0]!.tally.get("A")).to.deep.equal([1, 2, 0, 0, 0]);
  });

  it("are in the order of UTF-16 code units, however alike their ids are", () => {
    const letters = fc.constantFrom("a", "b", "9", "\ud800", "\udfff", "\uffff", "\0", "😀");
    const ending = fc.oneof(fc.string({ unit: letters, maxLength: 40 }), fc.nat(120).map(String));
    const none = { tally: new Map(), tokens: { all: 0, labelsSame: 0, tagsSame: 0 } };
    fc.assert(
      fc.property(
        fc.constantFrom("", "doc:", "x".repeat(60)),
        fc.uniqueArray(ending, { maxLength: 40 }),
        (start, ends) => {
          const ids = ends.map((end) => start + end);
          expect(packed(ids.map((id) => ({ id, ...none }))).ids).to.deep.equal([...ids].sort());
        },
      ),
    );
  });

  it("are put together from their parts, and the letters by type, then in the order of the parts", () => {
    const golds = fc.dictionary(fc.constantFrom("B", "A", "C"), fc.integer({ min: 1, max: 3 }), { minKeys: 1 });
    const part = fc.record({ id: fc.constantFrom("y", "x", "z"), part: fc.nat(50), golds, all: fc.nat(300) });
    fc.assert(
      fc.property(fc.uniqueArray(part, { selector: ({ part }) => part, maxLength: 12 }), (parts) => {
        const types = new TypeNames();
        const table = new UnitTable(types);
        const cells = new Cells(WIDTH, []);
        const inOrder = (golds: Record<string, number>) => Object.entries(golds).sort(([a], [b]) => (a < b ? -1 : 1));
        const nameOf = (part: number) => `p${String(part).padStart(2, "0")}`;
        for (const { id, part, golds, all } of parts) {
          for (const [type, count] of Object.entries(golds)) cells.add(types.numberOf(type), 0, count);
          const outcomes = inOrder(golds).map(([type, count]) => (type + part).charAt(1).repeat(count));
          table.add({ id, part: nameOf(part), outcomes: outcomes.join("") }, cells, {
            all,
            labelsSame: 1,
            tagsSame: 0,
          });
        }
        const units = table.finish(WIDTH);
        const ids = [...new Set(parts.map(({ id }) => id))].sort();
        const sorted = [...parts].sort((a, b) => a.part - b.part);
        const own = ids.map((id) => sorted.filter((one) => one.id === id));
        expect(
          unpacked(units).map(({ id, tally, tokens }) => ({
            id,
            gold: [...tally].map(([t, row]) => [t, row[0]]),
            tokens,
          })),
        ).to.deep.equal(
          own.map((of, u) => ({
            id: ids[u],
            gold: ["A", "B", "C"].flatMap((type) => {
              const gold = of.reduce((sum, { golds }) => sum + (golds[type] ?? 0), 0);
              return gold > 0 ? [[type, gold]] : [];
            }),
            tokens: { all: of.reduce((sum, { all }) => sum + all, 0), labelsSame: of.length, tagsSame: 0 },
          })),
        );
        if (parts.length > 0)
          expect(units.outcomes).to.deep.equal(
            own.map((of) =>
              ["A", "B", "C"]
                .map((type) =>
                  of
                    .map(({ part, golds }) =>
                      String(part)
                        .charAt(0)
                        .repeat(golds[type] ?? 0),
                    )
                    .join(""),
                )
                .join(""),
            ),
          );
      }),
    );
  });

  it("have their types in order, however many a document has and in whatever order these came", () => {
    const names = shuffled(
      Array.from({ length: 300 }, (_, i) => `t${i}`),
      5,
    );
    const rows: [string, number[]][] = names.map((name, i) => [name, [i, 0, 1, 0, 0]]);
    const units = packed([{ id: "a", tally: new Map(rows), tokens: { all: 1, labelsSame: 1, tagsSame: 1 } }]);
    expect(units.types).to.deep.equal([...names].sort());
    expect([...units.columns]).to.deep.equal([...units.columns].sort((a, b) => a - b));
    expect(unpacked(units)[0]!.tally).to.deep.equal(new Map(rows));
  });
});
