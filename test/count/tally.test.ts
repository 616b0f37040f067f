import { expect } from "chai";
import fc from "fast-check";
import { TypeNames } from "../../src/corpus/columns.ts";
import type { Span } from "../../src/corpus/span.ts";
import type { Cells, Row, Tally } from "../../src/count/cells.ts";
import { type Counter, counterNames, counters, countOf, countPairs, totalRow } from "../../src/count/tally.ts";
import { type BoundaryKind, boundaryKinds } from "../../src/match/boundary.ts";
import { matchSpans } from "../../src/match/spans.ts";
import { semevalNames as schemes } from "../../src/score/schemes/semeval.ts";
import { kindCounts, type SchemeCounts } from "../../src/score/scores.ts";
import { matched, tallied } from "../counting.ts";
import { runs } from "../runs.ts";
import { countsIn } from "../score/counts.ts";
import { anySpans, broken, brokenSpans, flatSpans, span } from "../spans.ts";
import { bestCounts, type Counts, correct, credit, pairs } from "./brute-force.ts";

type Sides = readonly [gold: readonly Span[], pred: readonly Span[]];

/** The tally of some documents together. */
function tallyOfAll(documents: readonly Sides[]): Tally {
  const types = new TypeNames();
  const counts = documents.map(([gold, pred]) => {
    const { document, ledger } = matched(gold, pred, { types });
    return (cells: Cells) => countPairs(cells, document, ledger);
  });
  return tallied(types, ...counts);
}

/** The tally of one document. */
function tallyOf(gold: readonly Span[], pred: readonly Span[]): Tally {
  return tallyOfAll([[gold, pred]]);
}

const totalOf = (gold: readonly Span[], pred: readonly Span[]): Row => totalRow(tallyOf(gold, pred));
const rowOf = (tally: Tally, type: string): Row => tally.get(type) ?? counters.map(() => 0);
const ofType = (spans: readonly Span[], type: string) => spans.filter((span) => span.type === type).length;

/** A tally as plain data, in an order of its own. */
const plain = (tally: Tally) => [...tally].sort(([a], [b]) => (a < b ? -1 : 1));

const outcomes = ({ correct, incorrect, partial, missed, spurious }: Counts): Counts => ({
  correct,
  incorrect,
  partial,
  missed,
  spurious,
});

/**
 * The spans of a drawing: `[A---]` is a span from its `[` to behind its `]`, of type A; without a letter, of type X.
 * `[--X X--]` is one of type X with a gap.
 */
function drawn(line: string): Span[] {
  const gap = /\[-+X( +)X-+\]/.exec(line);
  if (gap) {
    const [before, after] = [gap[0].indexOf(" "), gap[0].lastIndexOf(" ") + 1];
    const at = (offset: number) => gap.index + offset;
    return [broken([[at(0), at(before)], [at(after), at(gap[0].length)]], "X")]; // biome-ignore format: a drawing.
  }
  return Array.from(line.matchAll(/\[-*(\w*)-*\]/g), (match) =>
    span(match.index, match.index + match[0].length, match[1] || "X"),
  );
}

/** The kinds of boundary errors that occur, with their counts. */
function boundariesOf(row: Row): { [kind in BoundaryKind]?: number } {
  return Object.fromEntries(
    boundaryKinds.map((kind) => [kind, countOf(row, kind)] as const).filter(([, count]) => count > 0),
  );
}

