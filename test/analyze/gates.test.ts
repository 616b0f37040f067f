import { expect } from "chai";
import fc from "fast-check";
import { sourcesOf } from "../../src/analyze/drop-sources.ts";
import { type DropResult, judgeDrops, judgeFloors, type Limit } from "../../src/analyze/gates.ts";
import { type Units, withOverlaps } from "../../src/count/units.ts";
import { parseMetric } from "../../src/score/metrics.ts";
import { intervalsOf } from "../../src/stats/bootstrap.ts";
import { randomStream } from "../../src/stats/random.ts";
import { observe } from "../../src/stats/resample.ts";
import { schemesOver } from "../counting.ts";
import { runs } from "../runs.ts";
import { madeUp, plain, predicted, readerOf, unitsOf } from "../stats/runs.ts";

const origin = { source: "test", line: 1 };
/** How often chance is put to the test. */
const SIMULATIONS = 300;
const drawing = { resamples: 200, seed: 1, level: 0.95 };
const metric = (name: string) => parseMetric(name)!;
const side = (units: Units) => ({ units, rules: plain });
const drops = (limits: readonly (readonly [string, number])[], before: Units, after: Units, options = drawing) =>
  judgeDrops(
    limits.map(([name, most]): Limit => ({ metric: metric(name), most })),
    side(before),
    side(after),
    options,
  );
/** Two runs over the same documents, that err so often. */
async function pair(a: number, b: number, seed: number, documents = 40): Promise<[Units, Units]> {
  const gold = madeUp(documents, seed);
  return [await unitsOf(gold, predicted(gold, a, 2 * seed)), await unitsOf(gold, predicted(gold, b, 2 * seed + 1))];
}
/** Whether all that is gated below has a value. */
const readable = (units: Units) =>
  observe(
    units,
    readerOf(
      ["A", "B", "C"].flatMap((type) => [`strict:recall[${type}]`, `token:precision[${type}]`]),
      units,
    ),
  ).every((value) => !Number.isNaN(value));
/** Units with the arrays that `withOverlaps` makes. */
const plainlyLike = (units: Units): Units => ({
  ...units,
  columns: Uint32Array.from(units.columns),
  values: Uint32Array.from(units.values),
});
const names = ["strict:f1", "strict:f1[*]", "type:recall[A]", "strict:f1@macro", "fair:f1", "token:precision[B]"];

describe("a bar", () => {
  it("fails what is below it, and nothing else, whatever the interval says", async () => {
    const [units] = await pair(0.3, 0.3, 1);
    const [value] = observe(units, readerOf(["strict:f1"], units));
    const intervals = intervalsOf(units, [metric("strict:f1")], plain, { ...drawing, method: "percentile" })!;
    const judge = (least: number) => judgeFloors([{ metric: metric("f1"), least }], side(units), intervals)[0]!;
    expect(judge(value!).verdict).to.equal("passed");
    expect(judge(value! + 1e-6).verdict).to.equal("failed");
    expect(judge(value! - 1e-6).verdict).to.equal("passed");
    expect(judge(0)).to.deep.include({ metric: "strict:f1", value, limit: 0, level: 0.95 });
    expect(judge(0).interval).to.deep.equal(intervals.of.get("strict:f1"));
    expect(judgeFloors([{ metric: metric("f1"), least: 0 }], side(units), undefined)[0]!.interval).to.equal(undefined);
  });

  it("of every type stands for each type of the gold, and not for what is only predicted", async () => {
    const gold = [
      {
        id: "a",
        text: "x".repeat(20),
        spans: [
          { start: 0, end: 2, type: "A" },
          { start: 4, end: 6, type: "B" },
        ],
        origin,
      },
    ];
    const units = await unitsOf(gold, [
      {
        id: "a",
        spans: [
          { start: 0, end: 2, type: "A" },
          { start: 8, end: 9, type: "C" },
        ],
        origin,
      },
    ]);
    const found = judgeFloors([{ metric: metric("strict:f1[*]"), least: 0.5 }], side(units), undefined);
    expect(found.map(({ metric, verdict }) => [metric, verdict])).to.deep.equal([
      ["strict:f1[A]", "passed"],
      ["strict:f1[B]", "failed"],
    ]);
  });

  it("on what has no value is refused, never passed", async () => {
    const gold = [{ id: "a", text: "x".repeat(20), spans: [{ start: 0, end: 2, type: "A" }], origin }];
    const units = await unitsOf(gold, [{ id: "a", spans: [], origin }]);
    const judge = (name: string, of: Units = units) =>
      judgeFloors([{ metric: metric(name), least: 0 }], side(of), undefined);
    expect(() => judge("strict:precision"))
      .to.throw("strict:precision is undefined in the run, since it divides by 0")
      .with.property("code", "gate-metric");
    expect(() => judge("strict:f1[B]")).to.throw("strict:f1[B] has no value in the run: no mention has the type B");
    const empty = await unitsOf([{ ...gold[0]!, spans: [] }], [{ id: "a", spans: [], origin }]);
    expect(() => judge("strict:f1[*]", empty)).to.throw("the gold has no mention");
    expect(() => drops([["strict:f1[B]", 0]], units, units)).to.throw("in the baseline");
    expect(judge("strict:f1[A]")[0]).to.deep.include({ value: 0, verdict: "passed" });
  });
});

