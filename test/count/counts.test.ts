import { expect } from "chai";
import fc from "fast-check";
import { type Counted, DocumentColumns, TypeNames } from "../../src/corpus/columns.ts";
import type { PredictedSpan, Unplaced } from "../../src/corpus/span.ts";
import { SummedCells, Sums } from "../../src/count/cells.ts";
import { type CollectorSet, startCollectors } from "../../src/count/collectors.ts";
import { Counts } from "../../src/count/counts.ts";
import { type UnitName, unitNames } from "../../src/count/units.ts";
import { Ledger } from "../../src/match/ledger.ts";
import { askedCollectors } from "../../src/run/asked.ts";
import { resultsOf } from "../../src/score/results.ts";
import { creditsOf } from "../../src/score/schemes/registry.ts";
import { runs } from "../runs.ts";
import { anySpans, brokenSpans, flatSpans } from "../spans.ts";

const OVERLAPS = [0.5, 0.75];

/** A document as it is aligned: its predictions came with offsets, without any, or not at all. */
interface Sample extends Counted {
  readonly pred: readonly PredictedSpan[];
  readonly unplaced: readonly Unplaced[];
  readonly pair: { readonly pred?: { readonly mentions?: [] } };
}

const text = fc.string({ unit: fc.constantFrom("a", "b", "c", " ", ". ", "é"), minLength: 30, maxLength: 40 });
const spans = fc.oneof(flatSpans(5), anySpans(6), brokenSpans(5));
const sample = fc
  .record({
    ...{ text, gold: spans, pred: spans, scores: fc.array(fc.constantFrom(undefined, 0, 0.5, 1, 2)) },
    unplaced: fc.array(fc.constantFrom({ type: "A", surface: "a" }, { type: "D", surface: "b", score: 0.5 }), {
      maxLength: 2,
    }),
    of: fc.constantFrom(undefined, undefined, "x", "y"),
    ending: fc.constantFrom("", "1", "2"),
    pair: fc.constantFrom({}, { pred: {} }, { pred: { mentions: [] as [] } }),
  })
  .map(({ text, gold, pred, scores, unplaced, of, ending, pair }): Omit<Sample, "id"> => {
    const named = <T extends { readonly type: string }>(one: T) => ({ ...one, type: `${one.type}${ending}` });
    return {
      ...{ text, unplaced, pair, gold: gold.map(named), ...(of && { sentence: { of } }) },
      pred: pred.map((one, i) => ({ ...named(one), ...(scores[i] !== undefined && { score: scores[i] }) })),
    };
  });
/** Documents, each in one of two parts. */
const samples = fc
  .array(fc.tuple(sample, fc.boolean()), { maxLength: 12 })
  .map((drawn) => drawn.map(([sample, first], i) => ({ first, sample: { ...sample, id: `d${i}` } })));

function* matched(documents: readonly Sample[], types: Counts["types"]) {
  const [columns, ledger] = [new DocumentColumns(types), new Ledger(OVERLAPS)];
  for (const document of documents) {
    columns.load(document);
    ledger.match(columns);
    yield { ...document, columns, ledger };
  }
}

function empty(unit: UnitName | undefined, overlaps = OVERLAPS): Counts {
  return new Counts({ unit, overlaps, credits: creditsOf(overlaps) });
}

function counted(documents: readonly Sample[], unit: UnitName | undefined): Counts {
  const counts = empty(unit);
  for (const { columns, ledger } of matched(documents, counts.types)) counts.add(columns, ledger);
  return counts;
}

/** The results of counts, lists of integers as arrays, since how many bytes each takes is no part of them. */
function plain(counts: Counts) {
  const { units, ...results } = resultsOf(counts, "skip");
  const lists = [units.starts, units.columns, units.values, units.tokens].map((list) => Array.from(list));
  return { ...results, units: { ...units, starts: [], columns: [], values: [], tokens: [] }, lists };
}