describe("a tally", () => {
  describe("of kinds", () => {
    it("has every gold span in exactly one of correct, type, boundary, both and missed", () => {
      fc.assert(
        fc.property(anySpans(8), anySpans(8), (gold, pred) => {
          const { correct, type, boundary, both, missed } = kindCounts(totalOf(gold, pred));
          expect(correct + type + boundary + both + missed).to.equal(gold.length);
        }),
        { numRuns: runs(1000) },
      );
    });

    it("has every predicted span in exactly one of correct, type, boundary, both and spurious", () => {
      fc.assert(
        fc.property(anySpans(8), anySpans(8), (gold, pred) => {
          const { correct, type, boundary, both, spurious } = kindCounts(totalOf(gold, pred));
          expect(correct + type + boundary + both + spurious).to.equal(pred.length);
        }),
        { numRuns: runs(1000) },
      );
    });

    it("counts what the links of the ledger say", () => {
      fc.assert(
        fc.property(anySpans(8), anySpans(8), (gold, pred) => {
          const expected = { correct: 0, type: 0, boundary: 0, both: 0, missed: 0, spurious: 0 };
          for (const { kind } of matchSpans(gold, pred).links) expected[kind]++;
          expect(kindCounts(totalOf(gold, pred))).to.deep.equal(expected);
        }),
        { numRuns: runs(1000) },
      );
    });

    it("is complete for discontinuous spans too, and agrees with the schemes on what is exact", () => {
      fc.assert(
        fc.property(brokenSpans(8), brokenSpans(8), (gold, pred) => {
          const row = totalOf(gold, pred);
          const { correct, type, boundary, both, missed, spurious } = kindCounts(row);
          expect(correct + type + boundary + both + missed).to.equal(gold.length);
          expect(correct + type + boundary + both + spurious).to.equal(pred.length);
          expect(correct).to.equal(countsIn(row, "strict").correct);
          expect(correct + type).to.equal(countsIn(row, "exact").correct);
          expect(correct + boundary).to.be.at.most(countsIn(row, "type").correct);
        }),
        { numRuns: runs(1000) },
      );
    });

    it("books a wrong type at the gold span's type, and takes the prediction off its type's spurious ones", () => {
      const tally = tallyOf([span(0, 3, "PER"), span(5, 8, "LOC")], [span(0, 3, "ORG"), span(6, 8, "ORG")]);
      const none = { correct: 0, type: 0, boundary: 0, both: 0, missed: 0, spurious: 0 };
      expect(kindCounts(rowOf(tally, "PER"))).to.deep.equal({ ...none, type: 1 });
      expect(kindCounts(rowOf(tally, "LOC"))).to.deep.equal({ ...none, both: 1 });
      expect(kindCounts(rowOf(tally, "ORG"))).to.deep.equal(none);
    });

    it("agrees with the schemes on what is exact", () => {
      fc.assert(
        fc.property(anySpans(8), anySpans(8), (gold, pred) => {
          const row = totalOf(gold, pred);
          const kinds = kindCounts(row);
          expect(kinds.correct).to.equal(countsIn(row, "strict").correct);
          expect(kinds.correct + kinds.type).to.equal(countsIn(row, "exact").correct);
          expect(kinds.correct + kinds.boundary).to.be.at.most(countsIn(row, "type").correct);
        }),
        { numRuns: runs(1000) },
      );
    });
  });

  describe("of a scheme", () => {
    it("is complete on both sides: gold is the gold spans, pred the predicted ones", () => {
      fc.assert(
        fc.property(anySpans(8), anySpans(8), (gold, pred) => {
          const row = totalOf(gold, pred);
          for (const scheme of schemes) {
            const counts = countsIn(row, scheme);
            const { correct, incorrect, partial, missed, spurious } = counts;
            expect([counts.gold, counts.pred], scheme).to.deep.equal([gold.length, pred.length]);
            expect(correct + incorrect + partial + missed, scheme).to.equal(counts.gold);
            expect(correct + incorrect + partial + spurious, scheme).to.equal(counts.pred);
          }
        }),
        { numRuns: runs(1000) },
      );
    });

    it("is complete for every type, the gold spans on one side and the predicted ones on the other", () => {
      fc.assert(
        fc.property(anySpans(8), anySpans(8), (gold, pred) => {
          for (const [type, row] of tallyOf(gold, pred)) {
            for (const scheme of schemes) {
              const counts = countsIn(row, scheme);
              const { correct, incorrect, partial, missed, spurious, system } = counts;
              expect([counts.gold, counts.pred], scheme).to.deep.equal([ofType(gold, type), ofType(pred, type)]);
              expect(correct + incorrect + partial + missed, scheme).to.equal(counts.gold);
              expect(system.correct + system.incorrect + system.partial + spurious, scheme).to.equal(counts.pred);
              for (const count of [...Object.values(outcomes(counts)), ...Object.values(system)])
                expect(count, scheme).to.be.at.least(0);
            }
          }
        }),
        { numRuns: runs(1000) },
      );
    });

    it("sums over types to the total, on either side", () => {
      fc.assert(
        fc.property(anySpans(8), anySpans(8), (gold, pred) => {
          const tally = tallyOf(gold, pred);
          const total = totalRow(tally);
          for (const counter of counters) {
            const sum = [...tally.values()].reduce((so, row) => so + countOf(row, counter), 0);
            expect(sum, counter).to.equal(countOf(total, counter));
          }
          for (const scheme of schemes) {
            const { correct, incorrect, partial, system } = countsIn(total, scheme);
            expect(system, scheme).to.deep.equal({ correct, incorrect, partial });
          }
        }),
        { numRuns: runs(1000) },
      );
    });

    it("gives strict no more credit than exact and type, and exact no more than partial", () => {
      fc.assert(
        fc.property(anySpans(8), anySpans(8), (gold, pred) => {
          const row = totalOf(gold, pred);
          const [strict, exact, partial, type] = schemes.map((scheme) => credit(countsIn(row, scheme)));
          expect(strict).to.be.at.most(exact!);
          expect(exact).to.be.at.most(partial!);
          expect(strict).to.be.at.most(type!);
        }),
        { numRuns: runs(1000) },
      );
    });

    it("has as many correct spans in strict as flat gold and flat predictions have in common", () => {
      const key = ({ start, end, type }: Span) => JSON.stringify([start, end, type]);
      fc.assert(
        fc.property(flatSpans(8), flatSpans(8), (gold, pred) => {
          const golds = new Set(gold.map(key));
          const common = pred.filter((span) => golds.has(key(span))).length;
          expect(countsIn(totalOf(gold, pred), "strict").correct).to.equal(common);
        }),
        { numRuns: runs(1000) },
      );
    });

    it("books a pair at the gold span's type, and in `system` at the predicted span's", () => {
      const tally = tallyOf([span(0, 3, "PER"), span(5, 8, "LOC")], [span(0, 3, "ORG"), span(6, 8, "ORG")]);
      const count = (type: string, scheme: "exact" | "partial") => countsIn(rowOf(tally, type), scheme);
      const none = { correct: 0, incorrect: 0, partial: 0 };
      const empty: SchemeCounts = { ...none, missed: 0, spurious: 0, gold: 0, pred: 0, system: none };
      expect(count("PER", "exact")).to.deep.equal({ ...empty, correct: 1, gold: 1 });
      expect(count("LOC", "exact")).to.deep.equal({ ...empty, incorrect: 1, gold: 1 });
      expect(count("LOC", "partial")).to.deep.equal({ ...empty, partial: 1, gold: 1 });
      const system = { ...none, correct: 1 };
      expect(count("ORG", "exact")).to.deep.equal({ ...empty, pred: 2, system: { ...system, incorrect: 1 } });
      expect(count("ORG", "partial")).to.deep.equal({ ...empty, pred: 2, system: { ...system, partial: 1 } });
    });
  });

  describe("against brute force", () => {
    const often = { numRuns: runs(20_000), seed: 20130615 };
    const counted = (gold: readonly Span[], pred: readonly Span[]) => {
      const row = totalOf(gold, pred);
      return (scheme: (typeof schemes)[number]) => outcomes(countsIn(row, scheme));
    };

    it("has the best credit, and of those the most pairs, in all counts of every scheme on flat spans", () => {
      fc.assert(
        fc.property(flatSpans(4), flatSpans(4), (gold, pred) => {
          const ours = counted(gold, pred);
          for (const scheme of schemes) expect(ours(scheme), scheme).to.deep.equal(bestCounts(gold, pred, scheme));
        }),
        often,
      );
    });

    it("has them in all counts of exact and type on nested, crossing and repeated spans, and the credit in every scheme", () => {
      fc.assert(
        fc.property(anySpans(4), anySpans(4), (gold, pred) => {
          const ours = counted(gold, pred);
          for (const scheme of ["exact", "type"] as const)
            expect(ours(scheme), scheme).to.deep.equal(bestCounts(gold, pred, scheme));
          for (const scheme of ["strict", "partial"] as const)
            expect(credit(ours(scheme)), scheme).to.equal(credit(bestCounts(gold, pred, scheme)));
        }),
        often,
      );
    });

    it("prefers whole points to half ones in partial, where nested spans leave the choice at the same credit", () => {
      fc.assert(
        fc.property(anySpans(4), anySpans(4), (gold, pred) => {
          const best = bestCounts(gold, pred, "partial", [credit, correct, pairs]);
          expect(counted(gold, pred)("partial")).to.deep.equal(best);
        }),
        { ...runs, numRuns: runs(4000) },
      );
      const gold = [span(0, 10, "A"), span(8, 10, "A")];
      const pred = [span(0, 10, "A"), span(0, 2, "A")];
      // Two halves make as much as one whole, and pair all four spans.
      expect(bestCounts(gold, pred, "partial")).to.include({ correct: 0, partial: 2, missed: 0, spurious: 0 });
      expect(counted(gold, pred)("partial")).to.include({ correct: 1, partial: 0, missed: 1, spurious: 1 });
    });

    it("follows exact in what strict pairs, which with nested spans may be fewer than could be", () => {
      fc.assert(
        fc.property(anySpans(4), anySpans(4), (gold, pred) => {
          const strict = counted(gold, pred)("strict");
          const exact = bestCounts(gold, pred, "exact");
          expect([strict.missed, strict.spurious]).to.deep.equal([exact.missed, exact.spurious]);
          expect(pairs(strict)).to.be.at.most(pairs(bestCounts(gold, pred, "strict")));
        }),
        { ...runs, numRuns: runs(4000) },
      );
      const gold = [span(0, 10, "A"), span(8, 10, "A")];
      const pred = [span(0, 10, "B"), span(0, 2, "B")];
      expect(bestCounts(gold, pred, "strict")).to.include({ incorrect: 2, missed: 0, spurious: 0 });
      expect(counted(gold, pred)("strict")).to.include({ incorrect: 1, missed: 1, spurious: 1 });
    });
  });

  describe("of boundary errors", () => {
    const drawings: { readonly [kind in BoundaryKind]: readonly [title: string, gold: string, pred: string] } = {
      "left-short": ["starts too late", "  [-------]  ", "    [-----]  "],
      "left-long": ["starts too early", "  [-------]  ", "[---------]  "],
      "right-short": ["ends too early", "  [-------]  ", "  [-----]    "],
      "right-long": ["ends too late", "  [-------]  ", "  [---------]"],
      inside: ["starts too late and ends too early", "  [-------]  ", "    [---]    "],
      around: ["starts too early and ends too late", "  [-------]  ", "[-----------]"],
      "shifted-left": ["starts and ends too early", "  [-------]  ", "[-----]      "],
      "shifted-right": ["starts and ends too late", "  [-------]  ", "      [-----]"],
      gaps: ["starts and ends where it should, and leaves out something between", "  [-------]  ", "  [--X X--]  "],
    };

    for (const [kind, [title, gold, pred]] of Object.entries(drawings)) {
      it(`calls a prediction ${kind} that ${title}`, () => {
        const row = totalOf(drawn(gold), drawn(pred));
        expect(boundariesOf(row)).to.deep.equal({ [kind]: 1 });
        expect(kindCounts(row).boundary).to.equal(1);
      });
    }

    it("has every error in exactly one kind, for every type", () => {
      fc.assert(
        fc.property(fc.oneof(anySpans(8), brokenSpans(8)), brokenSpans(8), (gold, pred) => {
          for (const row of tallyOf(gold, pred).values()) {
            const sum = boundaryKinds.reduce((so, kind) => so + countOf(row, kind), 0);
            expect(sum).to.equal(countOf(row, "boundary"));
          }
        }),
        { numRuns: runs(1000) },
      );
    });

    it("turns every kind into its opposite when gold and prediction change places", () => {
      const opposite: { readonly [kind in BoundaryKind]: BoundaryKind } = {
        "left-short": "left-long",
        "left-long": "left-short",
        "right-short": "right-long",
        "right-long": "right-short",
        inside: "around",
        around: "inside",
        "shifted-left": "shifted-right",
        "shifted-right": "shifted-left",
        gaps: "gaps",
      };
      fc.assert(
        fc.property(fc.oneof(flatSpans(6), brokenSpans(1)), fc.oneof(flatSpans(6), brokenSpans(1)), (gold, pred) => {
          const there = totalOf(gold, pred);
          const back = totalOf(pred, gold);
          for (const kind of boundaryKinds) expect(countOf(there, kind)).to.equal(countOf(back, opposite[kind]));
        }),
        { numRuns: runs(1000) },
      );
    });

    it("leaves spans of another type to `both`", () => {
      const row = totalOf(drawn("[A----]"), drawn(" [B---]"));
      expect(boundariesOf(row)).to.deep.equal({});
      expect(kindCounts(row).both).to.equal(1);
    });
  });

  describe("of splits and merges", () => {
    const splits = (gold: readonly Span[], pred: readonly Span[]) => {
      const tally = tallyOf(gold, pred);
      const of = (counter: Counter) => [...tally].filter(([, row]) => countOf(row, counter) > 0);
      const counts = (counter: Counter) =>
        Object.fromEntries(of(counter).map(([t, row]) => [t, countOf(row, counter)]));
      return { split: counts("split"), merged: counts("merged") };
    };

    // biome-ignore format: drawings.
    const drawings: readonly { title: string; gold: string; pred: string; split: object; merged: object }[] = [
      { title: "a gold span found in two pieces is split",
        gold: "[A--------]",
        pred: "[A--] [A--]", split: { A: 1 }, merged: {} },
      { title: "a gold span is split once, however many its pieces",
        gold: "[A---------]",
        pred: "[A-][A-][A-]", split: { A: 1 }, merged: {} },
      { title: "a prediction that runs two gold spans together is merged",
        gold: "[A--] [A--]",
        pred: "[A--------]", split: {}, merged: { A: 1 } },
      { title: "a split is booked at the gold span's type, whatever the types of the pieces",
        gold: "[A--------]",
        pred: "[B--] [C--]", split: { A: 1 }, merged: {} },
      { title: "a merge is booked at the prediction's type, whatever the types of what it merges",
        gold: "[B--] [C--]",
        pred: "[A--------]", split: {}, merged: { A: 1 } },
      { title: "a chain has both: the first prediction merges two gold spans, of which the second is split",
        gold: "[A---][B---]",
        pred: "[C------][D]", split: { B: 1 }, merged: { C: 1 } },
      { title: "one boundary error is neither",
        gold: "[A--------]",
        pred: "[A--]      ", split: {}, merged: {} },
      { title: "pieces that only touch a gold span do not split it",
        gold: "     [A--] ",
        pred: "[A--][A--]", split: {}, merged: {} },
    ];

    for (const { title, gold, pred, split, merged } of drawings) {
      it(title, () => {
        expect(splits(drawn(gold), drawn(pred))).to.deep.equal({ split, merged });
      });
    }

    it("leave out spans found with their exact extent, and what else overlaps them", () => {
      const outer = span(0, 10, "A");
      expect(splits([outer], [span(0, 10, "A"), span(0, 3, "A"), span(4, 6, "B")])).to.deep.equal({
        split: {},
        merged: {},
      });
      expect(splits([outer, span(0, 3, "A"), span(4, 6, "B")], [span(0, 10, "B")])).to.deep.equal({
        split: {},
        merged: {},
      });
    });

    it("are, on flat spans, all that overlap more than one span of the other side", () => {
      const overlapping = (span: Span, others: readonly Span[]) =>
        others.filter(({ start, end }) => start < span.end && span.start < end).length;
      fc.assert(
        fc.property(flatSpans(6), flatSpans(6), (gold, pred) => {
          const row = totalOf(gold, pred);
          expect(countOf(row, "split")).to.equal(gold.filter((span) => overlapping(span, pred) > 1).length);
          expect(countOf(row, "merged")).to.equal(pred.filter((span) => overlapping(span, gold) > 1).length);
        }),
        { numRuns: runs(1000) },
      );
    });

    it("change places when gold and prediction do", () => {
      fc.assert(
        fc.property(anySpans(6), anySpans(6), (gold, pred) => {
          const there = totalOf(gold, pred);
          const back = totalOf(pred, gold);
          expect(countOf(there, "split")).to.equal(countOf(back, "merged"));
          expect(countOf(there, "merged")).to.equal(countOf(back, "split"));
        }),
        { numRuns: runs(1000) },
      );
    });

    it("are the same whether equal spans are one object or several", () => {
      const pool = fc.constantFrom(span(0, 6, "A"), span(0, 3, "A"), span(3, 6, "B"), span(2, 4, "A"), span(0, 6, "B"));
      const spans = fc.array(pool, { maxLength: 5 });
      fc.assert(
        fc.property(spans, spans, (gold, pred) => {
          const copy = (spans: readonly Span[]) => spans.map((span) => ({ ...span }));
          expect(splits(gold, pred)).to.deep.equal(splits(copy(gold), copy(pred)));
        }),
        { numRuns: runs(1000) },
      );
    });
  });

  describe("of several documents", () => {
    const sides = fc.tuple(anySpans(5), anySpans(5));

    it("is the sum of theirs, each counter of each type by itself", () => {
      fc.assert(
        fc.property(fc.array(sides, { maxLength: 4 }), (documents) => {
          const all = tallyOfAll(documents);
          const own = documents.map(([gold, pred]) => tallyOf(gold, pred));
          expect([...all.keys()].sort()).to.deep.equal([...new Set(own.flatMap((tally) => [...tally.keys()]))].sort());
          for (const [type, row] of all)
            for (const counter of counters) {
              const sum = own.reduce((so, tally) => so + countOf(rowOf(tally, type), counter), 0);
              expect(countOf(row, counter), `${type} ${counter}`).to.equal(sum);
            }
        }),
        { numRuns: runs(500) },
      );
    });

    it("is the same in any order", () => {
      fc.assert(
        fc.property(fc.array(sides, { maxLength: 4 }), (documents) => {
          expect(plain(tallyOfAll([...documents].reverse()))).to.deep.equal(plain(tallyOfAll(documents)));
        }),
        { numRuns: runs(500) },
      );
    });
  });

  describe("of thresholds of overlap", () => {
    const overlaps = [0.5, 0.75];

    it("has the names of all its counts, three for every threshold", () => {
      expect(counterNames([])).to.deep.equal([...counters]);
      expect(counterNames(overlaps).slice(counters.length)).to.deep.equal([
        "overlap@0.5:same",
        "overlap@0.5:pairGold",
        "overlap@0.5:pairPred",
        "overlap@0.75:same",
        "overlap@0.75:pairGold",
        "overlap@0.75:pairPred",
      ]);
    });
  });
});
