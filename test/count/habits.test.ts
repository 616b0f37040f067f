import { expect } from "chai";
import fc from "fast-check";
import { compareText } from "../../src/corpus/span.ts";
import { HabitCounts } from "../../src/count/habits.ts";
import { runs } from "../runs.ts";

describe("habits", () => {
  it("are the pairs of surfaces and how often each came, as text or in bytes, most frequent first", () => {
    const surface = fc.oneof(
      fc.stringMatching(/^[a-c ]{0,3}$/),
      fc.constantFrom("é", "New York", "\ud800", "a\u00a0b", "a\tb", "x".repeat(90)),
    );
    const habit = fc.record({ gold: surface, pred: surface, count: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(fc.array(habit, { maxLength: 400 }), (habits) => {
        const counts = new HabitCounts();
        const expected = new Map<string, { gold: string; pred: string; count: number }>();
        for (const { gold, pred, count } of habits) {
          const bytes = Buffer.from(`${gold}|${pred}`);
          const middle = Buffer.byteLength(gold);
          const isPlain = /^[ -~]*$/.test(gold + pred) && !/ {2}/.test(gold) && !/ {2}/.test(pred);
          if (count === 1) {
            expect(counts.addBytes(bytes, 0, middle, middle + 1, bytes.length)).to.equal(isPlain);
            if (!isPlain) counts.add({ gold, pred, count });
          } else counts.add({ gold, pred, count });
          const key = JSON.stringify([gold, pred]);
          expected.set(key, { gold, pred, count: count + (expected.get(key)?.count ?? 0) });
        }
        const sorted = [...expected.values()].sort(
          (a, b) => b.count - a.count || compareText(a.gold, b.gold) || compareText(a.pred, b.pred),
        );
        expect(counts.list()).to.deep.equal(sorted);
      }),
      { numRuns: runs(200) },
    );
  });

  it("keep their counts while there come more of them than there was room for", () => {
    const counts = new HabitCounts();
    for (let round = 1; round <= 2; round++)
      for (let i = 0; i < 5000; i++) counts.add({ gold: `gold ${i}`, pred: `pred ${i}`, count: 1 });
    const habits = counts.list();
    expect(habits).to.have.length(5000);
    expect(habits.every(({ count, gold, pred }) => count === 2 && gold.slice(5) === pred.slice(5))).to.equal(true);
  });
});
