import { expect } from "chai";
import fc from "fast-check";
import { evaluate } from "../../src/evaluate.ts";
import { allMetrics, parseMetric } from "../../src/score/metrics.ts";
import { type IntervalOptions, intervalsOf, intervalWarnings, LEAST_UNITS } from "../../src/stats/bootstrap.ts";
import { differencesOf } from "../../src/stats/difference.ts";
import { bcaInterval, intervalMethods, percentileInterval } from "../../src/stats/interval.ts";
import { aligned } from "../../src/stats/pair.ts";
import { randomStream } from "../../src/stats/random.ts";
import { jackknife, observe, resample, valuesOf } from "../../src/stats/resample.ts";
import { schemesOver } from "../counting.ts";
import { shuffled } from "../spans.ts";
import { madeUp, plain, predicted, readerOf, unitsOf, vectorOf, vectorsAreThere } from "./runs.ts";

const names = [
  "strict:f1",
  "strict:f1[A]",
  "type:precision@macro",
  "partial:recall@weighted",
  "fair:f1",
  "errors:missed",
];
/** What `evaluate` draws. */
const drawing = { resamples: 200, seed: 12345, level: 0.95 } as const;
const options: IntervalOptions = { resamples: 200, seed: 12345, level: 0.95, method: "percentile" };

/** Documents, some of them empty, and what a system makes of them. */
async function sample(documents: number, seed = 1, errors = 0.3) {
  const gold = madeUp(documents, seed);
  const predictions = predicted(gold, errors, seed);
  return { gold, predictions, units: await unitsOf(gold, predictions) };
}

describe("resamples", () => {
  it("are what evaluating the documents that were drawn gives, as often as they were drawn", async () => {
    const { gold, predictions, units } = await sample(12);
    const reader = readerOf(names, units);
    const { values } = resample(units, reader, { resamples: 5, seed: 3 });
    const random = randomStream(3, "bootstrap");
    for (let r = 0; r < 5; r++) {
      const drawn = units.ids.map(() => units.ids[Math.floor(random() * units.ids.length)]!);
      const copies = <T extends { id: string }>(records: readonly T[]) =>
        drawn.map((id, i) => ({ ...records.find((record) => record.id === id)!, id: `copy ${i}` }));
      const again = await unitsOf(copies(gold), copies(predictions));
      const expected = observe(
        again,
        readerOf(
          names.filter((name) => !name.includes("[") || again.types.includes("A")),
          again,
        ),
      );
      expect([...values.subarray(r * names.length, (r + 1) * names.length)]).to.deep.equal([...expected]);
    }
  });

  it("leave one document out after the other for the jackknife", async () => {
    const { gold, predictions, units } = await sample(8);
    const reader = readerOf(names, units);
    const left = jackknife(units, reader);
    for (const [u, id] of units.ids.entries()) {
      const others = await unitsOf(
        gold.filter((record) => record.id !== id),
        predictions.filter((record) => record.id !== id),
      );
      const [known] = aligned([others]);
      expect([...left.subarray(u * names.length, (u + 1) * names.length)], id).to.deep.equal([
        ...observe(known!, readerOf(names, known!)),
      ]);
    }
  });

  it("do not change when metrics or types are added, nor with the order of the documents", async () => {
    const { gold, predictions, units } = await sample(30);
    const all = resample(units, readerOf(names, units), options);
    for (const [m, name] of names.entries()) {
      const reader = readerOf([name], units);
      const alone = resample(units, reader, options);
      expect(alone.values).to.deep.equal(valuesOf(all.values, m, readerOf(names, units)));
    }
    const order = await unitsOf(shuffled(gold, 5), shuffled(predictions, 6));
    expect(order).to.deep.equal(units);
    // Another type, which no metric here looks at.
    const extra = predictions.map((record) => ({
      ...record,
      spans: [...record.spans, { start: 76, end: 78, type: "0" }],
    }));
    const strict = ["strict:f1[A]", "strict:recall", "type:recall[C]"];
    const more = await unitsOf(gold, extra);
    expect(resample(more, readerOf(strict, more), options)).to.deep.equal(
      resample(units, readerOf(strict, units), options),
    );
  });

  it("are other ones under another seed", async () => {
    const { units } = await sample(30);
    const reader = readerOf(["strict:f1"], units);
    const draws = [0, 1, 12345].map((seed) => resample(units, reader, { resamples: 3, seed }).values.join());
    expect(new Set(draws).size).to.equal(3);
  });
});

