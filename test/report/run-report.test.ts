import { expect } from "chai";
import { type EvaluateOptions, evaluate } from "../../src/evaluate.ts";
import { plain } from "../../src/report/render/style.ts";
import { renderText } from "../../src/report/render/terminal.ts";
import { runJson } from "../../src/report/run-json.ts";
import { runReport } from "../../src/report/run-report.ts";
import { type Facts, isTable, type Table } from "../../src/report/table.ts";
import type { View } from "../../src/report/view.ts";
import type { Run } from "../../src/run/run.ts";
import { span } from "../spans.ts";

const origin = { source: "test" };
const text = "The European Union met Ada Moen in Port Osk on Monday";
const gold = [span(4, 18, "ORG"), span(23, 31, "PER"), span(35, 43, "LOC")];

async function runOf(
  pred: readonly ReturnType<typeof span>[],
  policy: EvaluateOptions["undefined"] = "skip",
  scheme: "strict" | "partial" = "strict",
): Promise<Run> {
  const run = await evaluate([{ id: "a", text, spans: gold, origin }], [{ id: "a", spans: pred, origin }], {
    name: "crf",
    undefined: policy,
    scheme,
    units: false,
  });
  return { ...run, signature: { ...run.signature, version: "1.2.3" } };
}

const strict: View = { schemes: ["strict", "exact", "partial", "type"], digits: 2 };
const labels = (run: Run, view = strict) =>
  runReport(run, view)
    .blocks.flatMap((block) => (isTable(block) ? [] : block))
    .map(({ label }) => label);
const factsOf = (run: Run, label: string): Facts | undefined =>
  runReport(run, strict)
    .blocks.flatMap((block) => (isTable(block) ? [] : block))
    .find((facts) => facts.label === label);