describe("a limit on drops", () => {
  it("fails a run that is clearly worse, passes one that is clearly not, and says nothing of what lies between", async () => {
    const [good, bad] = await pair(0.1, 0.5, 3, 60);
    const [worse] = drops([["f1", 0.01]], good, bad);
    expect(worse).to.deep.include({ rule: "max-drop", verdict: "failed", level: 0.95, sharing: 1 });
    expect(worse!.drop).to.be.closeTo(worse!.baseline - worse!.value, 1e-15);
    expect(worse!.atLeast).to.be.within(0.01, worse!.drop);
    expect(worse!.atMost).to.be.above(worse!.drop);
    expect(drops([["f1", 0.01]], bad, good)[0]!.verdict).to.equal("passed");
    expect(drops([["f1", worse!.drop]], good, bad)[0]!.verdict).to.equal("inconclusive");
  });

  it("never fails a run against itself, which has no drop", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.integer({ min: 1, max: 20 }), async (seed, documents) => {
        const gold = madeUp(documents + 5, seed);
        const units = await unitsOf(gold, predicted(gold, 0.4, seed));
        fc.pre(units.types.length === 3 && readable(units));
        for (const { verdict, drop, atMost, sources } of drops(
          names.map((name) => [name, 0] as const),
          units,
          units,
          { ...drawing, resamples: 2000 },
        ))
          expect([verdict, drop, atMost, sources]).to.deep.equal(["passed", 0, 0, undefined]);
      }),
      { numRuns: runs(15) },
    );
  });

  it("goes from failed over inconclusive to passed as the limit grows, and fails only drops that are beyond it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), fc.double({ min: 0, max: 0.6, noNaN: true }), async (seed, rate) => {
        const [before, after] = await pair(0.2, rate, seed, 15);
        fc.pre([before, after].every((units) => units.types.length === 3 && readable(units)));
        const limits = Array.from({ length: 21 }, (_, i) => ["strict:f1", i / 40] as const);
        const order = ["failed", "inconclusive", "passed"];
        const found = drops(limits, before, after);
        const steps = found.map(({ verdict }) => order.indexOf(verdict));
        expect(steps).to.deep.equal([...steps].sort((a, b) => a - b));
        for (const { verdict, drop, limit } of found) {
          if (verdict === "failed") expect(drop).to.be.above(limit);
          if (verdict === "passed") expect(drop).to.be.at.most(limit);
        }
      }),
      { numRuns: runs(15) },
    );
  });

  it("gives the same whatever else is gated, and whatever overlaps were counted beside", async () => {
    const [before, after] = await pair(0.2, 0.4, 5);
    const alone = drops([["strict:f1", 0.02]], before, after);
    expect(
      drops(
        [
          ["type:f1", 0.5],
          ["strict:f1", 0.02],
        ],
        before,
        after,
      )[1],
    ).to.deep.equal(alone[0]);
    const gold = madeUp(40, 5);
    const wide = await unitsOf(gold, predicted(gold, 0.4, 11), { scheme: schemesOver(0.25, 0.5) });
    const plainly = await unitsOf(gold, predicted(gold, 0.4, 11));
    expect(withOverlaps(wide, [0.25, 0.5], [])).to.deep.equal(plainlyLike(plainly));
    const half = await unitsOf(gold, predicted(gold, 0.4, 11), { scheme: schemesOver(0.5) });
    expect(withOverlaps(wide, [0.25, 0.5], [0.5])).to.deep.equal(plainlyLike(half));
  });

  it("of every type shares its confidence among them, and so fails less", async () => {
    const [before, after] = await pair(0.2, 0.4, 7);
    const together = drops([["strict:f1[*]", 0]], before, after);
    expect(together.map(({ metric, sharing }) => [metric, sharing])).to.deep.equal(
      ["A", "B", "C"].map((type) => [`strict:f1[${type}]`, 3]),
    );
    const single = drops([["strict:f1[A]", 0]], before, after)[0]!;
    expect(together[0]!.atLeast).to.be.below(single.atLeast!);
    expect(together[0]!.atMost).to.be.above(single.atMost!);
    // As sure as (1 − 0.05 / 3) by itself.
    const surer = drops([["strict:f1[A]", 0]], before, after, { ...drawing, level: 1 - 0.05 / 3 })[0]!;
    expect(together[0]!.atLeast).to.be.closeTo(surer.atLeast!, 1e-12);
  });

  it("is inconclusive of fewer than five documents, and refused with too few resamples", async () => {
    const [before, after] = await pair(0.1, 0.9, 2, 4);
    const [found] = drops([["f1", 0]], before, after);
    expect(found).to.deep.include({ verdict: "inconclusive", atLeast: undefined, atMost: undefined });
    const judge = (resamples: number, name: string) => drops([[name, 0]], before, after, { ...drawing, resamples });
    expect(() => judge(18, "f1"))
      .to.throw("18 resamples are too few")
      .with.property("code", "gate-resamples");
    expect(() => judge(19, "f1")).to.not.throw();
    expect(() => judge(19, "f1[*]")).to.throw("too few");
  });

  it("fails at most as often by chance as it says, where nothing dropped", async () => {
    // Two systems that are equally good: in each document by chance the one or the other is the baseline.
    const gold = madeUp(400, 9);
    const all = [predicted(gold, 0.3, 18), predicted(gold, 0.3, 19)] as const;
    const random = randomStream(9, "samples");
    const count = { failed: 0, passed: 0, inconclusive: 0 };
    for (let s = 0; s < SIMULATIONS; s++) {
      const drawn = Array.from({ length: 40 }, (_, i) => ({ at: Math.floor(random() * gold.length), id: `${i}` }));
      const swapped = drawn.map(() => random() < 0.5);
      const of = (first: boolean) =>
        unitsOf(
          drawn.map(({ at, id }) => ({ ...gold[at]!, id })),
          drawn.map(({ at, id }, i) => ({ ...all[swapped[i] === first ? 1 : 0][at]!, id })),
        );
      const [result] = drops([["strict:f1", 0]], await of(true), await of(false), { ...drawing, seed: s });
      count[result!.verdict]++;
    }
    // Three standard errors above 5 %; and it does fail, and pass, sometimes.
    expect(count.failed).to.be.at.most(SIMULATIONS * 0.05 + 3 * Math.sqrt(SIMULATIONS * 0.05 * 0.95));
    expect(count.failed).to.be.above(0);
    expect(count.passed).to.be.above(0);
  });
});

