import { expect } from "chai";
import fc from "fast-check";
import type { Span } from "../../src/corpus/span.ts";
import type { Link } from "../../src/match/kinds.ts";
import { isFlat } from "../../src/match/overlap.ts";
import { matchSpans } from "../../src/match/spans.ts";
import { runs } from "../runs.ts";
import { anySpans, broken, brokenSpans, charactersOf, flatBrokenSpans, flatSpans, shuffled, span } from "../spans.ts";
import { best, shared } from "./brute-force.ts";

type Pairs = [Span, Span][];
const same = (g: Span, p: Span) => shared(g, p) === charactersOf(g).size && shared(g, p) === charactersOf(p).size;
const count = (pairs: Pairs, test: (g: Span, p: Span) => boolean) => pairs.filter(([g, p]) => test(g, p)).length;
const sum = (pairs: Pairs, of: (g: Span, p: Span) => number) => pairs.reduce((total, [g, p]) => total + of(g, p), 0);

/** The objectives, written down again from the design and not from the code. */
const objectives = {
  links: (pairs: Pairs) => [
    count(pairs, (g, p) => same(g, p) && g.type === p.type),
    count(pairs, same),
    sum(pairs, (g, p) => (g.type === p.type ? shared(g, p) : 0)),
    sum(pairs, shared),
    count(pairs, (g, p) => g.type === p.type),
    pairs.length,
  ],
  byExtent: (pairs: Pairs) => [
    count(pairs, (g, p) => same(g, p) && g.type === p.type),
    count(pairs, same),
    pairs.length,
  ],
  byType: (pairs: Pairs) => [count(pairs, (g, p) => g.type === p.type), pairs.length],
};

const pairsOf = (links: readonly Link[]): Pairs =>
  links.flatMap((link): Pairs => (link.gold && link.pred ? [[link.gold, link.pred]] : []));

/** The spans of one side of the links, as a multiset in a fixed order. */
const side = (links: readonly Link[], of: "gold" | "pred") =>
  links
    .flatMap((link) => link[of] ?? [])
    .map((s) => JSON.stringify(s))
    .sort();

function expectOptimal(gold: readonly Span[], pred: readonly Span[]): void {
  const ledger = matchSpans(gold, pred);
  for (const name of ["links", "byExtent", "byType"] as const) {
    expect(objectives[name](pairsOf(ledger[name])), name).to.deep.equal(best(gold, pred, objectives[name]));
  }
}

