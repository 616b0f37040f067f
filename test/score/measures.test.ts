/** What `scores.ts` computes beside the scores that every evaluation has. */
import { expect } from "chai";
import {
  creditScore,
  fMeasure,
  macroAverage,
  meanAndDeviation,
  plainRules,
  quotients,
  ratioOr,
  type ScoreRules,
  scoreOf,
  spreadOf,
} from "../../src/score/scores.ts";

const counted = (correct: number, gold: number, pred: number) => {
  const pairs = { correct, incorrect: 0, partial: 0 };
  return { ...pairs, missed: gold - correct, spurious: pred - correct, gold, pred, system: pairs };
};

describe("F-beta", () => {
  const rules: ScoreRules = { beta: 2, undefinedF: "both" };

  it("takes recall for beta times as important, beside F1", () => {
    // P = 3/4, R = 1/2: 5PR / (4P + R).
    const { f1, fbeta } = scoreOf(counted(3, 6, 4), rules);
    expect(fbeta).to.be.closeTo((5 * 0.75 * 0.5) / (4 * 0.75 + 0.5), 1e-15);
    expect(f1).to.equal(0.6);
    expect(creditScore(6, 6, 4, rules)).to.deep.equal(scoreOf(counted(3, 6, 4), rules));
  });

  it("is worked out alike where the two sides earned different credit", () => {
    const row = { ...counted(3, 6, 8), system: { correct: 6, incorrect: 0, partial: 0 } };
    expect(scoreOf(row, rules).fbeta).to.be.closeTo((5 * 0.75 * 0.5) / (4 * 0.75 + 0.5), 1e-15);
  });

  it("is 0 where one side earned nothing, whatever the other did", () => {
    const row = { ...counted(0, 6, 8), system: { correct: 6, incorrect: 0, partial: 0 } };
    expect(scoreOf(row, rules)).to.deep.equal({ precision: 0.75, recall: 0, f1: 0, fbeta: 0 });
  });

  it("is 0 for a type that was found under other names only, and never predicted", () => {
    const row = { ...counted(1, 1, 0), system: { correct: 0, incorrect: 0, partial: 0 } };
    expect(scoreOf(row, rules)).to.deep.equal({ precision: undefined, recall: 1, f1: 0, fbeta: 0 });
  });

  it("is not there where beta is 1", () => {
    expect(scoreOf(counted(3, 6, 4), plainRules)).not.to.have.property("fbeta");
  });

  it("has averages of its own", () => {
    const rows = [counted(3, 6, 4), counted(1, 1, 1)].map((counts) => scoreOf(counts, rules));
    expect(macroAverage(rows, "skip").fbeta).to.equal((rows[0]!.fbeta! + 1) / 2);
    expect(macroAverage([scoreOf(counted(1, 1, 1))], "skip")).not.to.have.property("fbeta");
  });
});

describe("an undefined F", () => {
  it("may follow from precision or recall that is undefined, or only from both", () => {
    for (const counts of [counted(0, 3, 0), counted(0, 0, 3)]) {
      expect(scoreOf(counts, { beta: 1, undefinedF: "both" }).f1).to.equal(0);
      expect(scoreOf(counts, { beta: 1, undefinedF: "either" }).f1).to.equal(undefined);
    }
    expect(scoreOf(counted(3, 6, 4), { beta: 1, undefinedF: "either" }).f1).to.equal(0.6);
    expect(scoreOf(counted(0, 0, 0)).f1).to.equal(undefined);
  });
});

describe("the arithmetic of other scorers", () => {
  it("knows no undefined score", () => {
    expect([ratioOr(1, 4, 0), ratioOr(0, 0, 0), ratioOr(3, 0, 1)]).to.deep.equal([0.25, 0, 1]);
    expect(fMeasure(0, 0)).to.equal(0);
  });

  it("has F1 from precision and recall", () => {
    expect(fMeasure(0.75, 0.5)).to.equal(0.6);
    expect(quotients(3, 4, 6)).to.deep.equal({ precision: 0.75, recall: 0.5, f1: 0.6 });
    expect(quotients(0, 0, 6)).to.deep.equal({ precision: undefined, recall: 0, f1: 0 });
  });

  it("has the mean and the deviation as of a whole population", () => {
    expect(meanAndDeviation([2, 4, 4, 4, 5, 5, 7, 9])).to.deep.equal({ mean: 5, deviation: 2 });
    expect(meanAndDeviation([])).to.equal(undefined);
  });
});

describe("a spread", () => {
  it("has the deviation of a sample, of values that occur several times", () => {
    const { mean, sd, count } = spreadOf([[2, 1], [4, 3], [5, 2], [7, 1], [9, 1]]); // biome-ignore format: pairs.
    expect([mean, count]).to.deep.equal([5, 8]);
    expect(sd).to.be.closeTo(Math.sqrt(32 / 7), 1e-15);
  });

  it("has no deviation with one value, and no mean with none", () => {
    expect(spreadOf([[0.5, 1]])).to.deep.equal({ mean: 0.5, sd: undefined, count: 1 });
    expect(spreadOf([])).to.deep.equal({ mean: undefined, sd: undefined, count: 0 });
    expect(spreadOf([[0.5, 2]])).to.deep.equal({ mean: 0.5, sd: 0, count: 2 });
  });
});
