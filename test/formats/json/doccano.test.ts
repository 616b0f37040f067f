import { expect } from "chai";
import { goldFormatFor, predictionFormatFor } from "../../../src/formats/detect.ts";
import { aligned, documentsOf, foreignFile, linesOf, mentionsOf, readGold, readPred } from "./reading.ts";

describe("doccano", () => {
  it("writes spans as lists or objects, under any of its names, in code points", async () => {
    const spans = [[2, 5, "PER"]];
    const objects = [{ id: 0, start_offset: 2, end_offset: 5, label: "PER" }];
    const documents = await documentsOf(
      "doccano",
      { text: "😀 Ada", label: spans },
      { text: "😀 Ada", labels: spans },
      { column_data: "😀 Ada", column_label: spans },
      { text: "😀 Ada", entities: objects, relations: [] },
      { text: "😀 Ada", annotations: objects },
      { data: "e\u0301 Ada", label: [[3, 6, "PER"]] },
    );
    expect(mentionsOf(documents)).to.deep.equal(documents.map(() => ["Ada/PER"]));
    expect(documents.map(({ id }) => id)).to.deep.equal(["1", "2", "3", "4", "5", "6"]);
  });

  it("is read from lines, a list, and one object that goes over lines", async () => {
    const record = { id: 4, text: "Ada", label: [[0, 3, "PER"]] };
    for (const text of [
      linesOf(record),
      JSON.stringify([record]),
      JSON.stringify(record, null, 2),
      `${JSON.stringify([record], null, 1)}\n`,
    ]) {
      const { records, problems } = await readGold("doccano", text);
      expect(problems, text).to.deep.equal([]);
      expect(records.map(({ id }) => id)).to.deep.equal(["4"]);
      expect(mentionsOf(records)).to.deep.equal([["Ada/PER"]]);
    }
  });

  it("reads the first of several annotators, and says how much it left out", async () => {
    const span = (start: number, end: number, user: number) => ({
      start_offset: start,
      end_offset: end,
      label: "X",
      user,
    });
    const { records, warnings } = await readGold(
      "doccano",
      linesOf(
        { text: "abc", annotations: [span(0, 1, 8), span(1, 2, 3), span(2, 3, 8)] },
        { text: "a", annotations: [span(0, 1, 3)] },
      ),
    );
    expect(mentionsOf(records)).to.deep.equal([["a/X", "c/X"], ["a/X"]]);
    const message =
      "f.json: 1 document has several annotators: the first annotator's spans were read, 1 span of others was skipped";
    expect(warnings).to.deep.equal([{ code: "annotators-several", message }]);
  });

  it("takes numbers of labels for types, and says so", async () => {
    const { records, warnings } = await readGold(
      "doccano",
      linesOf({
        text: "ab",
        label: [
          [0, 1, 12],
          [1, 2, 3],
        ],
      }),
    );
    expect(mentionsOf(records)).to.deep.equal([["a/12", "b/3"]]);
    expect(warnings.map(({ code }) => code)).to.deep.equal(["labels-unnamed"]);
    expect(warnings[0]!.message).to.include("such as 3, 12;");
  });

  it("says what is wrong, and where", async () => {
    const { problems } = await readGold(
      "doccano",
      linesOf(
        { label: [] },
        { text: "a" },
        { text: "a", label: {} },
        { text: "😀", label: [[0, 2, "X"]] },
        { text: "ab", label: [[1, 0, "X"]] },
        { text: "ab", label: [[0, 1]] },
        { text: "ab", entities: [{ start_offset: 0, label: "X" }] },
        "5",
        "oops",
      ),
    );
    expect(problems).to.deep.equal([
      '1 jsonl-field : the record has no "text"',
      '2 jsonl-record : the record has no "label", "entities" or "annotations"',
      '3 jsonl-field label: "label" is an object, expected an array',
      "4 span-outside label.0: the span 0–2 reaches outside its text, which ends at 1",
      "5 span-reversed label.0: the span 1–0 ends before it starts",
      "6 jsonl-field label.0: expected [start, end, type], found an array of length 2",
      '7 jsonl-field entities.0: the span has no "end"',
      "8 jsonl-record : expected a record, found 5 (a number)",
      "9 jsonl-syntax : the line is not JSON: Unexpected token 'o'",
    ]);
  });

  it("gives the line and column of a record in a list, and names the record", async () => {
    const text = '[\n  {"text": "a", "label": []}, {"text": "b",\n "label": [[0, 4, "X"]]}\n]';
    const { issues } = await readGold("doccano", text);
    expect(issues).to.have.length(1);
    expect(issues[0]).to.deep.include({ line: 2, column: 31, code: "span-outside" });
    expect(issues[0]!.message).to.equal("the span 0–4 reaches outside its text, which ends at 1 (record 2, label.0)");
    const broken = await readGold("doccano", '[\n {"text": "a", "label": []},\n {"text" "b"}]');
    expect(broken.issues.map(({ code, line, column }) => [code, line, column])).to.deep.equal([
      ["jsonl-syntax", 3, 10],
    ]);
  });

  it("is told by lists of labels and by numbers for labels, and not where our own JSONL reads the record", () => {
    const told = (record: unknown, name = "x.jsonl") => goldFormatFor(name, JSON.stringify(record)).name;
    expect(told({ text: "a", label: [] })).to.equal("doccano");
    expect(told({ text: "a", labels: [[0, 1, "X"]] }, "x")).to.equal("doccano");
    expect(told([{ text: "a", label: [] }], "x.json")).to.equal("doccano");
    expect(told({ text: "a", annotations: [{ start_offset: 0, end_offset: 1, label: 3 }] })).to.equal("doccano");
    expect(told({ text: "a", entities: [{ start_offset: 0, end_offset: 1, label: "X" }] })).to.equal("jsonl");
    expect(told({ text: "a", entities: [], label: [] })).to.equal("jsonl");
    expect(predictionFormatFor("x.jsonl", '{"text":"a","label":[]}').name).to.equal("doccano");
  });
});

