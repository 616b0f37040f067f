import { expect } from "chai";
import fc from "fast-check";
import { placeFrom, surfaceOf } from "../../src/corpus/fragments.ts";
import { compareSpans, overlapOf, type Span, sameExtent, sortSpans } from "../../src/corpus/span.ts";
import { runs } from "../runs.ts";
import { broken, brokenSpans, charactersOf, shuffled, span } from "../spans.ts";

const pairs = brokenSpans(2, 4).filter(({ length }) => length === 2) as fc.Arbitrary<[Span, Span]>;
const isPart = (part: Set<number>, whole: Set<number>) => [...part].every((at) => whole.has(at));

describe("spans", () => {
  it("overlap in as many characters as both cover, and have one extent where they cover the same", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const [these, those] = [charactersOf(a), charactersOf(b)];
        const common = [...these].filter((at) => those.has(at)).length;
        expect(overlapOf(a, b)).to.equal(common);
        expect(sameExtent(a, b)).to.equal(common === these.size && common === those.size);
      }),
      { numRuns: runs(3000) },
    );
  });

  it("are equal in the canonical order where characters and types are the same, and only there", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        expect(compareSpans(a, b) === 0).to.equal(sameExtent(a, b) && a.type === b.type);
        expect(Math.sign(compareSpans(a, b))).to.equal(0 - Math.sign(compareSpans(b, a)));
      }),
      { numRuns: runs(3000) },
    );
  });

  it("come, in the canonical order, before those that cover a part of their characters", () => {
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        fc.pre(!sameExtent(a, b) && isPart(charactersOf(b), charactersOf(a)));
        expect(compareSpans(a, b)).to.be.below(0);
      }),
      { numRuns: runs(1000) },
    );
  });

  it("sort into the same order from any other", () => {
    fc.assert(
      fc.property(brokenSpans(8), fc.integer(), (spans, seed) => {
        expect(sortSpans(shuffled(spans, seed))).to.deep.equal(sortSpans(spans));
      }),
      { numRuns: runs(1000) },
    );
  });

  it("stand in the pieces they are made of, in any order, touching ones joined", () => {
    fc.assert(
      fc.property(brokenSpans(1), fc.integer(), ([drawn = span(0, 1, "A")], seed) => {
        const { type: _, ...place } = drawn;
        const letters = Array.from(charactersOf(drawn), (at) => ({ start: at, end: at + 1 }));
        expect(placeFrom(shuffled(letters, seed))).to.deep.equal(place);
      }),
      { numRuns: runs(1000) },
    );
  });

  it("do not come from pieces that overlap", () => {
    expect(placeFrom([{ start: 4, end: 9 }, { start: 0, end: 5 }])).to.equal(undefined); // biome-ignore format: short.
  });

  it("have as surface their text, that of fragments joined by one blank", () => {
    const text = "left and right knee";
    expect(surfaceOf(span(9, 19, "A"), text)).to.equal("right knee");
    expect(surfaceOf(broken([[0, 4], [15, 19]], "A"), text)).to.equal("left knee"); // biome-ignore format: short.
  });
});
