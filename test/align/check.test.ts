import { expect } from "chai";
import fc from "fast-check";
import { SpanChecker } from "../../src/align/check.ts";
import { IssueLog } from "../../src/corpus/issue.ts";
import { extentIn, type OffsetUnit, offsetUnits } from "../../src/corpus/offsets.ts";
import type { PredictedSpan } from "../../src/corpus/span.ts";
import { anySpans } from "../spans.ts";

const origin = { source: "p.jsonl", line: 7 };
const span = (start: number, end: number, surface?: string): PredictedSpan => ({
  start,
  end,
  type: "X",
  ...(surface === undefined ? {} : { surface }),
});

/** Checks documents, each with its text, and says what came through and what was reported. */
function check(
  unit: OffsetUnit,
  documents: readonly [string, readonly PredictedSpan[]][],
  role: "gold" | "pred" = "pred",
) {
  const log = new IssueLog();
  const checker = new SpanChecker(unit, log);
  const kept = documents.map(([text, spans], i) => checker.check(spans, text, { ...origin, line: i + 1 }));
  checker.finish(role);
  return {
    kept,
    log,
    codes: log.issues.map(({ code }) => code),
    said: log.issues.map(({ message, hint }) => [message, hint]),
  };
}

const halfOpen = "spans are half-open: end is one past the last character";
const readAs = (unit: string) => `offsets were read as ${unit}; \`offsets\` sets another unit`;

