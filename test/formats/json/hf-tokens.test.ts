import { expect } from "chai";
import { collect } from "../../../src/corpus/document.ts";
import { IssueLog } from "../../../src/corpus/issue.ts";
import { goldFormatFor, predictionFormatFor } from "../../../src/formats/detect.ts";
import { defaultGoldOptions } from "../../../src/formats/format.ts";
import { hfTokens } from "../../../src/formats/json/hf-tokens.ts";
import { chunksOf } from "../../../src/formats/lines.ts";
import { aligned, documentsOf, linesOf, mentionsOf, readGold, readPred } from "./reading.ts";

const names = ["O", "B-PER", "I-PER", "B-LOC"];
const record = { id: "7", tokens: ["😀", "Ada", "Moen", "flew"], ner_tags: [0, 1, 2, 0] };
const classLabel = { feature: { names, _type: "ClassLabel" }, _type: "Sequence" };

describe("tokens and tags of Hugging Face data sets", () => {
  it("have tags by name", async () => {
    const [document] = await documentsOf("hf-tokens", {
      tokens: ["😀", "Ada", "Moen"],
      ner_tags: ["O", "B-PER", "I-PER"],
    });
    expect(document).to.deep.include({ id: "1", text: "😀 Ada Moen", tags: ["O", "B-PER", "I-PER"], repairs: [] });
    expect(mentionsOf([document!])).to.deep.equal([["Ada Moen/PER"]]);
  });

  it("have tags by number, wherever the names stand", async () => {
    const id2label = { "0": "O", "1": "B-PER", "2": "I-PER" };
    const server = {
      features: [
        { feature_idx: 0, name: "tokens", type: {} },
        { name: "ner_tags", type: classLabel },
      ],
      rows: [{ row_idx: 0, row: record, truncated_cells: [] }],
    };
    const texts = [
      linesOf({ ...record, label_names: names }),
      linesOf({ ...record, id2label }),
      linesOf({ ...record, features: { ner_tags: classLabel } }),
      linesOf({ label_names: names }, record),
      linesOf({ features: { ner_tags: { names } } }, record),
      JSON.stringify(server),
      JSON.stringify({ id2label: names, data: [record] }, null, 2),
    ];
    for (const text of texts) {
      const { records, problems } = await readGold("hf-tokens", text);
      expect(problems, text).to.deep.equal([]);
      expect(
        records.map(({ id }) => id),
        text,
      ).to.deep.equal(["7"]);
      expect(mentionsOf(records), text).to.deep.equal([["Ada Moen/PER"]]);
      expect(goldFormatFor("x.json", text).name, text).to.equal("hf-tokens");
      expect(predictionFormatFor("x.json", text).name, text).to.equal("hf-tokens");
    }
  });

  it("refuse numbers without names, once, and say where names go", async () => {
    const { records, issues, problems } = await readGold("hf-tokens", linesOf(record, record));
    expect(records).to.deep.equal([]);
    expect(problems).to.deep.equal(["1 labels-unnamed ner_tags.0: the tag 0 is a number without a name"]);
    expect(issues[0]!.hint).to.include("`labelNames: O,B-PER,…`").and.include('{"label_names": […]}');
  });

  it("takes the names from the user where the records have none", async () => {
    const options = { ...defaultGoldOptions, labels: ["O", "B-PER", "I-PER"] };
    const record = { tokens: ["Ada", "Moen", "flew"], ner_tags: [1, 2, 0] };
    const context = { source: "f", name: "f", issues: new IssueLog(), warnings: [] };
    const documents = await collect(hfTokens.gold.read(chunksOf(linesOf(record)), context, options));
    expect(context.issues.count).to.equal(0);
    expect(mentionsOf(documents)).to.deep.equal([["Ada Moen/PER"]]);
  });

  it("are repaired as CoNLL is, and scored by position", async () => {
    const line = linesOf({ tokens: ["Ada", "Moen"], ner_tags: ["I-PER", "I-LOC"] });
    const begun = await readGold("hf-tokens", line);
    expect(mentionsOf(begun.records)).to.deep.equal([["Ada/PER", "Moen/LOC"]]);
    expect(begun.records[0]!.repairs).to.deep.equal(["orphan", "type"]);
    expect(mentionsOf((await readGold("hf-tokens", line, { repair: "discard" })).records)).to.deep.equal([[]]);
    expect((await readGold("hf-tokens", line, { repair: "refuse" })).problems).to.deep.equal([
      "1 tag-illegal ner_tags.0: the tag I-PER continues no mention",
      "1 tag-illegal ner_tags.1: the tag I-LOC continues a mention of another type",
    ]);
    const pred = await readPred("hf-tokens", linesOf({ tokens: ["Ada", "Moen"], ner_tags: ["B-PER", "I-PER"] }));
    expect(aligned(begun.records[0]!, pred.records[0]!)).to.deep.equal({ mentions: ["Ada Moen/PER"], problems: [] });
  });

  it("know the prefixes of IOBES wherever in the file one stands", async () => {
    const { records } = await readGold(
      "hf-tokens",
      linesOf({ tokens: ["a", "b"], tags: ["B-X", "I-X"] }, { words: ["c"], labels: ["S-X"] }),
    );
    expect(mentionsOf(records)).to.deep.equal([["a b/X"], ["c/X"]]);
    expect(records.map(({ repairs }) => repairs)).to.deep.equal([["unclosed"], []]);
  });

  it("say what is wrong, and where", async () => {
    const { problems } = await readGold(
      "hf-tokens",
      linesOf(
        { tokens: ["a"], ner_tags: ["O", "O"] },
        { tokens: ["a"] },
        { ner_tags: ["O"] },
        { tokens: [1], ner_tags: ["O"] },
        { tokens: ["a"], ner_tags: ["PER"] },
        { tokens: ["a"], ner_tags: [9], label_names: names },
        { tokens: ["a"], ner_tags: [0], label_names: ["PER"] },
        { tokens: ["a"], ner_tags: [null] },
        "[]",
        "{",
      ),
    );
    expect(problems).to.deep.equal([
      "1 tokens-count ner_tags: found 2 tags for 1 token",
      '2 jsonl-record : the record has no "ner_tags"',
      '3 jsonl-record : the record has no "tokens"',
      "4 jsonl-field tokens.0: the token is 1 (a number), expected a string",
      '5 conll-tag ner_tags.0: "PER" is not a tag',
      "6 labels-unnamed ner_tags.0: the tag 9 has no name",
      '7 conll-tag ner_tags.0: "PER", the name of 0, is not a tag',
      "8 conll-tag ner_tags.0: null is not a tag",
      "9 jsonl-record : expected a record, found an array",
      "10 jsonl-syntax : the line is not JSON: Expected property name or '}'",
    ]);
  });

  it("are told by tokens with tags, and not where spans stand beside them", () => {
    const told = (value: object) => goldFormatFor("x.jsonl", JSON.stringify(value)).name;
    expect(told({ tokens: ["a"], ner_tags: [0] })).to.equal("hf-tokens");
    expect(told({ label_names: names })).to.equal("hf-tokens");
    expect(told({ text: "a", tokens: ["a"], ner_tags: [0], entities: [] })).to.equal("jsonl");
  });
});
