import { expect } from "chai";
import { differencesOf } from "../../src/stats/difference.ts";
import { aligned } from "../../src/stats/pair.ts";
import { powerFor, smallestDifference, standardError, unitsNeeded, usualAim } from "../../src/stats/power.ts";
import { observe, resample, valuesOf } from "../../src/stats/resample.ts";
import { resampleRuns, seedSpread } from "../../src/stats/seeds.ts";
import { madeUp, predicted, readerOf, unitsOf } from "./runs.ts";

const names = ["strict:f1", "strict:recall[A]", "errors:missed"];
const options = { resamples: 300, seed: 12345 };

async function runsOf(rates: readonly number[], documents = 30) {
  const gold = madeUp(documents, 1);
  const runs = await Promise.all(rates.map((rate, i) => unitsOf(gold, predicted(gold, rate, 10 + i))));
  return aligned(runs);
}

const sdOf = (values: ArrayLike<number>) => seedSpread(Array.from(values)).sd!;

describe("several seeds", () => {
  it("are summed up by mean, deviation, least and most", () => {
    const { mean, sd, least, most, count } = seedSpread([0.8, 0.9, Number.NaN, 0.7]);
    expect(mean).to.be.closeTo(0.8, 1e-15);
    expect(sd).to.be.closeTo(0.1, 1e-15);
    expect([least, most, count]).to.deep.equal([0.7, 0.9, 3]);
    expect(seedSpread([])).to.deep.equal({
      mean: undefined,
      sd: undefined,
      count: 0,
      least: undefined,
      most: undefined,
    });
  });

  it("are the bootstrap over documents where there is one", async () => {
    const [run] = await runsOf([0.3]);
    const reader = readerOf(names, run!);
    expect(resampleRuns([run!], "a", reader, options)).to.deep.equal(resample(run!, reader, options));
  });

  it("are the same as one where all are the same", async () => {
    const [run] = await runsOf([0.3]);
    const reader = readerOf(names, run!);
    const one = resample(run!, reader, options);
    const three = resampleRuns([run!, run!, run!], "a", reader, options);
    for (const [i, value] of one.values.entries()) expect(three.values[i]).to.be.closeTo(value, 1e-12);
  });

  it("scatter by seed beside the scatter by document, about the mean of the runs", async () => {
    const runs = await runsOf([0.1, 0.3, 0.5, 0.7]);
    const reader = readerOf(names, runs[0]!);
    const { observed, values } = resampleRuns(runs, "a", reader, options);
    const each = runs.map((run) => observe(run, reader)[0]!);
    expect(observed[0]).to.be.closeTo(seedSpread(each).mean!, 1e-12);
    const alone = runs.map((run) => sdOf(valuesOf(resample(run, reader, options).values, 0, reader)));
    expect(sdOf(valuesOf(values, 0, reader))).to.be.above(Math.max(...alone));
  });

  it("of two systems are compared on the same documents, each with seeds of its own", async () => {
    const runs = await runsOf([0.3, 0.32, 0.3, 0.32]);
    const reader = readerOf(names, runs[0]!);
    const a = resampleRuns(runs.slice(0, 2), "a", reader, options);
    const b = resampleRuns(runs.slice(2), "b", reader, options);
    const [found] = differencesOf(a, b, reader, { level: 0.95 });
    expect(found!.difference).to.be.closeTo(b.observed[0]! - a.observed[0]!, 1e-15);
    expect(found!.difference).to.be.within(found!.interval.low!, found!.interval.high!);
    const again = resampleRuns(runs.slice(0, 2), "b", reader, options);
    expect(again.observed).to.deep.equal(a.observed);
    expect(again.values).to.not.deep.equal(a.values);
  });
});

describe("power", () => {
  it("has the standard error of a mean as everybody knows it", () => {
    const values = [3, 5, 4, 9, 7];
    const sum = values.reduce((all, value) => all + value, 0);
    const left = values.map((value) => (sum - value) / 4);
    expect(standardError(left)).to.be.closeTo(sdOf(values) / Math.sqrt(5), 1e-12);
    expect(standardError([1])).to.equal(undefined);
  });

  it("is 80 % at the smallest difference that is found in 80 %, and α where there is no difference", () => {
    for (const error of [0.001, 0.02]) {
      const difference = smallestDifference(error);
      expect(difference).to.be.closeTo(2.8015852 * error, 1e-7);
      expect(powerFor(difference, error, usualAim.alpha)).to.be.closeTo(0.8, 1e-5);
      expect(powerFor(-difference, error, usualAim.alpha)).to.equal(powerFor(difference, error, usualAim.alpha));
      expect(powerFor(0, error, 0.05)).to.be.closeTo(0.05, 1e-12);
    }
    expect(powerFor(0.1, 0, 0.05)).to.equal(1);
    expect(powerFor(0, 0, 0.05)).to.equal(0);
  });

  it("needs four times the documents for half the difference", () => {
    const error = 0.01;
    const difference = smallestDifference(error);
    expect(unitsNeeded(difference * 0.999999, error, 200)).to.equal(201);
    expect(unitsNeeded(difference / 2, error, 200)).to.be.within(800, 801);
    expect(unitsNeeded(-difference / 2, error, 200)).to.be.within(800, 801);
  });
});
