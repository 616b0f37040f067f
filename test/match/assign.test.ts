import { expect } from "chai";
import fc from "fast-check";
import { type Span, sameExtent, sortSpans } from "../../src/corpus/span.ts";
import { assignFlat } from "../../src/match/assign-flat.ts";
import { assignNested } from "../../src/match/assign-nested.ts";
import { type Candidates, compareRows, packRows } from "../../src/match/candidates.ts";
import { overlapsOf } from "../../src/match/overlap.ts";
import { matchSpans } from "../../src/match/spans.ts";
import { runs } from "../runs.ts";
import { anySpans, brokenSpans, flatBrokenSpans, span } from "../spans.ts";
import { leastTime } from "../time.ts";
import { best } from "./brute-force.ts";
import { searchWithoutPrices } from "./search-without-prices.ts";

type Weigh = (gold: Span, pred: Span, length: number) => number[];

const weighs: readonly Weigh[] = [
  (g, p, length) => [sameExtent(g, p) ? 1 : 0, g.type === p.type ? length : 0, length, g.type === p.type ? 1 : 0, 1],
  (g, p) => [sameExtent(g, p) ? 1 : 0, 1],
  (g, p) => [g.type === p.type ? 1 : 0, 1],
];

function candidatesOf(gold: readonly Span[], pred: readonly Span[], weigh: Weigh): Candidates {
  const component = { gold: sortSpans(gold), pred: sortSpans(pred) };
  const overlaps = overlapsOf(component);
  return {
    count: overlaps.length,
    gold: overlaps.map((overlap) => overlap.gold),
    pred: overlaps.map((overlap) => overlap.pred),
    criteria: weigh(span(0, 1, "A"), span(0, 1, "A"), 1).length,
    worth: overlaps.flatMap(({ gold, pred, length }) => weigh(component.gold[gold]!, component.pred[pred]!, length)),
  };
}

/** What some candidates are worth together. */
function total(chosen: readonly number[], { criteria, worth }: Candidates): number[] {
  return Array.from({ length: criteria }, (_, k) => chosen.reduce((sum, at) => sum + worth[at * criteria + k]!, 0));
}

/** What the best of all possible choices is worth. */
function bestTotal(gold: readonly Span[], pred: readonly Span[], weigh: Weigh): number[] {
  const criteria = weigh(span(0, 1, "A"), span(0, 1, "A"), 1).length;
  return best(gold, pred, (pairs) => {
    const weights = pairs.map(([g, p]) => weigh(g, p, overlapsOf({ gold: [g], pred: [p] })[0]!.length));
    return Array.from({ length: criteria }, (_, k) => weights.reduce((sum, weight) => sum + weight[k]!, 0));
  });
}

function expectOneToOne(chosen: readonly number[], { gold, pred }: Candidates): void {
  expect(chosen).to.deep.equal([...chosen].sort((a, b) => a - b));
  expect(new Set(chosen.map((at) => gold[at])).size).to.equal(chosen.length);
  expect(new Set(chosen.map((at) => pred[at])).size).to.equal(chosen.length);
}

const wide = (spans: readonly Span[], scale: number) => spans.map((s) => span(s.start * scale, s.end * scale, s.type));
const nested = (n: number, shift: number) =>
  Array.from({ length: n }, (_, i) => span(i + shift, 2 * n + 20 - i + shift, "A"));

