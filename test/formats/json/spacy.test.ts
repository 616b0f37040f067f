import { expect } from "chai";
import { goldFormatFor, predictionFormatFor } from "../../../src/formats/detect.ts";
import { aligned, documentsOf, foreignFile, linesOf, mentionsOf, readGold, readPred } from "./reading.ts";

const row = (text: string, spans: unknown, more: object = {}) => ({ text, spans, ...more });

describe("Prodigy and spaCy JSONL", () => {
  it("has spans in code points, behind emoji and combining marks too", async () => {
    const documents = await documentsOf(
      "spacy",
      row("😀 Ada", [{ start: 2, end: 5, label: "PER", text: "Ada" }]),
      row("Zoe\u0308 met 👩‍👩‍👧 Bo", [
        { start: 0, end: 4, label: "PER" },
        { start: 15, end: 17, label: "PER" },
      ]),
    );
    expect(mentionsOf(documents)).to.deep.equal([["Ada/PER"], ["Zoe\u0308/PER", "Bo/PER"]]);
    expect(documents[0]!.spans[0]).to.include({ start: 3, end: 6, surface: "Ada" });
  });

  it("calls rows by id, meta id, input hash or number, and a repeated hash by its turn", async () => {
    const documents = await documentsOf(
      "spacy",
      row("a", [], { id: 7, _input_hash: 1 }),
      row("a", [], { meta: { id: "m" }, _input_hash: 1 }),
      row("a", [], { _input_hash: -5 }),
      row("a", [], { _input_hash: -5 }),
      "",
      row("a", []),
    );
    expect(documents.map(({ id }) => id)).to.deep.equal(["7", "m", "-5", "-5#2", "6"]);
    const { records } = await readGold("spacy", linesOf(row("a", [])), { several: true });
    expect(records[0]!.id).to.equal("f:1");
  });

  it("leaves out rows and spans that were not accepted, and counts them", async () => {
    const { records, warnings, problems } = await readGold(
      "spacy",
      linesOf(
        row("Ada", [{ start: 0, end: 3, label: "PER" }], { answer: "reject" }),
        row("Bo", [{ start: 0, end: 2, label: "PER" }], { answer: "ignore" }),
        row("Cy", [{ start: 0, end: 2, label: "PER", answer: "reject" }], { answer: "accept" }),
      ),
    );
    expect(problems).to.deep.equal([]);
    expect(mentionsOf(records)).to.deep.equal([[]]);
    const message = 'f.json: skipped: 2 records and 1 span of other records whose answer is not "accept"';
    expect(warnings).to.deep.equal([{ code: "entries-skipped", message }]);
  });

  it("reads rows without spans as documents without mentions, and the tokens of those that have some", async () => {
    const tokens = [
      { text: "😀", start: 0, end: 1, id: 0 },
      { text: "Ada", start: 2, end: 5, id: 1 },
    ];
    const documents = await documentsOf("spacy", { text: "😀 Ada", tokens }, { text: "b", spans: null });
    expect(documents.map(({ spans }) => spans)).to.deep.equal([[], []]);
    expect(documents.map((document) => document.tokens)).to.deep.equal([
      [
        { start: 0, end: 2 },
        { start: 3, end: 6 },
      ],
      undefined,
    ]);
  });

  it("reads lists of texts with their entities, as spaCy was trained with", async () => {
    const { records, problems } = await readGold(
      "spacy",
      '[\n ["Ada", {"entities": [[0, 3, "PER"]]}],\n ["Bo", {}]\n]',
    );
    expect(problems).to.deep.equal([]);
    expect(mentionsOf(records)).to.deep.equal([["Ada/PER"], []]);
    expect(records.map(({ id, origin }) => [id, origin?.line])).to.deep.equal([
      ["1", 2],
      ["2", 3],
    ]);
  });

  it("says what is wrong, and where", async () => {
    const { records, problems } = await readGold(
      "spacy",
      linesOf(
        '{"text": "a", ',
        { spans: [] },
        { text: 5 },
        row("Ada", "none"),
        row("Ada", [{ start: 0, end: 3 }]),
        row("Ada", [{ start: 0, end: "3", label: "PER" }]),
        row("😀Ada", [{ start: 1, end: 5, label: "PER" }]),
        row("Ada", [{ start: 2, end: 2, label: "PER" }]),
        row("Ada", [{ start: -1, end: 2, label: "PER" }]),
        "[1]",
        row("Ada", [{ fragments: [[0, 1]], label: "PER" }]),
        {
          text: "Ada",
          tokens: [
            { start: 0, end: 2 },
            { start: 1, end: 3 },
          ],
        },
        { text: "Ada", id: 1.5 },
      ),
    );
    expect(problems).to.deep.equal([
      "1 jsonl-syntax : the line is not JSON: Expected double-quoted property name",
      '2 jsonl-field : the record has no "text"',
      '3 jsonl-field text: "text" is 5 (a number), expected a string',
      '4 jsonl-field spans: "spans" is "none" (a string), expected an array',
      '5 jsonl-field spans.0: the span has no "type"',
      '6 jsonl-field spans.0.end: "end" is "3" (a string), expected a whole number',
      "7 span-outside spans.0: the span 1–5 reaches outside its text, which ends at 4",
      "8 span-reversed spans.0: the span 2–2 is empty",
      "9 span-outside spans.0: the span -1–2 begins before its text",
      "10 jsonl-record : expected a record, found an array",
      '11 jsonl-field spans.0: the span has "fragments", which this format does not have',
      "12 jsonl-field tokens.1: the token overlaps the token before it",
      '13 jsonl-field id: "id" is 1.5 (a number), expected a string',
    ]);
    expect(mentionsOf(records).flat()).to.deep.equal([]);
  });

  it("holds surfaces against their offsets when sides are aligned", async () => {
    const [gold] = await documentsOf("spacy", row("😀 Ada", [], { id: "a" }));
    const right = await readPred(
      "spacy",
      linesOf(row("😀 Ada", [{ start: 2, end: 5, label: "PER", text: "Ada" }], { id: "a" })),
    );
    expect(aligned(gold!, right.records[0]!)).to.deep.equal({ mentions: ["Ada/PER"], problems: [] });
    const wrong = await readPred(
      "spacy",
      linesOf(row("😀 Ada", [{ start: 0, end: 3, label: "PER", text: "Ada" }], { id: "a" })),
    );
    expect(aligned(gold!, wrong.records[0]!).problems).to.deep.equal([
      'span-surface: the text at 0–4 is "😀 A", not "Ada"',
    ]);
  });

  it("is told by its marks, and not where our own JSONL reads the record", () => {
    const told = (record: object, name = "x.jsonl") => goldFormatFor(name, `${JSON.stringify(record)}\n`).name;
    for (const mark of [{ _input_hash: 1 }, { _task_hash: 1 }, { answer: "reject" }]) {
      expect(told({ text: "a", spans: [], ...mark })).to.equal("spacy");
      expect(told({ text: "a", ...mark }, "x.json")).to.equal("spacy");
      expect(predictionFormatFor("x.jsonl", JSON.stringify({ text: "a", ...mark })).name).to.equal("spacy");
    }
    expect(told({ text: "a", spans: [{ start: 0, end: 1, label: "A" }] })).to.equal("jsonl");
    expect(told({ text: "a", spans: [], answer: "42" })).to.equal("jsonl");
    expect(goldFormatFor("x.jsonl", `{"text":"${"a".repeat(200)}","_input_hash":5,"tokens":[{"te`).name).to.equal(
      "spacy",
    );
    expect(goldFormatFor("x.txt", '{"text":"a","_input_hash":5}').name).to.equal("bracket");
  });
});

