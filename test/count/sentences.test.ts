import { expect } from "chai";
import fc from "fast-check";
import { sentencesOf } from "../../src/count/sentences.ts";
import type { UnitName, Units } from "../../src/count/units.ts";
import { evaluate } from "../../src/evaluate.ts";
import { totalOf } from "../../src/stats/resample.ts";
import { anySpans, brokenSpans, span as typed } from "../spans.ts";

const span = (start: number, end: number, type = "PER") => typed(start, end, type);
const spans = fc.oneof(anySpans(12), brokenSpans(6));
const origin = { source: "x", line: 1 };

function cut(text: string, gold: ReturnType<typeof span>[], pred: ReturnType<typeof span>[] = []) {
  return sentencesOf({ id: "d", text, gold, pred });
}

describe("sentences of a document", () => {
  const text = "Ada met Bob. He left! Why?";

  it("are its lines, or what ends in a mark where it is one line", () => {
    expect(cut(text, []).map((sentence) => sentence.text)).to.deep.equal(["Ada met Bob. ", "He left! ", "Why?"]);
    expect(cut("A. B.\nC\n", []).map((sentence) => sentence.text)).to.deep.equal(["A. B.\n", "C\n"]);
    expect(cut("", [])).to.have.length(1);
  });

  it("hold the spans that begin in them, in offsets of their own", () => {
    const [first, second] = cut(text, [span(0, 3), span(13, 15)], [span(8, 11), span(13, 20)]);
    expect([first!.gold, first!.pred]).to.deep.equal([[span(0, 3)], [span(8, 11)]]);
    expect([second!.gold, second!.pred]).to.deep.equal([[span(0, 2)], [span(0, 7)]]);
  });

  it("do not end within a gold mention, nor within a token", () => {
    expect(cut(text, [span(8, 15)]).map(({ id }) => id)).to.deep.equal(["d#1", "d#2"]);
    const tokens = [{ start: 0, end: 20 }];
    expect(sentencesOf({ id: "d", text, gold: [], pred: [], tokens })).to.have.length(2);
  });

  it("are the same whatever was predicted; those that a prediction joins are the first's", () => {
    const joined = cut(text, [span(13, 15)], [span(8, 15)]);
    expect(joined.map(({ id, text, gold, pred }) => [id, text, gold.length, pred.length])).to.deep.equal([
      ["d#1", "Ada met Bob. He left! ", 1, 1],
      ["d#2", "", 0, 0],
      ["d#3", "Why?", 0, 0],
    ]);
  });
});

describe("units", () => {
  /** What is counted over all units, by type and counter. */
  async function counts(documents: Parameters<typeof evaluate>[0], predictions: [], unit: UnitName) {
    const { units } = await evaluate(documents, predictions, { units: true, unit });
    return { units, sums: Array.from(totalOf(units)), tokens: tokensOf(units) };
  }
  const tokensOf = ({ tokens }: Units) =>
    [0, 1, 2].map((t) => Array.from(tokens).reduce((sum, count, i) => sum + (i % 3 === t ? count : 0), 0));

  it("add up to the same, documents or sentences", async () => {
    const letters = fc.string({
      unit: fc.constantFrom("a", "b", " ", ". ", "? ", "é"),
      minLength: 17,
      maxLength: 30,
    });
    const documents = fc.array(
      letters.chain((text) => fc.record({ text: fc.constant(text), gold: spans, pred: spans })),
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(documents, async (list) => {
        const golds = list.map(({ text, gold }, i) => ({ id: `${i}`, text, spans: gold, origin }));
        const preds = list.map(({ pred }, i) => ({ id: `${i}`, spans: pred, origin })) as unknown as [];
        const [whole, parts] = [await counts(golds, preds, "document"), await counts(golds, preds, "sentence")];
        expect(parts.sums).to.deep.equal(whole.sums);
        expect(parts.tokens).to.deep.equal(whole.tokens);
        expect(parts.units.unit).to.equal("sentence");
      }),
    );
  });

  it("are the documents that sentences say they are of, in whatever order they come", async () => {
    const golds = ["b", "a", "b", "a", "c"].map((of, i) => ({
      ...{ id: `${i}`, text: "Ada met Bob.", origin },
      ...{ spans: [span(0, 3, "PER")], sentence: of === "c" ? {} : { of } },
    }));
    const { units, sums } = await counts(golds, [], "document");
    expect(units.ids).to.deep.equal(["4", "a", "b"]);
    expect(Array.from(units.starts).length).to.equal(4);
    const sentences = await counts(golds, [], "sentence");
    expect(sentences.units.ids).to.deep.equal(["0", "1", "2", "3", "4"]);
    expect(sentences.sums).to.deep.equal(sums);
  });
});
