import { expect } from "chai";
import { hintFor } from "../../src/score/type-hints.ts";

describe("hints for types", () => {
  const golds = ["PER", "LOC", "ORG", "creative-work"];
  const meant = (type: string) => hintFor(type, golds)?.meant;

  it("see through case, separators, plurals and longer words", () => {
    expect(["per", "Person", "PERSONS", "locations", "Organization", "Creative Work"].map(meant)).to.deep.equal([
      "PER",
      "PER",
      "PER",
      "LOC",
      "ORG",
      "creative-work",
    ]);
  });

  it("see letters that only look like others", () => {
    // Cyrillic О, Greek Ο, full width, a zero.
    expect(hintFor("LОC", golds)).to.deep.equal({ type: "LОC", meant: "LOC", alike: true });
    expect(hintFor("ΟRG", golds)?.alike).to.equal(true);
    expect(hintFor("ＬＯＣ", golds)?.meant).to.equal("LOC");
    expect(meant("0RG")).to.equal("ORG");
  });

  it("are not given where none or several would fit", () => {
    expect(["DATE", "", "_", "P", "3"].map(meant)).to.deep.equal([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(hintFor("LOCATION", ["LOC", "LOCAL", "LOCATIONS"])).to.equal(undefined);
  });
});
