import { expect } from "chai";
import fc from "fast-check";
import { overlapOf } from "../../src/corpus/span.ts";
import { neighborsOf } from "../../src/match/neighbors.ts";
import { anySpans } from "../spans.ts";

describe("neighborsOf", () => {
  it("names the places of all that overlaps, by the order of the lists", () => {
    fc.assert(
      fc.property(anySpans(10), anySpans(10), (gold, pred) => {
        const { ofGold, ofPred } = neighborsOf(gold, pred);
        expect(ofGold).to.deep.equal(gold.map((g) => [...pred.keys()].filter((p) => overlapOf(g, pred[p]!) > 0)));
        expect(ofPred).to.deep.equal(pred.map((p) => [...gold.keys()].filter((g) => overlapOf(gold[g]!, p) > 0)));
      }),
    );
  });
});
