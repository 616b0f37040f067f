import { expect } from "chai";
import fc from "fast-check";
import type { Span } from "../../src/corpus/span.ts";
import { compareFairly } from "../../src/count/fair.ts";
import { BITS, compareMasks, MaskedSpans, SPANS } from "../../src/count/fair-masks.ts";
import { runs } from "../runs.ts";
import { flatSpans, span } from "../spans.ts";

const names = ["A", "B", "constructor"];

/** The events of spans in bits, and the spans in several of them. */
function masked(gold: readonly Span[], pred: readonly Span[]) {
  const [golds, preds] = [gold, pred].map((spans) => {
    const side = new MaskedSpans();
    for (const { start, end, type } of spans) side.push(start, end - start, names.indexOf(type));
    return side;
  });
  const events: (string | undefined)[][] = [];
  compareMasks(golds!, preds!, (kind, goldType, predType) => events.push([kind, names[goldType], names[predType]]));
  return { events: events.map((event) => event.join(" ")).sort(), repeated: [golds!.repeated, preds!.repeated] };
}

describe("FairEval in bits", () => {
  it("finds the events that it finds in spans", () => {
    fc.assert(
      fc.property(flatSpans(6), flatSpans(6), (gold, pred) => {
        const inRange = (spans: readonly Span[]) => spans.filter(({ end }) => end <= BITS);
        const golds = inRange(gold);
        // No two have the same extent where there is a choice of pairs among flat spans.
        const preds = inRange(pred).filter(
          ({ start, end }) => !golds.some((other) => other.start === start && other.end === end),
        );
        const { events, repeated } = compareFairly(golds, preds);
        const expected = events.map(({ kind, goldType, predType }) => [kind, goldType, predType].join(" ")).sort();
        expect(masked(golds, preds)).to.deep.equal({ events: expected, repeated: [repeated.gold, repeated.pred] });
      }),
      { numRuns: runs(4000) },
    );
  });

  it("has room for spans of all bits, and for as many spans as it says", () => {
    expect(masked([span(0, BITS, "A")], [span(0, 1, "A")]).events).to.deep.equal(["BES A A"]);
    const singles = Array.from({ length: SPANS }, (_, i) => span(i, i + 1, "A"));
    expect(masked([span(0, SPANS, "A")], singles)).to.deep.equal({
      events: Array.from({ length: SPANS }, () => "BES A A"),
      repeated: [1, 0],
    });
  });
});
