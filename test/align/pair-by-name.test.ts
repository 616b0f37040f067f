import { expect } from "chai";
import { differencesOf, nameOf } from "../../src/align/names.ts";
import { Pairing, type PairOptions } from "../../src/align/pair.ts";
import { collect, type Document, type Prediction } from "../../src/corpus/document.ts";
import { IssueLog } from "../../src/corpus/issue.ts";

type Short = string | readonly [id: string, text: string];
const gold = (...given: Short[]): Document[] =>
  given.map((one) => {
    const [id, text] = typeof one === "string" ? [one, one] : one;
    return { id, text, spans: [], origin: { source: "g" } };
  });
const preds = (...given: Short[]): Prediction[] =>
  given.map((one) => {
    const [id, text] = typeof one === "string" ? [one, undefined] : one;
    return { id, text, spans: [{ start: 0, end: 1, type: "X" }], origin: { source: "p" } };
  });

async function paired(documents: Document[], predictions: Prediction[], options: PairOptions = {}) {
  const issues = new IssueLog();
  const pairing = new Pairing(issues, options);
  const pairs = await collect(pairing.pairs(documents, predictions));
  return {
    pairs: pairs.map(({ gold, pred }) => `${gold.id}+${pred?.id ?? ""}`),
    codes: issues.issues.map(({ code }) => code),
    messages: [...issues.issues, ...pairing.warnings].map(({ message }) => message),
    counts: pairing.counts(),
  };
}

describe("names of documents", () => {
  it("are ids without folders, endings, suffixes and case", () => {
    for (const id of [
      "kabul",
      "news/Kabul.txt",
      "out\\kabul.pred.json",
      "KABUL_predictions.jsonl",
      "kabul.gold",
      " kabul.ann.gz",
    ])
      expect(nameOf(id), id).to.equal("kabul");
  });

  it("keep numbers, and what would be nothing without it", () => {
    expect(["wsj_0001.12", "3.5", ".txt", "pred", "a/.gold", "Zoe\u0308"].map(nameOf)).to.deep.equal([
      "wsj_0001.12",
      "3.5",
      ".txt",
      "pred",
      ".gold",
      "zoë",
    ]);
  });

  it("say in what their ids differ", () => {
    expect(differencesOf("a", "a")).to.deep.equal([]);
    expect(differencesOf("news/a", "out/A.txt")).to.deep.equal(["folder", "ending", "case"]);
    expect(differencesOf("é", "e\u0301")).to.deep.equal(["spelling"]);
  });
});

describe("pairing without common ids", () => {
  it("goes by name where it is the only one on each side, and says so", async () => {
    const { pairs, messages, counts } = await paired(
      gold("news/a", "b", "c", "x/d", "y/d"),
      preds("out/a.json", "B.pred", "c", "d"),
      { unknown: "leave-out" },
    );
    expect(pairs).to.deep.equal(
      ["c+c", "b+B.pred", "news/a+out/a.json", "x/d+", "y/d+"].sort((a, b) => pairs.indexOf(a) - pairs.indexOf(b)),
    );
    expect(counts).to.deep.equal({ byName: 2, byText: 0, unknown: { documents: 1, spans: 1 } });
    expect(messages).to.deep.equal([
      '2 predictions were paired by name, since their ids differ in folder, ending and case: "B.pred" with "b", "out/a.json" with "news/a"; `pair: id` refuses this',
      '1 prediction was left out, since its id is not a gold id: "d"',
    ]);
  });

  it("goes by text where names tell nothing, whatever the blanks and quotes; the same text several times in its order", async () => {
    const { pairs, counts, messages } = await paired(
      gold(["g1", "Ada “met” Bo."], ["g2", "Same"], ["g3", "Same"]),
      preds(["p3", "same"], ["p1", 'Ada "met"  Bo .'], ["p2", "Same"]),
    );
    expect(pairs).to.deep.equal(["g1+p1", "g2+p3", "g3+p2"]);
    expect(counts).to.deep.equal({ byName: 0, byText: 3, unknown: { documents: 0, spans: 0 } });
    expect(messages).to.deep.equal([
      '3 predictions were paired by text: "p1" with "g1", "p3" with "g2", "p2" with "g3"; `pair: id` refuses this',
    ]);
  });

  it("does neither where ids alone are to count", async () => {
    expect((await paired(gold("news/a"), preds("a"), { by: "id" })).codes).to.deep.equal(["id-unknown"]);
  });

  it("goes by order only on request, and only where there are as many on each side", async () => {
    const { pairs, codes } = await paired(gold("a", "b"), preds("b", "a"), { by: "order" });
    expect([pairs, codes]).to.deep.equal([["a+b", "b+a"], []]);
    const fewer = await paired(gold("a", "b"), preds("b"), { by: "order" });
    expect(fewer.messages).to.deep.equal(["1 prediction cannot be paired with 2 gold documents by order"]);
    expect((await paired(gold("a"), preds("b", "c"), { by: "order" })).codes).to.deep.equal(["order-count"]);
  });

  it("goes by name or text alone on request", async () => {
    const byName = await paired(gold("news/a", "b"), preds("b.txt", "a"), { by: "name" });
    expect(byName.pairs.sort()).to.deep.equal(["b+b.txt", "news/a+a"]);
    expect((await paired(gold("x/a", "y/a"), preds("a"), { by: "name" })).codes).to.deep.equal(["id-repeated"]);
    const byText = await paired(gold(["a", "One"], ["b", "Two"]), preds(["a", "two"], ["b", "one"]), { by: "text" });
    expect(byText.pairs.sort()).to.deep.equal(["a+b", "b+a"]);
    expect((await paired(gold("a"), preds("a"), { by: "text" })).codes).to.deep.equal(["text-none"]);
    const other = await paired(gold(["a", "One"]), preds(["p", "Two"]), { by: "text" });
    expect(other.messages).to.deep.equal(['no gold document has the text of the prediction "p"']);
  });
});
