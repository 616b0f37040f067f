import { expect } from "chai";
import type { Span } from "../../src/corpus/span.ts";
import { evaluate } from "../../src/evaluate.ts";
import { resultWarnings } from "../../src/score/result-warnings.ts";
import { span } from "../spans.ts";

const text = "x".repeat(200);
const origin = { source: "test" };

async function warningsFor(gold: readonly Span[], pred: readonly Span[]) {
  return resultWarnings(await evaluate([{ id: "d", text, spans: gold, origin }], [{ id: "d", spans: pred, origin }]));
}

/** Spans side by side, `length` long, as many as there are types. */
const row = (length: number, ...types: string[]) => types.map((type, i) => span(10 * i, 10 * i + length, type));

describe("a warning of types that the gold never uses", () => {
  it("names them with how often they were predicted", async () => {
    const warnings = await warningsFor(row(4, "A"), row(4, "A", "B", "B", "C"));
    expect(warnings).to.deep.equal([
      {
        code: "type-unseen",
        message: "the gold never uses B ×2, C ×1; all 3 count as wrong (`map` renames types, `types` leaves them out)",
      },
    ]);
  });

  it("names eight at most, and says how many more there are", async () => {
    const types = [..."BCDEFGHI"];
    const [eight] = await warningsFor(row(4, "A"), row(4, ...types));
    expect(eight!.message).to.match(/^the gold never uses B ×1, .*, I ×1; all 8 count/);
    const [ten] = await warningsFor(row(4, "A"), row(4, ...types, "J", "K"));
    expect(ten!.message).to.match(/^the gold never uses B ×1, .*, I ×1 and 2 more; all 10 count/);
  });

  it("is not given where all types are the gold's, found or not", async () => {
    expect(await warningsFor(row(4, "A", "B"), row(4, "A"))).to.deep.equal([]);
    expect(await warningsFor(row(4, "A", "B"), row(4, "B", "A"))).to.deep.equal([]);
  });
});

describe("a warning of offsets that look like inclusive ends", () => {
  const gold = row(4, "A", "A", "A", "A", "A", "A");
  const short = row(3, "A", "A", "A", "A", "A", "A");

  it("is given where every span was found and ends one character too early, from five on", async () => {
    expect(await warningsFor(gold, short)).to.deep.equal([
      {
        code: "offset-unit",
        message:
          "all 6 matches end one character too early: the offsets look like inclusive ends (`offsets: utf16-inclusive`)",
      },
    ]);
    expect(await warningsFor(gold.slice(0, 5), short.slice(0, 5))).to.have.length(1);
    expect(await warningsFor(gold.slice(0, 4), short.slice(0, 4))).to.deep.equal([]);
  });

  it("is not given where one span is exact, of whatever type, or off in another way", async () => {
    for (const other of [span(50, 54, "A"), span(50, 52, "A"), span(50, 55, "A"), span(51, 54, "A")])
      expect(await warningsFor(gold, [...short.slice(0, 5), other])).to.deep.equal([]);
    const [a, b] = [row(4, "A", "A", "A", "A", "A", "A", "B"), row(3, "A", "A", "A", "A", "A", "A")];
    expect(await warningsFor(a, [...b, span(60, 64, "A")])).to.deep.equal([]);
  });

  it("is not given where all spans are short at their beginnings, or by more than one character", async () => {
    expect(
      await warningsFor(
        gold,
        gold.map(({ start, end, type }) => span(start + 1, end, type)),
      ),
    ).to.deep.equal([]);
    expect(
      await warningsFor(
        gold,
        gold.map(({ start, end, type }) => span(start, end - 2, type)),
      ),
    ).to.deep.equal([]);
  });
});
