import { expect } from "chai";
import { sharedLevel } from "../../src/stats/adjust.ts";
import { boundsOf, expandedLevel } from "../../src/stats/bounds.ts";
import { studentQuantile } from "../../src/stats/normal.ts";

describe("one-sided bounds", () => {
  /** From the tables of Student's distribution that textbooks print. */
  const tabled = [
    [0.95, 4, 2.132],
    [0.975, 4, 2.776],
    [0.99, 4, 3.747],
    [0.995, 4, 4.604],
    [0.95, 9, 1.833],
    [0.975, 9, 2.262],
    [0.9975, 9, 3.69],
    [0.95, 29, 1.699],
    [0.995, 120, 2.617],
  ] as const;

  it("know Student's quantiles to a quarter of a percent, from four degrees of freedom on", () => {
    for (const [part, freedom, quantile] of tabled) {
      const found = studentQuantile(part, freedom);
      expect(Math.abs(found - quantile), `${part} of ${freedom}`).to.be.at.most(0.0025 * quantile);
      expect(studentQuantile(1 - part, freedom)).to.be.closeTo(0 - found, 1e-9);
    }
  });

  it("take percentiles further out the fewer units there are, and those of the level where there are many", () => {
    const levels = [5, 10, 30, 100, 100_000].map((units) => expandedLevel(0.95, units));
    expect(levels).to.deep.equal([...levels].sort((a, b) => b - a));
    expect(levels.at(-1)).to.be.closeTo(0.95, 1e-5);
    // √(10/9) · 1.833 = 1.932 standard deviations.
    expect(levels[1]).to.be.closeTo(0.9733, 1e-4);
  });

  it("leave as much of the resamples beyond each as the level says", () => {
    const resampled = Float64Array.from({ length: 1001 }, (_, i) => i);
    const { atLeast, atMost } = boundsOf(500, resampled, 1e9, 0.9);
    expect(atLeast).to.be.closeTo(100, 0.01);
    expect(atMost).to.be.closeTo(900, 0.01);
  });

  it("are as sure together as the level says where the level is shared", () => {
    expect(sharedLevel(0.95, 1)).to.equal(0.95);
    expect(sharedLevel(0.95, 5)).to.be.closeTo(0.99, 1e-12);
  });
});