describe("the report of a run", () => {
  it("says how much was scored, with one and with many", async () => {
    expect(runReport(await runOf([span(4, 18, "ORG")]), strict).title).to.equal(
      "crf · 1 document · 3 gold spans · 1 predicted",
    );
    expect(runReport(await runOf([]), strict).title).to.contain("· 0 predicted");
  });

  it("leaves boundaries out where there are no boundary errors", async () => {
    const run = await runOf(gold);
    expect(labels(run)).to.deep.equal(["Errors (0)", "Tokens (11)", "Error rate"]);
    expect(renderText(runReport(run, strict), 80, plain)).to.not.contain("Edge off");
  });

  it("puts errors into exactly one kind each, so that they add up", async () => {
    const run = await runOf([span(0, 18, "ORG"), span(23, 31, "LOC"), span(35, 39, "PER"), span(47, 53, "LOC")]);
    expect(factsOf(run, "Errors (4)")!.facts).to.deep.equal([
      "boundary 1",
      "type 1",
      "both 1",
      "missed 0",
      "spurious 1",
    ]);
    expect(factsOf(run, "Boundary (1)")!.facts).to.deep.equal(["left −0", "left +1", "right −0", "right +0"]);
  });

  it("adds boundary errors up to their total, and keeps spans in pieces apart from them", async () => {
    const run = await runOf([span(4, 12, "ORG"), span(13, 18, "ORG"), span(21, 32, "PER"), span(36, 44, "LOC")]);
    const facts = runReport(run, strict).blocks.flatMap((block) => (isTable(block) ? [] : block));
    const at = facts.findIndex(({ label }) => label === "Boundary (3)");
    const counts = [facts[at]!, facts[at + 1]!].flatMap(({ facts }) =>
      facts.map((fact) => Number(/\d+$/.exec(fact)![0])),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(3);
    expect(factsOf(run, "Pieces")!.facts).to.deep.equal(["split 1", "merged 0"]);
    // In pieces, but of another type: there is no boundary error then.
    const other = await runOf([span(4, 12, "LOC"), span(13, 18, "LOC")]);
    expect(labels(other)).to.deep.equal(["Averages", "Errors (4)", "Pieces", "Cost", "Tokens (11)", "Error rate"]);
  });

  it("says over how many types averages go where undefined scores are left out", async () => {
    const some = [span(4, 18, "ORG"), span(47, 53, "DATE")];
    expect(factsOf(await runOf(some), "Averages")!.facts).to.deep.equal([
      "precision over 2 of 4 types",
      "recall over 3 of 4 types",
    ]);
    expect(labels(await runOf(some, "zero"))).to.not.contain("Averages");
    expect(labels(await runOf(gold))).to.not.contain("Averages");
  });

  it("shows half points beside the correct ones where they make the score", async () => {
    const table = runReport(await runOf([span(0, 18, "ORG"), span(23, 31, "PER")], "skip", "partial"), {
      schemes: ["partial"],
      digits: 1,
    }).blocks[0] as Table;
    expect(table.columns.map(({ title }) => title)).to.deep.equal(
      ["Type (partial)", "Precision", "Recall", "F1"].concat(["Gold", "Pred", "Correct", "Partial"]),
    );
    // (1 + ½) / 2 and (1 + ½) / 3
    expect(table.rows[0]!.cells).to.deep.equal(["ALL", "75.0", "50.0", "60.0", "3", "2", "1", "1"]);
  });

  it("says where pairs of two types are counted, in schemes that have such pairs", async () => {
    const mixed = [span(4, 18, "ORG"), span(23, 31, "LOC")];
    const run = await runOf(mixed);
    expect(labels(run, { schemes: ["exact"], digits: 2 })).to.contain("Mixed pairs");
    expect(labels(run, { schemes: ["strict"], digits: 2 })).to.not.contain("Mixed pairs");
    expect(labels(await runOf(gold), { schemes: ["exact"], digits: 2 })).to.not.contain("Mixed pairs");
  });

  it("names habits from the second time on", async () => {
    const run = await runOf([span(0, 18, "ORG")]);
    expect(labels(run)).to.not.contain("Habits");
    const habits = [
      { gold: "EU", pred: "the EU", count: 6 },
      { gold: "Moen", pred: "Ada Moen", count: 2 },
      { gold: "Osk", pred: "Port Osk", count: 1 },
    ];
    const often = { ...run, boundary: { ...run.boundary, habits } };
    const text = renderText(runReport(often, strict), 80, plain);
    expect(text).to.contain('Habits   "EU" → "the EU" ×6\n         "Moen" → "Ada Moen" ×2\n\n');
  });

  it("ends with the signature", async () => {
    expect(runReport(await runOf(gold), strict).notes).to.deep.equal([
      "strict|avg:micro|undefined:skip|docs:1|v:1.2.3",
    ]);
  });
});

describe("the JSON of a run", () => {
  it("has null where a score is undefined, and null distances where no edge is off", async () => {
    const { scores, boundary } = JSON.parse(runJson(await runOf([]), { units: false }));
    expect(scores.strict.micro.precision).to.equal(null);
    expect(scores.strict.micro.recall).to.equal(0);
    expect(boundary.edges[0].characters).to.deep.equal({ mean: null, max: null, histogram: [] });
  });

  it("has the same numbers as the screen, unrounded", async () => {
    const run = await runOf([span(0, 18, "ORG"), span(23, 31, "PER")]);
    const { scores } = JSON.parse(runJson(run, { units: false }));
    expect(scores.strict.micro.f1).to.equal(run.scores.strict.micro.f1);
    const table = runReport(run, { ...strict, digits: 4 }).blocks[0] as Table;
    expect(table.rows[0]!.cells[3]).to.equal((100 * scores.strict.micro.f1).toFixed(4));
  });

  it("keeps types such as __proto__ as rows", async () => {
    const { scores } = JSON.parse(runJson(await runOf([span(4, 18, "__proto__")]), { units: false }));
    expect(scores.strict.types.map(({ type }: { type: string }) => type)).to.deep.equal([
      "LOC",
      "ORG",
      "PER",
      "__proto__",
    ]);
  });
});
