import { readFileSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import type { PredictedSpan, Span } from "../../src/corpus/span.ts";
import { ConfidenceTally } from "../../src/count/confidence.ts";
import { evaluate } from "../../src/evaluate.ts";
import { confidenceJson } from "../../src/report/confidence-json.ts";
import { prettyJson } from "../../src/report/json.ts";
import {
  type Confidence,
  type ConfidenceRow,
  confidenceWarnings,
  confidenceOf as readConfidence,
} from "../../src/score/confidence.ts";
import { pointsByRecall } from "../../src/score/curve.ts";
import { runs } from "../runs.ts";
import { anySpans, broken, brokenSpans, shuffled, span } from "../spans.ts";

interface Sample {
  readonly gold: readonly Span[];
  readonly pred: readonly PredictedSpan[];
}

function confidenceOf(samples: readonly Sample[]): Confidence {
  const tally = new ConfidenceTally();
  for (const sample of samples) tally.add(sample);
  return readConfidence(tally.result());
}

const scored = (start: number, score?: number, type = "A"): PredictedSpan => ({
  ...span(start, start + 1, type),
  ...(score === undefined ? {} : { score }),
});

/** Predictions `[score, 1 if correct]` side by side, with gold under the correct ones and `missed` spans elsewhere. */
function sampleOf(predictions: readonly (readonly [score: number, correct: number])[], missed = 0): Sample {
  const found = predictions.flatMap(([, correct], i) => (correct ? [span(i, i + 1, "A")] : []));
  const lost = Array.from({ length: missed }, (_, i) => span(1e6 + i, 1e6 + i + 1, "A"));
  return { gold: [...found, ...lost], pred: predictions.map(([score], i) => scored(i, score)) };
}

/** Few distinct scores, so that ties are frequent; some predictions have none. */
const scores = fc.constantFrom(undefined, 0, 0.1, 0.25, 0.5, 0.5, 0.75, 1);
const predictions = fc
  .array(fc.tuple(fc.oneof(anySpans(1), brokenSpans(1, 3)), scores), { maxLength: 8 })
  .map((pairs) => pairs.flatMap(([[one], score]) => (one ? [score === undefined ? one : { ...one, score }] : [])));
/** Documents whose predictions often are gold spans, and often copies. */
const samples = fc.array(
  fc
    .record({
      gold: fc.oneof(anySpans(5), brokenSpans(5, 3)),
      pred: predictions,
      copies: fc.array(fc.tuple(fc.nat(4), scores), { maxLength: 6 }),
    })
    .map(({ gold, pred, copies }) => ({
      gold,
      pred: [
        ...pred,
        ...copies.flatMap(([i, score]) => (gold[i] ? [score === undefined ? gold[i] : { ...gold[i], score }] : [])),
      ],
    })),
  { maxLength: 4 },
);

const TEXT = "x".repeat(20);
const origin = { source: "test" };

/** A full evaluation, scheme strict, of the predictions that `keep` keeps. */
async function strictOf(samples: readonly Sample[], keep: (span: PredictedSpan) => boolean) {
  const gold = samples.map((sample, i) => ({ id: `d${i}`, text: TEXT, spans: sample.gold, origin }));
  const pred = samples.map((sample, i) => ({ id: `d${i}`, spans: sample.pred.filter(keep), origin }));
  return (await evaluate(gold, pred)).scores.strict;
}

describe("the confidence of predictions", () => {
  it("has at every threshold the strict scores of the predictions at or above it", async () => {
    await fc.assert(
      fc.asyncProperty(samples, async (samples) => {
        const { all, types } = confidenceOf(samples);
        for (const { type, curve } of [{ ...all, type: undefined }, ...types]) {
          for (const { threshold, ...point } of curve) {
            const strict = await strictOf(samples, ({ score }) =>
              threshold === undefined ? true : score !== undefined && score >= threshold,
            );
            const row = type === undefined ? strict.micro : strict.types.find((row) => row.type === type)!;
            const { precision, recall, f1, correct, pred } = row;
            expect(point).to.deep.equal({ pred, correct, precision, recall, f1 });
          }
        }
      }),
      { numRuns: runs(300) },
    );
  });

  it("has a point for every distinct score, falling, and one more where predictions have none", () => {
    fc.assert(
      fc.property(samples, (samples) => {
        const { all, types } = confidenceOf(samples);
        const pred = samples.flatMap(({ pred }) => pred);
        for (const [row, spans] of [
          [all, pred],
          ...types.map((row) => [row, pred.filter(({ type }) => type === row.type)] as const),
        ] as [ConfidenceRow, PredictedSpan[]][]) {
          const distinct = new Set(spans.flatMap(({ score }) => (score === undefined ? [] : [score])));
          const expected: (number | undefined)[] = [...distinct].sort((a, b) => b - a);
          if (spans.some(({ score }) => score === undefined)) expected.push(undefined);
          expect(row.curve.map(({ threshold }) => threshold)).to.deep.equal(expected);
          expect(row.pred).to.equal(spans.length);
          expect(row.scored).to.equal(spans.filter(({ score }) => score !== undefined).length);
        }
      }),
    );
  });

  it("says the same to the byte for documents and spans in any order", () => {
    fc.assert(
      fc.property(samples, fc.nat(), (samples, seed) => {
        const mixed = shuffled(samples, seed).map(({ gold, pred }) => ({
          gold: shuffled(gold, seed),
          pred: shuffled(pred, seed + 1),
        }));
        const text = (samples: readonly Sample[]) => prettyJson(confidenceJson(confidenceOf(samples)));
        expect(text(mixed)).to.equal(text(samples));
      }),
    );
  });

  it("takes means that no order of the sums can move", () => {
    const rows = Array.from({ length: 300 }, (_, i) => [Math.sqrt((i * 7919) % 301) / 18, i % 2] as const);
    const { pred, gold } = sampleOf(rows);
    const text = (pred: readonly PredictedSpan[]) => prettyJson(confidenceJson(confidenceOf([{ gold, pred }])));
    const once = text(pred);
    for (let seed = 1; seed < 50; seed++) expect(text(shuffled(pred, seed))).to.equal(once);
  });

  it("counts a copy as correct once for every gold span, the copies with the highest scores", () => {
    const { all } = confidenceOf([
      { gold: [scored(0)], pred: [scored(0, 0.2), scored(0, 0.9), scored(0), scored(0, 0.5)] },
    ]);
    expect(all.curve.map(({ threshold, pred, correct }) => [threshold, pred, correct])).to.deep.equal([
      [0.9, 1, 1],
      [0.5, 2, 1],
      [0.2, 3, 1],
      [undefined, 4, 1],
    ]);
    const twice = confidenceOf([{ gold: [scored(0), scored(0)], pred: [scored(0, 0.2), scored(0, 0.9)] }]);
    expect(twice.all.curve.map(({ correct }) => correct)).to.deep.equal([1, 2]);
  });

  it("takes spans for copies only where their pieces are the same", () => {
    const [one, other] = [broken([[0, 1], [3, 5]], "A"), broken([[0, 2], [4, 5]], "A")]; // biome-ignore format: pieces.
    for (const [gold, pred, correct] of [
      [one, one, 1],
      [one, other, 0],
      [one, span(0, 5, "A"), 0],
    ] as const)
      expect(confidenceOf([{ gold: [gold], pred: [{ ...pred, score: 0.5 }] }]).all.curve[0]!.correct).to.equal(correct);
  });

  it("takes no prediction of one document for a gold span of another, nor one type for another", () => {
    const { all, types } = confidenceOf([
      { gold: [scored(0)], pred: [] },
      { gold: [scored(3, undefined, "B")], pred: [scored(0, 0.5), scored(3, 0.5)] },
    ]);
    expect(all.curve.map(({ correct }) => correct)).to.deep.equal([0]);
    expect(types.map(({ type, gold, pred }) => [type, gold, pred])).to.deep.equal([
      ["A", 1, 2],
      ["B", 1, 0],
    ]);
  });

  it("has the range of all scores, which is undefined where there are none", () => {
    const pred = [scored(0), scored(1, 0.25), scored(2, 0.75, "B"), scored(3, 0.5)];
    expect(confidenceOf([{ gold: [], pred }]).range).to.deep.equal({ lowest: 0.25, highest: 0.75 });
    expect(confidenceOf([{ gold: [], pred: [scored(0)] }]).range).to.equal(undefined);
  });

  it("takes types for data", () => {
    const names = ["__proto__", "constructor", "A B", "1 A"];
    const { types } = confidenceOf([
      { gold: names.map((type) => scored(0, undefined, type)), pred: names.map((type) => scored(0, 0.5, type)) },
    ]);
    expect(types.map(({ type }) => type)).to.deep.equal([...names].sort());
    for (const { averagePrecision } of types) expect(averagePrecision).to.equal(1);
  });

  it("ranks a score that is not finite with those that have none, and zero and minus zero as one", () => {
    const { all } = confidenceOf([
      { gold: [], pred: [scored(0, NaN), scored(1, Infinity), scored(2, -0), scored(3, 0)] },
    ]);
    expect(all.curve.map(({ threshold, pred }) => [threshold, pred])).to.deep.equal([
      [0, 2],
      [undefined, 4],
    ]);
    expect(all.scored).to.equal(2);
  });
});

describe("a warning that no prediction has a score", () => {
  it("is given where that is so, and not where one has", () => {
    expect(confidenceWarnings({ confidence: confidenceOf([{ gold: [], pred: [scored(0)] }]) })).to.deep.equal([
      {
        code: "score-missing",
        message: 'no prediction has a score, so confidence cannot be analyzed; give each prediction a "score"',
      },
    ]);
    const confidence = confidenceOf([{ gold: [], pred: [scored(0), scored(1, 0.5)] }]);
    expect(confidenceWarnings({ confidence })).to.deep.equal([]);
    expect(confidenceWarnings({})).to.deep.equal([]);
  });
});

describe("average precision", () => {
  it("is the sum of the gains in recall times the precision, worked by hand", () => {
    // Of 4 gold: 0.9 right; 0.8 right and wrong; 0.4 wrong; without a score right.
    const pred = [scored(0, 0.9), scored(1, 0.8), scored(9, 0.8), scored(8, 0.4), scored(2)];
    const { all } = confidenceOf([{ gold: [0, 1, 2, 3].map((start) => scored(start)), pred }]);
    expect(all.averagePrecision).to.be.closeTo(1 / 4 + (1 / 4) * (2 / 3) + (1 / 4) * (3 / 5), 1e-15);
  });

  it("is undefined without gold, and without scores; 0 where nothing was predicted", () => {
    const of = (gold: readonly Span[], pred: readonly PredictedSpan[]) =>
      confidenceOf([{ gold, pred }]).all.averagePrecision;
    expect(of([], [scored(0, 0.5)])).to.equal(undefined);
    expect(of([scored(0)], [scored(0)])).to.equal(undefined);
    expect(of([], [])).to.equal(undefined);
    expect(of([scored(0)], [])).to.equal(0);
    expect(of([scored(0)], [scored(0, 0.5)])).to.equal(1);
  });
});

describe("the best threshold", () => {
  const bestOf = (pred: readonly PredictedSpan[], gold = [scored(0), scored(1)]) =>
    confidenceOf([{ gold, pred }]).all.best;

  it("has the highest F1 of the curve, of several the highest threshold", () => {
    fc.assert(
      fc.property(samples, (samples) => {
        const { all, types } = confidenceOf(samples);
        for (const { curve, best, scored } of [all, ...types]) {
          if (best === undefined) {
            expect(scored === 0 || curve.every(({ correct }) => correct === 0)).to.equal(true);
            continue;
          }
          const highest = Math.max(...curve.map(({ f1 }) => f1!));
          expect(best).to.equal(curve.find(({ f1 }) => f1 === highest));
        }
      }),
    );
  });

  it("is the higher of two with the same F1", () => {
    // F1 = 2/3 at 0.9 (1 of 1, of 2) and again at 0.3 (2 of 4, of 2).
    expect(bestOf([scored(0, 0.9), scored(7, 0.5), scored(8, 0.4), scored(1, 0.3)])?.threshold).to.equal(0.9);
  });

  it("is none where everything, unscored predictions too, is best", () => {
    const best = bestOf([scored(0, 0.9), scored(1)]);
    expect([best?.threshold, best?.f1]).to.deep.equal([undefined, 1]);
  });

  it("is undefined where nothing is correct, or nothing has a score", () => {
    expect(bestOf([scored(7, 0.9)])).to.equal(undefined);
    expect(bestOf([scored(0)])).to.equal(undefined);
    expect(bestOf([])).to.equal(undefined);
  });
});

describe("the points by recall", () => {
  it("are the most precise ones that reach each tenth, the highest threshold first", () => {
    fc.assert(
      fc.property(samples, (samples) => {
        const { curve } = confidenceOf(samples).all;
        const points = pointsByRecall(curve);
        const found = new Map(points.map(({ recall, point }) => [recall, point]));
        expect(points.every(({ point }) => point !== undefined)).to.equal(true);
        for (let tenth = 0; tenth <= 10; tenth++) {
          const reaching = curve.filter(({ recall }) => recall !== undefined && recall >= tenth / 10);
          const highest = Math.max(...reaching.map(({ precision }) => precision!));
          expect(found.get(tenth / 10)).to.equal(reaching.find(({ precision }) => precision === highest));
        }
      }),
    );
  });
});

describe("calibration", () => {
  it("has ten bins side by side from 0 to 1", () => {
    const { bins } = confidenceOf([{ gold: [], pred: [scored(0, 0.5)] }]).all.calibration!;
    const tenths = Array.from({ length: 10 }, (_, i) => [i / 10, (i + 1) / 10]);
    expect(bins.map(({ low, high }) => [low, high])).to.deep.equal(tenths);
  });

  it("has the expected error that can be worked out by hand", () => {
    // (0.8, 0.9]: scores 0.9 0.9 0.85, 2 of 3 correct; (0.1, 0.2]: 0.2 0.2, 1 of 2 correct; [0, 0.1]: 0, wrong.
    const sample = sampleOf([
      [0.9, 1],
      [0.9, 0],
      [0.85, 1],
      [0.2, 1],
      [0.2, 0],
      [0, 0],
    ]);
    const { error, bins } = confidenceOf([sample]).all.calibration!;
    expect(error).to.be.closeTo((3 / 6) * (2.65 / 3 - 2 / 3) + (2 / 6) * (0.5 - 0.2), 1e-15);
    expect(bins.map(({ pred, correct }) => [pred, correct])).to.deep.equal(
      [
        [1, 0],
        [2, 1],
      ].concat(
        Array.from({ length: 6 }, () => [0, 0]),
        [
          [3, 2],
          [0, 0],
        ],
      ),
    );
    expect([bins[9]!.meanScore, bins[9]!.precision]).to.deep.equal([undefined, undefined]);
  });

  it("is perfect where shares are what scores say", () => {
    const rows = Array.from({ length: 10 }, (_, i) => [0.8, i < 8 ? 1 : 0] as const);
    expect(confidenceOf([sampleOf(rows)]).all.calibration!.error).to.equal(0);
  });

  it("leaves predictions without a score out, and is undefined where none has one", () => {
    const { calibration } = confidenceOf([{ gold: [scored(0)], pred: [scored(0, 0.75), scored(1)] }]).all;
    expect(calibration!.error).to.equal(0.25);
    expect(confidenceOf([{ gold: [scored(0)], pred: [scored(0)] }]).all.calibration).to.equal(undefined);
    const { types } = confidenceOf([{ gold: [], pred: [scored(0, 0.5), scored(1, undefined, "B")] }]);
    expect(types[1]!.calibration!.error).to.equal(undefined);
  });

  it("is undefined for all types where one score is outside 0 and 1", () => {
    for (const score of [-0.01, 1.01, 12]) {
      const { all, types, range } = confidenceOf([{ gold: [], pred: [scored(0, 0.5), scored(1, score, "B")] }]);
      expect([all, ...types].map(({ calibration }) => calibration)).to.deep.equal([undefined, undefined, undefined]);
      expect(range).to.deep.equal({ lowest: Math.min(0.5, score), highest: Math.max(0.5, score) });
    }
  });

  it("counts every scored prediction in one bin, and every correct one", () => {
    fc.assert(
      fc.property(samples, (samples) => {
        const { all } = confidenceOf(samples);
        if (!all.calibration) return;
        const sum = (of: "pred" | "correct") => all.calibration!.bins.reduce((total, bin) => total + bin[of], 0);
        expect(sum("pred")).to.equal(all.scored);
        expect(sum("correct")).to.equal(all.curve.findLast(({ threshold }) => threshold !== undefined)!.correct);
      }),
    );
  });
});

interface OracleCase {
  readonly title: string;
  readonly predictions: readonly [score: number, correct: number][];
  readonly average_precision_score: number;
  readonly precision_recall_curve: readonly [threshold: number, precision: number, recall: number][];
  readonly calibration_curve: readonly [meanScore: number, shareCorrect: number][];
}
const oracle: { readonly tool: string; readonly cases: readonly OracleCase[] } = JSON.parse(
  readFileSync(new URL("../oracles/sklearn/expected.json", import.meta.url), "utf8"),
);

describe(`${oracle.tool}, where every gold mention is predicted,`, () => {
  it("was asked about nine corpora", () => {
    expect(oracle.cases).to.have.length(9);
  });

  for (const { title, predictions, ...expected } of oracle.cases) {
    it(`says the same of ${title}`, () => {
      const { all } = confidenceOf([sampleOf(predictions)]);
      expect(all.averagePrecision).to.be.closeTo(expected.average_precision_score, 1e-12);
      const points = all.curve.toReversed().filter(({ threshold }) => threshold !== undefined);
      const theirs = expected.precision_recall_curve;
      expect(points.map(({ threshold }) => threshold)).to.deep.equal(theirs.map(([threshold]) => threshold));
      for (const [i, { precision, recall }] of points.entries()) {
        expect(precision).to.be.closeTo(theirs[i]![1], 1e-12);
        expect(recall).to.be.closeTo(theirs[i]![2], 1e-12);
      }
      const bins = all.calibration!.bins.filter(({ pred }) => pred > 0);
      expect(bins).to.have.length(expected.calibration_curve.length);
      for (const [i, { meanScore, precision }] of bins.entries()) {
        expect(meanScore).to.be.closeTo(expected.calibration_curve[i]![0], 1e-12);
        expect(precision).to.be.closeTo(expected.calibration_curve[i]![1], 1e-12);
      }
    });

    it(`says more of ${title}, by the share of gold that is predicted, since it knows of no other gold`, () => {
      const found = predictions.filter(([, correct]) => correct).length;
      const { averagePrecision } = confidenceOf([sampleOf(predictions, 7)]).all;
      expect(averagePrecision).to.be.closeTo((expected.average_precision_score * found) / (found + 7), 1e-12);
    });
  }
});
