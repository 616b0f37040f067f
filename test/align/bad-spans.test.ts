import { expect } from "chai";
import fc from "fast-check";
import { placesNear } from "../../src/align/ground.ts";
import type { BadSpanPolicy } from "../../src/align/place/bad-spans.ts";
import type { PredictedSpan } from "../../src/corpus/span.ts";
import { evaluate } from "../../src/evaluate.ts";

const text = "Osk met Ada in Osk, and Ada.";
const origin = { source: "x.jsonl", line: 1 };
const gold = [{ id: "1", text, spans: [{ start: 0, end: 3, type: "A" }], origin }];

const spans: fc.Arbitrary<PredictedSpan[]> = fc.array(
  fc
    .tuple(
      fc.integer({ min: -3, max: 33 }),
      fc.integer({ min: -2, max: 6 }),
      fc.constantFrom("A", "B"),
      fc.option(fc.constantFrom("Osk", "Ada", "met ", "Bo", "", " "), { nil: undefined }),
    )
    .map(([start, length, type, surface]) => ({
      ...{ start, end: start + length, type },
      ...(surface === undefined ? {} : { surface }),
    })),
  { maxLength: 6 },
);

const evaluated = (predicted: readonly PredictedSpan[], pred: BadSpanPolicy) =>
  evaluate(gold, [{ id: "1", spans: predicted, origin }], { badSpans: { pred }, offsets: "utf16" });

describe("bad spans", () => {
  it("are each placed, spurious or left out, and the others are scored as if they were alone", async () => {
    await fc.assert(
      fc.asyncProperty(spans, fc.constantFrom("offsets", "text", "spurious", "skip"), async (predicted, policy) => {
        const { alignment, scores } = await evaluated(predicted, policy);
        const counts = alignment.badSpans?.pred;
        const { bad = 0, placed = 0, spurious = 0, skipped = 0, kinds = [] } = counts ?? {};
        expect(placed + spurious + skipped).to.equal(bad);
        expect(kinds.reduce((sum, { count }) => sum + count, 0)).to.equal(bad);
        expect(alignment.pred.read + skipped).to.equal(predicted.length);
        expect(alignment.pred.scored).to.equal(alignment.pred.read);
        expect(scores.strict.micro.pred).to.equal(predicted.length - skipped);
        if (policy === "skip" || policy === "spurious") expect(placed).to.equal(0);
      }),
      { numRuns: 300 },
    );
  });

  it("are warned of once", async () => {
    const { warnings } = await evaluated([{ start: 3, end: 1, type: "A" }], "skip");
    expect(warnings.filter(({ code }) => code === "bad-spans")).to.have.length(1);
  });

  it("make no difference to a run without any, whatever the policy", async () => {
    const whole = [{ start: 0, end: 3, type: "A", surface: "Osk" }];
    const found = await Promise.all(
      (["refuse", "offsets", "text", "spurious", "skip"] as const).map((policy) => evaluated(whole, policy)),
    );
    const [refused, ...others] = found.map(({ options: _, signature: __, ...results }) => results);
    for (const other of others) expect(other).to.deep.equal(refused);
  });

  it("are refused by a policy that is none, and by spurious gold", async () => {
    for (const badSpans of [{ pred: "drop" }, { gold: "spurious" }] as never[]) {
      const error = await evaluate(gold, [], { badSpans }).catch((problem: unknown) => problem);
      expect(error).to.have.property("code", "usage");
    }
  });

  it("are called a mistake of units where another unit explains all of them, unless their text decides", async () => {
    const long = "Osk ".repeat(8);
    const golds = [{ id: "1", text: long, spans: [], origin }];
    const shortened = Array.from({ length: 8 }, (_, i) => ({
      start: 4 * i,
      end: 4 * i + 2,
      type: "A",
      surface: "Osk",
    }));
    const under = (pred: BadSpanPolicy) =>
      evaluate(golds, [{ id: "1", spans: shortened, origin }], { badSpans: { pred }, offsets: "utf16" });
    expect(await under("spurious").catch((problem: unknown) => problem)).to.have.property("code", "offset-unit");
    expect((await under("text")).alignment.badSpans?.pred?.placed).to.equal(8);
  });
});

describe("placesNear", () => {
  it("takes the nearest occurrence, of two the one further left", () => {
    const starts = (surface: string, near: number) => placesNear([{ surface, near }], text)[0]?.start;
    expect([0, 7, 8, 14, 99].map((near) => starts("Osk", near))).to.deep.equal([0, 0, 15, 15, 15]);
    expect(starts("Bo", 3)).to.equal(undefined);
    expect(starts("", 3)).to.equal(undefined);
  });

  it("gives strings that say nothing of their place one occurrence after the other", () => {
    const sought = [{ surface: "Osk" }, { surface: "Osk" }, { surface: "Osk" }, { surface: "ada" }];
    expect(placesNear(sought, text).map((place) => place?.start)).to.deep.equal([0, 15, 15, 8]);
  });
});

describe("bad spans that prove other units of offsets than most spans", () => {
  const emoji = "Ada Moen met Osk 😀 in Oslo";
  const ids = Array.from({ length: 300 }, (_, i) => `${i}`);
  const golds = ids.map((id) => ({
    ...{ id, text: emoji, origin: { source: "g.jsonl" } },
    spans: [
      { start: 0, end: 8, type: "PER" },
      { start: 23, end: 27, type: "LOC" },
    ],
  }));
  /** Code points; every fifth record, from the first on, has one end that is inclusive. */
  const preds = ids.map((id, i) => ({
    ...{ id, origin: { source: "p.jsonl" } },
    spans: [
      { start: 0, end: i % 5 === 0 ? 7 : 8, type: "PER", surface: "Ada Moen" },
      { start: 22, end: 26, type: "LOC", surface: "Oslo" },
    ],
  }));

  for (const [policy, pred, correct] of [
    ["offsets", 600, 540],
    ["text", 600, 600],
    ["skip", 540, 540],
    ["spurious", 600, 540],
  ] as const) {
    for (const goldOffsets of ["utf16", "auto"] as const) {
      it(`are dealt with as "${policy}" says, with gold offsets ${goldOffsets}`, async () => {
        const given = { offsets: "auto", goldOffsets, badSpans: { pred: policy } } as const;
        const { scores, alignment, warnings } = await evaluate(golds, preds, given);
        const { strict } = scores;
        expect([strict.micro.pred, strict.micro.correct]).to.deep.equal([pred, correct]);
        expect(alignment.badSpans!.pred).to.include({ spans: 600, bad: 60 });
        expect(warnings.map(({ code }) => code)).to.include.members(["bad-spans", "offsets-unit"]);
      });
    }
  }

  it("refuse the file by default, with the option that goes on", async () => {
    const error = await evaluate(golds, preds, { offsets: "auto" }).catch((problem: unknown) => problem);
    expect(error).to.have.property("code", "offsets-unit");
    expect((error as { issues: { hint: string }[] }).issues[0]!.hint).to.include("`badSpans`");
  });
});
