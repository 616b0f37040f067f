import { expect } from "chai";
import fc from "fast-check";
import { didYouMean, nearest } from "../../src/messages/nearest.ts";

describe("the nearest known name", () => {
  it("is one of other case or separators, of few edits, or the only longer or shorter one", () => {
    const known = ["strict", "exact", "fair", "fair-weighted", "PER", "ORG", "LOC"];
    for (const [word, name] of [
      ["stict", "strict"],
      ["Strict", "strict"],
      ["fair_weighted", "fair-weighted"],
      ["exatc", "exact"],
      ["per", "PER"],
      ["PRE", "PER"],
      ["PERSON", "PER"],
      ["Location", "LOC"],
    ] as const)
      expect(nearest(word, known), word).to.equal(name);
    for (const word of ["xyz", "", "no", "A", "MISC", "*"]) expect(nearest(word, known), word).to.equal(undefined);
  });

  it("is none where the word is known, or two are equally likely to go on from it", () => {
    expect(nearest("a", ["a"])).to.equal(undefined);
    expect(nearest("percent", ["percentile-high", "percentage-points"])).to.equal(undefined);
    expect(didYouMean("stict", ["strict"])).to.equal("; did you mean strict?");
    expect(didYouMean("xml", ["text", "json"])).to.equal("");
  });

  it("is found from any name with one letter left out, replaced or exchanged with the next", () => {
    const name = fc.stringMatching(/^[a-z]{4,12}$/);
    fc.assert(
      fc.property(name, fc.nat(), fc.constantFrom("", "x"), (known, at, letter) => {
        const i = at % known.length;
        const word = known.slice(0, i) + letter + known.slice(i + 1);
        expect(nearest(word, [known])).to.equal(word === known ? undefined : known);
      }),
    );
  });
});
