import { expect } from "chai";
import { goldFormatFor, predictionFormatFor } from "../../../src/formats/detect.ts";
import { aligned, documentsOf, foreignFile, linesOf, mentionsOf, readGold, readPred } from "./reading.ts";

describe("GLiNER", () => {
  it("gives places of tokens, the last one included, in a text of tokens and blanks", async () => {
    const [document] = await documentsOf("gliner", {
      tokenized_text: ["😀", "Ada", "Moen", "met", "Bo"],
      ner: [
        [1, 2, "person"],
        [4, 4, "person"],
      ],
    });
    expect(document!.text).to.equal("😀 Ada Moen met Bo");
    expect(mentionsOf([document!])).to.deep.equal([["Ada Moen/person", "Bo/person"]]);
    expect(document!.tokens).to.have.length(5);
    expect(document!.id).to.equal("1");
  });

  it("lays predictions on the gold's tokens, and says where they differ", async () => {
    const [gold] = await documentsOf("gliner", { tokenized_text: ["Ada", "flew"], ner: [[0, 0, "person"]] });
    const right = await readPred("gliner", linesOf({ tokenized_text: ["Ada", "flew"], ner: [[0, 1, "person"]] }));
    expect(aligned(gold!, right.records[0]!)).to.deep.equal({ mentions: ["Ada flew/person"], problems: [] });
    const short = await readPred("gliner", linesOf({ tokenized_text: ["Bob"], ner: [] }));
    expect(aligned(gold!, short.records[0]!).problems).to.deep.equal([
      "tokens-count: 1 token and other words, where the gold has 2 tokens (f.json:1)",
    ]);
  });

  it("says what is wrong, and where", async () => {
    const { problems } = await readGold(
      "gliner",
      linesOf(
        { ner: [] },
        { tokenized_text: "Ada", ner: [] },
        { tokenized_text: ["a", 5], ner: [] },
        { tokenized_text: ["a"] },
        { tokenized_text: ["a"], ner: [[0, 1, "x"]] },
        { tokenized_text: ["a", "b"], ner: [[1, 0, "x"]] },
        { tokenized_text: ["a"], ner: [[0, "x"]] },
        { tokenized_text: ["a"], ner: [[0, 0, ""]] },
        { tokenized_text: ["a", ""], ner: [[1, 1, "x"]] },
        { tokenized_text: ["a"], ner: [[-1, 0, "x"]] },
        "null",
      ),
    );
    expect(problems).to.deep.equal([
      '1 jsonl-record : the record has no "tokenized_text"',
      '2 jsonl-field tokenized_text: "tokenized_text" is "Ada" (a string), expected an array',
      "3 jsonl-field tokenized_text.1: the token is 5 (a number), expected a string",
      '4 jsonl-field ner: "ner" is missing, expected an array',
      "5 span-outside ner.0: the span 0–1 reaches outside its text, which has 1 token",
      "6 span-reversed ner.0: the span 1–0 ends before it starts",
      "7 jsonl-field ner.0: expected [first, last, label]",
      "8 jsonl-field ner.0: expected [first, last, label]",
      "9 span-reversed ner.0: the span 1–1 is empty, like its tokens",
      "10 span-outside ner.0: the span -1–0 reaches outside its text, which has 1 token",
      "11 jsonl-record : expected a record, found null",
    ]);
  });

  it("is read with every mention from the sample of its authors", async function () {
    const text = foreignFile("gliner/sample_data.json") ?? this.skip();
    expect(goldFormatFor("sample_data.json", text).name).to.equal("gliner");
    expect(predictionFormatFor("sample_data.json", text.slice(0, 40)).name).to.equal("gliner");
    const rows = JSON.parse(text) as { tokenized_text: string[]; ner: [number, number, string][] }[];
    const expected = rows.map(({ tokenized_text, ner }) =>
      ner.map(([first, last, label]) => `${tokenized_text.slice(first, last + 1).join(" ")}/${label}`),
    );
    const { records, problems } = await readGold("gliner", text);
    expect(problems).to.deep.equal([]);
    expect(mentionsOf(records)).to.deep.equal(expected);
    const { records: same } = await readPred("gliner", text);
    expect(same.map((pred, i) => aligned(records[i]!, pred).mentions.sort())).to.deep.equal(
      expected.map((mentions) => mentions.sort()),
    );
  });
});
