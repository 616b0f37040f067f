import { expect } from "chai";
import fc from "fast-check";
import { NerEvalError } from "../../src/corpus/error.ts";
import { aligned } from "../../src/stats/pair.ts";
import { randomizationTest } from "../../src/stats/randomization.ts";
import { shuffled } from "../spans.ts";
import { madeUp, predicted, readerOf, unitsOf, vectorOf, vectorsAreThere } from "./runs.ts";

const names = ["strict:f1", "strict:precision", "strict:recall", "type:f1@macro", "fair:f1", "errors:missed"];
const options = { trials: 2000, seed: 12345 };

async function pairOf(documents: number, seed: number, errors: readonly [number, number]) {
  const gold = madeUp(documents, seed);
  const runs = errors.map((rate, i) => unitsOf(gold, predicted(gold, rate, seed + i + 1)));
  const [a, b] = aligned(await Promise.all(runs));
  return { gold, a: a!, b: b! };
}

describe("approximate randomization", () => {
  it("gives p = 1 for a run against itself", async () => {
    const { a } = await pairOf(40, 1, [0.3, 0.3]);
    const { results, exact, trials } = randomizationTest(a, a, readerOf(names, a), options);
    expect(results).to.deep.equal(names.map(() => ({ difference: 0, p: 1, refined: 1 })));
    expect([exact, trials]).to.deep.equal([true, 1]);
  });

  it("gives the same p whichever run comes first, and the difference with the other sign", async () => {
    for (const documents of [8, 60]) {
      const { a, b } = await pairOf(documents, 2, [0.2, 0.3]);
      const there = randomizationTest(a, b, readerOf(names, a), options);
      const back = randomizationTest(b, a, readerOf(names, a), options);
      expect(back.results.map(({ p }) => p)).to.deep.equal(there.results.map(({ p }) => p));
      expect(back.results.map(({ difference }) => 0 - difference!)).to.deep.equal(
        there.results.map(({ difference }) => difference),
      );
    }
  });

  it("gives every metric the same p whatever else is tested, and however the documents came", async () => {
    const { gold, a, b } = await pairOf(60, 3, [0.2, 0.3]);
    const { results } = randomizationTest(a, b, readerOf(names, a), options);
    for (const [m, name] of names.entries())
      expect(randomizationTest(a, b, readerOf([name], a), options).results).to.deep.equal([results[m]]);
    const order = shuffled(gold, 7);
    const again = await Promise.all([0.2, 0.3].map((rate, i) => unitsOf(order, predicted(gold, rate, 4 + i))));
    const [c, d] = aligned(again);
    expect(randomizationTest(c!, d!, readerOf(names, c!), options).results).to.deep.equal(results);
  });

  it("tries every way of exchanging where there are few, and finds what is found by hand", async () => {
    const origin = { source: "x", line: 1 };
    const text = "abcdefgh";
    const spans = [{ start: 0, end: 2, type: "A" }];
    const gold = ["1", "2", "3"].map((id) => ({ id, text, spans, origin }));
    const right = gold.map(({ id }) => ({ id, spans, origin }));
    const wrong = gold.map(({ id }) => ({ id, spans: [], origin }));
    const [a, b] = aligned(await Promise.all([unitsOf(gold, wrong), unitsOf(gold, right)]));
    // All three or none on one side: 2 of the 8 ways are as far apart.
    const { results, exact, trials } = randomizationTest(a!, b!, readerOf(["strict:f1"], a!), options);
    expect([exact, trials]).to.deep.equal([true, 8]);
    expect(results).to.deep.equal([{ difference: 1, p: 2 / 8, refined: 2 / 8 }]);
  });

  it("tries every way or not whatever the metrics read, so that none changes the p of another", async () => {
    const origin = { source: "x", line: 1 };
    const spans = [{ start: 0, end: 2, type: "A" }];
    const gold = Array.from({ length: 20 }, (_, d) => ({ id: `${d}`, text: "abcdefgh", spans, origin }));
    const wrong = (end: number) => gold.map(({ id }) => ({ id, spans: [{ start: 0, end, type: "A" }], origin }));
    // The two are wrong in every document, and differ in characters only.
    const [a, b] = aligned(await Promise.all([unitsOf(gold, wrong(3)), unitsOf(gold, wrong(4))]));
    const test = (...metrics: string[]) => randomizationTest(a!, b!, readerOf(metrics, a!), options);
    expect(test("strict:f1")).to.deep.include({ exact: false, trials: 2000 });
    expect(test("strict:f1").results).to.deep.equal([{ difference: 0, p: 1, refined: 1 }]);
    expect(test("strict:f1", "character:f1").results[0]).to.deep.equal(test("strict:f1").results[0]);
    expect(test("character:f1", "strict:f1").results[0]).to.deep.equal(test("character:f1").results[0]);
  });

  it("tries every way where up to 16 units differ, however few trials are asked for", async () => {
    const origin = { source: "x", line: 1 };
    const spans = [{ start: 0, end: 2, type: "A" }];
    const test = async (count: number) => {
      const gold = Array.from({ length: count }, (_, d) => ({ id: `${d}`, text: "abcdefgh", spans, origin }));
      const runs = [[], spans].map((own) =>
        unitsOf(
          gold,
          gold.map(({ id }) => ({ id, spans: own, origin })),
        ),
      );
      const [a, b] = aligned(await Promise.all(runs));
      return randomizationTest(a!, b!, readerOf(["strict:f1"], a!), { trials: 100, seed: 1 });
    };
    const [few, many] = [await test(16), await test(17)];
    expect(few).to.include({ exact: true, trials: 2 ** 16, least: 2 ** -15 });
    expect(few.results[0]!.p).to.equal(2 ** -15);
    expect(many).to.include({ exact: false, trials: 100, least: 1 / 101 });
  });

  it("knows a small p better by more trials, and leaves p itself and what is large as they are", async () => {
    const { a, b } = await pairOf(60, 3, [0.2, 0.6]);
    const reader = readerOf(names, a);
    const plain = randomizationTest(a, b, reader, { trials: 500, seed: 1 });
    const deep = randomizationTest(a, b, reader, { trials: 500, most: 5000, seed: 1 });
    const longer = randomizationTest(a, b, reader, { trials: 5000, seed: 1 });
    expect(deep).to.include({ trials: 500, most: 5000, least: 1 / 5001 });
    for (const [m, { p, refined }] of deep.results.entries()) {
      expect(p).to.equal(plain.results[m]!.p);
      expect(refined).to.equal(p! < 10 / 501 ? longer.results[m]!.p : p);
    }
    expect(deep.results.some(({ p, refined }) => refined! < p!)).to.equal(true);
  });

  it("refuses to make no trials, or as many as nobody can count", async () => {
    const { a, b } = await pairOf(30, 3, [0.2, 0.6]);
    for (const trials of [NaN, Infinity, -1, 0, 0.5])
      expect(() => randomizationTest(a, b, readerOf(names, a), { trials, seed: 1 })).to.throw(NerEvalError);
  });

  it("approaches the exact p where it draws", async () => {
    const { a, b } = await pairOf(10, 5, [0.2, 0.5]);
    const exact = randomizationTest(a, b, readerOf(names, a), { trials: 2000, seed: 1 });
    expect(exact.exact).to.equal(true);
    const drawn = randomizationTest(a, b, readerOf(names, a), { trials: exact.trials - 1, seed: 1, ways: 0 });
    expect(drawn.exact).to.equal(false);
    for (const [m, { p }] of drawn.results.entries()) expect(p).to.be.closeTo(exact.results[m]!.p!, 0.08);
  });

  it("has no p where a run has no score to compare, and counts undefined trials as extreme", async () => {
    const origin = { source: "x", line: 1 };
    const gold = ["1", "2"].map((id) => ({ id, text: "abcd", spans: [{ start: 0, end: 2, type: "A" }], origin }));
    const one = [{ id: "1", spans: [{ start: 0, end: 2, type: "A" }], origin }];
    const none = gold.map(({ id }) => ({ id, spans: [], origin }));
    const two = gold.map(({ id, spans }) => ({
      id,
      spans: id === "1" ? spans : [{ start: 1, end: 3, type: "A" }],
      origin,
    }));
    const [a, b, c] = aligned(await Promise.all([unitsOf(gold, none), unitsOf(gold, one), unitsOf(gold, two)]));
    const reader = readerOf(["strict:precision"], a!);
    expect(randomizationTest(a!, b!, reader, options).results).to.deep.equal([
      { difference: undefined, p: undefined, refined: undefined },
    ]);
    // They differ in document 2 alone: exchanged, the difference is the same with the other sign.
    expect(randomizationTest(b!, c!, reader, options).results).to.deep.equal([{ difference: -0.5, p: 1, refined: 1 }]);
  });

  it("refuses runs over runs over different documents cannot be compared", async () => {
    const [a, b] = await Promise.all([3, 4].map((n) => unitsOf(madeUp(n, 1), [])));
    expect(() => aligned([a!, b!])).to.throw("runs over different documents cannot be compared");
  });

  for (const vector of ["301", "302", "303", "304"]) {
    it(`finds the exact p-values of other programs: ${vector}`, async function () {
      if (!vectorsAreThere) this.skip();
      const { gold, pred, pred2, expected } = vectorOf(vector);
      const [a, b] = aligned(await Promise.all([unitsOf(gold, pred), unitsOf(gold, pred2)]));
      const { results, exact } = randomizationTest(a!, b!, readerOf(["strict:f1"], a!), { trials: 2 ** 15, seed: 1 });
      expect(exact).to.equal(true);
      expect(results[0]!.p).to.equal(expected.exact.p_two_sided_ge);
      expect(results[0]!.difference).to.be.closeTo(expected.exact.diff_f1, 1e-15);
    });
  }

  it("finds the p-value of other programs within the error of drawing: 305", async function () {
    if (!vectorsAreThere) this.skip();
    const { gold, pred, pred2, expected } = vectorOf("305");
    const [a, b] = aligned(await Promise.all([unitsOf(gold, pred), unitsOf(gold, pred2)]));
    const { results } = randomizationTest(a!, b!, readerOf(["strict:f1"], a!), { trials: 10000, seed: 1 });
    expect(results[0]!.p).to.be.closeTo(expected.sacrebleu.ar.p_value, 0.01);
  });
});

describe("units of two runs", () => {
  it("are aligned on the types of both, and no number of either changes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(50), async (seed) => {
        const gold = madeUp(4, seed);
        const own = await unitsOf(gold, predicted(gold, 0.5, seed));
        const other = await unitsOf(gold, [
          { id: "d0", spans: [{ start: 0, end: 1, type: "0" }], origin: { source: "x", line: 1 } },
        ]);
        const [a, b] = aligned([own, other]);
        expect(a!.types).to.deep.equal(b!.types).and.include("0");
        const metrics = names.filter((name) => !name.includes("@"));
        const read = (units: typeof own) => randomizationTest(units, units, readerOf(metrics, units), options);
        expect(read(a!)).to.deep.equal(read(own));
      }),
      { numRuns: 20 },
    );
  });
});
