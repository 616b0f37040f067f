import { expect } from "chai";
import fc from "fast-check";
import { NerEvalError } from "../../src/corpus/error.ts";
import { printBracket } from "../../src/formats/bracket/print.ts";
import { parsePrediction, printPrediction } from "../../src/formats/jsonl.ts";
import { broken, brokenSpans } from "../spans.ts";

const read = (entity: object) => parsePrediction(JSON.stringify({ id: "x", entities: [entity] })).spans;

/** The messages of all problems of a line with this span, with their codes. */
function problemsOf(entity: object): string[] {
  try {
    read(entity);
  } catch (error) {
    return (error as NerEvalError).issues.map(({ code, message, path }) => `${code} ${path?.join(".")}: ${message}`);
  }
  return [];
}

describe("fragments in JSONL", () => {
  const place = { start: 0, end: 19, fragments: [{ start: 0, end: 4 }, { start: 15, end: 19 }] }; // biome-ignore format: short.

  it("are pairs of offsets, of which start and end follow", () => {
    expect(read({ fragments: [[0, 4], [15, 19]], type: "A" })).to.deep.equal([{ ...place, type: "A" }]); // biome-ignore format: short.
  });

  it("may stand beside start and end, a score and a surface", () => {
    const entity = { start: 0, end: 19, fragments: [[0, 4], [15, 19]], label: "A", score: 0.5, text: "left knee" }; // biome-ignore format: short.
    expect(read(entity)).to.deep.equal([{ ...place, type: "A", score: 0.5, surface: "left knee" }]);
  });

  it("count as not there where they are null", () => {
    expect(read({ start: 0, end: 4, fragments: null, type: "A" })).to.deep.equal([{ start: 0, end: 4, type: "A" }]);
  });

  it("are refused with their place where they are no list of pairs", () => {
    const where = "jsonl-field entities.0.fragments";
    expect(problemsOf({ fragments: "0 4;15 19", type: "A" })).to.deep.equal([
      `${where}: "fragments" is "0 4;15 19" (a string), expected an array`,
    ]);
    for (const wrong of [7, [0], [0, 4, 9], [0.5, 4], ["0", "4"], { start: 0, end: 4 }])
      expect(problemsOf({ fragments: [[0, 4], wrong], type: "A" })).to.deep.equal([
        `${where}.1: expected [start, end], two whole numbers`,
      ]);
    expect(problemsOf({ fragments: [], type: "A" })).to.deep.equal([
      `${where}: "fragments" is empty, expected at least one [start, end]`,
    ]);
  });

  it("do not excuse a wrong start, end or type", () => {
    expect(problemsOf({ start: "0", fragments: [[0, 4]], end: 4, type: "" })).to.have.length(2);
  });

  it("come back as they were printed", () => {
    fc.assert(
      fc.property(brokenSpans(5), (spans) => {
        const line = printPrediction({ id: "x", spans });
        expect(parsePrediction(line).spans).to.deep.equal(spans);
      }),
    );
  });

  it("are printed with their hull, for readers that do not know them, and with their surface", () => {
    const spans = [broken([[0, 4], [15, 19]], "A")]; // biome-ignore format: short.
    expect(printPrediction({ id: "x", spans }, "left and right knee")).to.equal(
      '{"id":"x","entities":[{"start":0,"end":19,"type":"A","fragments":[[0,4],[15,19]],"text":"left knee"}]}',
    );
  });
});

describe("fragments in the bracket format", () => {
  it("cannot be printed", () => {
    const spans = [broken([[0, 4], [15, 19]], "A")]; // biome-ignore format: short.
    expect(() => printBracket({ text: "left and right knee", spans }))
      .to.throw(NerEvalError, /the mention at 0 is discontinuous$/)
      .with.property("code", "bracket-unprintable");
  });
});
