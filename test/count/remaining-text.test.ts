import { expect } from "chai";
import fc from "fast-check";
import { RemainingText, type Stretch, without } from "../../src/count/remaining-text.ts";
import { runs } from "../runs.ts";

const stretch = fc
  .tuple(fc.nat(20), fc.integer({ min: 2, max: 8 }))
  .map(([start, length]) => ({ start, end: start + length }));

const positions = ({ start, end }: Stretch) => Array.from({ length: end - start }, (_, i) => start + i);
const boundsOf = (stretches: readonly Stretch[]) => stretches.flatMap(({ start, end }) => [start, end]);

/** Stretches from left to right that neither overlap nor touch. */
const disjoint = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 5 })
  .map((steps) => {
    let at = -1;
    return steps.map(([gap, length]) => {
      const start = at + gap;
      at = start + length;
      return { start, end: at };
    });
  });

describe("without", () => {
  it("leaves the positions that are in no piece, in stretches that are not empty", () => {
    fc.assert(
      fc.property(disjoint, disjoint, (stretches, pieces) => {
        const taken = new Set(pieces.flatMap(positions));
        // The pieces stand within the stretches, as what is shared with a span does.
        const within = pieces.flatMap((piece) =>
          stretches.flatMap(({ start, end }) => {
            const [from, to] = [Math.max(start, piece.start), Math.min(end, piece.end)];
            return from < to ? [{ start: from, end: to }] : [];
          }),
        );
        const left = without(stretches, within);
        expect(left.flatMap(positions)).to.deep.equal(stretches.flatMap(positions).filter((at) => !taken.has(at)));
        for (const { start, end } of left) expect(end).to.be.above(start);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe("a remainder", () => {
  it("is what a set of positions is from which the same stretches are taken", () => {
    fc.assert(
      fc.property(stretch, fc.array(stretch, { maxLength: 8 }), fc.boolean(), (whole, stretches, pierced) => {
        const pieces = pierced ? without([whole], [{ start: whole.start + 1, end: whole.start + 2 }]) : [whole];
        const remainder = new RemainingText(pieces, boundsOf(stretches));
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

  it("is of many pieces as of one", () => {
    fc.assert(
      fc.property(disjoint, fc.array(stretch, { maxLength: 8 }), (pieces, stretches) => {
        const remainder = new RemainingText(pieces, boundsOf(stretches));
        const left = new Set(pieces.flatMap(positions));
        for (const cut of stretches) {
          const expected = positions(cut).filter((position) => left.has(position));
          expect(remainder.sharedWith(cut)).to.equal(expected.length);
          const taken = remainder.take(cut);
          expect(taken.flatMap(positions)).to.deep.equal(expected);
          for (const { start, end } of taken) expect(end).to.be.above(start);
          for (const position of expected) left.delete(position);
          expect(remainder.size).to.equal(left.size);
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it("says in pieces that do not touch what it gave away", () => {
    const cuts = [2, 3, 4, 6, 8];
    const remainder = new RemainingText([{ start: 0, end: 10 }], cuts);
    expect(remainder.take({ start: 4, end: 6 })).to.deep.equal([{ start: 4, end: 6 }]);
    expect(remainder.take({ start: 2, end: 8 })).to.deep.equal([
      { start: 2, end: 4 },
      { start: 6, end: 8 },
    ]);
    expect(remainder.take({ start: 2, end: 8 })).to.deep.equal([]);
    expect(remainder.size).to.equal(4);
  });
});