describe("assignNested", () => {
  it("is as good as the best of all possible choices", () => {
    for (const weigh of weighs) {
      fc.assert(
        fc.property(anySpans(5), brokenSpans(5), (gold, pred) => {
          const candidates = candidatesOf(gold, pred, weigh);
          expect(total(assignNested(candidates), candidates)).to.deep.equal(bestTotal(gold, pred, weigh));
        }),
        { numRuns: runs(1000) },
      );
    }
  });

  it("chooses what the search without prices chooses, also where several choices are equally good", () => {
    for (const weigh of weighs) {
      fc.assert(
        fc.property(anySpans(10), brokenSpans(10), (gold, pred) => {
          const candidates = candidatesOf(gold, pred, weigh);
          expect(assignNested(candidates)).to.deep.equal(searchWithoutPrices(candidates));
        }),
        { numRuns: runs(2000) },
      );
    }
  });

  it("is as good as the search without prices on more spans, and takes each span once", () => {
    for (const weigh of weighs) {
      fc.assert(
        fc.property(anySpans(25, 30), anySpans(25, 30), (gold, pred) => {
          const candidates = candidatesOf(gold, pred, weigh);
          const chosen = assignNested(candidates);
          expect(total(chosen, candidates)).to.deep.equal(total(searchWithoutPrices(candidates), candidates));
          expectOneToOne(chosen, candidates);
        }),
        { numRuns: runs(300) },
      );
    }
  });

  it("is exact where lengths are too large for all criteria to fit into one number, or into two", () => {
    for (const [scale, width] of [
      [1_000_003, 2],
      [2 ** 43 + 1, 3],
    ] as const) {
      fc.assert(
        fc.property(anySpans(12), anySpans(12), (gold, pred) => {
          const candidates = candidatesOf(wide(gold, scale), wide(pred, scale), weighs[0]!);
          fc.pre(packRows(candidates).width >= width);
          expect(assignNested(candidates)).to.deep.equal(searchWithoutPrices(candidates));
        }),
        { numRuns: runs(300) },
      );
    }
  });

  it("refuses lengths that no number holds", () => {
    const candidates = candidatesOf([span(0, 2 ** 50, "A")], [span(0, 2 ** 50, "A")], weighs[0]!);
    expect(() => assignNested(candidates)).to.throw(RangeError, "too long to be weighed");
  });

  it("comes to an end where better paths are found over and over", () => {
    const long = (n: number, seed: number) =>
      Array.from({ length: n }, (_, i) => span((i * seed) % 4001, 4001 + ((i * i * seed) % 4001), "ABC"[i % 3]!));
    const candidates = candidatesOf(long(90, 1237), long(90, 2741), weighs[0]!);
    expect(total(assignNested(candidates), candidates)).to.deep.equal(
      total(searchWithoutPrices(candidates), candidates),
    );
  });
});

describe("assignFlat", () => {
  it("is as good as the best of all possible choices, and takes each span once", () => {
    for (const weigh of weighs) {
      fc.assert(
        fc.property(flatBrokenSpans(6), flatBrokenSpans(6), fc.constantFrom(1, 1_000_003), (gold, pred, scale) => {
          const [golds, preds] = scale === 1 ? [gold, pred] : [wide(gold, scale), wide(pred, scale)];
          const candidates = candidatesOf(golds, preds, weigh);
          const chosen = assignFlat(candidates);
          expectOneToOne(chosen, candidates);
          expect(total(chosen, candidates)).to.deep.equal(total(assignNested(candidates), candidates));
          if (scale === 1) expect(total(chosen, candidates)).to.deep.equal(bestTotal(gold, pred, weigh));
        }),
        { numRuns: runs(1000) },
      );
    }
  });
});

describe("packRows", () => {
  it("keeps sums, differences and their order", () => {
    const weight = fc.tuple(fc.nat(1), fc.nat(1_000_000_000), fc.nat(50), fc.nat(1));
    fc.assert(
      fc.property(fc.array(weight, { minLength: 4, maxLength: 20 }), (list) => {
        const spans = list.map((_, i) => i);
        const candidates = { count: list.length, gold: spans, pred: spans, criteria: 4, worth: list.flat() };
        const { width, values } = packRows(candidates);
        const packed = (i: number) => [...values.subarray(i * width, (i + 1) * width)];
        const sumOf = (row: (i: number) => readonly number[], i: number) =>
          row(i).map((value, k) => value + row(1)[k]! - row(i + 1)[k]!);
        const [x, y] = [0, 2].map((i) => Float64Array.from(sumOf(packed, i)));
        const [a, b] = [0, 2].map((i) => Float64Array.from(sumOf((at) => list[at]!, i)));
        expect(Math.sign(compareRows(x!, 0, y!, 0, width))).to.equal(Math.sign(compareRows(a!, 0, b!, 0, 4)));
      }),
    );
  });
});

describe("the time to match a document", () => {
  /** Of so little time, the clock of the processor tells nothing; in milliseconds. */
  const LITTLE = 20;
  const timeOf = async (run: () => unknown) => Math.max(LITTLE, await leastTime(run));

  it("grows no faster than the third power of nested mentions that are all shifted", async () => {
    const match = (n: number) => matchSpans(nested(n, 0), nested(n, 3));
    match(60);
    const [half, whole] = [await timeOf(() => match(120)), await timeOf(() => match(240))];
    expect(whole / half).to.be.below(13);
    expect(match(200).links.filter(({ kind }) => kind === "boundary")).to.have.length(200);
  });

  it("grows with the number of predictions over one gold mention", async () => {
    const match = (n: number) => matchSpans([span(0, 2 * n + 20, "A")], nested(n, 3));
    match(2000);
    expect((await timeOf(() => match(80_000))) / (await timeOf(() => match(20_000)))).to.be.below(13);
  });
});
