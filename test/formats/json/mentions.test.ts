import { expect } from "chai";
import { predictionFormatFor } from "../../../src/formats/detect.ts";
import { linesOf, readPred } from "./reading.ts";

/** The mentions of each document as `surface/type`, and what is wrong with its answer. */
async function read(...records: readonly unknown[]) {
  const { records: documents, problems, warnings } = await readPred("mentions", linesOf(...records));
  return {
    problems,
    warnings: warnings.map(({ code, message }) => `${code} ${message}`),
    mentions: documents.map(({ mentions = [] }) => mentions.map(({ surface, type }) => `${surface}/${type}`)),
    answers: documents.map(({ answer }) => answer),
    documents,
  };
}

async function answer(output: string) {
  const { mentions, answers, problems } = await read({ id: "a", output });
  expect(problems).to.deep.equal([]);
  return [...mentions[0]!, ...(answers[0] ? [answers[0]] : [])];
}

describe("mentions without offsets", () => {
  it("are read as objects, as pairs, and as lists by type", async () => {
    const { mentions, problems, warnings } = await read(
      {
        id: "a",
        entities: [
          { text: "Kabul", type: "LOC", score: 0.5 },
          { entity: "Ada", label: "PER" },
        ],
      },
      { id: "b", entities: [["Kabul", "LOC"]] },
      { id: "c", entities: { LOC: ["Kabul", "Herat"], PER: "Ada", ORG: null } },
      { id: "d", LOC: ["Kabul"], PER: [] },
      { id: "e", entities: [] },
      { id: "f", output: [{ word: "Kabul", entity: "LOC" }] },
    );
    expect([problems, warnings]).to.deep.equal([[], []]);
    expect(mentions).to.deep.equal([
      ["Kabul/LOC", "Ada/PER"],
      ["Kabul/LOC"],
      ["Kabul/LOC", "Herat/LOC", "Ada/PER"],
      ["Kabul/LOC"],
      [],
      ["Kabul/LOC"],
    ]);
  });

  it("may stand beside spans with offsets, which stay as they are", async () => {
    const { documents } = await read({
      id: "a",
      entities: [
        { start: 0, end: 5, type: "LOC" },
        { text: "Ada", type: "PER", start: null, end: null },
      ],
    });
    expect(documents[0]!.spans).to.deep.equal([{ start: 0, end: 5, type: "LOC" }]);
    expect(documents[0]!.mentions).to.deep.equal([{ surface: "Ada", type: "PER" }]);
  });

  it("are found in fences first, then in prose", async () => {
    expect(await answer('Such as [1]:\n```json\n[{"text": "Kabul", "type": "LOC"}]\n```\n["x", "Y"]')).to.deep.equal([
      "Kabul/LOC",
    ]);
    expect(await answer('As [asked], {"LOC": ["Kabul"]} is [all].')).to.deep.equal(["Kabul/LOC"]);
    expect(await answer('{"entities": [["A ] \\" } b", "X"]]}')).to.deep.equal(['A ] " } b/X']);
    expect(await answer("[]")).to.deep.equal([]);
  });

  it("that stand one by one are one list", async () => {
    expect(await answer('1. {"text": "Kabul", "type": "LOC"}\n2. {"text": "Ada", "type": "PER"}')).to.deep.equal([
      "Kabul/LOC",
      "Ada/PER",
    ]);
  });

  it("are read from an answer that is cut off as far as they are complete, and that is said", async () => {
    expect(await answer('```json\n[{"text": "Kabul", "type": "LOC"}, {"text": "Ad')).to.deep.equal([
      "Kabul/LOC",
      "truncated",
    ]);
    expect(await answer('{"LOC": ["Kabul"], "PER": ["Ada", "B')).to.deep.equal(["Kabul/LOC", "truncated"]);
    expect(await answer('{"text": "Kabul", "type": "LOC"}\n{"text": "Ad')).to.deep.equal(["Kabul/LOC", "truncated"]);
  });

  it("are none in an answer without JSON, and that is said", async () => {
    expect(await answer("No entities.")).to.deep.equal([]);
    for (const text of ["I cannot say.", "", "[{'text': 'Kabul', 'type': 'LOC'}]", '["Kabul"]', "[1]", "{".repeat(1e5)])
      expect(await answer(text), text.slice(0, 40)).to.deep.equal(["unread"]);
  });

  it("are read with what is wrong with them, and all of that is counted", async () => {
    const { mentions, warnings } = await read(
      { id: "a", entities: [{ text: "Kabul", type: null }, { text: "Ada" }, { text: 1984, type: "DATE" }] },
      { id: "b", entities: [{ text: "Herat", type: 3 }, { text: null, type: "X" }, ["", "X"], 5, "Kabul"] },
      { id: "c", output: '[["a", "X"]] or [["b", "X"]]' },
    );
    expect(mentions).to.deep.equal([["Kabul/_", "Ada/_", "1984/DATE"], ["Herat/3", "/X", "/X"], ["a/X"]]);
    expect(warnings).to.deep.equal([
      "mention-unread f.json: 2 items are not mentions and were skipped; the first: 5",
      'mention-unread f.json: 2 mentions have no text and count as spurious; the first: {"text":null,"type":"X"}',
      'mention-unread f.json: 1 number was read as the text of a mention; the first: {"text":1984,"type":"DATE"}',
      'mention-untyped f.json: 2 mentions have no type and were read as of type "_"; the first: {"text":"Kabul","type":null}',
      'mention-untyped f.json: 1 number was read as the type of a mention (`map: pred:3=LOC` names them); the first: {"text":"Herat","type":3}',
      "answer-several f.json: 1 answer holds several lists of mentions; the first list was read",
    ]);
  });

  it("are missing from a record of another kind, which is an error with its place", async () => {
    const { problems } = await read({ id: "a" }, 5);
    expect(problems).to.deep.equal([
      '1 jsonl-record : the record has no "entities" and no "output"',
      "2 jsonl-record : expected a record, found 5 (a number)",
    ]);
  });

  it("are not looked for without end in what nests without end", async () => {
    const deep = (open: string, close: string) => open.repeat(1e5) + close.repeat(1e5);
    for (const entities of [deep("[", "]"), `${deep('{"entities":', "}").replace(":}", ":[]}")}`]) {
      const { problems, mentions } = await read(`{"id": "a", "entities": ${entities}}`);
      expect([problems, mentions]).to.deep.equal([[], [[]]]);
    }
    expect(await answer(deep("[", "]"))).to.deep.equal(["unread"]);
  });

  it("come as one list for one document, too", async () => {
    const { records } = await readPred(
      "mentions",
      '[{"text": "Kabul", "type": "LOC"}, {"text": "Ada", "type": "PER"}]',
    );
    expect(records.map(({ id, mentions }) => [id, mentions!.length])).to.deep.equal([["1", 2]]);
  });

  it("tell their format by the first record that has any", () => {
    const told = (...records: readonly unknown[]) => predictionFormatFor("p.jsonl", linesOf(...records)).name;
    const named = { id: "b", entities: [{ text: "Kabul", type: "LOC" }] };
    expect(told(named)).to.equal("mentions");
    expect(told({ id: "a", entities: [] }, named)).to.equal("mentions");
    expect(told({ id: "a", entities: [["Kabul", "LOC"]] })).to.equal("mentions");
    expect(told({ id: "a", entities: { LOC: ["Kabul"] } })).to.equal("mentions");
    expect(told({ id: "a", response: "none" })).to.equal("mentions");
    expect(told([["Kabul", "LOC"]], [["Ada", "PER"]])).to.equal("mentions");
    expect(predictionFormatFor("p.json", JSON.stringify([named])).name).to.equal("mentions");
    expect(told({ id: "a", entities: [] })).to.equal("jsonl");
    expect(told({ id: "a", entities: [] }, { id: "b", entities: [[0, 5, "LOC"]] })).to.equal("jsonl");
    expect(told({ id: "a", entities: [{ start: 0, end: 5, type: "LOC", text: "Kabul" }] })).to.equal("jsonl");
    expect(told([{ entity: "B-LOC", word: "Kabul", start: null, end: null }])).to.equal("hf");
  });
});
