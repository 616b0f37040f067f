import { expect } from "chai";
import fc from "fast-check";
import { IntegerList } from "../../src/count/integers.ts";

describe("lists of integers", () => {
  it("hold what was added, in as few bytes as the largest needs", () => {
    const number = fc.oneof(fc.nat(9), fc.constantFrom(255, 256, 65_535, 65_536, 4_294_967_295));
    fc.assert(
      fc.property(fc.array(number, { maxLength: 100 }), (numbers) => {
        const list = new IntegerList();
        for (const number of numbers) list.push(number);
        expect([...list.numbers.subarray(0, list.length)]).to.deep.equal(numbers);
        const most = Math.max(0, ...numbers);
        expect(list.numbers.BYTES_PER_ELEMENT).to.equal(most > 65_535 ? 4 : most > 255 ? 2 : 1);
        expect(list.room()).to.deep.equal(list.numbers.slice(0, list.length).fill(0));
      }),
    );
  });
});
