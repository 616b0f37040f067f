import { expect } from "chai";
import type { Document } from "../../../src/corpus/document.ts";
import { goldFormatFor, predictionFormatFor } from "../../../src/formats/detect.ts";
import { aligned, foreignFile, linesOf, readPred } from "./reading.ts";

const gold = (text: string): Document => ({ id: "1", text, spans: [], origin: { source: "g" } });
const group = (entity_group: string, start: number, end: number, score = 0.5) => ({
  entity_group,
  score,
  word: "?",
  start,
  end,
});
const piece = (entity: string, index: number | undefined, start: number, end: number, word = "x", score = 0.5) => ({
  entity,
  score,
  index,
  word,
  start,
  end,
});

/** The spans of one document as `start-end/type score`. */
async function spansOf(entities: readonly unknown[]): Promise<string[]> {
  const { records, problems } = await readPred("hf", JSON.stringify([entities]));
  expect(problems).to.deep.equal([]);
  return records[0]!.spans.map(({ start, end, type, score }) => `${start}-${end}/${type} ${score}`);
}

describe("answers of Hugging Face pipelines", () => {
  it("are one list per document, in a list, on a line each, or with an id", async () => {
    const lists = [[group("PER", 0, 3)], [], [group("LOC", 1, 2)]];
    const ids = ["a", "b", "c"];
    const spans = [
      [{ start: 0, end: 3, type: "PER", score: 0.5 }],
      [],
      [{ start: 1, end: 2, type: "LOC", score: 0.5 }],
    ];
    for (const text of [JSON.stringify(lists), JSON.stringify(lists, null, 2), linesOf(...lists)]) {
      const { records, problems } = await readPred("hf", text);
      expect(problems, text).to.deep.equal([]);
      expect(records.map((record) => record.id)).to.deep.equal(["1", "2", "3"]);
      expect(records.map((record) => record.spans)).to.deep.equal(spans);
    }
    const named = lists.map((entities, i) => ({ id: ids[i], entities }));
    for (const text of [JSON.stringify(named), linesOf(...named)]) {
      const { records } = await readPred("hf", text);
      expect(records.map((record) => record.id)).to.deep.equal(ids);
      expect(records.map((record) => record.spans)).to.deep.equal(spans);
    }
  });

  it("are one document where they are one list of entities", async () => {
    const { records } = await readPred("hf", JSON.stringify([group("PER", 0, 3), group("LOC", 4, 5)], null, 1));
    expect(records.map(({ id, spans }) => [id, spans.length])).to.deep.equal([["1", 2]]);
  });

  it("count code points, whatever --offsets says", async () => {
    const { records } = await readPred("hf", JSON.stringify([[group("PER", 2, 5)]]));
    expect(aligned(gold("😀 Ada"), records[0]!)).to.deep.equal({ mentions: ["Ada/PER"], problems: [] });
    expect(aligned(gold("Zoë"), records[0]!).problems).to.deep.equal([
      "span-outside: the span 2–5 reaches outside its text, which ends at 3",
    ]);
  });

  it("are merged from sub-words by their tags, the lowest score counting", async () => {
    expect(
      await spansOf([
        piece("B-PER", 1, 0, 3, "Ada", 0.9),
        piece("I-PER", 2, 4, 8, "Moen", 0.7),
        piece("B-PER", 3, 9, 11, "Bo"),
      ]),
    ).to.deep.equal(["0-8/PER 0.7", "9-11/PER 0.5"]);
    expect(await spansOf([piece("I-PER", 1, 0, 3), piece("I-LOC", 2, 4, 8), piece("I-LOC", 5, 20, 22)])).to.deep.equal([
      "0-3/PER 0.5",
      "4-8/LOC 0.5",
      "20-22/LOC 0.5",
    ]);
    expect(
      await spansOf([piece("PER", undefined, 0, 3), piece("PER", undefined, 4, 8), piece("PER", undefined, 10, 12)]),
    ).to.deep.equal(["0-8/PER 0.5", "10-12/PER 0.5"]);
    expect(
      await spansOf([piece("B-X", 1, 0, 2), piece("E-X", 2, 3, 4), piece("S-X", 3, 5, 6), piece("O", 4, 7, 8)]),
    ).to.deep.equal(["0-4/X 0.5", "5-6/X 0.5"]);
  });

  it("keep the rest of a word with its beginning, however the tokenizer marks it", async () => {
    expect(await spansOf([piece("B-PER", 1, 0, 4, "Cons"), piece("B-PER", 2, 4, 8, "##uelo")])).to.deep.equal([
      "0-8/PER 0.5",
    ]);
    expect(await spansOf([piece("B-PER", 1, 0, 4, "▁Cons"), piece("B-PER", 2, 4, 8, "uelo")])).to.deep.equal([
      "0-8/PER 0.5",
    ]);
    expect(await spansOf([piece("B-PER", 1, 0, 4, "Cons"), piece("B-PER", 2, 4, 8, "uelo")])).to.deep.equal([
      "0-4/PER 0.5",
      "4-8/PER 0.5",
    ]);
    expect(await spansOf([piece("B-PER", 1, 0, 4, "Cons"), piece("B-ORG", 2, 4, 8, "##uelo")])).to.have.length(2);
  });

  it("say what is wrong, and where, and that labels have no names", async () => {
    const { problems, warnings } = await readPred(
      "hf",
      linesOf(
        [{ entity: "B-PER", start: null, end: null, score: 1 }],
        [group("PER", 3, 3)],
        [{ start: 0, end: 1 }],
        { id: "a" },
        [group("LABEL_2", 0, 1)],
        "7",
        "[",
      ),
    );
    expect(problems).to.deep.equal([
      "1 jsonl-field 0: the entity has no offsets",
      "2 span-reversed 0: the span 3–3 is empty",
      '3 jsonl-field 0: the span has no "type"',
      "4 jsonl-record : expected the entities of a document, found an object",
      "6 jsonl-record : expected the entities of a document, found 7 (a number)",
      "7 jsonl-syntax : the line is not JSON: Unexpected end of JSON input",
    ]);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["labels-unnamed"]);
  });

  it("are told where a list begins the file, and are no gold", () => {
    const told = (value: unknown, name = "x.json") => predictionFormatFor(name, JSON.stringify(value)).name;
    expect(told([[group("PER", 0, 3)]])).to.equal("hf");
    expect(told([[], [group("PER", 0, 3)]])).to.equal("hf");
    expect(told([piece("PER", 1, 0, 3)], "x.jsonl")).to.equal("hf");
    expect(told([{ id: "a", entities: [] }])).to.equal("hf");
    expect(told({ id: "a", entities: [group("PER", 0, 3)] }, "x.jsonl")).to.equal("jsonl");
    expect(goldFormatFor("x.json", JSON.stringify([[group("PER", 0, 3)]])).name).to.equal("jsonl");
    expect(goldFormatFor("x", "[PER Ada] flew").name).to.equal("bracket");
    expect(goldFormatFor("x", "[[PER Ada] Moen] flew").name).to.equal("bracket");
  });

  it("are read as the library's own tests expect them", async function () {
    const text = foreignFile("hf_pipeline/transformers_expected_outputs.json") ?? this.skip();
    const { cases } = JSON.parse(text) as {
      cases: { aggregation_strategy: string; text: string; output: Record<string, unknown>[] }[];
    };
    expect(cases.length).to.be.greaterThan(5);
    const { records, problems } = await readPred("hf", JSON.stringify(cases.map(({ output }) => output)));
    expect(problems).to.deep.equal([]);
    // Put together by hand from the tests' words.
    const expected = [
      ["Consuelo Ara/PER"],
      ["Cons/PER", "uelo Araújo Noguera/PER", "Andrés Pastrana/PER"],
      ["Consuelo Araújo Noguera/PER", "Andrés Pastrana/PER", "Farc/ORG"],
      ["Enzo/PER", "UN/ORG"],
      ["Enzo/PER", "UN/ORG"],
      ["Groenlinks/ORG", "Schiphol./LOC"],
    ];
    expect(records.map((pred, i) => aligned(gold(cases[i]!.text), pred))).to.deep.equal(
      expected.map((mentions) => ({ mentions, problems: [] })),
    );
    const records2 = cases.map(({ text: words, output }, i) => ({ id: `c${i}`, text: words, output }));
    const named = await readPred("hf", linesOf(...records2));
    expect(named.records.map(({ spans }) => spans)).to.deep.equal(records.map(({ spans }) => spans));
  });
});
