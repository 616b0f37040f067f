import { expect } from "chai";
import { evaluate } from "../../src/evaluate.ts";
import { explain } from "../../src/explain.ts";
import { span } from "../spans.ts";

const origin = { source: "test", line: 1 };
const gold = [{ id: "a", text: "Ada met Osk", spans: [span(0, 3, "PER")], origin }];
const none = gold.map((document) => ({ ...document, spans: [] }));
const pred = [{ id: "a", spans: [span(0, 3, "PER")], origin }];
const empty = [{ id: "a", spans: [], origin }];

const said = async (...sides: Parameters<typeof evaluate>) =>
  (await evaluate(...sides)).warnings.filter(({ code }) => code === "side-empty").map(({ message }) => message);

const advice = "no mentions in 1 document: check the file, its format and the column of its tags";

describe("a side without a single mention", () => {
  it("is said, whichever side it is", async () => {
    expect(await said(gold, pred)).to.deep.equal([]);
    expect(await said(gold, empty)).to.deep.equal([`the predictions have ${advice}`]);
    expect(await said(none, pred)).to.deep.equal([`the gold has ${advice}`]);
    expect(await said(none, empty)).to.deep.equal([`the gold has ${advice}`, `the predictions have ${advice}`]);
    expect(await said(gold, [])).to.deep.equal([`the predictions have ${advice}`]);
  });

  it("has mentions where they were left out by type, or are strings that stand nowhere", async () => {
    const types = ["LOC"];
    expect(await said(gold, pred, { types })).to.deep.equal([]);
    const mentions = [{ surface: "Bo", type: "PER" }];
    expect(await said(gold, [{ ...empty[0]!, mentions }])).to.deep.equal([]);
  });

  it("is said where only documents that nobody annotated have mentions", async () => {
    const unannotated = { ...gold[0]!, id: "b", annotated: false };
    expect(await said([none[0]!, unannotated], [empty[0]!, { ...pred[0]!, id: "b" }])).to.deep.equal([
      `the gold has ${advice}`,
      `the predictions have ${advice}`,
    ]);
  });

  it("is not said where there is nothing to score", async () => {
    expect(await said([{ ...gold[0]!, spans: [], annotated: false }], [])).to.deep.equal([]);
  });

  it("is said by explanations, too", async () => {
    const { warnings } = await explain(gold, empty, { scorers: [] });
    expect(warnings.map(({ code }) => code)).to.contain("side-empty");
  });
});
