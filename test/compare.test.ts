import { expect } from "chai";
import fc from "fast-check";
import type { System } from "../src/analyze/comparison.ts";
import { compare } from "../src/compare.ts";
import { NerEvalError } from "../src/corpus/error.ts";
import type { evaluate } from "../src/evaluate.ts";
import { verdicts } from "../src/report/compared/sentences.ts";
import { printMetric } from "../src/score/metrics.ts";
import { adjust } from "../src/stats/adjust.ts";
import { comparedOf, metricsOf, options, systemBy, systemOf, systemsOf } from "./analyze/systems.ts";
import { vectorOf, vectorsAreThere } from "./stats/runs.ts";

const names = ["strict:f1", "type:precision", "fair:f1", "strict:f1@macro", "strict:recall[B]"];
const metrics = metricsOf(...names);

describe("a comparison", () => {
  it("finds nothing between a run and its copy: p = 1, no difference, no power to speak of", async () => {
    const { systems } = await systemsOf(30, 1, [["a", 0.3]]);
    const copy = { ...systems[0]!, name: "b" };
    const { pairs, rankings, flips, transitions } = compare([systems[0]!, copy], { ...options, metrics });
    expect(pairs.map(({ metric }) => metric)).to.deep.equal(names);
    for (const pair of pairs) {
      expect(pair).to.include({ a: "a", b: "b", difference: 0, p: 1, pAdjusted: 1, wins: 0, ties: 30, losses: 0 });
      expect(pair.interval).to.deep.include({ low: 0, high: 0 });
      expect(pair.power).to.equal(undefined);
    }
    expect(rankings[0]).to.deep.equal({
      metric: "strict:f1",
      top: ["a", "b"],
      better: [
        { name: "a", than: [] },
        { name: "b", than: [] },
      ],
    });
    expect(flips).to.deep.equal([]);
    expect(transitions[0]!.transitions.totals).to.include({ fixed: 0, broke: 0, changed: 0 });
    expect(transitions[0]!.mcnemar).to.deep.equal({ exact: 1, midP: 1 });
  });

  it("says the same of a pair from either side, differences and their intervals with the other sign", async () => {
    for (const method of ["percentile", "bca"] as const) {
      const { systems } = await systemsOf(40, 2, [
        ["a", 0.2],
        ["b", 0.3, 3],
        ["c", 0.4],
        ["d", 0.25, 2],
      ] as const);
      const chosen = { ...options, metrics, interval: method };
      const there = compare(systems, chosen);
      const back = compare(systems.toReversed(), chosen);
      expect(back.systems).to.deep.equal(there.systems.toReversed());
      expect(back.rankings.map(({ top }) => top)).to.deep.equal(there.rankings.map(({ top }) => top));
      for (const pair of there.pairs) {
        const { a, b, difference, interval, wins, losses, ...same } = pair;
        const other = back.pairs.find((each) => each.a === b && each.b === a && each.metric === pair.metric)!;
        expect(other).to.deep.equal({
          ...{ ...same, a: b, b: a, difference: 0 - difference! },
          interval: { ...interval!, low: 0 - interval!.high!, high: 0 - interval!.low! },
          ...{ wins: losses, losses: wins },
        });
      }
    }
  });

  it("says the same of a pair whatever other systems there are, even where they have types of their own", async () => {
    const { gold, systems } = await systemsOf(40, 3, [
      ["a", 0.2],
      ["b", 0.3],
      ["c", 0.2, 2],
    ] as const);
    const spans = [{ start: 0, end: 3, type: "Z" }];
    const odd = await systemOf(
      "odd",
      gold,
      gold.map(({ id, origin }) => ({ id, spans, origin })),
    );
    const chosen = { ...options, metrics, adjust: "none" as const };
    const few = compare(systems, chosen);
    const more = compare([odd, ...systems], chosen);
    expect(more.pairs.filter(({ a }) => a !== "odd")).to.deep.equal(few.pairs);
    expect(more.systems.slice(1)).to.deep.equal(few.systems);
    // Where undefined scores count, averages have the types of all systems; nothing else has.
    const zero = { undefined: "zero" } as const;
    const rates = [
      ["a", 0.2],
      ["b", 0.3],
      ["c", 0.2, 2],
    ] as const;
    const { systems: again } = await systemsOf(40, 3, rates, zero);
    const oddly = await systemBy(
      zero,
      "odd",
      gold,
      gold.map(({ id, origin }) => ({ id, spans, origin })),
    );
    const others = <T extends { readonly metric: string }>(pairs: readonly T[]) =>
      pairs.filter(({ metric }) => metric !== "strict:f1@macro");
    expect(others(compare([oddly, ...again], chosen).pairs.filter(({ a }) => a !== "odd"))).to.deep.equal(
      others(compare(again, chosen).pairs),
    );
  });

  for (const policy of ["skip", "zero", "one"] as const)
    it(`shows differences of the values it shows, over the types of all systems: undefined scores ${policy}`, async () => {
      const scoring = { undefined: policy };
      const rates = [
        ["a", 0.2],
        ["b", 0.4, 2],
      ] as const;
      const { gold, systems } = await systemsOf(20, 13, rates, scoring);
      const spans = [{ start: 0, end: 3, type: "Z" }];
      const odd = await systemBy(
        scoring,
        "odd",
        gold,
        gold.map(({ id, origin }) => ({ id, spans, origin })),
      );
      const averages = metricsOf("strict:f1@macro", "strict:precision@macro", "type:recall@weighted", "strict:f1");
      const chosen = { ...options, metrics: averages };
      const found = compare([...systems, odd], chosen);
      const scoreIn = (name: string, metric: string) =>
        found.systems.find((system) => system.name === name)!.values[found.metrics.indexOf(metric)]!.value!;
      for (const { a, b, metric, difference } of found.pairs)
        expect(difference).to.equal(scoreIn(b, metric) - scoreIn(a, metric));
    });

  it("gives every metric the same numbers whatever else is asked for", async () => {
    const { systems } = await systemsOf(40, 4, [
      ["a", 0.2],
      ["b", 0.3],
    ] as const);
    const chosen = { ...options, adjust: "none" as const };
    const { pairs } = compare(systems, { ...chosen, metrics });
    for (const [m, metric] of metrics.entries())
      expect(compare(systems, { ...chosen, metrics: [metric] }).pairs).to.deep.equal([pairs[m]]);
  });

  it("has the scores of the evaluations it compares, and of several runs their mean and spread", async () => {
    const { systems } = await systemsOf(30, 5, [
      ["a", 0.2],
      ["b", 0.4, 3],
    ] as const);
    const found = compare(systems, { ...options, metrics });
    const [a, b] = systems as [System, System];
    const scoreOf = (run: unknown) => (run as Awaited<ReturnType<typeof evaluate>>).scores.strict.micro.f1!;
    expect(found.systems[0]!.values[0]!.value).to.equal(scoreOf(a.runs[0]));
    expect(found.systems[0]!.values[0]).not.to.have.property("seeds");
    const each = b.runs.map(scoreOf);
    const { value, seeds } = found.systems[1]!.values[0]!;
    expect(value).to.be.closeTo(each.reduce((sum, one) => sum + one, 0) / 3, 1e-12);
    expect(seeds).to.deep.include({ least: Math.min(...each), most: Math.max(...each), count: 3 });
    expect(seeds!.mean).to.be.closeTo(value!, 1e-12);
    expect(found.pairs[0]!.difference).to.be.closeTo(value! - scoreOf(a.runs[0]), 1e-12);
    expect(found.pairs[0]!.test).to.equal("bootstrap");
  });

  it("orders systems of several runs by all their quantiles, the better one over the other", async () => {
    const { systems } = await systemsOf(60, 6, [
      ["worse", 0.6, 4],
      ["better", 0.1, 4],
      ["single", 0.3],
    ] as const);
    const { pairs } = compare(systems, options);
    const [first, second] = pairs;
    expect(first!.order).to.include({ larger: "better", violation: 0, bound: 0 });
    expect(second).not.to.have.property("order");
  });

  it("adjusts over all pairs and metrics at once, and not below what was found", async () => {
    const { systems } = await systemsOf(40, 7, [
      ["a", 0.2],
      ["b", 0.3],
      ["c", 0.6],
    ] as const);
    for (const by of ["none", "holm", "bh"] as const) {
      const { pairs } = compare(systems, { ...options, trials: 1000, metrics, adjust: by });
      expect(pairs).to.have.length(3 * metrics.length);
      expect(pairs.map(({ pAdjusted }) => pAdjusted)).to.deep.equal(
        adjust(
          pairs.map(({ p }) => p),
          by,
        ),
      );
    }
  });

  it("draws more for adjusted p-values where they are many, so that they can be significant", async () => {
    for (const seeds of [1, 2]) {
      const names = ["a", "b", "c", "d", "e", "f"].map((name, i) => [name, i < 3 ? 0.02 : 0.9, seeds] as const);
      const { systems } = await systemsOf(40, 14, names);
      // 15 tests of 0.004 each: without more trials none can be.
      const chosen = { ...options, trials: 250, resamples: 250 };
      const { pairs } = compare(systems, chosen);
      const apart = pairs.filter(({ pAdjusted }) => pAdjusted! < options.alpha);
      expect(apart.length, `${seeds} seeds`).to.be.at.least(9);
      expect(pairs.every(({ exact, smallest }) => exact || smallest! < options.alpha)).to.equal(true);
      // p itself is that of the first trials, as where there is one test.
      const [pair] = compare([systems[0]!, systems[3]!], chosen).pairs;
      const again = pairs.find(({ a, b }) => a === "a" && b === "d")!;
      expect([again.p, again.trials]).to.deep.equal([pair!.p, pair!.trials]);
      expect(again.refinedTrials).to.equal(2000);
    }
  });

  it("knows where no result could have been significant", async () => {
    const { systems } = await systemsOf(5, 15, [
      ["a", 0.01],
      ["b", 0.95],
    ] as const);
    const [pair] = compare(systems, options).pairs;
    expect(pair!.exact).to.equal(true);
    expect(pair!.smallest)
      .to.equal(2 / pair!.trials)
      .and.at.least(options.alpha);
    expect(verdicts(comparedOf(systems), "strict:f1").join(" ")).to.match(
      /^b and a differ in [345] documents: no result could have been significant \(smallest possible adjusted p 0\.\d+\)\.$/,
    );
  });

  it("tells who is better than whom, and who shares the top", async () => {
    const { systems } = await systemsOf(150, 8, [
      ["low", 0.9],
      ["mid", 0.3],
      ["near", 0.3],
      ["high", 0.02],
    ] as const);
    const { rankings } = compare(systems, options);
    expect(rankings).to.deep.equal([
      {
        metric: "strict:f1",
        top: ["high"],
        better: [
          { name: "low", than: [] },
          { name: "mid", than: ["low"] },
          { name: "near", than: ["low"] },
          { name: "high", than: ["low", "mid", "near"] },
        ],
      },
    ]);
    const untested = compare(systems, { ...options, trials: 0 });
    expect(new Set(untested.pairs.map(({ p, trials }) => `${p} ${trials}`))).to.deep.equal(new Set(["undefined 0"]));
    expect(untested.pairs.every(({ interval }) => interval !== undefined)).to.equal(true);
    const blind = compare(systems, { ...options, trials: 0, resamples: 0 });
    expect(blind.rankings[0]!.top).to.have.length(4);
    expect(blind.pairs.map(({ p, pAdjusted, interval }) => [p, pAdjusted, interval])).to.deep.equal(
      blind.pairs.map(() => [undefined, undefined, undefined]),
    );
  });

  it("tells which schemes order systems otherwise", async () => {
    const origin = { source: "x", line: 1 };
    const spans = [0, 10, 20, 30].map((start) => ({ start, end: start + 5, type: "A" }));
    const gold = [{ id: "1", text: "x".repeat(40), spans, origin }];
    const exact = [{ id: "1", spans: spans.slice(0, 2), origin }];
    const shifted = [{ id: "1", spans: spans.map((span) => ({ ...span, end: span.end - 1 })), origin }];
    const systems = [await systemOf("exact", gold, exact), await systemOf("shifted", gold, shifted)];
    const { flips, schemes } = compare(systems, options);
    expect(flips.map(({ metric }) => metric)).to.include.members(["type:f1", "character:f1"]);
    expect(flips.every(({ better, worse }) => better === "exact" && worse === "shifted")).to.equal(true);
    expect(flips.map(({ metric }) => metric)).not.to.include("strict:f1");
    expect(schemes.find(({ scheme }) => scheme === "type")!.values).to.deep.equal([2 / 3, 1]);
  });

  it("says how small a difference could be shown, and that more documents show a smaller one", async () => {
    const { systems } = await systemsOf(100, 9, [
      ["a", 0.2],
      ["b", 0.3],
    ] as const);
    const at = (detect: number) => compare(systems, { ...options, detect }).pairs[0]!.power!;
    const { smallest } = at(0.01);
    // A difference as large as the smallest takes the documents there are; one half as large, four times as many.
    expect(at(smallest).needed).to.be.within(100, 101);
    expect(at(smallest / 2).needed).to.be.within(400, 401);
    expect(compare(systems, { ...options, alpha: 0.001 }).pairs[0]!.power!.smallest).to.be.greaterThan(smallest);
  });

  it("has each type with its gold mentions and every system's score in it", async () => {
    const { gold, systems } = await systemsOf(30, 10, [
      ["a", 0.2],
      ["b", 0.3],
    ] as const);
    const { types } = compare(systems, options);
    for (const { type, gold: count, values } of types) {
      expect(count).to.equal(gold.flatMap(({ spans }) => spans.filter((span) => span.type === type)).length);
      const [metric] = metricsOf(`strict:f1[${type}]`);
      const found = compare(systems, { ...options, metrics: [metric!] });
      expect(printMetric(metric!)).to.equal(found.metrics[0]);
      expect(values).to.deep.equal(found.systems.map((system) => system.values[0]!.value));
    }
  });

  it("refuses fewer than two systems, and two of one name", async () => {
    const { systems } = await systemsOf(5, 11, [
      ["a", 0.2],
      ["b", 0.3],
    ] as const);
    expect(() => compare(systems.slice(1), options)).to.throw(NerEvalError, "at least 2 elements");
    expect(() => compare([systems[0]!, systems[0]!], options)).to.throw(
      NerEvalError,
      "a name that no other system has",
    );
  });

  it("gives the same whatever the order of the documents", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), async (seed) => {
        const { gold, systems } = await systemsOf(8, seed, [
          ["a", 0.3],
          ["b", 0.4],
        ] as const);
        const again = await systemsOf(8, seed, [
          ["a", 0.3],
          ["b", 0.4],
        ] as const);
        const turned = await Promise.all(
          again.systems.map(async ({ name }, i) => {
            const { predicted } = await import("./stats/runs.ts");
            const run = predicted(gold, [0.3, 0.4][i]!, 100 * seed + 10 * i);
            return systemOf(name, gold.toReversed(), run.toReversed());
          }),
        );
        expect(compare(turned, options)).to.deep.equal(compare(systems, options));
      }),
      { numRuns: 10 },
    );
  });

  it("agrees with other programs on two systems, within the error of drawing", async function () {
    if (!vectorsAreThere) this.skip();
    for (const vector of ["301", "302", "303", "304", "305"]) {
      const { gold, pred, pred2, expected } = vectorOf(vector);
      const systems = [await systemOf("a", gold, pred), await systemOf("b", gold, pred2)];
      const { pairs, systems: found } = compare(systems, { ...options, trials: 10000 });
      const [pair] = pairs as [(typeof pairs)[number]];
      expect(found[0]!.values[0]!.value, vector).to.be.closeTo(expected.f1.pred, 1e-9);
      expect(found[1]!.values[0]!.value, vector).to.be.closeTo(expected.f1.pred2, 1e-9);
      expect(pair.difference, vector).to.be.closeTo(
        expected.exact?.diff_f1 ?? expected.f1.pred2 - expected.f1.pred,
        1e-9,
      );
      const p = expected.exact?.p_two_sided_ge;
      if (p !== undefined) expect(pair.p, vector).to.be.closeTo(p, pair.exact ? 1e-12 : 0.02);
      else expect(pair.p, vector).to.be.closeTo(expected.sacrebleu.ar.p_value, 0.02);
    }
  });
});