describe("the resamples of a gate", () => {
  it("must be so many that one lies beyond the bound, which few documents move outward", async () => {
    const [before, after] = await pair(0.2, 0.3, 5, 6);
    // The percentile for 95 % and six documents is that of 98.6 %.
    expect(() => drops([["f1", 0]], before, after, { ...drawing, resamples: 30 }))
      .to.throw("too few")
      .with.nested.property("issues[0].hint")
      .that.matches(/^set `resamples: \d+` or more$/);
    expect(() => drops([["f1", 0]], before, after)).not.to.throw();
    expect(() => drops([["f1", 0]], before, after, { ...drawing, level: 0.99999 }))
      .to.throw("too few")
      .with.nested.property("issues[0].hint")
      .that.contains("no number of resamples");
  });
});

describe("the sources of a drop", () => {
  const spans = (...types: string[]) => types.map((type, i) => ({ start: 4 * i, end: 4 * i + 2, type }));
  const documents = [
    { id: "a", text: "x".repeat(40), spans: spans("A", "B", "A"), origin },
    { id: "b", text: "x".repeat(40), spans: spans("A", "A", "B", "B"), origin },
    { id: "c", text: "x".repeat(40), spans: spans("B"), origin },
  ];

  it("are the types and documents whose counts of before would make it good, the largest part first", async () => {
    const before = await unitsOf(documents, documents);
    const after = await unitsOf(documents, [
      { id: "a", spans: spans("A", "B"), origin },
      { id: "b", spans: [], origin },
      { id: "c", spans: spans("B"), origin },
    ]);
    const { types, units } = sourcesOf(before, after, metric("strict:recall"), plain);
    // Recall fell from 8 of 8 to 3 of 8: A lost 3 of its 4, B 2 of its 4; document a lost 1, b 4.
    expect(types).to.deep.equal([
      { type: "A", change: -0.75, part: 3 / 8 },
      { type: "B", change: -0.5, part: 2 / 8 },
    ]);
    expect(units).to.deep.equal([
      { id: "b", part: 4 / 8 },
      { id: "a", part: 1 / 8 },
    ]);
    const ofType = sourcesOf(before, after, metric("strict:recall[B]"), plain);
    expect(ofType).to.deep.equal({ types: [], unit: "document", units: [{ id: "b", part: 2 / 4 }] });
  });

  it("are in the result of a gate where there is a drop, and leave out what got better", async () => {
    const [before, after] = await pair(0.2, 0.3, 4);
    const [found] = drops([["f1", 0]], before, after) as [DropResult];
    expect(found.drop).to.be.above(0);
    expect(found.sources!.types.length + found.sources!.units.length).to.be.above(0);
    for (const { part } of [...found.sources!.types, ...found.sources!.units]) expect(part).to.be.above(0);
    expect(drops([["f1", 0]], after, before)[0]!.sources).to.equal(undefined);
  });
});
