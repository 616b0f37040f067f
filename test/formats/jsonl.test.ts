import { expect } from "chai";
import fc from "fast-check";
import { collect, type Document, type Prediction } from "../../src/corpus/document.ts";
import { NerEvalError } from "../../src/corpus/error.ts";
import { type Issue, IssueLog } from "../../src/corpus/issue.ts";
import type { PredictedSpan } from "../../src/corpus/span.ts";
import { goldFormatFor, goldFormatOf, stemOf } from "../../src/formats/detect.ts";
import { defaultGoldOptions } from "../../src/formats/format.ts";
import { jsonl, parsePrediction, printPrediction } from "../../src/formats/jsonl.ts";
import { linesOf } from "../../src/formats/lines.ts";
import { formatNamed, goldFormats } from "../../src/formats/registry.ts";

async function* arriving(chunks: readonly string[]): AsyncIterable<string> {
  yield* chunks;
}

/** A text in pieces, cut at these places of it. */
function cut(text: string, places: readonly number[]): string[] {
  const sorted = [...places].map((place) => place % (text.length + 1)).sort((a, b) => a - b);
  return [...sorted, text.length].map((end, i) => text.slice(i === 0 ? 0 : sorted[i - 1], end));
}

interface Read<R> {
  readonly records: readonly R[];
  readonly issues: readonly Issue[];
}

async function readPredictions(text: string, places: readonly number[] = []): Promise<Read<Prediction>> {
  const issues = new IssueLog();
  const context = { source: "p.jsonl", name: "p", issues, warnings: [] };
  const records = await collect(jsonl.predictions.read(arriving(cut(text, places)), context, { repair: "begin" }));
  return { records, issues: issues.issues };
}

async function readGold(text: string): Promise<Read<Document>> {
  const issues = new IssueLog();
  const context = { source: "g.jsonl", name: "g", issues, warnings: [] };
  const records = await collect(jsonl.gold.read(arriving([text]), context, defaultGoldOptions));
  return { records, issues: issues.issues };
}

/** The problems of lines read as predictions: `line code path: message`. */
async function problemsOf(...lines: unknown[]): Promise<string[]> {
  const text = lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  return (await readPredictions(text)).issues.map(
    ({ line, code, path = [], message }) => `${line} ${code} ${path.join(".")}: ${message}`,
  );
}

const spansOf = async (entities: unknown): Promise<readonly PredictedSpan[]> => {
  const { records, issues } = await readPredictions(JSON.stringify({ id: "a", entities }));
  expect(issues).to.deep.equal([]);
  return records[0]!.spans;
};

describe("lines", () => {
  const pieces = fc.array(fc.constantFrom("\n", "\r\n", "\r", "a", "é", "😀", "\u2028", "\u0085", " ", "\ufeff"), {
    maxLength: 40,
  });

  it("are what splitting the whole text gives, however it arrives in chunks", () =>
    fc.assert(
      fc.asyncProperty(pieces, fc.array(fc.nat(), { maxLength: 10 }), async (parts, places) => {
        const text = parts.join("");
        const lines: string[] = [];
        for await (const batch of linesOf(arriving(cut(text, places)))) {
          expect(batch).to.not.deep.equal([]);
          lines.push(...batch);
        }
        expect(lines).to.deep.equal(text.split(/(?<=\n)/).filter((line) => line !== ""));
      }),
    ));

  it("wait for the next chunk where their end has not arrived", async () => {
    const batches: string[][] = [];
    for await (const batch of linesOf(arriving(["a", "", "b\r", "\nc\n\n", "d"]))) batches.push(batch);
    expect(batches).to.deep.equal([["ab\r\n", "c\n", "\n"], ["d"]]);
  });
});

