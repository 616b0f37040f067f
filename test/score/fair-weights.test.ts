import { expect } from "chai";
import { fairWeights, gradedWeights, printWeights, weightsWith } from "../../src/score/fair-weights.ts";

describe("FairEval's weights", () => {
  const [half, third] = [{ tp: 0, fp: 0.5, fn: 0.5 }, { tp: 0.5, fp: 0.25, fn: 0.25 }]; // biome-ignore format: a pair.

  it("are the suggested ones where none are given", () => {
    expect(weightsWith(new Map())).to.deep.equal(gradedWeights);
  });

  it("may be given for a kind, and leave the others as they are", () => {
    for (const kind of ["TP", "LE", "BES", "BEL", "BEO", "LBE", "FN", "FP"])
      expect(weightsWith(new Map([[kind, third]])), kind).to.deep.equal({ ...gradedWeights, [kind]: third });
  });

  it("may be given for all boundary errors, of which one can have its own", () => {
    const all = { ...gradedWeights, BES: half, BEL: half, BEO: half };
    expect(weightsWith(new Map([["BE", half]]))).to.deep.equal(all);
    const given = new Map([["BE", half], ["BEL", third]]); // biome-ignore format: pairs.
    expect(weightsWith(given)).to.deep.equal({ ...all, BEL: third });
  });

  it("are printed without those of TP, FN and FP, which are never changed", () => {
    expect(printWeights(fairWeights)).to.deep.equal(["LE=0:0.5:0.5", "BE=0:0.5:0.5", "LBE=0:0.5:0.5"]);
    expect(printWeights(gradedWeights)).to.deep.equal([
      "LE=0:0.5:0.5",
      "BES=0.5:0:0.5",
      "BEL=0.5:0.5:0",
      "BEO=0.5:0.25:0.25",
      "LBE=0:0.5:0.5",
    ]);
  });
});
