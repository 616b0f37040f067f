import { expect } from "chai";
import fc from "fast-check";
import { DuplicateFilter, type DuplicatePolicy } from "../../src/align/duplicates.ts";
import type { Span } from "../../src/corpus/span.ts";
import { evaluate } from "../../src/evaluate.ts";
import { brokenSpans, shuffled, span } from "../spans.ts";

const text = "x".repeat(20);
const origin = { source: "test" };
const run = (gold: readonly Span[], spans: readonly Span[], duplicates: DuplicatePolicy = "keep", id = "a") =>
  evaluate([{ id, text, spans: gold, origin }], [{ id, spans, origin }], { duplicates });

/** Spans without their copies, by their JSON. */
const distinct = (spans: readonly Span[]) => [...new Map(spans.map((s) => [JSON.stringify(s), s])).values()];

describe("spans that one side has twice", () => {
  const twice = [span(0, 5, "PER"), span(0, 5, "PER")];

  it("are judged copy by copy, and counted", async () => {
    const { scores, alignment } = await run([span(0, 5, "PER")], twice);
    expect(scores.strict.micro).to.include({ correct: 1, spurious: 1, missed: 0 });
    expect([alignment.gold.duplicates, alignment.pred.duplicates]).to.deep.equal([0, 1]);
    expect(alignment.pred.scored).to.equal(2);
  });

  it("are right as often as the gold has them", async () => {
    const { scores } = await run(twice, twice);
    expect(scores.strict.micro).to.include({ correct: 2, spurious: 0, missed: 0 });
  });

  it("are named in one warning, whatever the order of the input", async () => {
    const documents = ["c", "a", "b"].map((id) => ({
      id,
      text,
      spans: [span(7, 9, "LOC"), ...twice, ...twice],
      origin,
    }));
    const predictions = documents.map(({ id }) => ({ id, spans: twice, origin }));
    for (const seed of [1, 2, 3]) {
      const { warnings } = await evaluate(shuffled(documents, seed), shuffled(predictions, seed + 1));
      expect(warnings).to.deep.equal([
        {
          code: "span-repeated",
          message:
            '9 gold spans and 3 predicted spans repeat another span of the same extent and type, such as PER 0–5 in "a"; each copy is scored, `duplicates: drop` leaves them out',
        },
      ]);
    }
  });

  it("are left out where they are dropped, and counted still", async () => {
    const { scores, alignment, warnings } = await run([span(0, 5, "PER")], twice, "drop");
    expect(scores.strict.micro).to.include({ correct: 1, spurious: 0 });
    expect(alignment.pred).to.include({ read: 2, scored: 1, duplicates: 1 });
    expect(warnings).to.deep.equal([]);
  });

  it("leave, where they are dropped, what has no copies", async () => {
    await fc.assert(
      fc.asyncProperty(brokenSpans(8, 3), brokenSpans(8, 3), async (gold, pred) => {
        const dropped = await run(gold, pred, "drop");
        const clean = await run(distinct(gold), distinct(pred));
        expect(dropped.scores).to.deep.equal(clean.scores);
        expect(dropped.alignment.gold.duplicates).to.equal(gold.length - distinct(gold).length);
        expect(dropped.alignment.pred.read).to.equal(dropped.alignment.pred.scored + dropped.alignment.pred.duplicates);
        expect([clean.alignment.gold.duplicates, clean.alignment.pred.duplicates]).to.deep.equal([0, 0]);
      }),
      { numRuns: 300 },
    );
  });

  it("are none where only the extent or only the type is the same", async () => {
    const { alignment } = await run([span(0, 5, "PER"), span(0, 5, "LOC")], [span(0, 5, "PER"), span(0, 6, "PER")]);
    expect([alignment.gold.duplicates, alignment.pred.duplicates]).to.deep.equal([0, 0]);
  });

  it("keep the surest copy where they are dropped, in any order", () => {
    const copies = [{ ...span(0, 5, "PER"), score: 0.4 }, span(0, 5, "PER"), { ...span(0, 5, "PER"), score: 0.9 }];
    for (const seed of [1, 2, 3, 4])
      expect(new DuplicateFilter("drop").apply(shuffled(copies, seed), "a")).to.deep.equal([copies[2]]);
  });
});
