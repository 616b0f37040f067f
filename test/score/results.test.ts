import { expect } from "chai";
import type { Span } from "../../src/corpus/span.ts";
import { noFairCounts } from "../../src/count/fair.ts";
import { type EvaluateOptions, evaluate } from "../../src/evaluate.ts";
import type { Run } from "../../src/run/run.ts";
import { scoresOf } from "../../src/score/results.ts";
import { schemesOver } from "../counting.ts";
import { span } from "../spans.ts";

const text = "aa bb cc dd ee ff gg hh";
const origin = { source: "test" };

function evaluated(
  documents: readonly (readonly [gold: readonly Span[], pred: readonly Span[]])[],
  options?: EvaluateOptions,
): Promise<Run> {
  return evaluate(
    documents.map(([spans], i) => ({ id: `d${i}`, text, spans, origin })),
    documents.map(([, spans], i) => ({ id: `d${i}`, spans, origin })),
    options,
  );
}

describe("the results of a run", () => {
  it("have the scores of every scheme by its name, and no others", async () => {
    const results = await evaluated([[[span(0, 5, "A")], [span(0, 2, "A")]]], { scheme: schemesOver(0.5) });
    expect(scoresOf(results, "fair")).to.equal(results.scores.fair);
    expect(scoresOf(results, "fair-weighted")).to.equal(results.scores["fair-weighted"]);
    expect(scoresOf(results, "type")).to.equal(results.scores.type);
    expect(scoresOf(results, "overlap@0.5")).to.equal(results.scores["overlap@0.5"]);
    expect(() => scoresOf(results, "overlap@0.75")).to.throw("overlap@0.75 was not counted");
  });

  it("have FairEval's events and scores for all types and for each, weighted by gold spans", async () => {
    const { fair, scores } = await evaluated([
      [
        [span(0, 2, "A"), span(3, 5, "A"), span(6, 8, "A"), span(9, 11, "B")],
        [span(0, 2, "A"), span(9, 11, "A")],
      ],
    ]);
    expect(fair.booking).to.equal("target");
    expect(scores.fair.micro).to.deep.equal({
      precision: 1 / 1.5,
      recall: 1 / 3.5,
      f1: 0.4,
      gold: 4,
      pred: 2,
      events: { ...noFairCounts, TP: 1, LE: 1, FN: 2 },
    });
    const [a, b] = scores.fair.types;
    expect(a).to.deep.include({ type: "A", precision: 1, recall: 1 / 3, events: { ...noFairCounts, TP: 1, FN: 2 } });
    expect(b).to.deep.include({ type: "B", precision: 0, recall: 0, events: { ...noFairCounts, LE: 1 } });
    expect(scores.fair.weighted.recall).to.equal(3 / 3 / 4);
    expect(scores.fair.macro.recall).to.equal(1 / 3 / 2);
  });

  it("add up over documents how many spans stand in several of FairEval's events", async () => {
    const [whole, left, right] = [span(0, 5, "A"), span(0, 2, "A"), span(3, 5, "A")];
    const split = [[whole], [left, right]] as const;
    const merged = [[left, right], [whole]] as const;
    expect((await evaluated([split, split, merged])).fair.repeated).to.deep.equal({ gold: 2, pred: 1 });
    expect((await evaluated([[[whole], [whole]]])).fair.repeated).to.deep.equal({ gold: 0, pred: 0 });
  });
});