describe("the files of Prodigy's authors", () => {
  const files: readonly [string, string][] = [
    ["prodigy/explosion-projects/emerson_annotated_text.jsonl", "spacy"],
    ["prodigy/explosion-projects/fashion_brands_eval.jsonl", "spacy"],
    ["prodigy/prodigy-recipes/annotated_news_headlines-ORG-PERSON-LOCATION-ner.jsonl", "spacy"],
    ["prodigy/prodigy-recipes/annotated_reddit-PRODUCT-ner.jsonl", "spacy"],
    ["prodigy/prodigy-recipes/bio_events.jsonl", "jsonl"],
    ["prodigy/prodigy-recipes/food_data_sample.jsonl", "jsonl"],
    ["prodigy/prodigy-recipes/span_textcat_examples.jsonl", "jsonl"],
  ];
  interface Row {
    readonly text: string;
    readonly answer?: string;
    readonly spans?: readonly { start: number; end: number; label: string; answer?: string }[];
  }
  for (const [path, told] of files) {
    it(`are read with every accepted row and span: ${path.split("/").at(-1)}`, async function () {
      const text = foreignFile(path) ?? this.skip();
      expect(goldFormatFor(path, text.slice(0, 65_536)).name).to.equal(told);
      const accepted = <T extends { answer?: string }>(item: T) => (item.answer ?? "accept") === "accept";
      const rows = text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Row)
        .filter(accepted);
      const expected = rows.map((row) =>
        (row.spans ?? [])
          .filter(accepted)
          .map(({ start, end, label }) => `${[...row.text].slice(start, end).join("")}/${label}`),
      );
      const { records, problems } = await readGold("spacy", text);
      expect(problems).to.deep.equal([]);
      expect(mentionsOf(records)).to.deep.equal(expected);
      expect(new Set(records.map(({ id }) => id)).size).to.equal(rows.length);
      const { records: same } = await readPred("spacy", text);
      for (const [i, pred] of same.entries()) {
        expect(pred.id).to.equal(records[i]!.id);
        const { mentions, problems: misfits } = aligned(records[i]!, pred);
        expect(misfits).to.deep.equal([]);
        expect(mentions.sort()).to.deep.equal(expected[i]!.sort());
      }
    });
  }

  it("are read with every entity of a list: ner_demo_dev.json", async function () {
    const text = foreignFile("prodigy/explosion-projects/ner_demo_dev.json") ?? this.skip();
    expect(goldFormatFor("ner_demo_dev.json", text).name).to.equal("spacy");
    const { records, problems } = await readGold("spacy", text);
    expect(problems).to.deep.equal([]);
    const rows = JSON.parse(text) as [string, { entities: [number, number, string][] }][];
    expect(mentionsOf(records)).to.deep.equal(
      rows.map(([words, { entities }]) => entities.map(([start, end, label]) => `${words.slice(start, end)}/${label}`)),
    );
  });
});