describe("predictions in JSONL", () => {
  it("carry an id, spans with optional score and surface, and the text where it is given", async () => {
    const { records, issues } = await readPredictions(
      '{"id":"a","entities":[{"start":0,"end":3,"type":"PER","score":0.5,"text":"Ada"},{"start":4,"end":5,"type":"X"}]}\n' +
        '{"id":"b","text":"Bo","entities":[]}\n',
    );
    expect(issues).to.deep.equal([]);
    expect(records).to.deep.equal([
      {
        id: "a",
        text: undefined,
        spans: [
          { start: 0, end: 3, type: "PER", score: 0.5, surface: "Ada" },
          { start: 4, end: 5, type: "X" },
        ],
        origin: { source: "p.jsonl", line: 1 },
      },
      { id: "b", text: "Bo", spans: [], origin: { source: "p.jsonl", line: 2 } },
    ]);
  });

  it("are the same under every name that a field is known by", async () => {
    const expected = { start: 0, end: 3, type: "PER", score: 1, surface: "Ada" };
    const ids = ["id", "doc_id", "docid", "document_id", "docId", "_id"];
    const lists = ["entities", "spans", "ents", "mentions", "predictions", "annotations"];
    const starts = ["start", "start_offset", "begin", "start_char", "startOffset", "from"];
    const ends = ["end", "end_offset", "stop", "end_char", "endOffset", "to"];
    const types = ["type", "label", "entity_group", "entity_type", "entity", "tag"];
    const scores = ["score", "confidence", "probability", "prob", "prob", "prob"];
    const surfaces = ["text", "surface", "mention", "text", "text", "text"];
    for (const i of ids.keys()) {
      const span = { [starts[i]!]: 0, [ends[i]!]: 3, [types[i]!]: "PER", [scores[i]!]: 1, [surfaces[i]!]: "Ada" };
      const line = JSON.stringify({ [ids[i]!]: "a", [lists[i]!]: [span] });
      const { records, issues } = await readPredictions(line);
      expect(issues, line).to.deep.equal([]);
      expect(records[0]!.id).to.equal("a");
      expect(records[0]!.spans, line).to.deep.equal([expected]);
    }
  });

  it("take the first of several names that occur", async () => {
    const { records } = await readPredictions('{"_id":"y","id":"x","spans":[[0,1,"A"]],"entities":[[0,2,"B"]]}');
    expect(records[0]).to.deep.include({ id: "x", spans: [{ start: 0, end: 2, type: "B" }] });
  });

  it("may write a span as a list, with or without a score", async () => {
    expect(
      await spansOf([
        [0, 3, "PER"],
        [4, 6, "LOC", 0.25],
      ]),
    ).to.deep.equal([
      { start: 0, end: 3, type: "PER" },
      { start: 4, end: 6, type: "LOC", score: 0.25 },
    ]);
  });

  it("take null for a score, surface or text that is not known", async () => {
    expect(await spansOf([{ start: 0, end: 3, type: "PER", score: null, text: null }])).to.deep.equal([
      { start: 0, end: 3, type: "PER" },
    ]);
    expect((await readPredictions('{"id":"a","text":null,"entities":[]}')).records[0]!.text).to.equal(undefined);
  });

  it("may be numbered, as long as the number is exact", async () => {
    expect((await readPredictions('{"id":17,"entities":[]}')).records[0]!.id).to.equal("17");
    expect(await problemsOf('{"id":12345678901234567890,"entities":[]}')).to.deep.equal([
      '1 jsonl-field id: "id" is 12345678901234567000 (a number), expected a string',
    ]);
  });

  it("have types of any name, names of Object's own included", async () => {
    const types = ["__proto__", "constructor", "creative work", "B-cell", "😀"];
    expect((await spansOf(types.map((type) => [0, 1, type]))).map(({ type }) => type)).to.deep.equal(types);
    expect(await problemsOf('{"__proto__":{"id":"a"},"entities":[]}')).to.deep.equal([
      '1 jsonl-field : the record has no "id"',
    ]);
  });

  it("skip blank lines, which still count as lines", async () => {
    const { records, issues } = await readPredictions('\n  \r\n{"id":"a","entities":[]}\r\n\n');
    expect(issues).to.deep.equal([]);
    expect(records.map(({ origin }) => origin?.line)).to.deep.equal([3]);
  });

  it("are reported with everything that is wrong, each at its line and path", async () => {
    expect(
      await problemsOf(
        '{"id":"a"',
        { id: "b" },
        { entities: [] },
        { id: null, entities: {} },
        { id: "c", text: 5, entities: [[0, 1], 7, [0, "1", ""]] },
        {
          id: "d",
          spans: [
            { begin: 0.5, label: 3 },
            { start: 0, end: 1, type: "X", prob: "high", mention: 4 },
          ],
        },
        [],
        "null",
      ),
    ).to.deep.equal([
      "1 jsonl-syntax : the line is not JSON: Expected ',' or '}' after property value",
      '2 jsonl-record : the record has no "entities"',
      '3 jsonl-field : the record has no "id"',
      '4 jsonl-field id: "id" is null, expected a string',
      '4 jsonl-field entities: "entities" is an object, expected an array',
      '5 jsonl-field text: "text" is 5 (a number), expected a string',
      "5 jsonl-field entities.0: expected [start, end, type], found an array of length 2",
      "5 jsonl-field entities.1: expected a span, found 7 (a number)",
      '5 jsonl-field entities.2.1: "end" is "1" (a string), expected a whole number',
      '5 jsonl-field entities.2.2: "type" is "" (a string), expected an entity type',
      '6 jsonl-field spans.0.begin: "begin" is 0.5 (a number), expected a whole number',
      '6 jsonl-field spans.0: the span has no "end"',
      '6 jsonl-field spans.0.label: "label" is 3 (a number), expected an entity type',
      '6 jsonl-field spans.1.prob: "prob" is "high" (a string), expected a number',
      "6 jsonl-field spans.1.mention: the surface text is 4 (a number), expected a string",
      "7 jsonl-record : expected a record, found an array",
      "8 jsonl-record : expected a record, found null",
    ]);
  });

  it("are left out where they have problems, while the lines around them are read", async () => {
    const { records } = await readPredictions('{"id":"a","entities":[]}\n{\n{"id":"b","entities":[[0,1,"X"],[0]]}');
    expect(records.map(({ id, spans }) => [id, spans.length])).to.deep.equal([
      ["a", 0],
      ["b", 1],
    ]);
  });

  it("say offsets that JSON cannot hold as they were understood", async () => {
    expect(await problemsOf('{"id":"a","entities":[[0,1e999,"X"]]}')).to.deep.equal([
      '1 jsonl-field entities.0.1: "end" is Infinity (a number), expected a whole number',
    ]);
  });

  const spans = fc.array(
    fc.record(
      {
        start: fc.nat(),
        end: fc.nat(),
        type: fc.string({ unit: "binary", minLength: 1 }),
        score: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((score) => !Object.is(score, -0)),
      },
      { requiredKeys: ["start", "end", "type"] },
    ),
    { maxLength: 5 },
  );

  it("survive being printed and read, whatever their ids, types and scores", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: "binary" }), spans), { maxLength: 5 }),
        fc.array(fc.nat(), { maxLength: 5 }),
        async (records, places) => {
          const text = records.map(([id, list]) => `${printPrediction({ id, spans: list })}\n`).join("");
          const read = await readPredictions(text, places);
          expect(read.issues).to.deep.equal([]);
          expect(read.records.map(({ id, spans: list }) => [id, list.map((span) => ({ ...span }))])).to.deep.equal(
            records.map(([id, list]) => [id, list.map((span) => ({ ...span }))]),
          );
        },
      ),
    ));

  it("are printed with their surfaces where the text is at hand", () => {
    const printed = printPrediction({ id: "a", spans: [{ start: 3, end: 6, type: "PER", score: 1 }] }, "😀 Zoë");
    expect(printed).to.equal('{"id":"a","entities":[{"start":3,"end":6,"type":"PER","score":1,"text":"Zoë"}]}');
  });

  it("never throw anything but issues, whatever stands in a line", () =>
    fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string({ unit: "binary" }), jsonLike()), async (line) => {
        const { records, issues } = await readPredictions(line);
        for (const { spans: list } of records)
          for (const { start, end, type } of list)
            expect([typeof start, typeof end, typeof type].join()).to.equal("number,number,string");
        for (const { source, line: number, message } of issues) {
          expect(source).to.equal("p.jsonl");
          expect(number).to.be.at.least(1);
          expect(message).to.match(/^\S.*[^.\s]$/su);
        }
      }),
    ));

  it("are one line at a time for parsePrediction, which throws all problems of the line as one error", () => {
    expect(parsePrediction('{"id":"a","entities":[[0,1,"X"]]}', 4, "x")).to.deep.equal({
      id: "a",
      text: undefined,
      spans: [{ start: 0, end: 1, type: "X" }],
      origin: { source: "x", line: 4 },
    });
    const problems = (line: string) => {
      try {
        parsePrediction(line, 4, "x");
      } catch (error) {
        if (error instanceof NerEvalError)
          return error.issues.map(({ message, line: number }) => `${number} ${message}`);
        throw error;
      }
      return [];
    };
    expect(problems("{")).to.have.length(1);
    expect(problems("")).to.deep.equal(['4 the record has no "id"']);
    expect(problems('{"id":[],"entities":[[0]]}')).to.deep.equal([
      '4 "id" is an array, expected a string',
      "4 expected [start, end, type], found an array of length 1",
    ]);
  });
});

