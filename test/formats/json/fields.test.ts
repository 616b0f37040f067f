import { expect } from "chai";
import { predictionFormatFor } from "../../../src/formats/detect.ts";
import { linesOf, mentionsOf, readGold, readPred } from "./reading.ts";

const text = "Ada met Bo. Ada left Osk.";
const ada = { start: 12, end: 15, type: "PER" };
const bo = { start: 8, end: 10, type: "PER" };

describe("lists of mentions in a record", () => {
  const both = (name: string, ...records: readonly object[]) => {
    const lines = linesOf(...records.map((record, i) => ({ id: String(i), text, ...record })));
    return name === "gold" ? readGold("jsonl", lines) : readPred("jsonl", lines);
  };
  const starts = async (name: string, ...records: readonly object[]) => {
    const { records: read, warnings, problems } = await both(name, ...records);
    expect(problems).to.deep.equal([]);
    return {
      starts: read.map(({ spans }) => spans.map(({ start }) => start)),
      codes: warnings.map(({ code, message }) => `${code} ${/\d+ records?/.exec(message)?.[0]}`),
    };
  };

  it("are each side's own where there is one for either, also where one of them is empty", async () => {
    for (const name of ["annotations", "entities", "spans"]) {
      const records = [
        { [name]: [ada], predictions: [bo] },
        { [name]: [ada], predictions: [] },
        { [name]: [], predictions: [bo] },
      ];
      expect(await starts("gold", ...records)).to.deep.equal({ starts: [[12], [12], []], codes: [] });
      expect(await starts("pred", ...records)).to.deep.equal({ starts: [[8], [], [8]], codes: [] });
    }
  });

  it("are warned of where a side's own list is empty in all of the file", async () => {
    const records = [
      { entities: [ada], predictions: [] },
      { entities: [bo], predictions: [] },
    ];
    expect(await starts("gold", ...records)).to.deep.equal({ starts: [[12], [8]], codes: [] });
    expect(await starts("pred", ...records)).to.deep.equal({
      starts: [[], []],
      codes: ["lists-contradict 2 records"],
    });
  });

  it("are the one that is not empty, which a warning says", async () => {
    for (const side of ["gold", "pred"])
      expect(await starts(side, { entities: [], spans: [ada] }, { spans: [], entities: [bo] })).to.deep.equal({
        starts: [[12], [8]],
        codes: ["lists-contradict 1 record", "lists-contradict 1 record"],
      });
  });

  it("are the first where they differ, with a warning, and without one where they are the same by other names", async () => {
    const named = { start_offset: 12, end_offset: 15, label: "PER" };
    const same = { entities: [ada, bo], spans: [bo, named] };
    expect(await starts("pred", same)).to.deep.equal({ starts: [[12, 8]], codes: [] });
    expect(await starts("pred", { entities: [ada], mentions: [bo] })).to.deep.equal({
      starts: [[12]],
      codes: ["lists-contradict 1 record"],
    });
  });

  it("are read where they are JSON in a string, whatever the format", async () => {
    const packed = JSON.stringify([ada]);
    const labels = JSON.stringify([[12, 15, "PER"]]);
    for (const [format, record] of [
      ["jsonl", { id: "a", text, entities: packed }],
      ["spacy", { id: "a", text, spans: packed }],
      ["doccano", { id: "a", text, label: labels }],
      ["label-studio", { id: "a", text, label: JSON.stringify([{ start: 12, end: 15, labels: ["PER"] }]) }],
    ] as const)
      expect(mentionsOf((await readGold(format, linesOf(record))).records), format).to.deep.equal([["Ada/PER"]]);
    for (const format of ["hf", "mentions"]) {
      const { records } = await readPred(format, linesOf({ id: "a", entities: packed }));
      expect(records[0]!.spans.length, format).to.equal(1);
    }
    const words = { tokens: '["Ada", "left"]', ner_tags: '["B-PER", "O"]' };
    expect(mentionsOf((await readGold("hf-tokens", linesOf(words))).records)).to.deep.equal([["Ada/PER"]]);
    expect(predictionFormatFor("p.jsonl", linesOf({ id: "a", entities: packed })).name).to.equal("jsonl");
  });
});

