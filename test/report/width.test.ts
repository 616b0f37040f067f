import { expect } from "chai";
import fc from "fast-check";
import stringWidth from "string-width";
import { widthOf } from "../../src/report/width.ts";
import { runs } from "../runs.ts";

describe("widths", () => {
  it("are string-width's, of every character between others", () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0xffff; code++) {
      const character = String.fromCharCode(code);
      const text = `${character}–${character}${character}b`;
      if (widthOf(text) !== stringWidth(text)) wrong.push(code.toString(16));
    }
    expect(wrong).to.deep.equal([]);
  });

  it("are string-width's, of plain texts and of any others", () => {
    // The plain ones and their neighbours; and marks, joiners and signs that make one character of several.
    const ranges = [
      "\x20\x7e",
      "\xa0\u0530",
      "\u1d2c\u1d6a",
      "\u1e00\u1eff",
      "\u200b\u20e3",
      "\u2190\u22ff",
      "\ufe0e\ufe0f",
    ];
    const among = fc.oneof(
      ...ranges.map((range) => fc.integer({ min: range.charCodeAt(0), max: range.charCodeAt(1) })),
      fc.integer({ min: 0x1f468, max: 0x1f469 }),
    );
    const text = fc.array(among, { maxLength: 8 }).map((codes) => String.fromCodePoint(...codes));
    const any = fc.string({ unit: "binary", maxLength: 8 });
    fc.assert(
      fc.property(fc.oneof(text, any), (sample) => widthOf(sample) === stringWidth(sample)),
      { numRuns: runs(2000) },
    );
  });

  it("add up, of long texts", () => {
    expect(widthOf("é–".repeat(2000))).to.equal(4000);
    expect(widthOf("中".repeat(2000))).to.equal(4000);
  });
});