describe("matchSpans", () => {
  it("puts each gold span and each predicted span into exactly one link of every list", () => {
    fc.assert(
      fc.property(anySpans(12), anySpans(12), (gold, pred) => {
        const ledger = matchSpans(gold, pred);
        for (const links of [ledger.links, ledger.byExtent, ledger.byType]) {
          expect(side(links, "gold")).to.deep.equal(gold.map((s) => JSON.stringify(s)).sort());
          expect(side(links, "pred")).to.deep.equal(pred.map((s) => JSON.stringify(s)).sort());
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it("is as good as the best of all possible pairings on flat spans, for each of its three objectives", () => {
    fc.assert(
      fc.property(flatSpans(5), flatSpans(5), (gold, pred) => {
        fc.pre(isFlat(gold) && isFlat(pred));
        expectOptimal(gold, pred);
      }),
      { numRuns: runs(4000) },
    );
  });

  it("is as good as the best of all possible pairings on nested, crossing and repeated spans", () => {
    fc.assert(fc.property(anySpans(5), anySpans(5), expectOptimal), { numRuns: runs(4000) });
  });

  it("is as good as the best of all possible pairings on discontinuous spans", () => {
    fc.assert(fc.property(brokenSpans(5), brokenSpans(5), expectOptimal), { numRuns: runs(4000) });
    fc.assert(
      fc.property(flatBrokenSpans(5), flatBrokenSpans(5), (gold, pred) => {
        expect([isFlat(gold), isFlat(pred)]).to.deep.equal([true, true]);
        expectOptimal(gold, pred);
      }),
      { numRuns: runs(4000) },
    );
    fc.assert(fc.property(brokenSpans(3), flatBrokenSpans(5), expectOptimal), { numRuns: runs(2000) });
  });

  it("puts each discontinuous span into exactly one link of every list, in any order of the input", () => {
    fc.assert(
      fc.property(brokenSpans(8), brokenSpans(8), fc.integer(), (gold, pred, seed) => {
        const ledger = matchSpans(gold, pred);
        for (const links of [ledger.links, ledger.byExtent, ledger.byType]) {
          expect(side(links, "gold")).to.deep.equal(gold.map((s) => JSON.stringify(s)).sort());
          expect(side(links, "pred")).to.deep.equal(pred.map((s) => JSON.stringify(s)).sort());
        }
        const again = matchSpans(shuffled(gold, seed), shuffled(pred, seed + 1));
        expect(JSON.stringify(again)).to.equal(JSON.stringify(ledger));
      }),
      { numRuns: runs(2000) },
    );
  });

  it("never links spans that share no character, and calls equal only those that share all", () => {
    fc.assert(
      fc.property(brokenSpans(6), brokenSpans(6), (gold, pred) => {
        const { links, byExtent, byType } = matchSpans(gold, pred);
        for (const link of [...links, ...byExtent, ...byType]) {
          if (!link.gold || !link.pred) continue;
          expect(shared(link.gold, link.pred)).to.be.above(0);
          expect(link.kind === "correct" || link.kind === "type").to.equal(same(link.gold, link.pred));
        }
      }),
      { numRuns: runs(2000) },
    );
  });

  it("links nothing to a span in the gap of another", () => {
    const { links } = matchSpans([broken([[0, 4], [15, 19]], "A")], [span(9, 14, "A")]); // biome-ignore format: a drawing.
    expect(links.map(({ kind }) => kind)).to.deep.equal(["missed", "spurious"]);
  });

  it("takes a discontinuous span for another extent than the one from its first to its last character", () => {
    const { links } = matchSpans([broken([[0, 4], [15, 19]], "A")], [span(0, 19, "A")]); // biome-ignore format: a drawing.
    expect(links.map(({ kind }) => kind)).to.deep.equal(["boundary"]);
  });

  it("gives the same links, to the byte, however the input is ordered", () => {
    fc.assert(
      fc.property(anySpans(10), anySpans(10), fc.integer(), (gold, pred, seed) => {
        const once = JSON.stringify(matchSpans(gold, pred));
        expect(JSON.stringify(matchSpans(shuffled(gold, seed), shuffled(pred, seed + 1)))).to.equal(once);
      }),
      { numRuns: runs(2000) },
    );
  });

  it("swaps missed and spurious, and keeps the other kinds, when gold and prediction change places", () => {
    const kinds = (links: readonly Link[]) => {
      const counts = { correct: 0, type: 0, boundary: 0, both: 0, missed: 0, spurious: 0 };
      for (const { kind } of links) counts[kind]++;
      return counts;
    };
    fc.assert(
      fc.property(anySpans(8), anySpans(8), (gold, pred) => {
        const there = matchSpans(gold, pred);
        const back = matchSpans(pred, gold);
        for (const name of ["links", "byExtent", "byType"] as const) {
          const { missed, spurious, ...rest } = kinds(there[name]);
          const swapped = kinds(back[name]);
          if (name === "byType") {
            // Same extents play no part in this objective, so only what it counts is fixed.
            expect(rest.correct + rest.boundary).to.equal(swapped.correct + swapped.boundary);
            expect(missed).to.equal(swapped.spurious);
          } else if (name === "byExtent") {
            expect([rest.correct, rest.type]).to.deep.equal([swapped.correct, swapped.type]);
            expect([missed, spurious]).to.deep.equal([swapped.spurious, swapped.missed]);
          } else {
            expect({ ...rest, missed: spurious, spurious: missed }).to.deep.equal(swapped);
          }
        }
      }),
      { numRuns: runs(2000) },
    );
  });

  it("links only spans that overlap, never spans that touch", () => {
    const { links } = matchSpans([span(0, 5, "PER")], [span(5, 9, "PER")]);
    expect(links.map(({ kind }) => kind)).to.deep.equal(["missed", "spurious"]);
  });

  it("links a gold span to the prediction of the right type, not to an earlier one of the wrong type", () => {
    const { links } = matchSpans([span(0, 5, "PER")], [span(0, 1, "ORG"), span(1, 5, "PER")]);
    expect(links.find(({ kind }) => kind === "boundary")?.pred).to.deep.equal(span(1, 5, "PER"));
    expect(links.find(({ kind }) => kind === "spurious")?.pred).to.deep.equal(span(0, 1, "ORG"));
  });

  it("finds the inner mention of nested gold where only that was predicted", () => {
    const { links } = matchSpans([span(0, 3, "ORG"), span(2, 3, "LOC")], [span(2, 3, "LOC")]);
    expect(links.map(({ kind }) => kind)).to.deep.equal(["missed", "correct"]);
  });

  it("lets the type scheme pair otherwise than the extent schemes where that finds more right types", () => {
    const gold = [span(0, 10, "A"), span(8, 10, "A")];
    const pred = [span(0, 10, "A"), span(0, 2, "A")];
    const ledger = matchSpans(gold, pred);
    expect(pairsOf(ledger.links)).to.have.length(1);
    expect(pairsOf(ledger.byType)).to.have.length(2);
  });

  it("pairs a repeated span once per copy", () => {
    const { links } = matchSpans([span(0, 2, "A")], [span(0, 2, "A"), span(0, 2, "A")]);
    expect(links.map(({ kind }) => kind)).to.deep.equal(["correct", "spurious"]);
  });

  it("takes the one further left of pairings that are equally good", () => {
    const pairs = (gold: readonly Span[], pred: readonly Span[]) => pairsOf(matchSpans(gold, pred).links);
    const [whole, first, second] = [span(0, 4, "A"), span(0, 2, "A"), span(2, 4, "A")];
    expect(pairs([whole], [first, second])).to.deep.equal([[whole, first]]);
    expect(pairs([first, second], [whole])).to.deep.equal([[first, whole]]);
    const [early, late] = [span(0, 3, "A"), span(1, 4, "A")];
    expect(pairs([whole], [early, late])).to.deep.equal([[whole, early]]);
    expect(pairs([early, late], [whole])).to.deep.equal([[early, whole]]);
  });

  it("keeps apart the links of which there was no choice from the spans that compete", () => {
    const [lost, found, wrong] = [span(0, 2, "A"), span(3, 5, "A"), span(6, 8, "A")];
    const [whole, first, second] = [span(10, 14, "A"), span(10, 12, "A"), span(12, 14, "A")];
    const { alone, contested } = matchSpans([lost, found, whole], [found, wrong, first, second]);
    expect(alone).to.deep.equal([
      { kind: "missed", gold: lost },
      { kind: "correct", gold: found, pred: found },
      { kind: "spurious", pred: wrong },
    ]);
    expect(contested).to.deep.equal([{ gold: [whole], pred: [first, second] }]);
  });

  it("lists the pairs for a threshold of overlap by the order of gold, flat or nested", () => {
    const starts = (gold: readonly Span[], pred: readonly Span[]) =>
      matchSpans(gold, pred, [0.5]).byOverlap[0]!.links.map((link) => link.gold.start);
    const flat = [span(0, 4, "A"), span(4, 8, "A"), span(8, 12, "A")];
    expect(starts(flat, [span(0, 5, "A"), span(5, 9, "A"), span(9, 12, "A")])).to.deep.equal([0, 4, 8]);
    fc.assert(
      fc.property(anySpans(8), anySpans(8), (gold, pred) => {
        const found = starts(gold, pred);
        expect(found).to.deep.equal([...found].sort((a, b) => a - b));
      }),
    );
  });

  it("is empty in all its lists where there are no spans", () => {
    expect(matchSpans([], [], [0.5])).to.deep.equal({
      ...{ links: [], byExtent: [], byType: [], byOverlap: [{ threshold: 0.5, links: [] }] },
      ...{ alone: [], contested: [], split: [], merged: [] },
    });
  });

  it("copes with a prediction that covers a chain of thousands", () => {
    const gold = Array.from({ length: 3000 }, (_, i) => span(2 * i, 2 * i + 2, "A"));
    const pred = [span(0, 6000, "A"), ...Array.from({ length: 3000 }, (_, i) => span(2 * i + 1, 2 * i + 3, "A"))];
    const { links } = matchSpans(gold, pred);
    expect(links).to.have.length(3001);
  });
});
