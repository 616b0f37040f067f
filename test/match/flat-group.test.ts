import { expect } from "chai";
import fc from "fast-check";
import { SpanColumns, TypeNames } from "../../src/corpus/columns.ts";
import { overlapOf, type Span } from "../../src/corpus/span.ts";
import { assignFlat } from "../../src/match/assign-flat.ts";
import { FlatGroup } from "../../src/match/flat-group.ts";
import { overlapsOf } from "../../src/match/overlap.ts";
import { runs } from "../runs.ts";
import { anySpans, broken, flatSpans, span } from "../spans.ts";

type Pairs = [gold: number, pred: number][];

/** A group of all these spans; undefined where they cannot be paired so. */
function grouped(gold: readonly Span[], pred: readonly Span[]): FlatGroup | undefined {
  const types = new TypeNames();
  const [golds, preds] = [new SpanColumns(), new SpanColumns()];
  golds.load(gold, types);
  preds.load(pred, types);
  const group = new FlatGroup();
  return group.load(golds, preds, 0, gold.length, 0, pred.length) ? group : undefined;
}

/** What is taken, from left to right. */
function taken(choose: (take: (gold: number, pred: number) => void) => void): Pairs {
  const pairs: Pairs = [];
  choose((gold, pred) => pairs.unshift([gold, pred]));
  return pairs;
}

/** The same by the routine for any flat spans. */
function assigned(gold: readonly Span[], pred: readonly Span[], weigh: (g: Span, p: Span, length: number) => number[]) {
  const overlaps = overlapsOf({ gold, pred });
  const candidates = {
    count: overlaps.length,
    gold: overlaps.map((overlap) => overlap.gold),
    pred: overlaps.map((overlap) => overlap.pred),
    criteria: weigh(span(0, 1, "A"), span(0, 1, "A"), 1).length,
    worth: overlaps.flatMap((one) => weigh(gold[one.gold]!, pred[one.pred]!, one.length)),
  };
  return assignFlat(candidates).map((at): [number, number] => [overlaps[at]!.gold, overlaps[at]!.pred]);
}

describe("a flat group", () => {
  it("pairs its spans as any flat spans are paired, equally good pairs included", () => {
    fc.assert(
      fc.property(flatSpans(8), flatSpans(8), (gold, pred) => {
        const group = grouped(gold, pred)!;
        const right = (g: Span, p: Span) => (g.type === p.type ? 1 : 0);
        expect(taken((take) => group.chooseLinks(take))).to.deep.equal(
          assigned(gold, pred, (g, p, length) => [right(g, p) * length, length, right(g, p), 1]),
        );
        expect(taken((take) => group.choosePairs(take))).to.deep.equal(assigned(gold, pred, () => [1]));
        expect(taken((take) => group.chooseCounted((i) => group.rightType[i] === 1, take))).to.deep.equal(
          assigned(gold, pred, (g, p) => [right(g, p), 1]),
        );
      }),
      { numRuns: runs(2000) },
    );
  });

  it("has the overlaps of its spans, by gold, then by prediction", () => {
    fc.assert(
      fc.property(flatSpans(8), flatSpans(8), (gold, pred) => {
        const { count, ...group } = grouped(gold, pred)!;
        const found = Array.from({ length: count }, (_, i) => [group.gold[i], group.pred[i], group.shared[i]]);
        const pairs = gold.flatMap((g, i) => pred.map((p, j) => [i, j, overlapOf(g, p)]));
        expect(found).to.deep.equal(pairs.filter(([, , shared]) => shared! > 0));
      }),
      { numRuns: runs(500) },
    );
  });

  it("is none where spans of one side overlap, are in pieces, or share more text than a number can weigh", () => {
    fc.assert(
      fc.property(anySpans(4), flatSpans(4), (any, flat) => {
        const sorted = [...any].sort((a, b) => a.start - b.start);
        const isFlat = sorted.every(({ start }, i) => i === 0 || start >= sorted[i - 1]!.end);
        expect(grouped(any, flat) !== undefined).to.equal(isFlat);
        expect(grouped(flat, any) !== undefined).to.equal(isFlat);
      }),
      { numRuns: runs(500) },
    );
    expect(grouped([broken([[0, 1], [2, 3]], "A")], [span(0, 3, "A")])).to.equal(undefined); // biome-ignore format: one line.
    expect(grouped([span(0, 40_000_000, "A")], [span(0, 9, "A")])).not.to.equal(undefined);
    expect(grouped([span(0, 70_000_000, "A")], [span(0, 69_000_000, "A")])).to.equal(undefined);
  });
});