describe("checking spans", () => {
  it("lets spans that fit through, the array itself where nothing is converted", () => {
    const spans = [span(0, 3, "Zoë"), span(4, 8), span(4, 6, "🚢")];
    const { kept, log } = check("utf16", [["Zoë 🚢🚢", spans]]);
    expect(kept[0]).to.equal(spans);
    expect(log.count).to.equal(0);
  });

  it("reports reversed, empty, outside and negative spans, and keeps the others", () => {
    const { kept, said, log } = check("utf16", [
      ["0123456789", [span(5, 3), span(4, 4), span(0, 11), span(-1, 2), span(0, 10)]],
    ]);
    expect(kept[0]).to.deep.equal([span(0, 10)]);
    expect(said).to.deep.equal([
      ["the span 5–3 ends before it starts", halfOpen],
      ["the span 4–4 is empty", halfOpen],
      ["the span 0–11 reaches outside its text, which ends at 10", readAs("UTF-16 code units")],
      ["the span -1–2 begins before its text", "offsets count from 0"],
    ]);
    expect(log.issues.map(({ source, line, path }) => [source, line, path])).to.deep.equal(
      [0, 1, 2, 3].map((i) => ["p.jsonl", 1, ["entities", i]]),
    );
  });

  it("says where a text ends in the unit that offsets are read in", () => {
    const ends = {
      utf16: 6,
      codepoint: 5,
      byte: 9,
      "utf16-inclusive": 5,
      "codepoint-inclusive": 4,
      "byte-inclusive": 8,
    };
    for (const [unit, end] of Object.entries(ends)) {
      const text = "😀 Zoë";
      expect(check(unit as OffsetUnit, [[text, [span(0, end)]]]).kept[0], unit).to.deep.equal([span(0, 6)]);
      const { said } = check(unit as OffsetUnit, [[text, [span(0, end + 1)]]]);
      expect(said[0]![0], unit).to.equal(`the span 0–${end + 1} reaches outside its text, which ends at ${end}`);
    }
  });

  it("says when a byte offset points into a character", () => {
    const { said } = check("byte", [["😀 Zoë", [span(1, 5)]]]);
    expect(said).to.deep.equal([["the span 1–5 begins or ends inside a character", readAs("UTF-8 bytes")]]);
  });

  it("compares surfaces with the text, and says where the nearest one stands", () => {
    const text = "Ada saw Ada, and Ada saw Bo";
    const at = (start: number, end: number, surface: string) =>
      check("utf16", [[text, [span(start, end, surface)]]]).said;
    expect(at(7, 10, "Ada")).to.deep.equal([['the text at 7–10 is " Ad", not "Ada"', 'the nearest "Ada" is at 8–11']]);
    expect(at(2, 5, "Ada")[0]![1]).to.equal('the nearest "Ada" is at 0–3');
    expect(at(4, 7, "Ada")[0]![1]).to.equal('the nearest "Ada" is at 0–3');
    expect(at(0, 3, "Eve")[0]![1]).to.equal('"Eve" does not occur in the text');
    expect(at(0, 3, "")[0]![1]).to.equal("leave the surface text out where it is not known");
    expect(at(0, 27, "a".repeat(100))[0]![0]).to.contain(`not "${"a".repeat(57)}…"`);
  });

  it("says the nearest place in the unit that offsets are read in", () => {
    for (const unit of offsetUnits) {
      const text = "😀é Zoë";
      const { start, end } = extentIn(unit, text, 0, text.length);
      // A second surface that fits no unit keeps the unit itself out of it.
      const { said } = check(unit, [[text, [span(start, end, "Zoë"), span(start, end, "none")]]]);
      const place = extentIn(unit, text, 4, 7);
      expect(said[0]![1], unit).to.equal(`the nearest "Zoë" is at ${place.start}–${place.end}`);
    }
  });

  it("gives back in UTF-16 what was counted in any unit", () => {
    const text = "😀 Zoë, 漢字 and e\u0301";
    const surfaces = ["😀", "Zoë", "漢字", "字", "e\u0301", "\u0301", text];
    const places = surfaces.map((surface) => ({ surface, start: text.indexOf(surface) }));
    for (const unit of offsetUnits) {
      const given = places.map(({ surface, start }) => ({
        ...span(0, 0, surface),
        ...extentIn(unit, text, start, start + surface.length),
      }));
      const { kept, log } = check(unit, [[text, given]]);
      expect(log.count, unit).to.equal(0);
      expect(kept[0]).to.deep.equal(places.map(({ surface, start }) => span(start, start + surface.length, surface)));
    }
  });

  it("loses no span: each comes through or is reported, and what comes through fits", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "é", "漢", "😀"), { maxLength: 12 }).map((parts) => parts.join("")),
        anySpans(6, 16),
        fc.constantFrom(...offsetUnits),
        (text, spans, unit) => {
          const { kept, log } = check(unit, [[text, spans]]);
          expect(kept[0]!.length + log.count).to.equal(spans.length);
          for (const { start, end } of kept[0]!) {
            expect(start).to.be.within(0, end - 1);
            expect(end).to.be.at.most(text.length);
          }
        },
      ),
    );
  });

  describe("for a consistent mistake", () => {
    const text = "😀 Zoë met 漢字 in Osk";
    const surfaces = ["Zoë", "漢字", "Osk"];
    const inUnit = (unit: OffsetUnit, of = text) =>
      surfaces.map((surface) => {
        const start = of.indexOf(surface);
        return { ...span(0, 0, surface), ...extentIn(unit, of, start, start + surface.length) };
      });
    const names = new Map<OffsetUnit, string>([
      ["utf16", "UTF-16 code units"],
      ["codepoint", "Unicode code points"],
      ["byte", "UTF-8 bytes"],
      ["utf16-inclusive", "UTF-16 code units with inclusive ends"],
      ["codepoint-inclusive", "Unicode code points with inclusive ends"],
      ["byte-inclusive", "UTF-8 bytes with inclusive ends"],
    ]);

    it("names the unit, in place of the spans it explains, whichever is read and whichever was meant", () => {
      for (const [read, readName] of names) {
        for (const [meant, meantName] of names) {
          if (read === meant) continue;
          const { said, codes, log } = check(read, [
            ["ASCII only", []],
            [text, inUnit(meant)],
          ]);
          expect(codes, `${meant} read as ${read}`).to.deep.equal(["offset-unit"]);
          expect(log.count).to.equal(1);
          expect(said[0]![0]).to.match(
            new RegExp(
              `^3 of 3 checked spans do not fit with offsets in ${readName}, but all do with ${meantName}; the first: the `,
            ),
          );
          expect(said[0]![1]).to.equal(`set \`offsets: ${meant}\``);
          expect(log.issues[0]).to.deep.include({ source: "p.jsonl", line: 2, path: ["entities", 0] });
        }
      }
    });

    it("names the gold's option for gold, and speaks of one span as of one", () => {
      const { said } = check("utf16", [["😀 Zoë", [span(2, 5, "Zoë")]]], "gold");
      expect(said).to.deep.equal([
        [
          'the only checked span does not fit with offsets in UTF-16 code units, but it does with Unicode code points; the first: the text at 2–5 is " Zo", not "Zoë"',
          "set `goldOffsets: codepoint`",
        ],
      ]);
    });

    it("needs every span to agree, in all documents", () => {
      const other: [string, PredictedSpan[]] = ["😀 Bo", [span(3, 5, "Bo")]];
      const wrong: [string, PredictedSpan[]] = [text, inUnit("codepoint")];
      for (const documents of [
        [other, wrong],
        [wrong, other],
      ]) {
        const { codes } = check("utf16", documents);
        expect(codes).to.deep.equal(["span-surface", "span-surface", "span-surface"]);
      }
    });

    it("is not excluded by ASCII text, which all units count alike, but inclusive ends are", () => {
      const ascii: [string, PredictedSpan[]] = ["Bo", [span(0, 2, "Bo")]];
      expect(check("utf16", [ascii, [text, inUnit("codepoint")]]).codes).to.deep.equal(["offset-unit"]);
      expect(check("utf16", [ascii, [text, inUnit("utf16-inclusive")]]).codes).to.have.length(3);
    });

    it("is not guessed where no surface proves it: an empty or overlong span may just be wrong", () => {
      expect(check("utf16", [["Ada met Bo", [span(4, 4), span(0, 3)]]]).codes).to.deep.equal(["span-reversed"]);
      expect(check("utf16", [["é é", [span(0, 5)]]]).codes).to.deep.equal(["span-outside"]);
    });

    it("counts what it explains, beyond the thousand problems that are kept", () => {
      const many = Array.from({ length: 1500 }, () => inUnit("byte")[0]!);
      const { log, said } = check("utf16", [[text, many]]);
      expect([log.count, log.issues.length]).to.deep.equal([1, 1]);
      expect(said[0]![0]).to.match(/^1,500 of 1,500 checked spans/);
      const wrong = check("utf16", [[text, Array.from({ length: 1500 }, () => span(0, 1, "none"))]]).log;
      expect([wrong.count, wrong.issues.length]).to.deep.equal([1500, 1000]);
    });
  });
});