describe("intervals", () => {
  it("are there for every score and error count, hold what was observed, and are the same every time", async () => {
    const { gold, predictions } = await sample(40);
    for (const method of intervalMethods) {
      const { intervals, units, ...results } = await evaluate(gold, predictions, {
        ...drawing,
        scheme: schemesOver(0.5),
        interval: method,
      });
      const metrics = allMetrics(units.types, [0.5], 1);
      expect(intervals!.of.size).to.equal(metrics.length);
      for (const { low, high, undefinedResamples } of intervals!.of.values()) {
        expect(low).to.be.at.most(high!);
        expect(undefinedResamples).to.equal(0);
      }
      const { low, high } = intervals!.of.get("strict:f1")!;
      expect(results.scores.strict.micro.f1).to.be.within(low!, high!);
      const again = await evaluate(shuffled(gold, 1), predictions, {
        ...drawing,
        scheme: schemesOver(0.5),
        interval: method,
      });
      expect(again.intervals).to.deep.equal(intervals);
    }
  });

  it("are narrower at a lower level", async () => {
    const { units } = await sample(40);
    const widths = [0.5, 0.9, 0.99].map((level) => {
      const found = intervalsOf(units, [parseMetric("strict:f1")!], plain, { ...options, level })!;
      const { low, high } = found.of.get("strict:f1")!;
      return high! - low!;
    });
    expect(widths).to.deep.equal([...widths].sort((a, b) => a - b));
    expect(new Set(widths).size).to.equal(3);
  });

  it("leave resamples out in which there is nothing to divide by, count them, and give up at half of them", () => {
    const values = (undefinedOnes: number) =>
      Float64Array.from({ length: 100 }, (_, i) => (i < undefinedOnes ? Number.NaN : i / 100));
    const left = Float64Array.of(0.5, 0.6, Number.NaN);
    for (const find of [
      percentileInterval,
      (o: number, v: Float64Array, level: number) => bcaInterval(o, v, left, level),
    ]) {
      const some = find(0.75, values(50), 0.9);
      expect(some.undefinedResamples).to.equal(50);
      expect(some.low).to.be.within(0.5, 0.6);
      expect(find(0.75, values(51), 0.9)).to.deep.equal({ low: undefined, high: undefined, undefinedResamples: 51 });
      expect(find(Number.NaN, values(0), 0.9)).to.deep.include({ low: undefined, high: undefined });
      expect(find(0.75, values(100), 0.9)).to.deep.include({ low: undefined, undefinedResamples: 100 });
    }
  });

  it("are a point where all resamples are the same", () => {
    const same = new Float64Array(10).fill(1);
    const point = { low: 1, high: 1, undefinedResamples: 0 };
    expect(percentileInterval(1, same, 0.95)).to.deep.equal(point);
    expect(bcaInterval(1, same, new Float64Array(5).fill(1), 0.95)).to.deep.equal(point);
  });

  it("are not drawn from fewer than five documents, and come with a warning from fewer than thirty", async () => {
    for (const [documents, drawn, warned] of [
      [LEAST_UNITS - 1, false, false],
      [LEAST_UNITS, true, true],
      [29, true, true],
      [30, true, false],
    ] as const) {
      const { gold, predictions } = await sample(documents);
      const { intervals, warnings } = await evaluate(gold, predictions, { ...drawing, interval: options.method });
      expect(intervals !== undefined, `${documents}`).to.equal(drawn);
      expect(warnings.map(({ code }) => code).includes("units-few"), `${documents}`).to.equal(warned);
    }
    const [warning] = intervalWarnings({ ...options, level: 0.9, unit: "document", units: 7 });
    expect(warning!.message).to.contain("7 documents").and.contain("90 %");
  });
});

