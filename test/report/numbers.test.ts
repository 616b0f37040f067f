import { expect } from "chai";
import fc from "fast-check";
import { counted, grouped } from "../../src/messages/words.ts";
import { distance, numeral, percent } from "../../src/report/numbers.ts";

describe("numbers", () => {
  it("shows fractions in percent with as many digits as asked for, and what is undefined as a dash", () => {
    expect(percent(0.89056, 2)).to.equal("89.06");
    expect(percent(0.89056, 0)).to.equal("89");
    expect(percent(1, 2)).to.equal("100.00");
    expect(percent(0, 1)).to.equal("0.0");
    expect(percent(undefined, 2)).to.equal("–");
  });

  it("keeps a percentage within half a unit of its last digit", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(10), (fraction, digits) => {
        const shown = percent(fraction, digits);
        expect(shown).to.match(digits === 0 ? /^\d{1,3}$/ : new RegExp(`^\\d{1,3}\\.\\d{${digits}}$`));
        expect(Math.abs(Number(shown) - 100 * fraction)).to.be.at.most(0.5 * 10 ** -digits + 1e-12);
      }),
    );
  });

  it("sets thousands apart, and loses no digit by it", () => {
    expect([0, 999, 1000, 1042, 1234567].map(grouped)).to.deep.equal(["0", "999", "1,000", "1,042", "1,234,567"]);
    fc.assert(
      fc.property(fc.maxSafeNat(), (count) => {
        expect(grouped(count)).to.match(/^\d{1,3}(,\d{3})*$/);
        expect(grouped(count).replaceAll(",", "")).to.equal(String(count));
      }),
    );
  });

  it("counts nouns in the singular and the plural", () => {
    expect([0, 1, 2, 1042].map((count) => counted(count, "gold span"))).to.deep.equal([
      "0 gold spans",
      "1 gold span",
      "2 gold spans",
      "1,042 gold spans",
    ]);
  });

  it("shows a mean distance with one digit", () => {
    expect([1.25, 3, undefined].map(distance)).to.deep.equal(["1.3", "3.0", "–"]);
  });

  it("writes counts as they are, and what is none with as many digits as asked for", () => {
    expect(numeral(1042, 2)).to.equal("1042");
    expect(numeral(62 + 1 / 6, 2)).to.equal("62.17");
    expect(numeral(0.94032657946482, 4)).to.equal("0.9403");
  });
});
