import { expect } from "chai";
import { evaluate } from "../../src/evaluate.ts";
import { span } from "../spans.ts";

const text = "Ada Moen met Osk";
const document = (types: readonly string[], source = "gold.jsonl") => ({
  id: "a",
  text,
  spans: types.map((type, i) => span(i, i + 1, type)),
  origin: { source, line: 3 },
});
const said = async (
  gold: readonly string[],
  pred: readonly string[],
  map: { readonly [from: string]: string } = {},
) => {
  const { warnings } = await evaluate([document(gold)], [document(pred, "pred.jsonl")], { map });
  return warnings.filter(({ code }) => code === "type-prefix").map(({ message }) => message);
};

describe("types that begin with the prefix of a tag", () => {
  it("are said for each side, with their number and the first place", async () => {
    expect(await said(["PER"], ["B-PER", "I-PER", "B-LOC"])).to.deep.equal([
      "3 predicted spans have types with the prefix of a tag (B-LOC, B-PER, I-PER), the first in pred.jsonl:3: if they are tokens, join them to mentions first; if they are mentions, rename their types (`map: pred:B-LOC=LOC`)",
    ]);
    expect((await said(["B-PER"], ["B-PER"])).map((message) => message.slice(0, 30))).to.deep.equal([
      "1 gold span has a type with th",
      "1 predicted span has a type wi",
    ]);
  });

  it("are not said where they were renamed", async () => {
    expect(await said(["PER"], ["B-PER"], { "B-PER": "PER" })).to.deep.equal([]);
  });

  it("are not types that only look so", async () => {
    expect(await said(["E-MAIL", "U-BOAT", "S-", "b-per"], ["creative-work", "X-RAY", "PER"])).to.deep.equal([]);
    expect(await said(["PER"], ["S-PER", "E-PER"])).to.have.length(1);
  });
});