describe("a named JSON format", () => {
  const records = {
    jsonl: { id: "a", text, mentions: [ada] },
    spacy: { id: "a", text, ents: [{ start: 12, end: 15, label: "PER" }] },
    doccano: { id: "a", text, label: [[12, 15, "PER"]] },
    "label-studio": { id: "a", data: { text }, annotations: [{ result: [{ value: { ...ada, labels: ["PER"] } }] }] },
    gliner: { id: "a", tokenized_text: ["Ada"], ner: [[0, 0, "PER"]] },
    "hf-tokens": { id: "a", tokens: ["Ada"], ner_tags: ["B-PER"] },
  };

  it("refuses records that have nothing it knows, once for all, and names the formats that read them", async () => {
    const readers = ["jsonl", "spacy", "doccano", "label-studio", "gliner", "hf", "hf-tokens", "mentions"];
    const known = ["jsonl spacy", "hf jsonl", "hf spacy", "mentions jsonl", "mentions spacy"];
    for (const format of readers) {
      for (const [own, record] of Object.entries(records)) {
        if (own === format || known.includes(`${format} ${own}`)) continue;
        const { records: read, issues } = await readPred(format, linesOf(record, record));
        const spans = read.reduce((sum, one) => sum + one.spans.length, 0);
        expect([spans, issues.length], `${own} as ${format}`).to.deep.equal([0, 1]);
        expect(issues[0]!.message).to.match(/^2 records have none of the fields of the format/);
        expect(issues[0]!.hint, `${own} as ${format}`).to.match(new RegExp(`: .*\\b${own}\\b`));
      }
    }
  });

  it("is refused where no row of spaCy has mentions, and rows have lists by other names", async () => {
    const { problems } = await readGold("spacy", linesOf({ text, entity_list: [ada] }));
    expect(problems[0]).to.contain('the first lists are "entity_list"');
    expect((await readGold("spacy", linesOf({ text }))).problems).to.deep.equal([]);
  });

  it("reads what spaCy writes: ents, in code points, beside groups of spans", async () => {
    const row = { text: "🎉 Ada", ents: [{ start: 2, end: 5, label: "PER" }], spans: { sc: [] }, tokens: [] };
    const { records: read, problems } = await readGold("spacy", linesOf(row));
    expect(problems).to.deep.equal([]);
    expect(mentionsOf(read)).to.deep.equal([["Ada/PER"]]);
  });
});

describe("the format of records of JSON", () => {
  const told = (...records: readonly unknown[]) => predictionFormatFor("p.jsonl", linesOf(...records)).name;
  const answer = [{ entity_group: "PER", start: 0, end: 3 }];

  it("is not decided by a first record without mentions", () => {
    expect(told([], answer)).to.equal("hf");
    expect(told([], [])).to.equal("hf");
    expect(told([], [], [{ text: "Ada", type: "PER" }])).to.equal("mentions");
    expect(told({ id: "1", annotations: [] }, { id: "2", annotations: [{ result: [] }] })).to.equal("label-studio");
    const doccano = { text, entities: [{ start_offset: 12, end_offset: 15, label: 3 }] };
    expect(told({ text, entities: [] }, doccano)).to.equal("doccano");
    expect(told({ text, entities: [] }, { text, entities: [ada] })).to.equal("jsonl");
    expect(told({ tokens: [], ner_tags: [] }, { tokens: ["Ada"], ner_tags: ["O"] })).to.equal("hf-tokens");
  });
});

describe("offsets under other names", () => {
  const named: readonly object[] = [
    { start_pos: 12, end_pos: 15 },
    { BeginOffset: 12, EndOffset: 15 },
    { begin_offset: 12, end_offset: 15 },
    { characterOffsetBegin: 12, characterOffsetEnd: 15 },
    { offset: 12, length: 3 },
    { span: [12, 15] },
    { offsets: [[12, 15]] },
    { char_interval: { start_pos: 12, end_pos: 15 } },
    { start: 4, end: 5, start_char: 12, end_char: 15 },
  ];

  it("are read as offsets, with a text and without", async () => {
    for (const place of named) {
      for (const item of [
        { ...place, type: "PER" },
        { ...place, Type: "PER", Text: "Ada", Score: 0.5 },
      ]) {
        const line = linesOf({ id: "a", entities: [item] });
        expect(predictionFormatFor("p.jsonl", line).name, line).to.equal("jsonl");
        const { records, problems } = await readPred("jsonl", line);
        expect(problems, line).to.deep.equal([]);
        expect(records[0]!.spans[0], line).to.include({ start: 12, end: 15, type: "PER" });
      }
    }
  });
});
