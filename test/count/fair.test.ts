import { expect } from "chai";
import fc from "fast-check";
import type { Span } from "../../src/corpus/span.ts";
import {
  addFairCounts,
  compareFairly,
  countEvents,
  countEventsByType,
  type FairCounts,
  fairKinds,
  noFairCounts,
} from "../../src/count/fair.ts";
import { fairWeights, gradedWeights } from "../../src/score/fair-weights.ts";
import { fairScore } from "../../src/score/scores.ts";
import { runs } from "../runs.ts";
import { anySpans, brokenSpans, flatSpans, span } from "../spans.ts";
import { fairByDefinition } from "./fair-by-definition.ts";

/** The counts that are not 0, as text. */
function counted(counts: FairCounts): string {
  return fairKinds.flatMap((kind) => (counts[kind] ? [`${kind} ${counts[kind]}`] : [])).join(", ");
}

/** Spans as FairEval's papers and tables write them: the last token is in them. */
function spansIn(text: string): Span[] {
  return Array.from(text.matchAll(/(\w)\[(\d+),(\d+)\]/g), ([, type, first, last]) =>
    span(Number(first), Number(last) + 1, type!),
  );
}

const anyPair = fc.oneof(
  fc.record({ gold: anySpans(8), pred: anySpans(8) }),
  fc.record({ gold: flatSpans(8), pred: flatSpans(8) }),
  fc.record({ gold: anySpans(20, 40), pred: anySpans(20, 40) }),
);
const anyBrokenPair = fc.record({ gold: brokenSpans(6), pred: brokenSpans(6) });

describe("compareFairly", () => {
  for (const [gold, pred, expected, repeated] of [
    ["A[0,2] A[4,6]", "A[0,6]", "BEL 2", "0 gold, 1 pred"],
    ["A[0,6]", "A[0,2] A[4,6]", "BES 2", "1 gold, 0 pred"],
    ["A[0,2] B[4,6]", "A[0,6]", "BEL 1, LBE 1", "0 gold, 1 pred"],
    ["O[0,0] P[1,4]", "P[0,4]", "BEL 1, LBE 1", "0 gold, 1 pred"],
    ["A[0,3] A[4,7]", "A[2,5]", "BEO 2", "0 gold, 1 pred"],
    ["A[0,4]", "B[0,0] A[1,4]", "BES 1, LBE 1", "1 gold, 0 pred"],
    ["A[0,4] A[1,2]", "A[0,4]", "TP 1, FN 1", "0 gold, 0 pred"],
    ["A[0,1]", "A[0,1] B[0,1]", "TP 1, FP 1", "0 gold, 0 pred"],
    ["B[0,1] A[2,5] A[6,9]", "B[0,1] B[2,2] B[3,6]", "TP 1, LBE 3", "1 gold, 1 pred"],
    ["B[0,1] B[2,2] B[3,6]", "B[0,1] A[2,5] A[6,9]", "TP 1, LBE 2", "0 gold, 0 pred"],
    ["A[0,0] A[1,1]", "B[0,0] A[1,1]", "TP 1, LE 1", "0 gold, 0 pred"],
    ["A[0,0]", "A[1,1]", "FN 1, FP 1", "0 gold, 0 pred"],
    ["", "", "", "0 gold, 0 pred"],
  ] as const) {
    it(`gold ${gold || "nothing"}, predicted ${pred || "nothing"}: ${expected || "no event"}`, () => {
      const comparison = compareFairly(spansIn(gold), spansIn(pred));
      expect(counted(countEvents(comparison.events))).to.equal(expected);
      expect(`${comparison.repeated.gold} gold, ${comparison.repeated.pred} pred`).to.equal(repeated);
    });
  }

  it("traditionally counts a gold span that stands there twice as found twice, fairly once", () => {
    const { events, traditional } = compareFairly(spansIn("A[0,1] A[0,1]"), spansIn("A[0,1] B[0,1]"));
    expect(counted(countEvents(traditional))).to.equal("TP 2, FP 1");
    expect(counted(countEvents(events))).to.equal("TP 1, LE 1");
  });

  it("pairs copies of a span one with one, as many as both sides have", () => {
    const { events } = compareFairly(spansIn("A[0,1] A[0,1] A[0,1]"), spansIn("A[0,1] A[0,1]"));
    expect(counted(countEvents(events))).to.equal("TP 2, FN 1");
  });

  it("traditionally takes a prediction for spurious where no gold span is like it, in extent and type", () => {
    const { traditional } = compareFairly(spansIn("A[0,1] B[3,4] A[6,7]"), spansIn("A[0,1] A[3,4] B[8,9]"));
    expect(counted(countEvents(traditional))).to.equal("TP 1, FN 2, FP 2");
  });

  it("finds event by event what the definition finds, on any spans in any order, and the same repetitions", () => {
    fc.assert(
      fc.property(fc.oneof(anyPair, anyBrokenPair), ({ gold, pred }) => {
        const { events, repeated } = compareFairly(gold, pred);
        expect({ events, repeated }).to.deep.equal(fairByDefinition(gold, pred));
      }),
      { numRuns: runs(2000) },
    );
  });

  it("finds in two documents side by side what it finds in each", () => {
    fc.assert(
      fc.property(anyPair, anyPair, (a, b) => {
        const moved = (spans: readonly Span[]) =>
          spans.map(({ start, end, type }) => ({ start: start + 50, end: end + 50, type }));
        const both = compareFairly([...moved(b.gold), ...a.gold], [...moved(b.pred), ...a.pred]);
        const [left, right] = [compareFairly(a.gold, a.pred), compareFairly(b.gold, b.pred)];
        expect(countEvents(both.events)).to.deep.equal(
          addFairCounts(countEvents(left.events), countEvents(right.events)),
        );
        expect(both.repeated).to.deep.equal({
          gold: left.repeated.gold + right.repeated.gold,
          pred: left.repeated.pred + right.repeated.pred,
        });
      }),
    );
  });

  it("counts as TP what both sides have in common, span by span", () => {
    fc.assert(
      fc.property(anyPair, ({ gold, pred }) => {
        const keys = pred.map(({ start, end, type }) => `${start} ${end} ${type}`);
        let common = 0;
        for (const { start, end, type } of gold) {
          const at = keys.indexOf(`${start} ${end} ${type}`);
          if (at === -1) continue;
          keys.splice(at, 1);
          common++;
        }
        expect(countEvents(compareFairly(gold, pred).events).TP).to.equal(common);
      }),
    );
  });

  it("leaves TP and LE as they are where gold and prediction change places", () => {
    fc.assert(
      fc.property(anyPair, ({ gold, pred }) => {
        const { TP, LE } = countEvents(compareFairly(gold, pred).events);
        const swapped = countEvents(compareFairly(pred, gold).events);
        expect([swapped.TP, swapped.LE]).to.deep.equal([TP, LE]);
      }),
    );
  });

  it("swaps BES with BEL and FN with FP where every span overlaps at most one", () => {
    const pair = fc.record({
      gold: fc.option(
        fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 5 }), fc.constantFrom("A", "B")),
      ),
      pred: fc.option(
        fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 5 }), fc.constantFrom("A", "B")),
      ),
    });
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 8 }), (pairs) => {
        const side = (of: "gold" | "pred") =>
          pairs.flatMap((both, i) => {
            const found = both[of];
            return found ? [span(i * 10 + found[0], i * 10 + found[0] + found[1], found[2])] : [];
          });
        const { BES, BEL, FN, FP, ...others } = countEvents(compareFairly(side("gold"), side("pred")).events);
        const swapped = countEvents(compareFairly(side("pred"), side("gold")).events);
        expect(swapped).to.deep.equal({ BES: BEL, BEL: BES, FN: FP, FP: FN, ...others });
      }),
    );
  });

  it("leaves nothing to share to predictions that begin alike and that a longer one stands for", () => {
    const gold = [span(0, 30, "A")];
    const pred = Array.from({ length: 9 }, (_, i) => span(0, i + 1, "A"));
    expect(counted(countEvents(compareFairly(gold, pred).events))).to.equal("BES 1, FP 8");
  });
});

