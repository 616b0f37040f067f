import { expect } from "chai";
import { evaluate } from "../../src/evaluate.ts";
import { vectorOf, vectorsAreThere } from "../stats/runs.ts";

describe("on the vectors of two systems", () => {
  for (const vector of ["301", "302", "303", "304", "305"]) {
    it(`strict counts and F1 are those measured for either system: ${vector}`, async function () {
      if (!vectorsAreThere) this.skip();
      const { gold, pred, pred2, expected } = vectorOf(vector);
      for (const [side, predictions] of Object.entries({ pred, pred2 })) {
        const { micro } = (await evaluate(gold, predictions)).scores.strict;
        expect([micro.correct, micro.pred, micro.gold], side).to.deep.equal(expected.totals_tp_pred_gold[side]);
        expect(micro.f1, side).to.be.closeTo(expected.f1[side], 1e-15);
      }
    });
  }
});
