import { expect } from "chai";
import fc from "fast-check";
import { countTokens, tokensOf } from "../../src/corpus/tokens.ts";

const cut = (text: string) => tokensOf(text).map(({ start, end }) => text.slice(start, end));

describe("tokens", () => {
  it("are runs of letters and digits, and every other visible character by itself", () => {
    expect(cut("Ada Moen's U.S. visit, 2nd (of 3)...")).to.deep.equal(
      ["Ada", "Moen", "'", "s", "U", ".", "S", ".", "visit", ",", "2nd", "(", "of", "3", ")"].concat([".", ".", "."]),
    );
  });

  it("keep combining marks with their letters, and characters outside the first plane whole", () => {
    expect(cut("Zoe\u0308 हिन्दी 😀𝒜b")).to.deep.equal(["Zoe\u0308", "हिन्दी", "😀", "𝒜b"]);
  });

  it("are none where there is nothing to see", () => {
    expect(cut("")).to.deep.equal([]);
    expect(cut(" \t\r\n\u00a0\u3000")).to.deep.equal([]);
  });

  const texts = fc.string({ unit: "binary", maxLength: 60 });

  it("stand in order without overlap, and leave out white space alone", () => {
    fc.assert(
      fc.property(texts, (text) => {
        let at = 0;
        for (const { start, end } of tokensOf(text)) {
          expect(text.slice(at, start)).to.match(/^\s*$/);
          expect(start).to.be.lessThan(end);
          expect(text.slice(start, end)).to.match(/^\S+$/);
          at = end;
        }
        expect(text.slice(at)).to.match(/^\s*$/);
      }),
    );
  });

  it("are counted without being cut", () => {
    fc.assert(fc.property(texts, (text) => countTokens(text) === tokensOf(text).length));
  });
});
