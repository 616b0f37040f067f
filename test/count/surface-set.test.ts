import { expect } from "chai";
import fc from "fast-check";
import type { Mention } from "../../src/corpus/span.ts";
import { evaluate } from "../../src/evaluate.ts";
import { span } from "../spans.ts";

const origin = { source: "x", line: 1 };
const text = "Ada met Bob. Ada left London, and Ada sang.";
const gold = {
  ...{ id: "d", text, origin },
  spans: [span(0, 3, "PER"), span(8, 11, "PER"), span(13, 16, "PER"), span(22, 28, "LOC")],
};

async function setOf(...mentions: Mention[]) {
  return (await evaluate([gold], [{ id: "d", spans: [], mentions, origin }])).surfaceSet!;
}

const per = (surface: string) => ({ surface, type: "PER" });

describe("string sets", () => {
  it("hold a string once, however often the gold has it or it is predicted", async () => {
    const { micro } = await setOf(per("Ada"), per("Ada"), per("Ada"), per("Zoe"));
    expect([micro.correct, micro.gold, micro.pred]).to.deep.equal([1, 3, 2]);
  });

  it("hold strings as they were given, to the letter", async () => {
    const { types } = await setOf(per("ada"), per("Bob"));
    expect(types.map(({ type, correct, pred }) => [type, correct, pred])).to.deep.equal([
      ["LOC", 0, 0],
      ["PER", 1, 2],
    ]);
  });

  it("count the gold of documents without predictions, and leave aside those predicted with offsets", async () => {
    const golds = ["a", "b", "d"].map((id) => ({ ...gold, id }));
    const preds = [
      { id: "b", spans: [span(0, 3, "PER")], origin },
      { id: "d", spans: [], mentions: [per("Bob")], origin },
    ];
    const { micro } = (await evaluate(golds, preds)).surfaceSet!;
    expect([micro.correct, micro.gold, micro.pred]).to.deep.equal([1, 6, 1]);
  });

  it("are not there where all predictions came with offsets", async () => {
    expect((await evaluate([gold], [{ id: "d", spans: [], origin }])).surfaceSet).to.equal(undefined);
  });

  it("are what sets of pairs have in common, whatever is predicted", async () => {
    const mention = fc.record({
      surface: fc.constantFrom("Ada", "Bob", "London", "Zoe", "ada"),
      type: fc.constantFrom("PER", "LOC", "ORG"),
    });
    const golds = new Set(gold.spans.map(({ start, end, type }) => `${type} ${text.slice(start, end)}`));
    await fc.assert(
      fc.asyncProperty(fc.array(mention), async (mentions) => {
        const { micro } = await setOf(...mentions);
        const preds = new Set(mentions.map(({ surface, type }) => `${type} ${surface}`));
        const both = [...preds].filter((pair) => golds.has(pair)).length;
        expect([micro.correct, micro.gold, micro.pred]).to.deep.equal([both, golds.size, preds.size]);
      }),
    );
  });
});