describe("differences", () => {
  const read = async (rates: readonly [number, number], documents = 40) => {
    const gold = madeUp(documents, 3);
    const runs = await Promise.all(rates.map((rate, i) => unitsOf(gold, predicted(gold, rate, 3 + i))));
    const [a, b] = aligned(runs);
    const reader = readerOf(names, a!);
    return { reader, runs: [a!, b!].map((units) => resample(units, reader, options)), units: [a!, b!] as const };
  };

  it("between a run and itself are none, with p = 1 and an interval of no width", async () => {
    const { reader, runs } = await read([0.3, 0.3]);
    for (const found of differencesOf(runs[0]!, runs[0]!, reader, { level: 0.95 }))
      expect(found).to.deep.equal({ difference: 0, p: 1, interval: { low: 0, high: 0, undefinedResamples: 0 } });
  });

  it("turn their signs where the runs change places, and keep p", async () => {
    const { reader, runs } = await read([0.2, 0.4]);
    const there = differencesOf(runs[0]!, runs[1]!, reader, { level: 0.95 });
    const back = differencesOf(runs[1]!, runs[0]!, reader, { level: 0.95 });
    for (const [m, { difference, p, interval }] of there.entries()) {
      expect(back[m]!.difference).to.equal(0 - difference!);
      expect(back[m]!.p).to.equal(p);
      expect(back[m]!.interval.low).to.be.closeTo(0 - interval.high!, 1e-12);
    }
  });

  it("are narrower than unpaired ones, since both runs get the same documents", async () => {
    const { reader, runs } = await read([0.3, 0.3]);
    const spread = (values: Float64Array) => {
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    };
    const [a, b] = runs.map(({ values }) => valuesOf(values, names.indexOf("errors:missed"), reader));
    expect(spread(a!.map((value, r) => value - b![r]!))).to.be.below(spread(a!) + spread(b!));
  });

  it("have BCa intervals where the values without one document each are given", async () => {
    const { reader, runs, units } = await read([0.2, 0.4]);
    const left = { a: jackknife(units[0], reader), b: jackknife(units[1], reader) };
    const plainly = differencesOf(runs[0]!, runs[1]!, reader, { level: 0.95 });
    const corrected = differencesOf(runs[0]!, runs[1]!, reader, { level: 0.95, left });
    expect(corrected.map(({ p }) => p)).to.deep.equal(plainly.map(({ p }) => p));
    expect(corrected.map(({ interval }) => interval)).to.not.deep.equal(plainly.map(({ interval }) => interval));
    for (const { interval, difference } of corrected) expect(difference).to.be.within(interval.low!, interval.high!);
  });

  it("are significant on the vectors where randomization finds them so, and p is 1 where systems are the same", async function () {
    if (!vectorsAreThere) this.skip();
    for (const [vector, low, high] of [
      ["302", 0, 0.05],
      ["303", 1, 1],
      ["304", 0.5, 1],
      ["305", 0.05, 0.25],
    ] as const) {
      const { gold, pred, pred2 } = vectorOf(vector);
      const [a, b] = aligned(await Promise.all([unitsOf(gold, pred), unitsOf(gold, pred2)]));
      const reader = readerOf(["strict:f1"], a!);
      const [x, y] = [a!, b!].map((units) => resample(units, reader, { resamples: 2000, seed: 1 }));
      expect(differencesOf(x!, y!, reader, { level: 0.95 })[0]!.p, vector).to.be.within(low, high);
    }
  });

  it("have no p where either run has no score", () => {
    const { NaN: none } = Number;
    const reader = readerOf(["strict:f1"], { types: [], width: 45 } as never);
    const found = differencesOf(
      { observed: Float64Array.of(none), values: Float64Array.of(0.5) },
      { observed: Float64Array.of(0.5), values: Float64Array.of(0.5) },
      reader,
      { level: 0.95 },
    );
    expect(found[0]).to.deep.include({ difference: undefined, p: undefined });
  });
});

describe("a property of all of them", () => {
  it("is that no document's name, only their order, has a say", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1000), async (seed) => {
        const { gold, predictions, units } = await sample(6, seed);
        const renamed = <T extends { id: string }>(records: readonly T[]) =>
          records.map((record) => ({ ...record, id: `x${record.id}` }));
        const again = await unitsOf(renamed(gold), renamed(predictions));
        const reader = readerOf(["strict:f1"], units);
        expect(resample(again, reader, options)).to.deep.equal(resample(units, reader, options));
      }),
      { numRuns: 20 },
    );
  });
});
