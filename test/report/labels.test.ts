import { expect } from "chai";
import { ConfusionMatrix } from "../../src/count/confusion.ts";
import { confusionTable } from "../../src/report/confusion-report.ts";
import { renderDelimited } from "../../src/report/render/delimited.ts";
import { labelBeside } from "../../src/report/text.ts";

describe("labels beside types", () => {
  it("are the plain words, in parentheses where a type has that name", () => {
    expect(labelBeside("ALL", ["PER"])).to.equal("ALL");
    expect(labelBeside("none", ["none", "(none)"])).to.equal("((none))");
  });

  it("keep a type called none apart from no type in the confusion matrix, and every cell in a spreadsheet", () => {
    const cells = [1, 2, 3, 4, 5, 6, 7, 8].map((count, i) => [Math.floor(i / 3), i % 3, count] as const);
    const confusion = new ConfusionMatrix(["PER", "none"], cells);
    const csv = renderDelimited(confusionTable(confusion, "counts", 2), ",");
    expect(csv.trim().split("\n")).to.deep.equal([
      "Gold \\ Pred,PER,none,(none)",
      "PER,1,2,3",
      "none,4,5,6",
      "(none),7,8,",
    ]);
  });
});
