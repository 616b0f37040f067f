import { expect } from "chai";
import fc from "fast-check";
import { assignFolds } from "../../src/stats/random.ts";
import { shuffled } from "../spans.ts";

const keys = fc.uniqueArray(fc.string({ maxLength: 8 }), { maxLength: 60 });
const folds = fc.integer({ min: 1, max: 12 });

describe("folds", () => {
  it("are numbered from 0, hold every key once, and differ in size by one at most", () => {
    fc.assert(
      fc.property(keys, folds, fc.nat(), (list, count, seed) => {
        const assigned = assignFolds(list, count, seed);
        expect(new Set(assigned.keys())).to.deep.equal(new Set(list));
        const sizes = Array.from({ length: count }, () => 0);
        for (const fold of assigned.values()) sizes[fold]!++;
        expect(sizes.reduce((sum, size) => sum + size, 0)).to.equal(list.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).to.be.at.most(1);
      }),
    );
  });

  it("do not depend on the order of the keys", () => {
    fc.assert(
      fc.property(keys, folds, fc.nat(), fc.nat(), (list, count, seed, order) => {
        const once = assignFolds(list, count, seed);
        const again = assignFolds(shuffled(list, order), count, seed);
        for (const key of list) expect(again.get(key)).to.equal(once.get(key));
      }),
    );
  });

  it("are other ones under another seed, 0 included", () => {
    const list = Array.from({ length: 40 }, (_, i) => `d${i}`);
    const deals = [0, 1, 2, 12345].map((seed) => list.map((key) => assignFolds(list, 5, seed).get(key)).join(""));
    expect(new Set(deals).size).to.equal(4);
  });

  it("are the same on every machine and in every version: what was cross-validated can be done again", () => {
    const assigned = assignFolds(["a", "b", "c", "d", "e", "f"], 3, 12345);
    expect([..."abcdef"].map((key) => assigned.get(key))).to.deep.equal([0, 1, 0, 1, 2, 2]);
  });
});
