import { expect } from "chai";
import fc from "fast-check";
import { NerEvalError } from "../../src/corpus/error.ts";
import { adjust, sharedLevel } from "../../src/stats/adjust.ts";
import { boundsOf, expandedLevel } from "../../src/stats/bounds.ts";
import { bcaInterval, percentileInterval, quantile } from "../../src/stats/interval.ts";
import { mcnemar } from "../../src/stats/mcnemar.ts";
import { normalBelow, normalDensity, normalQuantile, studentQuantile } from "../../src/stats/normal.ts";
import { powerFor, smallestDifference, standardError, unitsNeeded } from "../../src/stats/power.ts";
import { assignFolds } from "../../src/stats/random.ts";
import { almostStochasticOrder } from "../../src/stats/stochastic-order.ts";

const odd = [NaN, Infinity, -Infinity, 0, -0, 1, -1, 0.5, 1e308, -1e308, 5e-324];

describe("numeric routines on degenerate input", function () {
  // A loop that never ends fails by this, where it yields; else the run of the tests stops here.
  this.timeout(20_000);

  it("end for NaN, and give NaN or refuse it", () => {
    expect(normalBelow(NaN)).to.be.NaN;
    expect(normalDensity(NaN)).to.be.NaN;
    expect(normalQuantile(NaN)).to.be.NaN;
    expect(studentQuantile(NaN, 4)).to.be.NaN;
    expect(studentQuantile(0.9, NaN)).to.be.NaN;
    expect(expandedLevel(NaN, 9)).to.be.NaN;
    expect(quantile([1, 2], NaN)).to.be.NaN;
    for (const refused of [
      () => powerFor(NaN, 1, 0.05),
      () => powerFor(1, NaN, 0.05),
      () => unitsNeeded(NaN, 1, 10),
      () => smallestDifference(NaN),
      () => adjust([NaN, 0.1], "holm"),
    ])
      expect(refused).to.throw(NerEvalError, "NaN");
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
    expect(() => boundsOf(1, Float64Array.of(0, 1, 2), 1, 0.95)).to.throw(NerEvalError, "units");
    expect(quantile([], 0.5)).to.be.NaN;
    expect(quantile([1, 2], 1.5)).to.be.NaN;
  });

  it("refuse counts that are none", () => {
    for (const count of [NaN, Infinity, -1, 0.5]) {
      expect(() => mcnemar(count, 1)).to.throw(NerEvalError, "expected a whole number of at least 0");
      expect(() => mcnemar(1, count)).to.throw(NerEvalError);
      expect(() => assignFolds(["a"], count, 1)).to.throw(NerEvalError, "folds");
      expect(() => sharedLevel(0.95, count)).to.throw(NerEvalError);
      expect(() => almostStochasticOrder([1], [2], { resamples: count, seed: 1, level: 0.95 })).to.throw(NerEvalError);
    }
  });

  it("know no order of systems without scores, and widen nothing where nothing deviates", () => {
    const options = { resamples: 50, seed: 1, level: 0.95 };
    expect(() => almostStochasticOrder([], [1], options)).to.throw(NerEvalError);
    expect(() => almostStochasticOrder([1], [], options)).to.throw(NerEvalError);
    expect(() => almostStochasticOrder([NaN, 1], [1, 2], options)).to.throw(NerEvalError);
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
    const endOrRefuse = (call: () => unknown) => {
      try {
        call();
      } catch (error) {
        expect(error).to.be.instanceOf(NerEvalError);
      }
    };
    for (const a of odd)
      for (const b of odd) {
        normalBelow(a * b);
        normalQuantile(a);
        studentQuantile(a, b);
        expandedLevel(a, b);
        quantile([0, 1], a);
        bcaInterval(a, Float64Array.of(a, b, 0.5), Float64Array.of(b, a), 0.95);
        percentileInterval(a, Float64Array.of(a, b), b);
        endOrRefuse(() => powerFor(a, b, 0.05));
        endOrRefuse(() => unitsNeeded(a, b, 10));
        endOrRefuse(() => standardError([a, b]));
        endOrRefuse(() => boundsOf(a, Float64Array.of(a, b), 5, b));
        endOrRefuse(() => almostStochasticOrder([a, 1], [b, 2], { resamples: 5, seed: 1, level: 0.95 }));
      }
  });
});
