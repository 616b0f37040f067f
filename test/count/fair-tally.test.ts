import { expect } from "chai";
import fc from "fast-check";
import { type Span, sortSpans } from "../../src/corpus/span.ts";
import { tokensOf } from "../../src/corpus/tokens.ts";
import { compareFairly, countEvents, type FairCounts, noFairCounts } from "../../src/count/fair.ts";
import { countFairly, fairCounters } from "../../src/count/fair-tally.ts";
import { columnOf, countOf, countPairs, totalRow } from "../../src/count/tally.ts";
import { fairCountsOf } from "../../src/score/schemes/fair.ts";
import { tallied as counted, matched } from "../counting.ts";
import { runs } from "../runs.ts";
import { anySpans, broken, span } from "../spans.ts";

/** The events of a document whatever their types, and the spans in several of them. */
function tallied(gold: readonly Span[], pred: readonly Span[], text: string) {
  const { document, ledger } = matched(gold, pred, { text });
  const repeated = { gold: 0, pred: 0 };
  const total = totalRow(
    counted(
      document.types,
      (cells) => countPairs(cells, document, ledger),
      (cells) => countFairly(document, ledger, { cells, first: columnOf(fairCounters[0]) }, repeated),
    ),
  );
  const countsOf = (booking: "target" | "system"): FairCounts =>
    fairCountsOf((counter) => countOf(total, counter), booking);
  expect(countsOf("system")).to.deep.equal(countsOf("target"));
  return { events: countsOf("target"), repeated };
}

describe("FairEval in a tally", () => {
  it("compares by how many tokens spans share where all of them begin and end with a token", () => {
    const text = "a bb international c d organizations ee f cooperation g hh i j k l";
    const tokens = tokensOf(text);
    const inText = ({ start, end, type }: Span): Span =>
      span(tokens[start]!.start, tokens[Math.min(end, tokens.length) - 1]!.end, type);
    const inTokens = ({ start, end, type }: Span): Span => span(start, Math.min(end, tokens.length), type);
    fc.assert(
      fc.property(anySpans(7), anySpans(7), (gold, pred) => {
        const [golds, preds] = [sortSpans(gold.map(inTokens)), sortSpans(pred.map(inTokens))];
        const { events, repeated } = compareFairly(golds, preds);
        expect(tallied(golds.map(inText), preds.map(inText), text)).to.deep.equal({
          events: countEvents(events),
          repeated,
        });
      }),
      { numRuns: runs(1000) },
    );
  });

  // In tokens, the prediction would be the first gold span.
  for (const [title, text, first, other, pred] of [
    ["ends within a token", "abcdef gh", span(0, 6, "A"), span(0, 9, "A"), span(0, 5, "A")],
    ["begins within a token", "ab cdefgh", span(3, 9, "A"), span(0, 9, "A"), span(4, 9, "A")],
    ["ends in a blank", "ab  cd", span(0, 2, "A"), span(0, 6, "A"), span(0, 3, "A")],
    ["begins in a blank", "ab  cd", span(4, 6, "A"), span(0, 6, "A"), span(3, 6, "A")],
    [
      "has a gap",
      "ab cd ef",
      span(0, 8, "A"),
      span(0, 5, "A"),
      broken(
        [
          [0, 2],
          [6, 8],
        ],
        "A",
      ),
    ],
  ] as const) {
    // biome-ignore format: a table.
    it(`takes no span for another that only in tokens is the same, where one ${title}`, () => {
      const { events } = tallied([first, other], [pred], text);
      expect(events.TP).to.equal(0);
      expect(events).to.deep.equal(countEvents(compareFairly(sortSpans([first, other]), [pred]).events));
    });
  }

  it("adds up over the groups of a document how many spans stand in several events", () => {
    const text = "aa bb cc dd ee ff gg hh";
    const whole = [span(0, 5, "A"), span(6, 11, "A"), span(12, 17, "A")];
    const halves = [0, 3, 6, 9, 12, 15].map((start) => span(start, start + 2, "A"));
    expect(tallied(whole, halves, text)).to.deep.equal({
      events: { ...noFairCounts, BES: 6 },
      repeated: { gold: 3, pred: 0 },
    });
    expect(tallied(halves, whole, text)).to.deep.equal({
      events: { ...noFairCounts, BEL: 6 },
      repeated: { gold: 0, pred: 3 },
    });
  });
});
