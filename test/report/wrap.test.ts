import { expect } from "chai";
import fc from "fast-check";
import stringWidth from "string-width";
import { SEPARATOR, wrap } from "../../src/report/width.ts";

describe("wrapping remarks", () => {
  it("breaks between remarks, and leaves the separator out there", () => {
    expect(wrap(["left −0", "left +2", "right −1", "right +1"], 20)).to.deep.equal([
      "left −0 · left +2",
      "right −1 · right +1",
    ]);
  });

  it("breaks a remark at blanks only where it fits on no line", () => {
    expect(wrap(["a", '"the EU" → "the European Union"', "b"], 20)).to.deep.equal([
      "a",
      '"the EU" → "the',
      'European Union"',
      "b",
    ]);
  });

  it("measures in terminal cells", () => {
    expect(wrap(["漢字", "漢字"], 11)).to.deep.equal(["漢字 · 漢字"]);
    expect(wrap(["漢字", "漢字"], 10)).to.deep.equal(["漢字", "漢字"]);
  });

  it("keeps every word, in order, and exceeds the width by single words only", () => {
    const remarks = fc.array(fc.string({ unit: fc.constantFrom("a", "漢", "👩‍👩‍👧", " ", "·"), minLength: 1 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(remarks, fc.integer({ min: 1, max: 40 }), (list, width) => {
        const lines = wrap(list, width);
        const words = (text: string) => text.split(/[ ·]+/).filter((word) => word !== "");
        expect(words(lines.join(" "))).to.deep.equal(words(list.join(SEPARATOR)));
        for (const line of lines) if (stringWidth(line) > width) expect(line).to.not.contain(" ");
      }),
    );
  });
});