function collected(documents: readonly Sample[]): CollectorSet {
  const collectors = startCollectors({ confidence: true, outcomes: true }, askedCollectors);
  for (const document of matched(documents, empty(undefined).types)) collectors.add(document);
  return collectors;
}

/** What was collected, documents in the order of their ids. */
function found(collectors: CollectorSet) {
  const { outcomes, ...others } = collectors.result();
  return { ...others, outcomes: [...outcomes!].sort(([a], [b]) => (a < b ? -1 : 1)) };
}

/** Some of them added up into another one. */
function merged<T extends { merge(other: T): void }>(one: T, ...others: readonly T[]): T {
  for (const other of others) one.merge(other);
  return one;
}

const all = (parts: readonly { readonly sample: Sample }[]) => parts.map(({ sample }) => sample);
const parted = (parts: readonly { readonly sample: Sample; readonly first: boolean }[]) =>
  [true, false].map((which) => all(parts.filter(({ first }) => first === which))) as [Sample[], Sample[]];

describe("sums", () => {
  it("have every counter of every type, however much room was made for the last one", () => {
    const [types, sums] = [new TypeNames(), new Sums()];
    const cells = new SummedCells(5, sums, []);
    cells.add(types.numberOf("A"), 4);
    cells.add(types.numberOf("B"), 0);
    expect(sums.values.length).to.be.lessThan(2 * 5);
    expect([...sums.tally(types, 5)]).to.deep.equal([
      ["A", [0, 0, 0, 0, 1]],
      ["B", [1, 0, 0, 0, 0]],
    ]);
  });
});

describe("counts of two parts", () => {
  for (const unit of [undefined, ...unitNames])
    it(`are, merged either way round, those of all documents at once, with ${unit ?? "nothing"} kept by itself`, () => {
      fc.assert(
        fc.property(samples, (drawn) => {
          const [one, other] = parted(drawn);
          const once = plain(counted(all(drawn), unit));
          expect(plain(merged(counted(one, unit), counted(other, unit)))).to.deep.equal(once);
          expect(plain(merged(counted(other, unit), counted(one, unit)))).to.deep.equal(once);
          expect(plain(merged(empty(unit), counted(one, unit), counted(other, unit)))).to.deep.equal(once);
        }),
        { numRuns: runs(400) },
      );
    });

  it("are those of all documents where many come out differently, and leave the part that was added as it was", () => {
    const drawn = fc.sample(fc.tuple(sample, fc.boolean()), { seed: 7, numRuns: 600 });
    const documents = drawn.map(([sample, first], i) => ({ first, sample: { ...sample, id: `d${i}` } }));
    const [one, other] = parted(documents).map((part) => counted(part, "document")) as [Counts, Counts];
    const before = plain(other);
    expect(plain(merged(one, other))).to.deep.equal(plain(counted(all(documents), "document")));
    expect(plain(other)).to.deep.equal(before);
  });

  it("do not add up where they were made with other options", () => {
    expect(() => empty("document").merge(empty(undefined))).to.throw("other options");
    expect(() => empty("document").merge(empty("document", [0.5]))).to.throw("other options");
    const fewer = new Counts({ overlaps: OVERLAPS, credits: creditsOf(OVERLAPS).slice(1) });
    expect(() => empty(undefined).merge(fewer)).to.throw("other options");
    expect(() => fewer.outcomesOf(creditsOf(OVERLAPS)[0]!)).to.throw("without these columns");
  });
});

describe("what is collected of two parts", () => {
  it("is, merged either way round, what is collected of all documents at once", () => {
    fc.assert(
      fc.property(samples, (drawn) => {
        const [one, other] = parted(drawn);
        const once = found(collected(all(drawn)));
        expect(found(merged(collected(one), collected(other)))).to.deep.equal(once);
        expect(found(merged(collected(other), collected(one)))).to.deep.equal(once);
      }),
      { numRuns: runs(400) },
    );
  });

  it("does not add up where other things were asked for", () => {
    expect(() => collected([]).merge(startCollectors({}))).to.throw("other kinds");
  });
});
