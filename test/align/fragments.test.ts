import { expect } from "chai";
import fc from "fast-check";
import { SpanChecker } from "../../src/align/check.ts";
import { IssueLog } from "../../src/corpus/issue.ts";
import { type OffsetUnit, offsetUnits } from "../../src/corpus/offsets.ts";
import type { PredictedSpan } from "../../src/corpus/span.ts";
import { broken } from "../spans.ts";

/** What comes out of the check of one span, and the codes and messages of what is wrong with it. */
function check(span: PredictedSpan, text: string, unit: OffsetUnit = "utf16") {
  const issues = new IssueLog();
  const spans = new SpanChecker(unit, issues).check([span], text, { source: "test", line: 1 });
  return { spans, problems: issues.issues.map(({ code, message }) => `${code}: ${message}`) };
}

const knee = (surface?: string): PredictedSpan => ({
  ...broken([[0, 4], [15, 19]], "A"), // biome-ignore format: short.
  ...(surface === undefined ? {} : { surface }),
});
const text = "left and right knee";

describe("a span with fragments", () => {
  it("is in order where every piece stands in the text", () => {
    expect(check(knee("left knee"), text)).to.deep.equal({ spans: [knee("left knee")], problems: [] });
  });

  it("has its pieces put in order, and touching ones joined", () => {
    const pieces = { fragments: [{ start: 15, end: 17 }, { start: 0, end: 4 }, { start: 17, end: 19 }] }; // biome-ignore format: short.
    expect(check({ start: 0, end: 19, type: "A", ...pieces }, text).spans).to.deep.equal([knee()]);
    const whole = { fragments: [{ start: 4, end: 8 }, { start: 0, end: 4 }] }; // biome-ignore format: short.
    expect(check({ start: 0, end: 8, type: "A", ...whole }, text).spans).to.deep.equal([
      { start: 0, end: 8, type: "A" },
    ]);
  });

  it("is one where nothing but a line break parts its pieces, which a warning says", () => {
    const checker = new SpanChecker("utf16", new IssueLog());
    const ada = broken([[0, 3], [4, 8]], "PER"); // biome-ignore format: short.
    const lines = "Ada\nMoen and Bo";
    expect(checker.check([ada], lines, { source: "test" })).to.deep.equal([{ start: 0, end: 8, type: "PER" }]);
    expect(checker.check([{ ...ada, surface: "Ada Moen" }], lines, { source: "test" })).to.have.length(1);
    expect(checker.check([ada], "Ada Moen and Bo", { source: "test" })).to.deep.equal([ada]);
    expect(checker.warnings("pred").map(({ code, message }) => `${code}: ${message}`)).to.deep.equal([
      "line-break: 2 predicted mentions in pieces with only a line break between them were each read as one mention",
    ]);
  });

  it("is converted piece by piece from every unit, with ends that are inclusive or not", () => {
    const words = fc.array(fc.constantFrom("a", "é", "😀", "ab", "漢字"), { minLength: 3, maxLength: 8 });
    const lengths = {
      utf16: (part: string) => part.length,
      codepoint: (part: string) => [...part].length,
      byte: (part: string) => Buffer.byteLength(part),
    };
    fc.assert(
      fc.property(words, fc.constantFrom(...offsetUnits), (parts, unit) => {
        const sentence = parts.join(" ");
        const lengthOf = lengths[unit.replace("-inclusive", "") as keyof typeof lengths];
        // The first and the last word, in the unit and in UTF-16.
        const counted = (count: (part: string) => number, less: number): [number, number][] => [
          [0, count(parts[0]!) - less],
          [count(sentence) - count(parts.at(-1)!), count(sentence) - less],
        ];
        const given = counted(lengthOf, unit.endsWith("-inclusive") ? 1 : 0);
        const expected = counted(lengths.utf16, 0);
        const surface = `${parts[0]} ${parts.at(-1)}`;
        expect(check({ ...broken(given, "A"), surface }, sentence, unit)).to.deep.equal({
          spans: [{ ...broken(expected, "A"), surface }],
          problems: [],
        });
      }),
      { numRuns: 500 },
    );
  });

  it("is refused where a piece stands outside, is empty or reversed, or where pieces overlap", () => {
    const problemOf = (...pieces: [number, number][]) => check(broken(pieces, "A"), text).problems;
    expect(problemOf([0, 4], [15, 20])).to.deep.equal([
      "span-outside: the span 0–4 15–20 reaches outside its text, which ends at 19",
    ]);
    expect(problemOf([-1, 4], [15, 19])[0]).to.match(/^span-outside/);
    for (const piece of [[9, 9], [9, 8]] as const) // biome-ignore format: short.
      expect(problemOf([0, 4], [...piece], [15, 19])[0]).to.match(
        /^span-reversed: .* has a piece that is empty or ends before it starts$/,
      );
    expect(problemOf([0, 4], [3, 19])).to.deep.equal([
      "span-fragments: the fragments 0–4 3–19 overlap, or do not begin at 0 and end at 19",
    ]);
  });

  it("is refused where start or end are not those of the pieces", () => {
    for (const hull of [{ start: 1 }, { end: 18 }])
      expect(check({ ...knee(), ...hull }, text).problems[0]).to.match(/^span-fragments/);
  });

  it("is held against its surface, the texts of the pieces joined by one blank", () => {
    expect(check(knee("left and right knee"), text).problems).to.deep.equal([
      'span-surface: the text at 0–4 15–19 is "left knee", not "left and right knee"',
    ]);
  });

  it("speaks for and against other units as any span does", () => {
    const issues = new IssueLog();
    const checker = new SpanChecker("utf16", issues);
    const span = { ...broken([[1, 3], [4, 6]], "A"), surface: "ab cd" }; // biome-ignore format: short.
    checker.check([span], "😀ab cd", { source: "test" });
    checker.finish("pred");
    expect(issues.issues.map(({ code, hint }) => [code, hint])[0]).to.deep.equal([
      "offset-unit",
      "set `offsets: codepoint`",
    ]);
  });
});
