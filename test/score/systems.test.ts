import { existsSync, readFileSync } from "node:fs";
import { expect } from "chai";
import type { Span } from "../../src/corpus/span.ts";
import { evaluate } from "../../src/evaluate.ts";

const folder = new URL("../../../shared/vectors/", import.meta.url);
const origin = { source: "vector", line: 1 };

/** A document of two systems; offsets count tokens. */
interface Line {
  readonly id: string;
  readonly tokens: readonly string[];
  readonly [side: string]: unknown;
}

/** Spans in characters of the tokens with a blank between. */
function spansOf(line: Line, side: string): Span[] {
  const starts: number[] = [];
  let at = 0;
  for (const token of line.tokens) {
    starts.push(at);
    at += token.length + 1;
  }
  return (line[side] as { start: number; end: number; label: string }[]).map(({ start, end, label }) => ({
    start: starts[start]!,
    end: starts[end - 1]! + line.tokens[end - 1]!.length,
    type: label,
  }));
}

describe("on the vectors of two systems", () => {
  for (const vector of ["301", "302", "303", "304", "305"]) {
    it(`strict counts and F1 are those measured for either system: ${vector}`, async function () {
      if (!existsSync(folder)) this.skip();
      const read = (kind: string) => readFileSync(new URL(`${vector}.${kind}`, folder), "utf8");
      const lines: Line[] = read("input.jsonl")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line));
      const { totals_tp_pred_gold: totals, f1 } = JSON.parse(read("expected.json"));
      const gold = lines.map((line) => ({
        id: line.id,
        text: line.tokens.join(" "),
        spans: spansOf(line, "gold"),
        origin,
      }));
      for (const side of ["pred", "pred2"]) {
        const pred = lines.map((line) => ({ id: line.id, spans: spansOf(line, side), origin }));
        const { micro } = (await evaluate(gold, pred)).scores.strict;
        expect([micro.correct, micro.actual, micro.possible], side).to.deep.equal(totals[side]);
        expect(micro.f1, side).to.be.closeTo(f1[side], 1e-15);
      }
    });
  }
});
