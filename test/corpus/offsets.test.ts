import { expect } from "chai";
import fc from "fast-check";
import { converterFor, extentIn, isAscii, lengthIn, type OffsetUnit, offsetUnits } from "../../src/corpus/offsets.ts";
import { runs } from "../runs.ts";

/** Whole characters: ASCII, two and three bytes, astral, combining, joined, and halves of pairs. */
const characters = ["a", " ", "\n", "é", "ß", "\u0301", "漢", "\u200d", "😀", "👩‍🚀", "🇳🇴", "\ud83d", "\ude00"];
const texts = fc.array(fc.constantFrom(...characters), { maxLength: 20 }).map((parts) => parts.join(""));
const units = fc.constantFrom(...offsetUnits);

/** The UTF-16 offsets that are boundaries of code points. */
function boundaries(text: string): number[] {
  const offsets = [0];
  for (const character of text) offsets.push(offsets.at(-1)! + character.length);
  return offsets;
}

/** How long a text is, counted by others than us. */
const lengths: { readonly [unit in "utf16" | "codepoint" | "byte"]: (text: string) => number } = {
  utf16: (text) => text.length,
  codepoint: (text) => Array.from(text).length,
  byte: (text) => Buffer.byteLength(text, "utf8"),
};

/** A text and an extent in it whose ends are boundaries of code points. */
const extents = texts
  .filter((text) => text !== "")
  .chain((text) => {
    const at = boundaries(text);
    return fc
      .tuple(fc.nat(at.length - 1), fc.nat(at.length - 1))
      .map(([a, b]) => ({ text, start: at[Math.min(a, b)]!, end: at[Math.max(a, b)]! }));
  });

describe("offset units", () => {
  it("count what their names say", () => {
    const text = "😀 Zoë 漢";
    const counted = Object.fromEntries(offsetUnits.map((unit) => [unit, extentIn(unit, text, 3, 6)]));
    expect(counted).to.deep.equal({
      utf16: { start: 3, end: 6 },
      codepoint: { start: 2, end: 5 },
      byte: { start: 5, end: 9 },
      "utf16-inclusive": { start: 3, end: 5 },
      "codepoint-inclusive": { start: 2, end: 4 },
      "byte-inclusive": { start: 5, end: 8 },
    });
  });

  it("measure texts as Array.from and Buffer do, emoji, combining marks and lone surrogates included", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const [unit, length] of Object.entries(lengths)) {
          expect(lengthIn(unit as OffsetUnit, text), unit).to.equal(length(text));
        }
      }),
    );
  });

  it("lead back to UTF-16 from wherever they lead, for every unit", () => {
    fc.assert(
      fc.property(extents, units, ({ text, start, end }, unit) => {
        const given = extentIn(unit, text, start, end);
        expect(converterFor(text, unit)(given.start, given.end)).to.deep.equal({ start, end });
      }),
    );
  });

  it("give the extent whose surface they delimit, counted by others", () => {
    fc.assert(
      fc.property(extents, fc.constantFrom("codepoint" as const, "byte" as const), ({ text, start, end }, unit) => {
        const length = lengths[unit];
        // Halves of a pair that the slice leaves alone count as a character of their own, as they do in the text.
        const from = length(text.slice(0, start));
        const to = from + length(text.slice(start, end));
        expect(converterFor(text, unit)(from, to)).to.deep.equal({ start, end });
        expect(converterFor(text, `${unit}-inclusive`)(from, to - 1)).to.deep.equal({ start, end });
      }),
    );
  });

  it("lead nowhere beyond the text", () => {
    fc.assert(
      fc.property(texts, units, fc.integer({ min: 1, max: 5 }), (text, unit, beyond) => {
        const { end } = extentIn(unit, text, 0, text.length);
        expect(converterFor(text, unit)(0, end)).to.deep.equal({ start: 0, end: text.length });
        expect(converterFor(text, unit)(0, end + beyond)).to.equal(undefined);
      }),
    );
  });

  it("in bytes are those of the boundaries of characters, and no others", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 8 }), (text) => {
        const convert = converterFor(text, "byte");
        const boundaries = new Map([[0, 0]]);
        let [bytes, units] = [0, 0];
        for (const character of text) {
          bytes += Buffer.byteLength(character);
          units += character.length;
          boundaries.set(bytes, units);
        }
        // Where all is ASCII, only ends beyond the text lead nowhere.
        const first = /^[\0-\x7f]*$/.test(text) ? 0 : -2;
        for (let offset = first; offset <= bytes + 2; offset++)
          expect(convert(0, offset)?.end, `${JSON.stringify(text)} at ${offset}`).to.equal(boundaries.get(offset));
      }),
      { numRuns: runs(1000) },
    );
  });

  it("in bytes are found in a text of more characters than a Map has room for", () => {
    const text = `é${"x".repeat(2 ** 24)}ü`;
    const convert = converterFor(text, "byte");
    expect(convert(2 ** 24, 2 ** 24 + 4)).to.deep.equal({ start: 2 ** 24 - 1, end: 2 ** 24 + 2 });
    expect(convert(0, 2 ** 24 + 3)).to.equal(undefined);
  });

  it("lead nowhere from the middle of a character of several bytes", () => {
    const convert = converterFor("é漢😀", "byte");
    const ends = Array.from({ length: 10 }, (_, end) => convert(0, end)?.end);
    expect(ends).to.deep.equal([0, undefined, 1, undefined, undefined, 2, undefined, undefined, undefined, 4]);
    expect(convert(1, 9)).to.equal(undefined);
  });

  it("agree on ASCII text, but for inclusive ends", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii", minLength: 1 }), (text) => {
        expect(isAscii(text)).to.equal(true);
        for (const unit of offsetUnits) {
          const end = unit.endsWith("-inclusive") ? 0 : 1;
          expect(converterFor(text, unit)(0, end)).to.deep.equal({ start: 0, end: 1 });
        }
      }),
    );
    expect(isAscii("a\u0080")).to.equal(false);
  });
});
