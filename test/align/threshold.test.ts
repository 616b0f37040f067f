import { expect } from "chai";
import fc from "fast-check";
import { printThresholds, ThresholdFilter, type Thresholds } from "../../src/align/threshold.ts";
import type { PredictedSpan } from "../../src/corpus/span.ts";
import { type EvaluateOptions, evaluate } from "../../src/evaluate.ts";

const scored = (type: string, score?: number): PredictedSpan => ({
  start: 0,
  end: 1,
  type,
  ...(score === undefined ? {} : { score }),
});
const at = (all: number | undefined, types: Readonly<Record<string, number>> = {}): Thresholds => ({
  all,
  types: new Map(Object.entries(types)),
});

describe("a threshold", () => {
  it("keeps a score that equals it", () => {
    const spans = [scored("A", 0.5), scored("A", 0.49999999999999994)];
    expect(new ThresholdFilter(at(0.5)).apply(spans)).to.deep.equal([spans[0]]);
  });

  it("of a type goes before the one for all, lower or higher", () => {
    const spans = [scored("A", 0.4), scored("A", 0.2), scored("B", 0.6), scored("B", 0.4), scored("C", 0.95)];
    const filter = new ThresholdFilter(at(0.5, { A: 0.3, C: 0.99 }));
    expect(filter.apply(spans)).to.deep.equal([spans[0], spans[2]]);
    expect(filter.counts().belowThreshold).to.deep.equal([
      { type: "A", count: 1 },
      { type: "B", count: 1 },
      { type: "C", count: 1 },
    ]);
  });

  it("of a type leaves other types alone, and does not count what they lack", () => {
    const spans = [scored("A", 0.1), scored("B", 0.1), scored("B"), scored("A")];
    const filter = new ThresholdFilter(at(undefined, { A: 0.5 }));
    expect(filter.apply(spans)).to.deep.equal([spans[1], spans[2], spans[3]]);
    expect(filter.counts()).to.deep.equal({ belowThreshold: [{ type: "A", count: 1 }], unscored: 1 });
  });

  it("keeps and counts predictions without a score", () => {
    const spans = [scored("A"), scored("A", NaN), scored("A", 0.1)];
    const filter = new ThresholdFilter(at(0.5));
    expect(filter.apply(spans)).to.deep.equal([spans[0], spans[1]]);
    expect(filter.counts().unscored).to.equal(2);
  });

  it("is said to be of no use where no prediction has its type, or a score", () => {
    const filter = new ThresholdFilter(at(0.5, { B: 0.5, A: 0.5, Z: 0.1 }));
    filter.apply([scored("A")]);
    expect(filter.warnings().map(({ code, message }) => `${code}: ${message}`)).to.deep.equal([
      "threshold-unused: there is a threshold for B, but no prediction has that type",
      "threshold-unused: there is a threshold for Z, but no prediction has that type",
      "threshold-unused: the threshold leaves nothing out: no prediction that it applies to has a score",
    ]);
    filter.apply([scored("B", 0.9), scored("Z", 0.9)]);
    expect(filter.warnings()).to.deep.equal([]);
    expect(new ThresholdFilter(at(0.5)).warnings()).to.deep.equal([]);
  });

  it("is said to leave out all it was compared with, or nothing of scores on another scale", () => {
    const said = (thresholds: Thresholds, ...scores: number[]) => {
      const filter = new ThresholdFilter(thresholds);
      filter.apply(scores.map((score, i) => scored(i === 0 ? "A" : "B", score)));
      return [...filter.mistakes(), ...filter.warnings()].map(({ message }) => message);
    };
    expect(said(at(0.99), 0.5, 0.9)).to.deep.equal([
      "the threshold 0.99 leaves out all 2 predictions: scores are from 0.5 to 0.9",
    ]);
    expect(said(at(5), -3, 0.9)).to.have.length(1);
    expect(said(at(0.5), 37.2, 99)).to.deep.equal(["the threshold 0.5 leaves nothing out: scores are from 37.2 to 99"]);
    expect(said(at(50), 0, 1)[0]).to.equal("the threshold 50 is above all 2 scores, from 0 to 1");
    expect(said(at(undefined, { A: 0.9 }), 0.5, 0.7)).to.deep.equal([
      "the threshold A=0.9 leaves out the only prediction: every score is 0.5",
    ]);
    for (const scores of [
      [0.5, 0.6],
      [0.4, 0.6],
      [1, 0.2],
      [-3, 7],
      [50, 0.4],
    ])
      expect(said(at(0.5), ...scores), scores.join()).to.deep.equal([]);
  });

  it("is printed the same in whatever order types are named", () => {
    const one: Thresholds = { all: 0.5, types: new Map([["B", 1e-7]].concat([["A", -2]]) as [string, number][]) };
    expect(printThresholds(one)).to.deep.equal(["0.5", "A=-2", "B=1e-7"]);
    expect(printThresholds(at(undefined, { A: 0.25 }))).to.deep.equal(["A=0.25"]);
  });
});

describe("an evaluation with thresholds", () => {
  const text = "x".repeat(10);
  const origin = { source: "test" };
  const spans = fc.array(
    fc
      .tuple(fc.nat(8), fc.constantFrom("A", "B", "C"), fc.constantFrom(undefined, 0.2, 0.5, 0.8))
      .map(([start, type, score]): PredictedSpan => ({ ...scored(type, score), start, end: start + 1 })),
    { maxLength: 10 },
  );

  it("accounts for every prediction, and scores as if those below had not been predicted", async () => {
    await fc.assert(
      fc.asyncProperty(spans, spans, async (golds, preds) => {
        const gold = [{ id: "a", text, spans: golds, origin }];
        const rules: EvaluateOptions = { types: ["A", "N"], map: [{ side: "pred", from: "B", to: "N" }] };
        const { alignment, scores } = await evaluate(gold, [{ id: "a", spans: preds, origin }], {
          ...rules,
          threshold: [0.5, "N=0.8"],
        });
        const sum = (rows: readonly { readonly count: number }[]) => rows.reduce((all, { count }) => all + count, 0);
        const { read, scored, dropped } = alignment.pred;
        expect(read).to.equal(scored + sum(dropped) + sum(alignment.belowThreshold!));
        expect(alignment.gold.read).to.equal(alignment.gold.scored + sum(alignment.gold.dropped));
        const least = (type: string) => (type === "B" ? 0.8 : 0.5);
        const left = preds.filter(({ type, score }) => score === undefined || score >= least(type));
        const alone = await evaluate(gold, [{ id: "a", spans: left, origin }], rules);
        expect(scores).to.deep.equal(alone.scores);
        expect(alignment.unscored).to.equal(
          preds.filter(({ type, score }) => type !== "C" && score === undefined).length,
        );
      }),
    );
  });

  it("has no word of them where there are none", async () => {
    const { alignment } = await evaluate([], []);
    expect(alignment).to.have.all.keys("documents", "gold", "pairing", "pred");
  });

  it("still checks the offsets of what a threshold leaves out", async () => {
    const gold = [{ id: "a", text, spans: [], origin }];
    const spans = [{ start: 5, end: 99, type: "A", score: 0.1 }];
    const outcome = await evaluate(gold, [{ id: "a", spans, origin }], { threshold: 0.5 }).catch((e) => e.code);
    expect(outcome).to.equal("span-outside");
  });
});
