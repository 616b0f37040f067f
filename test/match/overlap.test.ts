import { expect } from "chai";
import fc from "fast-check";
import { compareSpans, type Span, sortSpans } from "../../src/corpus/span.ts";
import { type Component, forEachComponent, overlapsOf } from "../../src/match/overlap.ts";
import { runs } from "../runs.ts";
import { anySpans, brokenSpans, span } from "../spans.ts";
import { shared } from "./brute-force.ts";

/** All components of a document as lists, those of a span alone or of one on each side included. */
function componentsOf(gold: readonly Span[], pred: readonly Span[]): Component[] {
  const components: Component[] = [];
  forEachComponent(sortSpans(gold), sortSpans(pred), {
    single: (g, p) => components.push({ gold: g ? [g] : [], pred: p ? [p] : [] }),
    group: (component) => components.push(component),
  });
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

  it("makes lists only where a side has several spans", () => {
    const alone: (readonly [Span | undefined, Span | undefined])[] = [];
    const groups: Component[] = [];
    const [a, b, c, d] = [span(0, 3, "A"), span(2, 5, "A"), span(5, 7, "B"), span(9, 11, "A")];
    forEachComponent([a, c, d], [b, c, d, span(9, 11, "B")].sort(compareSpans), {
      single: (g, p) => alone.push([g, p]),
      group: (component) => groups.push(component),
    });
    expect(alone).to.deep.equal([[a, b], [c, c]]); // biome-ignore format: pairs.
    expect(groups).to.deep.equal([{ gold: [d], pred: [d, span(9, 11, "B")] }]);
  });
});
