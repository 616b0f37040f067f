import { expect } from "chai";
import fc from "fast-check";
import { type Span, sameExtent, sortSpans } from "../../src/corpus/span.ts";
import { assignByPaths, assignNested } from "../../src/match/assign.ts";
import type { Candidate } from "../../src/match/candidate.ts";
import { assignByPrices } from "../../src/match/hungarian.ts";
import { overlapsOf } from "../../src/match/overlap.ts";
import { packWeights } from "../../src/match/pack.ts";
import { matchSpans } from "../../src/match/spans.ts";
import { addWeights, compareWeights, subtractWeights, type Weight } from "../../src/match/weight.ts";
import { runs } from "../runs.ts";
import { anySpans, brokenSpans, span } from "../spans.ts";
import { best } from "./brute-force.ts";

type Weigh = (gold: Span, pred: Span, length: number) => Weight;

const weighs: readonly Weigh[] = [
  (g, p, length) => [sameExtent(g, p) ? 1 : 0, g.type === p.type ? length : 0, length, g.type === p.type ? 1 : 0, 1],
  (g, p) => [sameExtent(g, p) ? 1 : 0, 1],
  (g, p) => [g.type === p.type ? 1 : 0, 1],
];

function candidatesOf(gold: readonly Span[], pred: readonly Span[], weigh: Weigh): Candidate[] {
  const component = { gold: sortSpans(gold), pred: sortSpans(pred) };
  return overlapsOf(component).map((overlap) => ({
    ...overlap,
    weight: weigh(component.gold[overlap.gold]!, component.pred[overlap.pred]!, overlap.length),
  }));
}

const total = (chosen: readonly Candidate[], criteria: number) =>
  chosen.reduce<Weight>((sum, { weight }) => addWeights(sum, weight), new Array<number>(criteria).fill(0));

const nested = (n: number, shift: number) =>
  Array.from({ length: n }, (_, i) => span(i + shift, 2 * n + 20 - i + shift, "A"));

describe("assignByPrices", () => {
  it("is as good as the best of all possible choices", () => {
    for (const weigh of weighs) {
      fc.assert(
        fc.property(anySpans(5), brokenSpans(5), (gold, pred) => {
          const candidates = candidatesOf(gold, pred, weigh);
          const criteria = weigh(span(0, 1, "A"), span(0, 1, "A"), 1).length;
          const value = (pairs: [Span, Span][]) =>
            pairs.reduce<Weight>(
              (sum, [g, p]) => addWeights(sum, weigh(g, p, overlapsOf({ gold: [g], pred: [p] })[0]!.length)),
              new Array<number>(criteria).fill(0),
            ) as number[];
          expect(total(assignByPrices(candidates), criteria)).to.deep.equal(best(gold, pred, value));
        }),
        { numRuns: runs(1000) },
      );
    }
  });

  it("is as good as the search without prices on more spans, and takes each span once", () => {
    for (const weigh of weighs) {
      fc.assert(
        fc.property(anySpans(25, 30), anySpans(25, 30), (gold, pred) => {
          const candidates = candidatesOf(gold, pred, weigh);
          const criteria = candidates[0]?.weight.length ?? 0;
          const chosen = assignByPrices(candidates);
          expect(total(chosen, criteria)).to.deep.equal(total(assignByPaths(candidates), criteria));
          const golds = chosen.map((candidate) => candidate.gold);
          expect(golds).to.deep.equal([...new Set(golds)].sort((a, b) => a - b));
          expect(new Set(chosen.map((candidate) => candidate.pred)).size).to.equal(chosen.length);
        }),
        { numRuns: runs(300) },
      );
    }
  });

  it("is exact where lengths are too large for all criteria to fit into one number", () => {
    const scale = 1_000_003;
    const wide = (spans: readonly Span[]) => spans.map((s) => span(s.start * scale, s.end * scale, s.type));
    fc.assert(
      fc.property(anySpans(12), anySpans(12), (gold, pred) => {
        const candidates = candidatesOf(wide(gold), wide(pred), weighs[0]!);
        if (candidates.length > 0)
          expect(packWeights(candidates.map(({ weight }) => weight), 100).width).to.be.above(1); // biome-ignore format: one thought.
        expect(total(assignByPrices(candidates), 5)).to.deep.equal(total(assignByPaths(candidates), 5));
      }),
      { numRuns: runs(300) },
    );
  });

  it("chooses the same, to the byte, for many overlaps as the search by paths where there is one best choice", () => {
    const gold = Array.from({ length: 60 }, (_, i) => span(i, 400 - i, `T${i}`));
    const pred = Array.from({ length: 60 }, (_, i) => span(i + 100, 410 - i, `T${i}`));
    const candidates = candidatesOf(gold, pred, weighs[2]!);
    expect(assignNested(candidates)).to.deep.equal(assignByPaths(candidates));
  });
});

describe("packWeights", () => {
  it("keeps sums, differences and their order", () => {
    const weight = fc.tuple(fc.nat(1), fc.nat(1_000_000_000), fc.nat(50), fc.nat(1));
    const weights = fc.array(weight, { minLength: 4, maxLength: 20 });
    fc.assert(
      fc.property(weights, (list) => {
        const { width, values } = packWeights(list, 4);
        const row = (i: number) => [...values.slice(i * width, (i + 1) * width)];
        const [a, b] = [0, 2].map((i) => subtractWeights(addWeights(list[i]!, list[1]!), list[i + 1]!));
        const [x, y] = [0, 2].map((i) => subtractWeights(addWeights(row(i), row(1)), row(i + 1)));
        expect(Math.sign(compareWeights(x!, y!))).to.equal(Math.sign(compareWeights(a!, b!)));
      }),
    );
  });
});

describe("the time to match a document", () => {
  /** The least of some runs, in milliseconds. */
  const timeOf = (run: () => unknown) =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const before = performance.now();
        run();
        return performance.now() - before;
      }),
    );

  it("grows no faster than the third power of nested mentions that are all shifted", () => {
    const match = (n: number) => matchSpans(nested(n, 0), nested(n, 3));
    match(60);
    const [half, whole] = [timeOf(() => match(80)), timeOf(() => match(160))];
    expect(whole / half).to.be.below(13);
    expect(match(200).links.filter(({ kind }) => kind === "boundary")).to.have.length(200);
  });

  it("grows with the number of predictions over one gold mention", () => {
    const match = (n: number) => matchSpans([span(0, 2 * n + 20, "A")], nested(n, 3));
    match(2000);
    expect(timeOf(() => match(40_000)) / timeOf(() => match(10_000))).to.be.below(13);
  });
});
