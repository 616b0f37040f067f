import { existsSync } from "node:fs";
import { expect } from "chai";
import fc from "fast-check";
import { compare } from "../../src/compare.ts";
import type { Span } from "../../src/corpus/span.ts";
import { evaluate } from "../../src/evaluate.ts";
import { evaluateFiles } from "../../src/index.ts";
import { errorKinds } from "../../src/match/kinds.ts";
import { matchSpans } from "../../src/match/spans.ts";
import { runs } from "../runs.ts";
import { anySpans, flatSpans, span } from "../spans.ts";

type CostKind = (typeof errorKinds)[number];

const text = "x".repeat(60);
const scored = async (gold: readonly Span[], pred: readonly Span[]) =>
  (await evaluate([{ id: "a", text, spans: gold }], [{ id: "a", spans: pred }])).errors;

/** Pairs of correct mentions, and all mentions of both sides, after the errors of a kind were fixed one by one. */
function afterFixing(gold: readonly Span[], pred: readonly Span[], kind: CostKind | undefined, type?: string) {
  const counts = { correct: 0, gold: 0, pred: 0 };
  const isOf = (one: Span) => type === undefined || one.type === type;
  for (const link of matchSpans(gold, pred).links) {
    const fixed = link.kind === kind;
    const after = fixed && link.kind === "spurious" ? undefined : fixed ? link.gold : link.pred;
    if (link.gold && isOf(link.gold)) counts.gold++;
    if (after && isOf(after)) counts.pred++;
    if (link.gold && isOf(link.gold) && (fixed || link.kind === "correct")) counts.correct++;
  }
  const { correct, gold: golds, pred: preds } = counts;
  return golds + preds === 0 ? undefined : (2 * correct) / (golds + preds);
}

describe("what errors cost", () => {
  it("is the F1 that fixing all errors of a kind would give, less the F1 there is, over all types and by type", async () => {
    const spans = fc.oneof(flatSpans(8), anySpans(6));
    await fc.assert(
      fc.asyncProperty(spans, spans, async (gold, pred) => {
        const { cost, types } = await scored(gold, pred);
        for (const { type, cost: found } of [{ type: undefined, cost }, ...types])
          for (const kind of errorKinds) {
            const [before, after] = [afterFixing(gold, pred, undefined, type), afterFixing(gold, pred, kind, type)];
            const message = `${kind} of ${type}`;
            if (before === undefined || after === undefined) expect(found[kind], message).to.equal(undefined);
            else expect(found[kind], message).to.be.closeTo(after - before, 1e-12);
          }
      }),
      { numRuns: runs(400) },
    );
  });

  it("leaves nothing to gain where all kinds are fixed: every gold mention is found, and nothing else predicted", async () => {
    await fc.assert(
      fc.asyncProperty(anySpans(6), anySpans(6), async (gold, pred) => {
        const { correct, boundary, type, both, missed, spurious } = (await scored(gold, pred)).all;
        const found = correct + boundary + type + both + missed;
        expect([found, pred.length + missed - spurious]).to.deep.equal([gold.length, gold.length]);
      }),
      { numRuns: runs(200) },
    );
  });

  it("is never below 0 over all types", async () => {
    await fc.assert(
      fc.asyncProperty(anySpans(6), anySpans(6), async (gold, pred) => {
        const { cost } = await scored(gold, pred);
        for (const kind of errorKinds) expect(cost[kind] ?? 0, kind).to.be.at.least(0);
      }),
      { numRuns: runs(400) },
    );
  });

  it("is undefined where there is no mention, before or after", async () => {
    const none = { boundary: undefined, type: undefined, both: undefined, missed: undefined, spurious: undefined };
    expect((await scored([], [])).cost).to.deep.equal(none);
    expect((await scored([], [span(0, 3, "A")])).cost.spurious).to.equal(undefined);
    expect((await scored([span(0, 3, "A")], [])).cost).to.include({ missed: 1, spurious: 0 });
  });

  it("is compared from the counts of runs, of several seeds as their mean", async () => {
    const golds = [1, 2, 3, 4, 5].map((i) => ({ id: `${i}`, text, spans: [span(0, i, "A"), span(20, 22, "B")] }));
    const run = (name: string, spans: readonly Span[]) =>
      evaluate(
        golds,
        golds.map(({ id }) => ({ id, spans })),
        { name },
      );
    const [first, second, third] = await Promise.all([
      run("first", [span(0, 2, "A"), span(20, 22, "A")]),
      run("second", [span(0, 3, "A")]),
      run("third", [span(0, 4, "B"), span(30, 31, "A")]),
    ]);
    const { costs } = compare([first!, { name: "seeds", runs: [second!, third!] }], { resamples: 100 });
    expect(costs.map(({ kind }) => kind)).to.deep.equal(errorKinds);
    for (const { kind, values } of costs) {
      expect(values[0]).to.equal(first!.errors.cost[kind]);
      expect(values[1]).to.be.closeTo((second!.errors.cost[kind]! + third!.errors.cost[kind]!) / 2, 1e-12);
    }
  });

  it("of the first system of WNUT 2017 is mostly what it missed", async function () {
    const folder = new URL("../../../shared/corpora/wnut17/", import.meta.url);
    const [gold, pred] = [new URL("emerging.test.annotated", folder), new URL("submissions/uh_ritual", folder)];
    if (!existsSync(gold) || !existsSync(pred)) this.skip();
    const { errors } = await evaluateFiles(gold.pathname, pred.pathname, {
      gold: { format: "conll" },
      pred: { format: "conll" },
    });
    const points = errorKinds.map((kind) => (100 * errors.cost[kind]!).toFixed(1));
    expect(points).to.deep.equal(["5.5", "11.0", "3.7", "38.9", "2.4"]);
  });
});
