import { expect } from "chai";
import fc from "fast-check";
import { TypeNames } from "../../src/corpus/columns.ts";
import { Cells, type Tally } from "../../src/score/cells.ts";
import { UnitTable, withTypes } from "../../src/score/units.ts";
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
});