describe("countEventsByType", () => {
  it("books a wrong type under gold's type, or under the predicted one, and leaves the sum as it is", () => {
    fc.assert(
      fc.property(anyPair, ({ gold, pred }) => {
        const { events } = compareFairly(gold, pred);
        const types = new Set([...gold, ...pred].map(({ type }) => type));
        for (const booking of ["target", "system"] as const) {
          const byType = countEventsByType(events, booking);
          expect([...byType.values()].reduce(addFairCounts, noFairCounts)).to.deep.equal(countEvents(events));
          for (const type of types) {
            const own = byType.get(type) ?? noFairCounts;
            const wrong = events.filter(({ kind }) => kind === "LE" || kind === "LBE");
            const booked = wrong.filter(
              ({ goldType, predType }) => (booking === "target" ? goldType : predType) === type,
            );
            expect(own.LE + own.LBE).to.equal(booked.length);
            const predicted = events.filter(({ kind, predType }) => kind === "FP" && predType === type);
            expect(own.FP).to.equal(predicted.length);
          }
        }
      }),
    );
  });
});

describe("fairScore", () => {
  const counts = { ...noFairCounts, TP: 3, LE: 1, BES: 1, BEL: 2, BEO: 1, LBE: 1, FN: 1, FP: 2 };

  it("charges an error once, half to precision and half to recall", () => {
    const { precision, recall, f1 } = fairScore(counts, fairWeights);
    expect([precision, recall]).to.deep.equal([3 / 8, 3 / 7]);
    expect(f1).to.be.closeTo(0.4, 1e-15);
  });

  it("by graded weights takes a boundary error as half right", () => {
    const { precision, recall } = fairScore(counts, gradedWeights);
    expect([precision, recall]).to.deep.equal([5 / (5 + 1 + 1.25 + 2), 5 / (5 + 1 + 0.75 + 1)]);
  });

  it("takes weights of one's own, for boundary errors together or apart", () => {
    const third = { tp: 0.5, fp: 0.25, fn: 0.25 };
    const together = fairScore(counts, { ...fairWeights, BE: third });
    const { BE: _, ...others } = { ...fairWeights, BE: third };
    expect(together).to.deep.equal(fairScore(counts, { ...others, BES: third, BEL: third, BEO: third }));
    expect(together.precision).to.equal(5 / (5 + 1 + 1 + 2));
  });

  it("is undefined without events, and F1 is 0 where nothing was right", () => {
    const nothing = { precision: undefined, recall: undefined, f1: undefined };
    expect(fairScore(noFairCounts, fairWeights)).to.deep.equal(nothing);
    expect(fairScore({ ...noFairCounts, FN: 1 }, fairWeights)).to.deep.equal({
      precision: undefined,
      recall: 0,
      f1: 0,
    });
  });
});
