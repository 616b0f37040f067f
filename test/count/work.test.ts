/** How much work large documents are; apart from the other tests, which are to be run many times. */
import { expect } from "chai";
import { DocumentColumns, TypeNames } from "../../src/corpus/columns.ts";
import { countCoverage, coverageCounters } from "../../src/count/coverage.ts";
import { compareFairly, countEvents, noFairCounts } from "../../src/count/fair.ts";
import { counting } from "../counting.ts";
import { span } from "../spans.ts";

describe("a large document", () => {
  it("of 100,000 predictions over one gold span is compared fairly, however they are listed", () => {
    const n = 100_000;
    const gold = [span(0, 3 * n, "A")];
    // Coprime to n, so that every place comes up once; the gaps leave the gold span in pieces.
    const scattered = Array.from({ length: n }, (_, i) => (i * 61_803) % n);
    const pred = scattered.map((at) => span(3 * at, 3 * at + 2, at % 2 ? "A" : "B"));
    const { events, repeated } = compareFairly(gold, pred);
    expect(countEvents(events)).to.deep.equal({ ...noFairCounts, BES: n / 2, LBE: n / 2 });
    expect(repeated).to.deep.equal({ gold: 1, pred: 0 });
  });

  it("of 12,000 mentions that overlap in a chain is compared fairly", () => {
    const chain = (offset: number) =>
      Array.from({ length: 12_000 }, (_, i) => span(8 * i + offset, 8 * i + offset + 8, "A"));
    expect(countEvents(compareFairly(chain(0), chain(3)).events)).to.deep.equal({ ...noFairCounts, BEO: 12_000 });
  });

  it("of 100,000 predictions has every token of a mention in pieces counted once", () => {
    const long = "x ".repeat(50_000);
    const gold = [span(0, long.length - 1, "A")];
    const pred = Array.from({ length: 100_000 }, (_, i) => span(i % 1000, long.length - (i % 777), "A"));
    let both = 0;
    const document = new DocumentColumns(new TypeNames());
    document.load({ id: "", text: long, gold, pred });
    const add = (_: number, counter: number, count = 1) => {
      if (coverageCounters[counter] === "tokenBoth") both += count;
    };
    const agreement = countCoverage(document, { cells: counting(add), first: 0 });
    expect(both).to.equal(50_000);
    expect(agreement).to.deep.equal({ all: 50_000, labelsSame: 50_000, tagsSame: 50_000 });
  });
});
