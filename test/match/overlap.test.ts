import { expect } from "chai";
import fc from "fast-check";
import { type Span, sortSpans } from "../../src/corpus/span.ts";
import { type Component, forEachComponent, overlapsOf } from "../../src/match/overlap.ts";
import { runs } from "../runs.ts";
import { anySpans, brokenSpans } from "../spans.ts";
import { shared } from "./brute-force.ts";

const boundsOf = (spans: readonly Span[]) => ({
  length: spans.length,
  start: spans.map(({ start }) => start),
  end: spans.map(({ end }) => end),
});

/** All components of a document as lists, those of a span alone or of one on each side included. */
function componentsOf(gold: readonly Span[], pred: readonly Span[]): Component[] {
  const components: Component[] = [];
  const [golds, preds] = [sortSpans(gold), sortSpans(pred)];
  forEachComponent(boundsOf(golds), boundsOf(preds), (fromGold, toGold, fromPred, toPred) =>
    components.push({ gold: golds.slice(fromGold, toGold), pred: preds.slice(fromPred, toPred) }),
  );
  return components;
}

describe("overlapsOf", () => {
  it("lists all pairs that share text, and how much, by gold position, then by prediction position", () => {
    fc.assert(
      fc.property(fc.oneof(anySpans(8), brokenSpans(8)), fc.oneof(anySpans(8), brokenSpans(8)), (golds, preds) => {
        const [gold, pred] = [sortSpans(golds), sortSpans(preds)];
        const expected = gold.flatMap((a, g) => pred.map((b, p) => ({ gold: g, pred: p, length: shared(a, b) })));
        expect(overlapsOf({ gold, pred })).to.deep.equal(expected.filter(({ length }) => length > 0));
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe("forEachComponent", () => {
  it("cuts a document wherever no span reaches over the start of the next one, and nowhere else", () => {
    fc.assert(
      fc.property(anySpans(6, 40), anySpans(6, 40), (golds, preds) => {
        const all = [...golds, ...preds];
        const starts = [...new Set(all.map(({ start }) => start))].sort((a, b) => a - b);
        const cuts = starts.filter((at) => all.every(({ start, end }) => at <= start || end <= at));
        const within = (spans: readonly Span[], i: number) =>
          sortSpans(spans).filter(
            ({ start }) => cuts[i]! <= start && start < (cuts[i + 1] ?? Number.POSITIVE_INFINITY),
          );
        expect(componentsOf(golds, preds)).to.deep.equal(
          cuts.map((_, i) => ({ gold: within(golds, i), pred: within(preds, i) })),
        );
      }),
      { numRuns: runs(1000) },
    );
  });
});
