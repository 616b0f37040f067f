import { expect } from "chai";
import fc from "fast-check";
import { adjust, sharedLevel } from "../../src/stats/adjust.ts";
import { boundsOf, expandedLevel } from "../../src/stats/bounds.ts";
import { assignFolds } from "../../src/stats/folds.ts";
import { bcaInterval, percentileInterval, quantile } from "../../src/stats/interval.ts";
import { mcnemar } from "../../src/stats/mcnemar.ts";
import { normalBelow, normalDensity, normalQuantile } from "../../src/stats/normal.ts";
import { powerFor, smallestDifference, standardError, unitsNeeded } from "../../src/stats/power.ts";
import { almostStochasticOrder } from "../../src/stats/stochastic-order.ts";
import { studentQuantile } from "../../src/stats/student.ts";

const odd = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, 1e308, -1e308, 5e-324];

describe("numeric routines on degenerate input", function () {
  // A loop that never ends fails by this, where it yields; else the run of the tests stops here.
  this.timeout(20_000);

  it("end and give NaN for NaN", () => {
    expect(normalBelow(NaN)).to.be.NaN;
    expect(normalDensity(NaN)).to.be.NaN;
    expect(normalQuantile(NaN)).to.be.NaN;
    expect(studentQuantile(NaN, 4)).to.be.NaN;
    expect(studentQuantile(0.9, NaN)).to.be.NaN;
    expect(expandedLevel(NaN, 9)).to.be.NaN;
    expect(quantile([1, 2], NaN)).to.be.NaN;
    expect(powerFor(NaN, 1, 0.05)).to.be.NaN;
    expect(powerFor(1, NaN, 0.05)).to.be.NaN;
    expect(unitsNeeded(NaN, 1, 10)).to.be.NaN;
    expect(smallestDifference(NaN)).to.be.NaN;
  });

  it("give the ends of distributions for infinite values", () => {
    expect([normalBelow(-Infinity), normalBelow(Infinity)]).to.deep.equal([0, 1]);
    expect([normalQuantile(0), normalQuantile(1)]).to.deep.equal([-Infinity, Infinity]);
    expect([studentQuantile(0, 4), studentQuantile(1, 4)]).to.deep.equal([-Infinity, Infinity]);
    expect(unitsNeeded(0, 1, 10)).to.equal(Infinity);
  });

  it("have no quantile without degrees of freedom, and no bounds from one unit", () => {
    expect(studentQuantile(0.9, 0)).to.be.NaN;
    expect(studentQuantile(0.9, -1)).to.be.NaN;
    expect(expandedLevel(0.95, 1)).to.be.NaN;
    expect(boundsOf(1, Float64Array.of(0, 1, 2), 1, 0.95)).to.deep.equal({ atLeast: undefined, atMost: undefined });
    expect(quantile([], 0.5)).to.be.NaN;
    expect(quantile([1, 2], 1.5)).to.be.NaN;
    expect(standardError([NaN, 1])).to.equal(undefined);
  });

  it("refuse counts that are none", () => {
    for (const count of [NaN, Infinity, -1, 0.5]) {
      expect(() => mcnemar(count, 1)).to.throw(RangeError, "must be a whole number from 0 on");
      expect(() => mcnemar(1, count)).to.throw(RangeError);
      expect(() => assignFolds(["a"], count, 1)).to.throw(RangeError, "folds");
      expect(() => sharedLevel(0.95, count)).to.throw(RangeError);
      expect(() => almostStochasticOrder([1], [2], { resamples: count, seed: 1, level: 0.95 })).to.throw(RangeError);
    }
  });

  it("keep p-values that are NaN out of the adjustment", () => {
    for (const by of ["none", "holm", "bh"] as const)
      expect(adjust([0.01, NaN, 0.04], by).filter((_, i) => i !== 1)).to.deep.equal(
        adjust([0.01, undefined, 0.04], by).filter((_, i) => i !== 1),
      );
  });

  it("know no order of systems without scores, and widen nothing where nothing deviates", () => {
    const options = { resamples: 50, seed: 1, level: 1 };
    expect(almostStochasticOrder([], [1], options).bound).to.be.NaN;
    expect(almostStochasticOrder([1], [], options).violation).to.be.NaN;
    expect(almostStochasticOrder([NaN, 1], [1, 2], options).bound).to.be.NaN;
    expect(almostStochasticOrder([2], [1], options)).to.deep.equal({ violation: 0, bound: 0 });
  });

  const resampled = Float64Array.from({ length: 1000 }, (_, i) => 0.5 + i / 10_000);

  it("have no BCa interval where all resamples are on one side, whatever the acceleration", () => {
    const none = { low: undefined, high: undefined, undefinedResamples: 0 };
    for (const left of [Float64Array.of(0.1, 0.1), Float64Array.of(0.1, 0.2, 0.9), Float64Array.of(0.9, 0.8, 0.1)])
      for (const observed of [0.1, 0.9]) expect(bcaInterval(observed, resampled, left, 0.95)).to.deep.equal(none);
  });

  it("have no BCa interval of undefined values alone", () => {
    expect(bcaInterval(0.5, Float64Array.of(NaN, NaN), Float64Array.of(NaN), 0.95)).to.deep.equal({
      ...{ low: undefined, high: undefined, undefinedResamples: 2 },
    });
    expect(bcaInterval(0.5, new Float64Array(), new Float64Array(), 0.95).low).to.equal(undefined);
    expect(percentileInterval(0.5, new Float64Array(), 0.95).low).to.equal(undefined);
    expect(percentileInterval(0.5, resampled, NaN).low).to.equal(undefined);
  });

  it("keep the ends of a BCa interval in order, however far the bias and the skewness", () => {
    const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        values,
        values,
        fc.double({ min: 0, max: 1 }),
        fc.double({ min: 0, max: 1 }),
        (all, left, at, level) => {
          const { low, high } = bcaInterval(at, Float64Array.from(all), Float64Array.from(left), level);
          if (low === undefined || high === undefined) return;
          expect(low).to.be.at.most(high);
          expect(low).to.be.at.least(Math.min(...all));
          expect(high).to.be.at.most(Math.max(...all));
        },
      ),
    );
  });

  it("end for every pair of odd numbers", () => {
    for (const a of odd)
      for (const b of odd) {
        normalBelow(a * b);
        normalQuantile(a);
        studentQuantile(a, b);
        expandedLevel(a, b);
        quantile([0, 1], a);
        powerFor(a, b, 0.05);
        unitsNeeded(a, b, 10);
        bcaInterval(a, Float64Array.of(a, b, 0.5), Float64Array.of(b, a), 0.95);
        percentileInterval(a, Float64Array.of(a, b), b);
        boundsOf(a, Float64Array.of(a, b), 5, b);
        almostStochasticOrder([a, 1], [b, 2], { resamples: 5, seed: 1, level: 0.95 });
      }
  });
});
