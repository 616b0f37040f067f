import { readFileSync } from "node:fs";
import { expect } from "chai";
import { adjust } from "../../src/stats/adjust.ts";
import { bcaInterval, percentileInterval } from "../../src/stats/interval.ts";
import { mcnemar } from "../../src/stats/mcnemar.ts";
import { normalBelow, normalQuantile } from "../../src/stats/normal.ts";
import { almostStochasticOrder } from "../../src/stats/stochastic-order.ts";

const oracle = JSON.parse(readFileSync(new URL("../oracles/statistics/expected.json", import.meta.url), "utf8"));

describe("statistics", () => {
  it("know the normal distribution as SciPy does", () => {
    for (const [z, below] of oracle.normal.below) expect(normalBelow(z), `below ${z}`).to.be.closeTo(below, 2e-15);
    for (const [part, z] of oracle.normal.quantile) expect(normalQuantile(part), `${part}`).to.be.closeTo(z, 1e-7);
    expect([0, 1].map(normalQuantile)).to.deep.equal([-Infinity, Infinity]);
    expect([-9, 9].map(normalBelow)).to.deep.equal([0, 1]);
  });

  for (const [i, { observed, resampled, left, intervals }] of oracle.bootstrap.entries()) {
    it(`make percentile and BCa intervals as scipy.stats.bootstrap does: ${i + 1}`, () => {
      const expected: [name: string, ends: [number, number]][] = Object.entries(intervals);
      for (const [name, [low, high]] of expected) {
        const [method, level] = name.split(" ");
        const values = Float64Array.from(resampled);
        const found =
          method === "bca"
            ? bcaInterval(observed, values, Float64Array.from(left), Number(level))
            : percentileInterval(observed, values, Number(level));
        expect(found.low, `${name} low`).to.be.closeTo(low, 1e-12);
        expect(found.high, `${name} high`).to.be.closeTo(high, 1e-12);
        expect(found.undefinedResamples).to.equal(0);
      }
    });
  }

  it("adjust p-values as statsmodels does", () => {
    for (const { p, holm, bh } of oracle.adjust) {
      for (const [at, value] of adjust(p, "holm").entries()) expect(value).to.be.closeTo(holm[at], 1e-15);
      for (const [at, value] of adjust(p, "bh").entries()) expect(value).to.be.closeTo(bh[at], 1e-15);
      expect(adjust(p, "none")).to.deep.equal(p);
    }
  });

  it("leave tests that could not be made out of the adjustment", () => {
    expect(adjust([undefined, 0.02, undefined, 0.03], "holm")).to.deep.equal([undefined, 0.04, undefined, 0.04]);
    expect(adjust([undefined, 0.02, undefined, 0.03], "bh")).to.deep.equal([undefined, 0.03, undefined, 0.03]);
    expect(adjust([], "holm")).to.deep.equal([]);
  });

  it("make McNemar's test as statsmodels and SciPy do, and find nothing where there is nothing", () => {
    for (const { counts, exact, midP } of oracle.mcnemar) {
      const [first, second] = counts;
      const found = mcnemar(first, second);
      expect(found.exact, String(counts)).to.be.closeTo(exact, 1e-11);
      expect(found.midP, String(counts)).to.be.closeTo(midP, 1e-11);
      expect(mcnemar(second, first)).to.deep.equal(found);
    }
    expect(mcnemar(0, 0)).to.deep.equal({ exact: 1, midP: 1 });
  });

  for (const [i, { a, b, violation, bound }] of oracle.order.entries()) {
    it(`find the almost stochastic order that deepsig finds: ${i + 1}`, () => {
      const found = almostStochasticOrder(a, b, { resamples: 2000, seed: 1, level: 0.95 });
      expect(found.violation).to.be.closeTo(violation, 1e-3);
      expect(found.bound).to.be.closeTo(bound, 0.03);
    });
  }

  it("see no order between a system and itself, and the whole of it where one is always better", () => {
    const options = { resamples: 200, seed: 1, level: 0.95 };
    expect(almostStochasticOrder([0.5, 0.6], [0.5, 0.6], options).violation).to.equal(0.5);
    expect(almostStochasticOrder([0.8], [0.7], options)).to.deep.equal({ violation: 0, bound: 0 });
    expect(almostStochasticOrder([0.7], [0.8], options)).to.deep.equal({ violation: 1, bound: 1 });
  });
});
