import { expect } from "chai";
import { quoted, quotedApart } from "../../src/messages/quote.ts";

describe("strings in messages", () => {
  it("are in quotation marks, and cut off where they are long", () => {
    expect(quoted('a "b"')).to.equal('"a \\"b\\""');
    expect(quoted("x".repeat(80))).to.equal(`"${"x".repeat(57)}…"`);
  });

  it("have the code points from where they differ if they look the same", () => {
    expect(quotedApart("Jos\u00e9", "Jose\u0301")).to.deep.equal([
      '"José" (… U+0073 U+00E9)',
      '"Jose\u0301" (… U+0073 U+0065 U+0301)',
    ]);
    expect(quotedApart("Osk", "O\u00adsk")).to.deep.equal([
      '"Osk" (U+004F U+0073 U+006B)',
      '"O\u00adsk" (U+004F U+00AD U+0073 U+006B)',
    ]);
    expect(quotedApart("a b", "a\u00a0b")[1]).to.equal('"a\u00a0b" (U+0061 U+00A0 U+0062)');
  });

  it("have none where anybody sees the difference", () => {
    expect(quotedApart("Ada", "Bo")).to.deep.equal(['"Ada"', '"Bo"']);
    expect(quotedApart("Ada", "Ada")).to.deep.equal(['"Ada"', '"Ada"']);
  });
});
