import { expect } from "chai";
import fc from "fast-check";
import type { Span } from "../../src/corpus/span.ts";
import { type NestingClass, NestingTally, nestingClasses } from "../../src/count/nesting.ts";
import { scoreOf } from "../../src/score/scores.ts";
import { matched } from "../counting.ts";
import { runs } from "../runs.ts";
import { anySpans, broken, brokenSpans, charactersOf, flatSpans, shuffled, span } from "../spans.ts";

type Sides = readonly [gold: readonly Span[], pred: readonly Span[]];

function tallyOf(...documents: readonly Sides[]): NestingTally {
  const tally = new NestingTally();
  for (const [gold, pred] of documents) {
    const { document, ledger } = matched(gold, pred);
    tally.add(document, ledger);
  }
  return tally;
}

/** `correct / gold / pred` of every class, for short. */
const plain = (tally: NestingTally) =>
  Object.fromEntries(
    nestingClasses.map((name) => {
      const { correct, gold, pred } = tally.of(name);
      return [name, `${correct}/${gold}/${pred}`];
    }),
  ) as { [name in NestingClass]: string };

describe("nesting", () => {
  it("gives what nestednereval prints for the example of its README", () => {
    const pair = [span(2, 3, "Body Part"), span(0, 3, "Disease")];
    const tally = tallyOf([pair, pair], [pair, [pair[1]!]], [[span(1, 2, "Medication")], [span(1, 2, "Medication")]]);
    const scored = (name: NestingClass) => {
      const { correct, gold, pred } = tally.of(name);
      const system = { correct, incorrect: 0, partial: 0 };
      const rest = { missed: gold - correct, spurious: pred - correct, gold, pred };
      const { precision, recall, f1 } = scoreOf({ ...system, ...rest, system });
      return [precision, recall, f1?.toFixed(3), gold];
    };
    expect(scored("flat")).to.deep.equal([1, 1, "1.000", 1]);
    expect(scored("nested")).to.deep.equal([1, 0.75, "0.857", 4]);
    expect(scored("nesting")).to.deep.equal([1, 0.5, "0.667", 2]);
    const [outermost, inner] = [tally.of("outermost"), tally.of("inner")];
    expect(outermost).to.deep.equal({ correct: 3, gold: 3, pred: 3 });
    expect(inner).to.deep.equal({ correct: 1, gold: 2, pred: 1 });
  });

  // biome-ignore format: a table.
  const examples: readonly { title: string; gold: readonly Span[]; pred: readonly Span[]; counts: object }[] = [
    { title: "an inner mention found without its outer one is a nested mention that was found",
      gold: [span(0, 9, "ORG"), span(5, 9, "LOC")], pred: [span(5, 9, "LOC")],
      counts: { flat: "0/0/0", nested: "1/2/1", outermost: "0/1/0", inner: "1/1/1", nesting: "0/1/0" } },
    { title: "a wrong inner mention is a nested one too many, and spoils the unit",
      gold: [span(0, 9, "ORG")], pred: [span(0, 9, "ORG"), span(5, 9, "LOC")],
      counts: { flat: "1/1/1", nested: "0/0/1", outermost: "1/1/1", inner: "0/0/1", nesting: "0/0/1" } },
    { title: "an inner mention of the wrong type spoils the unit",
      gold: [span(0, 9, "ORG"), span(5, 9, "LOC")], pred: [span(0, 9, "ORG"), span(5, 9, "PER")],
      counts: { flat: "0/0/0", nested: "1/2/2", outermost: "1/1/1", inner: "0/1/1", nesting: "0/1/1" } },
    { title: "mentions that only cross are flat and outermost",
      gold: [span(0, 6, "A"), span(4, 9, "A")], pred: [span(0, 6, "A")],
      counts: { flat: "1/2/1", nested: "0/0/0", outermost: "1/2/1", inner: "0/0/0", nesting: "0/0/0" } },
    { title: "two types of one extent are one unit, and neither is inside the other",
      gold: [span(0, 6, "A"), span(0, 6, "B")], pred: [span(0, 6, "B"), span(0, 6, "A")],
      counts: { flat: "0/0/0", nested: "2/2/2", outermost: "2/2/2", inner: "0/0/0", nesting: "1/1/1" } },
    { title: "a copy makes no nesting, and is one prediction too many",
      gold: [span(0, 6, "A")], pred: [span(0, 6, "A"), span(0, 6, "A")],
      counts: { flat: "1/1/2", nested: "0/0/0", outermost: "1/1/2", inner: "0/0/0", nesting: "0/0/0" } },
    { title: "all levels belong to the unit of the outermost mention",
      gold: [span(0, 9, "A"), span(0, 6, "A"), span(0, 3, "A")], pred: [span(0, 9, "A"), span(0, 6, "A")],
      counts: { flat: "0/0/0", nested: "2/3/2", outermost: "1/1/1", inner: "1/2/1", nesting: "0/1/1" } },
    { title: "a mention in the common part of two crossing ones belongs to both units, and counts once as a mention",
      gold: [span(0, 6, "A"), span(3, 9, "A"), span(4, 5, "B")], pred: [span(0, 6, "A"), span(4, 5, "B")],
      counts: { flat: "0/0/0", nested: "2/3/2", outermost: "1/2/1", inner: "1/1/1", nesting: "1/2/1" } },
    { title: "a mention in the gap of another is not inside it, and the pieces of one are",
      gold: [broken([[0, 4], [15, 19]], "A"), span(9, 14, "A"), span(15, 19, "B")], pred: [],
      counts: { flat: "0/1/0", nested: "0/2/0", outermost: "0/2/0", inner: "0/1/0", nesting: "0/1/0" } },
  ];
  for (const { title, gold, pred, counts } of examples) {
    it(`knows that ${title}`, () => {
      expect(plain(tallyOf([gold, pred]))).to.deep.equal(counts);
    });
  }

  it("divides all mentions into flat and nested, and into outermost and inner, in every count", () => {
    fc.assert(
      fc.property(brokenSpans(8), brokenSpans(8), (gold, pred) => {
        const tally = tallyOf([gold, pred]);
        for (const [one, other] of [
          ["flat", "nested"],
          ["outermost", "inner"],
        ] as const) {
          // biome-ignore format: short.
          const [a, b] = [tally.of(one), tally.of(other)];
          expect([a.gold + b.gold, a.pred + b.pred]).to.deep.equal([gold.length, pred.length]);
          expect(a.correct + b.correct).to.equal(exactMatches(gold, pred));
          for (const { correct, gold, pred } of [a, b]) expect(correct).to.be.at.most(Math.min(gold, pred));
        }
      }),
      { numRuns: runs(2000) },
    );
  });

  it("has all mentions flat and outermost where no two of a side overlap", () => {
    fc.assert(
      fc.property(flatSpans(8), flatSpans(8), (gold, pred) => {
        const tally = tallyOf([gold, pred]);
        const all = { correct: exactMatches(gold, pred), gold: gold.length, pred: pred.length };
        expect([tally.of("flat"), tally.of("outermost")]).to.deep.equal([all, all]);
        for (const name of ["nested", "inner", "nesting"] as const)
          expect(tally.of(name)).to.deep.equal({ correct: 0, gold: 0, pred: 0 });
      }),
      { numRuns: runs(500) },
    );
  });

  it("is, mention by mention and unit by unit, what the definitions say", () => {
    const spans = fc.oneof(anySpans(7, 6), brokenSpans(7, 4));
    fc.assert(
      fc.property(spans, spans, (gold, pred) => {
        const tally = tallyOf([gold, pred]);
        const [ofGold, ofPred] = [defined(gold), defined(pred)];
        expect(tally.of("nested").gold).to.equal(gold.filter(ofGold.isNested).length);
        expect(tally.of("inner").gold).to.equal(gold.filter(ofGold.isInner).length);
        const { gold: inGold, pred: inPred, correct } = tally.of("nesting");
        expect([inGold, inPred]).to.deep.equal([ofGold.units.length, ofPred.units.length]);
        expect(correct).to.equal(ofGold.units.filter((unit) => ofPred.units.includes(unit)).length);
      }),
      { numRuns: runs(3000) },
    );
  });

  it("counts the same in any order of the spans, and as the sum of its documents", () => {
    fc.assert(
      fc.property(brokenSpans(6), brokenSpans(6), brokenSpans(6), fc.integer(), (a, b, c, seed) => {
        expect(plain(tallyOf([shuffled(a, seed), shuffled(b, seed + 1)]))).to.deep.equal(plain(tallyOf([a, b])));
        const sum = tallyOf([a, b]);
        sum.merge(tallyOf([b, c]));
        expect(plain(sum)).to.deep.equal(plain(tallyOf([a, b], [b, c])));
      }),
      { numRuns: runs(500) },
    );
  });

  it("adds up documents that were counted apart", () => {
    const document: Sides = [[span(0, 4, "A"), span(0, 2, "B")], [span(0, 4, "A"), span(0, 2, "B"), span(5, 6, "A")]]; // biome-ignore format: sides.
    const sum = tallyOf(document);
    sum.merge(tallyOf(document));
    expect(plain(sum)).to.deep.equal({ flat: "0/0/2", nested: "4/4/4", outermost: "2/2/4", inner: "2/2/2", nesting: "2/2/2" }); // biome-ignore format: one line.
  });

  it("takes a nesting for another one where the gap of a mention in it is elsewhere", () => {
    const around = span(0, 9, "A");
    const [one, other] = [broken([[1, 2], [4, 6]], "B"), broken([[1, 3], [5, 6]], "B")]; // biome-ignore format: pieces.
    expect(tallyOf([[around, one], [around, one]]).of("nesting")).to.deep.equal({ correct: 1, gold: 1, pred: 1 }); // biome-ignore format: sides.
    expect(tallyOf([[around, one], [around, other]]).of("nesting")).to.deep.equal({ correct: 0, gold: 1, pred: 1 }); // biome-ignore format: sides.
  });

  it("copes with thousands of mentions inside one", () => {
    const inside = Array.from({ length: 5000 }, (_, i) => span(2 * i, 2 * i + 1, "A"));
    const gold = [span(0, 10_000, "TEXT"), ...inside];
    expect(plain(tallyOf([gold, inside]))).to.include({ nested: "5000/5001/5000", nesting: "0/1/0" });
  });
});

/** How many mentions are on both sides, copies as often as both have them. */
function exactMatches(gold: readonly Span[], pred: readonly Span[]): number {
  const left = pred.map((s) => JSON.stringify(s));
  return gold.filter((s) => {
    const at = left.indexOf(JSON.stringify(s));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
}

/** The definitions, written down again: every mention against every other, character by character. */
function defined(spans: readonly Span[]) {
  const covers = (a: Span, b: Span) => [...charactersOf(b)].every((at) => charactersOf(a).has(at));
  const isCopy = (a: Span, b: Span) => JSON.stringify(a) === JSON.stringify(b);
  const isInner = (s: Span) => spans.some((other) => covers(other, s) && !covers(s, other));
  const isNested = (s: Span) => spans.some((other) => !isCopy(s, other) && (covers(other, s) || covers(s, other)));
  const unitOf = (head: Span) => {
    const mentions = new Set(spans.filter((s) => covers(head, s)).map((s) => JSON.stringify(s)));
    return mentions.size > 1 ? [[...mentions].sort().join()] : [];
  };
  return { isInner, isNested, units: [...new Set(spans.filter((s) => !isInner(s)).flatMap(unitOf))] };
}
