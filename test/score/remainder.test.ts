import { expect } from "chai";
import fc from "fast-check";
import { Remainder, type Stretch, without } from "../../src/score/remainder.ts";
import { runs } from "../runs.ts";

const stretch = fc
  .tuple(fc.nat(20), fc.integer({ min: 2, max: 8 }))
  .map(([start, length]) => ({ start, end: start + length }));

const positions = ({ start, end }: Stretch) => Array.from({ length: end - start }, (_, i) => start + i);
const boundsOf = (stretches: readonly Stretch[]) => stretches.flatMap(({ start, end }) => [start, end]);

describe("a remainder", () => {
  it("is what a set of positions is from which the same stretches are taken", () => {
    fc.assert(
      fc.property(stretch, fc.array(stretch, { maxLength: 8 }), fc.boolean(), (whole, stretches, pierced) => {
        const pieces = pierced ? without([whole], [{ start: whole.start + 1, end: whole.start + 2 }]) : [whole];
        const remainder = new Remainder(pieces, boundsOf(stretches));
        const left = new Set(pieces.flatMap(positions));
        for (const cut of stretches) {
          const expected = positions(cut).filter((position) => left.has(position));
          expect(remainder.sharedWith(cut)).to.equal(expected.length);
          expect(remainder.take(cut).flatMap(positions)).to.deep.equal(expected);
          for (const position of expected) left.delete(position);
          expect(remainder.size).to.equal(left.size);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it("says in pieces that do not touch what it gave away", () => {
    const cuts = [2, 3, 4, 6, 8];
    const remainder = new Remainder([{ start: 0, end: 10 }], cuts);
    expect(remainder.take({ start: 4, end: 6 })).to.deep.equal([{ start: 4, end: 6 }]);
    expect(remainder.take({ start: 2, end: 8 })).to.deep.equal([
      { start: 2, end: 4 },
      { start: 6, end: 8 },
    ]);
    expect(remainder.take({ start: 2, end: 8 })).to.deep.equal([]);
    expect(remainder.size).to.equal(4);
  });
});
