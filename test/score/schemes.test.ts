import { expect } from "chai";
import { columnOf, counters } from "../../src/count/tally.ts";
import { isScheme, schemeNames } from "../../src/score/schemes/registry.ts";
import { countsIn } from "./counts.ts";

describe("the name of a scheme", () => {
  for (const name of ["strict", "exact", "partial", "type", "token", "character", "fair", "fair-weighted"]) {
    it(`may be ${name}`, () => {
      expect(isScheme(name)).to.equal(true);
      expect(schemeNames).to.include(name);
    });
  }

  for (const name of ["overlap@0.5", "overlap@.5", "overlap@0.75", "overlap@1", "overlap@00.5"]) {
    it(`may be ${name}`, () => expect(isScheme(name)).to.equal(true));
  }

  for (const name of ["", "Strict", "overlap", "overlap@", "overlap@0", "overlap@1.5", "overlap@-0.5", "overlap@x1"]) {
    it(`is not ${JSON.stringify(name)}`, () => expect(isScheme(name)).to.equal(false));
  }

  it("is all there is to it", () => {
    for (const name of ["an overlap@0.5", "overlap@0.5 "]) expect(isScheme(name), name).to.equal(false);
  });
});

describe("the counts of token and character", () => {
  it("take what only one side covers for missed or spurious", () => {
    const row = counters.map(() => 0);
    for (const [counter, count] of [["tokenGold", 5], ["tokenPred", 4], ["tokenBoth", 3]] as const) row[columnOf(counter)] = count; // biome-ignore format: a table.
    const system = { correct: 3, incorrect: 0, partial: 0 };
    const counts = { ...system, missed: 2, spurious: 1, gold: 5, pred: 4, system };
    expect(countsIn(row, "token")).to.deep.equal(counts);
  });
});