/** Records whose fields hold anything. */
function jsonLike(): fc.Arbitrary<string> {
  const span = fc.oneof(
    fc.jsonValue(),
    fc.tuple(fc.jsonValue(), fc.jsonValue(), fc.jsonValue()),
    fc.record(
      { start: fc.jsonValue(), end: fc.jsonValue(), type: fc.jsonValue(), score: fc.jsonValue() },
      { requiredKeys: [] },
    ),
  );
  return fc
    .record(
      {
        id: fc.oneof(fc.string(), fc.jsonValue()),
        entities: fc.oneof(fc.array(span), fc.jsonValue()),
        text: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    .map((record) => JSON.stringify(record));
}

describe("gold in JSONL", () => {
  it("carries its text, and is called after its file and line where it has no id", async () => {
    const { records, issues } = await readGold(
      '{"id":"a","text":"Ada","entities":[[0,3,"PER"]]}\n{"text":"","spans":[]}\n',
    );
    expect(issues).to.deep.equal([]);
    expect(records).to.deep.equal([
      { id: "a", text: "Ada", spans: [{ start: 0, end: 3, type: "PER" }], origin: { source: "g.jsonl", line: 1 } },
      { id: "g:2", text: "", spans: [], origin: { source: "g.jsonl", line: 2 } },
    ]);
  });

  it("is reported once where the text is missing or not a text", async () => {
    const { records, issues } = await readGold('{"id":"a","entities":[]}\n{"id":"b","text":7,"entities":[]}\n');
    expect(records).to.deep.equal([]);
    expect(issues.map(({ line, message, hint }) => [line, message, hint])).to.deep.equal([
      [1, 'the record has no "text"', "gold records need their text; give predictions as `pred`"],
      [2, '"text" is 7 (a number), expected a string', undefined],
    ]);
  });
});

describe("the format of gold", () => {
  it("is told by the ending of the file, gzip or not, in any case", () => {
    const named = (name: string) => goldFormatOf(name)?.name;
    for (const name of ["a.txt", "a.bracket", "a.brackets", "a.TXT", "a.txt.gz", "deep/a.b.txt"])
      expect(named(name), name).to.equal("bracket");
    for (const name of ["a.jsonl", "a.ndjson", "a.JSONL.GZ"]) expect(named(name), name).to.equal("jsonl");
    for (const name of ["a", "a.json", "txt", "a.txt.bak", "a.gz", ""]) expect(named(name), name).to.equal(undefined);
  });

  it("is told by how the text begins where the ending says nothing", () => {
    for (const text of ['{"id":1', ' \n { "text"']) expect(goldFormatFor("a", text).name, text).to.equal("jsonl");
    for (const text of ["", "[PER Ada]", "{Ada}", "{", "[{"])
      expect(goldFormatFor("a", text).name, text).to.equal("bracket");
  });

  it("is found by its name", () => {
    expect(formatNamed(goldFormats, "jsonl")).to.equal(jsonl);
    expect(formatNamed(goldFormats, "xml")).to.equal(undefined);
  });
});

describe("the id of a document that is a file", () => {
  it("is its path without the ending, and without that of gzip", () => {
    const stems = [
      ["a.txt", "a"],
      ["deep/a.b.txt", "deep/a.b"],
      ["a.jsonl.gz", "a"],
      ["a.GZ", "a"],
      ["plain", "plain"],
      ["v1.2/plain", "v1.2/plain"],
      [".hidden", ".hidden"],
      ["deep/.hidden", "deep/.hidden"],
    ];
    for (const [name, stem] of stems) expect(stemOf(name!), name).to.equal(stem);
  });
});