describe("the files of doccano's authors", () => {
  const folder = "doccano/backend/";
  const expected: readonly [string, string, readonly (readonly string[])[], number?][] = [
    [
      `${folder}data_export/pipeline/examples/sequence_labeling/example.jsonl`,
      "doccano",
      [["EU/ORG", "German/MISC"], ["Peter Blackburn/PERSON"], ["Obama/PERSON"]],
    ],
    [
      `${folder}data_export/pipeline/examples/relation_extraction/example.jsonl`,
      "doccano",
      [["Google/ORG", "September 4, 1998/DATE", "Larry Page/PERSON", "Sergey Brin/PERSON"]],
    ],
    [
      `${folder}data_import/pipeline/examples/relation_extraction/example.jsonl`,
      "jsonl",
      [["Google/ORG", "September 4, 1998/DATE", "Larry Page/PERSON", "Sergey Brin/PERSON"]],
    ],
    [
      `${folder}data_import/tests/data/relation_extraction/example.jsonl`,
      "jsonl",
      [["Google/ORG", "September 4, 1998/DATE", "Larry Page/PERSON", "Sergey Brin/PERSON"]],
    ],
    [
      `${folder}data_import/pipeline/examples/sequence_labeling/example.jsonl`,
      "doccano",
      [["EU/ORG"], ["Peter Blackburn/PERSON"], ["Obama/PERSON"]],
    ],
    [`${folder}data_import/tests/data/sequence_labeling/example.jsonl`, "doccano", [["e/LOC"], []], 1],
    [`${folder}data_import/tests/data/sequence_labeling/example_overlapping.jsonl`, "doccano", [["e/LOC", "e/LOC"]]],
    [
      "doccano/doccano-transformer/labeling_text_label.jsonl",
      "doccano",
      [
        ["JAPAN/LOC", "CHINA/PER", "Nadim Ladki/PER", "AL-AIN/LOC", "United Arab Emirates/LOC"],
        ["RUGBY UNION/ORG", "CUTTITTA/PER", "ITALY/LOC", "ROME/LOC", "Italy/LOC", "Marcello Cuttitta/PER"],
      ],
    ],
    [
      "doccano/doccano-transformer/labeling.jsonl",
      "doccano",
      [
        ["JAPAN/12", "CHINA/13", "Nadim Ladki/13", "AL-AIN/12", "United Arab Emirates/12"],
        ["RUGBY UNION/14", "CUTTITTA/13", "ITALY/12", "ROME/12", "Italy/12", "Marcello Cuttitta/13"],
      ],
    ],
  ];
  for (const [path, told, mentions, wrong = 0] of expected) {
    it(`are read with every mention: ${path}`, async function () {
      const text = foreignFile(path) ?? this.skip();
      expect(goldFormatFor(path, text).name).to.equal(told);
      const { records, problems } = await readGold("doccano", text);
      // One line of the tests of doccano itself has no text.
      expect(problems).to.have.length(wrong);
      expect(mentionsOf(records)).to.deep.equal(mentions);
      const { records: same } = await readPred("doccano", text);
      expect(same.map((pred, i) => aligned(records[i]!, pred).mentions)).to.deep.equal(mentions);
    });
  }

  it("are read as CoNLL where they are columns", async function () {
    const text = foreignFile(`${folder}data_import/pipeline/examples/sequence_labeling/example.txt`) ?? this.skip();
    expect(goldFormatFor("example.txt", text).name).to.equal("conll");
    expect(mentionsOf((await readGold("conll", text)).records)).to.deep.equal([
      ["EU/ORG", "German/MISC", "British/MISC"],
      ["Peter Blackburn/PER"],
    ]);
  });
});
