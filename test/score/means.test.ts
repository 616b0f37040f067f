import { expect } from "chai";
import fc from "fast-check";
import { NerEvalError } from "../../src/corpus/error.ts";
import { evaluate } from "../../src/evaluate.ts";
import { plainFairRules } from "../../src/score/fair-weights.ts";
import {
  MetricReader,
  measures,
  parseMetric,
  printMetric,
  type ScoreMetric,
  unitsFor,
} from "../../src/score/metrics.ts";
import { type SchemeScores, scoresOf } from "../../src/score/results.ts";
import { schemesWith } from "../../src/score/schemes/registry.ts";
import { undefinedPolicies } from "../../src/score/scores.ts";
import { intervalsOf } from "../../src/stats/bootstrap.ts";
import { observe } from "../../src/stats/resample.ts";
import { schemesOver } from "../counting.ts";
import { runs } from "../runs.ts";
import { anySpans } from "../spans.ts";
import { plain } from "../stats/runs.ts";

const OVERLAPS = [0.5];
const text = "Ab c, def gh-ij kl.  The Royal Op.";
const origin = { source: "test", line: 1 };
const metrics: readonly ScoreMetric[] = schemesWith(OVERLAPS).flatMap(({ name }) =>
  measures.map((measure): ScoreMetric => ({ scheme: name, measure, average: "documents" })),
);

describe("a mean over documents", () => {
  const pairs = fc.array(fc.tuple(anySpans(6), anySpans(6)), { minLength: 1, maxLength: 6 });
  const scored = (samples: readonly (readonly [gold: object[], pred: object[]])[], rules: object = {}) =>
    evaluate(
      samples.map(([spans], i) => ({ id: `d${i}`, text, spans, origin })) as never,
      samples.map(([, spans], i) => ({ id: `d${i}`, spans, origin })) as never,
      { scheme: schemesOver(...OVERLAPS), beta: 2, ...rules },
    );

  it("is that of every document by itself, in every scheme, whatever becomes of undefined scores", async () => {
    await fc.assert(
      fc.asyncProperty(pairs, fc.constantFrom(...undefinedPolicies), async (samples, policy) => {
        const { units, ...results } = await scored(samples, { undefined: policy });
        const rules = { ...plain, undefined: policy, rules: { ...plain.rules, beta: 2 }, overlaps: OVERLAPS };
        const counted = unitsFor(units, metrics, rules);
        const values = observe(counted, new MetricReader(metrics, counted, rules));
        const alone = await Promise.all(samples.map((sample) => scored([sample])));
        for (const [m, { scheme, measure }] of metrics.entries()) {
          const otherwise = policy === "skip" ? [] : policy === "zero" ? 0 : 1;
          const each = alone.flatMap((one) => (scoresOf(one, scheme) as SchemeScores).micro[measure] ?? otherwise);
          const mean = each.reduce((sum, value) => sum + value, 0) / each.length;
          const name = `${scheme}:${measure}`;
          if (each.length === 0) expect(values[m], name).to.be.NaN;
          else expect(values[m], name).to.be.closeTo(mean, 1e-12);
          const { documents }: SchemeScores = scoresOf({ ...results, units }, scheme);
          if (documents && measure !== "fbeta" && each.length > 0)
            expect(values[m], name).to.be.closeTo(documents[measure].mean!, 1e-12);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it("changes no other metric, and has an interval as they do", async () => {
    const span = (start: number, end: number, type = "A") => ({ start, end, type });
    const samples = [0, 1, 2, 3, 4, 5].map((i) => [[span(0, 2), span(3, 4)], i % 2 ? [span(0, 2)] : []] as const);
    const { units } = await scored(samples as never);
    const other: ScoreMetric[] = [
      { scheme: "strict", measure: "f1" },
      { scheme: "fair", measure: "f1", average: "macro" },
    ];
    const rules = { ...plain, fair: plainFairRules, overlaps: OVERLAPS };
    const options = { resamples: 200, seed: 1, level: 0.9, method: "bca" } as const;
    const alone = intervalsOf(units, other, rules, options)!;
    const mean: ScoreMetric = { scheme: "strict", measure: "f1", average: "documents" };
    const together = intervalsOf(units, [...other, mean], rules, options)!;
    for (const metric of other)
      expect(together.of.get(printMetric(metric))).to.deep.equal(alone.of.get(printMetric(metric)));
    const { low, high } = together.of.get("strict:f1@documents")!;
    expect([low! < 1 / 3, high! > 1 / 3]).to.deep.equal([true, true]);
  });

  it("is called f1@documents", () => {
    expect(parseMetric("f1@documents")).to.deep.equal({
      scheme: "strict",
      measure: "f1",
      average: "documents",
      type: undefined,
    });
  });

  it("is refused of sentences", async () => {
    const { units } = await scored([[[], []]], { unit: "sentence" });
    expect(() => unitsFor(units, metrics.slice(0, 1), { ...plain, overlaps: OVERLAPS }))
      .to.throw(NerEvalError, "strict:precision@documents: a mean over documents needs counts by document")
      .with.property("code", "usage");
  });
});
