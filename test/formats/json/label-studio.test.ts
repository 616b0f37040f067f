import { expect } from "chai";
import { goldFormatFor, predictionFormatFor } from "../../../src/formats/detect.ts";
import { mentionsOf, readGold, readPred } from "./reading.ts";

type Value = { start: unknown; end: unknown; text?: string; labels?: unknown };
const result = (value: Value, more: object = {}) => ({
  id: "x",
  from_name: "label",
  to_name: "text",
  type: "labels",
  value,
  ...more,
});
const task = (text: string, values: readonly Value[], more: object = {}) => ({
  id: 1,
  annotations: [{ id: 5, was_cancelled: false, completed_by: 1, result: values.map((value) => result(value)) }],
  data: { text },
  predictions: [],
  ...more,
});
const read = (...tasks: readonly object[]) => readGold("label-studio", JSON.stringify(tasks, null, 2));

describe("Label Studio", () => {
  it("has a task per document, and a mention per label of a result", async () => {
    const { records, problems, warnings } = await read(
      task("Ada met Bo", [
        { start: 0, end: 3, text: "Ada", labels: ["PER"] },
        { start: 8, end: 10, text: "Bo", labels: ["PER", "DOG"] },
      ]),
      task("", [], { id: 2 }),
    );
    expect(problems).to.deep.equal([]);
    expect(warnings).to.deep.equal([]);
    expect(mentionsOf(records)).to.deep.equal([["Ada/PER", "Bo/PER", "Bo/DOG"], []]);
    expect(records.map(({ id }) => id)).to.deep.equal(["1", "2"]);
    expect(records[0]!.origin?.line).to.equal(2);
  });

  it("tells code points from UTF-16 by the surfaces of a file, and says so", async () => {
    const points = [task("😀 Ada", [{ start: 2, end: 5, text: "Ada", labels: ["PER"] }])];
    const units = [task("😀 Ada", [{ start: 3, end: 6, text: "Ada", labels: ["PER"] }])];
    for (const [tasks, name] of [
      [points, "Unicode code points"],
      [units, "UTF-16 code units"],
    ] as const) {
      const { records, warnings, problems } = await read(...tasks);
      expect(problems).to.deep.equal([]);
      expect(mentionsOf(records)).to.deep.equal([["Ada/PER"]]);
      const message = `f.json: offsets were read as ${name}: of 1 surface text that depends on the unit, 1 matches the text`;
      expect(warnings).to.deep.equal([{ code: "offsets-told", message }]);
    }
  });

  it("takes one unit for the whole file, the one that most surfaces prove", async () => {
    const { records, warnings } = await read(
      task("😀 Ada", [{ start: 3, end: 6, text: "Ada", labels: ["PER"] }]),
      task("😀 Bo 😀 Cy", [{ start: 3, end: 5, labels: ["PER"] }], { id: 2 }),
      task("e\u0301é Bo", [{ start: 4, end: 6, text: "Bo", labels: ["PER"] }], { id: 3 }),
    );
    expect(mentionsOf(records)).to.deep.equal([["Ada/PER"], ["Bo/PER"], ["Bo/PER"]]);
    expect(warnings[0]!.message).to.include("UTF-16");
  });

  it("reads the first annotation that was not cancelled, and says how many others there are", async () => {
    const annotations = [
      { was_cancelled: true, result: [result({ start: 0, end: 1, labels: ["A"] })] },
      { was_cancelled: false, result: [result({ start: 1, end: 2, labels: ["B"] })] },
      { result: [result({ start: 2, end: 3, labels: ["C"] })] },
    ];
    const { records, warnings } = await read(task("abc", [], { annotations }));
    expect(mentionsOf(records)).to.deep.equal([["b/B"]]);
    expect(warnings.map(({ code, message }) => `${code}: ${message}`)).to.deep.equal([
      "annotators-several: f.json: 1 task has several annotations: the first was read, 1 other was skipped",
      "entries-skipped: f.json: skipped: 1 cancelled annotation",
    ]);
  });

  it("leaves a task unannotated that nobody annotated, or whose annotations were all cancelled", async () => {
    const read2 = async (changes: object) => (await read(task("abc", [], changes))).records[0]!.annotated;
    expect(await read2({ annotations: [] })).to.equal(false);
    expect(await read2({ annotations: [{ was_cancelled: true, result: [] }] })).to.equal(false);
    // An annotation without results says that there is nothing to mark.
    expect(await read2({ annotations: [{ was_cancelled: false, result: [] }] })).to.equal(undefined);
    // So does a task of the small export, which leaves out empty lists.
    expect(await read2({ annotations: undefined, data: undefined, text: "abc", annotation_id: 3 })).to.equal(undefined);
    const { warnings } = await read(task("abc", [], { annotations: [] }));
    expect(warnings.map(({ message }) => message)).to.deep.equal([
      "f.json: skipped: 1 task without annotations (cancelled ones do not count)",
    ]);
  });

  it("counts results that label no text", async () => {
    const relation = { type: "relation", from_id: "x", to_id: "y" };
    const choice = { type: "choices", value: { choices: ["good"] } };
    const unlabeled = result({ start: 0, end: 1, text: "a" });
    const { records, warnings } = await read(
      task("abc", [], { annotations: [{ result: [relation, choice, unlabeled] }] }),
    );
    expect(mentionsOf(records)).to.deep.equal([[]]);
    expect(warnings[0]!.message).to.equal("f.json: skipped: 3 results without a label on text");
  });

  it("reads old exports with completions, the small export, and the only text of a task's data", async () => {
    const { records, problems } = await read(
      {
        id: 3,
        completions: [{ result: [result({ start: 0, end: 3, labels: ["PER"] })] }],
        data: { words: "Ada", n: 4 },
      },
      { id: 4, text: "Bo", label: [{ start: 0, end: 2, text: "Bo", labels: ["PER"] }], annotator: 1 },
    );
    expect(problems).to.deep.equal([]);
    expect(mentionsOf(records)).to.deep.equal([["Ada/PER"], ["Bo/PER"]]);
  });

  it("gives a file's predictions as predictions, and its annotations where it has none", async () => {
    const predictions = [
      { model_version: "m", result: [result({ start: 2, end: 5, labels: ["PER"] }, { score: 0.5 })] },
    ];
    const annotated = task("😀 Ada", [{ start: 0, end: 1, labels: ["X"] }]);
    const predicted = await readPred(
      "label-studio",
      JSON.stringify([
        { ...annotated, predictions },
        { ...annotated, id: 2 },
      ]),
    );
    expect(predicted.problems).to.deep.equal([]);
    expect(predicted.records.map(({ id, spans, unit }) => [id, spans, unit])).to.deep.equal([
      ["1", [{ start: 3, end: 6, type: "PER", score: 0.5 }], "utf16"],
    ]);
    expect(predicted.warnings.map(({ message }) => message)).to.include(
      "f.json: skipped: 1 task without predictions (cancelled ones do not count)",
    );
    const { records } = await readPred("label-studio", JSON.stringify([annotated]));
    expect(records[0]!.spans).to.deep.equal([{ start: 0, end: 2, type: "X" }]);
  });

  it("says what is wrong, and where", async () => {
    const { problems } = await readGold(
      "label-studio",
      [
        task("Ada", [{ start: 0, end: 9, labels: ["A"] }]),
        task("Ada", [{ start: "0", end: 3, labels: ["A"] }]),
        task("Ada", [{ start: 0, end: 3, labels: [7] }]),
        task("Ada", [], { annotations: 5 }),
        task("Ada", [], { annotations: [5] }),
        task("Ada", [], { annotations: [{ result: {} }] }),
        task("Ada", [], { annotations: [{ result: [null] }] }),
        task("Ada", [], { data: { a: "x", b: "y" } }),
        task("Ada", [], { data: {} }),
        5,
      ]
        .map((item) => JSON.stringify(item))
        .join("\n"),
    );
    expect(problems).to.have.members([
      "1 span-outside annotations.0.result.0.value: the span 0–9 reaches outside its text, which ends at 3",
      '2 jsonl-field annotations.0.result.0.value.start: "start" is "0" (a string), expected a whole number',
      '3 jsonl-field annotations.0.result.0.value.type: "type" is 7 (a number), expected an entity type',
      '4 jsonl-field annotations: "annotations" is 5 (a number), expected an array',
      "5 jsonl-field annotations.0: the annotation is 5 (a number), expected an object",
      '6 jsonl-field annotations.0.result: "result" is an object, expected an array',
      "7 jsonl-field annotations.0.result.0: the result is null, expected an object",
      '8 jsonl-field data: "data" has several strings and none is called text',
      '9 jsonl-field data: "data" has no text',
      "10 jsonl-record : expected a record, found 5 (a number)",
    ]);
  });

  it("is told by its results, in lists and lines, also where the beginning is all there is", () => {
    const text = JSON.stringify([task("Ada", [{ start: 0, end: 3, text: "Ada", labels: ["A"] }])]);
    for (const length of [text.length, 90, 60])
      expect(goldFormatFor("x.json", text.slice(0, length)).name).to.equal("label-studio");
    expect(predictionFormatFor("x.json", text).name).to.equal("label-studio");
    expect(goldFormatFor("x.jsonl", `${text.slice(1, -1)}\n`).name).to.equal("label-studio");
    expect(predictionFormatFor("x.jsonl", '{"id":1,"predictions":[],"data":{"text":"a"}}').name).to.equal("jsonl");
    expect(
      predictionFormatFor("x.jsonl", '{"id":1,"predictions":[[0,1,"A"]],"project":2,"data":{"text":"a"}}').name,
    ).to.equal("jsonl");
  });
});
