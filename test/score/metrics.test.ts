import { expect } from "chai";
import fc from "fast-check";
import { widthOf } from "../../src/count/tally.ts";
import { evaluate } from "../../src/evaluate.ts";
import type { Run } from "../../src/run/run.ts";
import { plainFairRules } from "../../src/score/fair-weights.ts";
import { allMetrics, type Metric, MetricReader, parseMetric, printMetric } from "../../src/score/metrics.ts";
import { type SchemeScores, scoresOf } from "../../src/score/results.ts";
import { undefinedPolicies } from "../../src/score/scores.ts";
import { totalOf } from "../../src/stats/resample.ts";
import { schemesOver } from "../counting.ts";
import { runs } from "../runs.ts";
import { anySpans } from "../spans.ts";
import { plain } from "../stats/runs.ts";

const OVERLAPS = [0.5, 1];
const origin = { source: "test", line: 1 };
const TEXT = "Ab c, def gh-ij kl.  The Royal Op.";

/** What an evaluation says of a metric. */
function valueIn(results: Run, { scheme, measure, average, type }: Metric): number | undefined {
  if (scheme === "errors") {
    const { all, types } = results.errors;
    const kinds = type === undefined ? all : types.find((row) => row.type === type)!.kinds;
    return kinds[measure as "correct"];
  }
  const { micro, types, documents, ...averages }: SchemeScores = scoresOf(results, scheme);
  if (average === "documents") return documents![measure as "f1"].mean;
  const score = average ? averages[average] : type === undefined ? micro : types.find((row) => row.type === type)!;
  return score[measure as "f1"];
}

describe("metrics", () => {
  it("are read off sums of units as the results are, all of them, under every rule", async () => {
    const samples = fc.array(fc.tuple(anySpans(6), anySpans(6)), { maxLength: 5 });
    const rules = fc.record({
      undefined: fc.constantFrom(...undefinedPolicies),
      rules: fc.record({
        beta: fc.constantFrom(1, 2),
        undefinedF: fc.constantFrom("both" as const, "either" as const),
      }),
      booking: fc.constantFrom("target" as const, "system" as const),
    });
    await fc.assert(
      fc.asyncProperty(samples, rules, async (pairs, { booking, ...rest }) => {
        const fair = { ...plainFairRules, booking };
        const gold = pairs.map(([spans], i) => ({ id: `d${i}`, text: TEXT, spans, origin }));
        const pred = pairs.map(([, spans], i) => ({ id: `d${i}`, spans, origin }));
        const {
          undefined: policy,
          rules: { beta, undefinedF },
        } = rest;
        const options = { undefined: policy, beta, undefinedF, fairBooking: booking, scheme: schemesOver(...OVERLAPS) };
        const results = await evaluate(gold, pred, options);
        const { units } = results;
        const metrics = allMetrics(units.types, OVERLAPS, rest.rules.beta);
        const values = new Float64Array(metrics.length);
        new MetricReader(metrics, units, { ...rest, fair, overlaps: OVERLAPS }).read(totalOf(units), values);
        for (const [m, metric] of metrics.entries())
          expect(values[m], printMetric(metric)).to.deep.equal(valueIn(results, metric) ?? Number.NaN);
      }),
      { numRuns: 200 },
    );
  });

  it("are worked out the same whatever else is asked for", () => {
    const units = { types: ["A", "B"], width: 45 };
    const sums = Float64Array.from({ length: 90 }, (_, i) => 90 - (i % 45));
    const metrics = allMetrics(units.types, [], 2);
    const rules = { ...plain, rules: { ...plain.rules, beta: 2 } };
    const all = new Float64Array(metrics.length);
    new MetricReader(metrics, units, rules).read(sums, all);
    for (const [m, metric] of metrics.entries()) {
      const alone = new Float64Array(1);
      new MetricReader([metric], units, rules).read(sums, alone);
      expect(alone[0], printMetric(metric)).to.deep.equal(all[m]);
    }
  });

  it("have names that are read back, whatever a type is called", () => {
    const names = fc.oneof(fc.string(), fc.constantFrom("]", "[x]", "f1@macro", "__proto__", "a\nb", ""));
    fc.assert(
      fc.property(names, (type) => {
        for (const metric of allMetrics([type], OVERLAPS, 2)) {
          const { average, type: of, ...rest } = metric as Metric & { average?: string };
          expect(parseMetric(printMetric(metric))).to.deep.equal({
            ...rest,
            ...(rest.scheme === "errors" ? {} : { average }),
            type: of,
          });
        }
      }),
    );
    const printed = allMetrics(["PER"], [0.5], 1).map(printMetric);
    expect(printed).to.include.members(["strict:f1", "type:precision[PER]", "strict:f1@macro", "overlap@0.5:recall"]);
    expect(printed).to.include.members(["fair:f1", "fair-weighted:f1@weighted", "errors:missed", "errors:both[PER]"]);
    expect(new Set(printed).size).to.equal(printed.length);
  });

  it("may be named without a scheme, and are refused where there is no such thing", () => {
    expect(printMetric(parseMetric("f1")!)).to.equal("strict:f1");
    expect(printMetric(parseMetric("recall[PER]")!)).to.equal("strict:recall[PER]");
    for (const name of [
      "",
      "f2",
      "loose:f1",
      "strict:",
      "strict:f1@mean",
      "errors:f1",
      "errors:missed@macro",
      "overlap@2:f1",
    ])
      expect(parseMetric(name), name).to.equal(undefined);
  });

  it("are of no type that nobody knows", () => {
    const units = { types: ["A"], width: 45 };
    const read = () => new MetricReader([{ scheme: "strict", measure: "f1", type: "B" }], units, plain);
    expect(read).to.throw("nothing is known of type B");
  });

  it("depend on no counter that is said to have no say in them", () => {
    const types = ["A", "B"];
    const width = widthOf(OVERLAPS);
    const rules = { ...plain, overlaps: OVERLAPS };
    const metrics = allMetrics(types, OVERLAPS, 2);
    const counts = fc.array(fc.nat(50), { minLength: types.length * width, maxLength: types.length * width });
    for (const scheme of new Set(metrics.map((metric) => metric.scheme))) {
      const own = metrics.filter((metric) => metric.scheme === scheme);
      const reader = new MetricReader(own, { types, width }, rules);
      const valuesOf = (sums: readonly number[]) => {
        const values = new Float64Array(own.length);
        reader.read(Float64Array.from(sums), values);
        return [...values];
      };
      fc.assert(
        fc.property(counts, fc.nat(50), (sums, more) => {
          const others = sums.map((count, i) => (reader.counts(i % width) ? count : count + more));
          expect(valuesOf(others), scheme).to.deep.equal(valuesOf(sums));
        }),
        { numRuns: runs(100) },
      );
    }
  });
});
