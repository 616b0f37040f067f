import { expect } from "chai";
import fc from "fast-check";
import { shortestBetween } from "../../src/report/numbers.ts";
import { runs } from "../runs.ts";

describe("a threshold on screen", () => {
  it("keeps its score, leaves the next lower one out, and has no digit more than that takes", () => {
    const score = fc.oneof(
      fc.double({ min: -20, max: 20, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000),
    );
    fc.assert(
      fc.property(score, score, (a, b) => {
        fc.pre(a !== b);
        const [low, high] = a < b ? [a, b] : [b, a];
        const text = shortestBetween(low, high);
        expect(Number(text)).to.be.above(low).and.at.most(high);
        const digits = text.split(".")[1]?.length ?? 0;
        if (digits <= 2 || text.includes("e")) return;
        const shorter = Math.floor(high * 10 ** (digits - 1)) / 10 ** (digits - 1);
        expect(shorter > low && shorter <= high, `${low} < ${shorter} ≤ ${high}, not ${text}`).to.equal(false);
      }),
      { numRuns: runs(5000) },
    );
  });

  it("is as short as that", () => {
    expect(shortestBetween(0.87, 0.9312345)).to.equal("0.93");
    expect(shortestBetween(0.93, 0.9382)).to.equal("0.938");
    expect(shortestBetween(0.931, 0.9312345)).to.equal("0.9312");
    expect(shortestBetween(undefined, 0.4567)).to.equal("0.45");
    expect(shortestBetween(undefined, 0.9)).to.equal("0.90");
    expect(shortestBetween(-3.5, -1.234)).to.equal("-1.24");
    expect(shortestBetween(0.1, 0.1 + 2 ** -56)).to.equal("0.10000000000000002");
  });
});
