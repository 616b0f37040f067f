import { expect } from "chai";
import fc from "fast-check";
import type { DropResult, FloorResult } from "../../src/analyze/gates.ts";
import { gateMessage } from "../../src/report/gate-lines.ts";
import { renderAnnotation } from "../../src/report/render/github.ts";
import { names } from "./reports.ts";

const floor = (changes: Partial<FloorResult>): FloorResult => ({
  ...{ rule: "fail-under", metric: "strict:f1", verdict: "failed", value: 0.8312, limit: 0.85 },
  ...{ interval: undefined, level: undefined },
  ...changes,
});
const drop = (changes: Partial<DropResult>): DropResult => ({
  ...{ rule: "max-drop", metric: "strict:f1", verdict: "failed", value: 0.8312, limit: 0.01, baseline: 0.8543 },
  ...{ drop: 0.0231, atLeast: 0.012, atMost: 0.034, level: 0.95, sharing: 1, sources: undefined },
  ...changes,
});

describe("the line of a gate", () => {
  it("says by how much a score is below its bar, and whether its interval holds the bar", () => {
    expect(gateMessage(floor({}), 2)).to.equal("strict:f1 83.12 is 1.88 below 85.00");
    const interval = { low: 0.801, high: 0.8602, undefinedResamples: 0 };
    expect(gateMessage(floor({ interval, level: 0.95 }), 2)).to.equal(
      "strict:f1 83.12 is 1.88 below 85.00, which is in its 95 % interval [80.10, 86.02]: other documents might say otherwise",
    );
    expect(gateMessage(floor({ interval, level: 0.95, limit: 0.87 }), 1)).to.equal("strict:f1 83.1 is 3.9 below 87.0");
    expect(gateMessage(floor({ value: 0.9, verdict: "passed" }), 2)).to.equal("strict:f1 90.00 is 5.00 above 85.00");
    expect(gateMessage(floor({ value: 0.85, verdict: "passed" }), 0)).to.equal("strict:f1 85 is equal to 85");
  });

  it("has as many digits as it takes to see that two numbers are not the same", () => {
    expect(gateMessage(floor({ value: 0.849999 }), 2)).to.equal("strict:f1 84.9999 is 0.0001 below 85.0000");
    expect(gateMessage(drop({ drop: 0.010001, value: 0.844299, atLeast: 0.01 }), 2)).to.contain("1.0001 below");
  });

  it("says how large a drop surely is, and where most of it comes from", () => {
    const sources: DropResult["sources"] = {
      types: [
        { type: "LOC", change: -0.041, part: 0.02 },
        { type: "PER", change: 0.001, part: 0.001 },
        { type: "ORG", change: -0.1, part: 0.0001 },
      ],
      unit: "document",
      units: ["d12", "d7", "d1", "d2"].map((id) => ({ id, part: 0.001 })),
    };
    expect(gateMessage(drop({ sources }), 2)).to.equal(
      "strict:f1 83.12 is 2.31 below the baseline 85.43, limit 1.00 (95 % sure of a drop of at least 1.20); largest parts: LOC −4.10, PER +0.10; documents d12, d7, d1",
    );
    const one = { types: [], unit: "sentence" as const, units: [{ id: "d1#2", part: 1 }] };
    expect(gateMessage(drop({ sources: one }), 2)).to.match(/; largest parts: sentence d1#2$/);
  });

  it("says what is sure where the verdict is another", () => {
    const said = (changes: Partial<DropResult>) => /\((.*)\)/.exec(gateMessage(drop(changes), 2))![1];
    expect(said({ verdict: "passed", atMost: -0.005 })).to.equal("95 % sure of a drop of at most −0.50");
    expect(said({ verdict: "inconclusive", atLeast: -0.002, sharing: 4 })).to.equal(
      "95 % sure of a drop of at least −0.20 and of at most 3.40, of all 4 types together",
    );
    expect(said({ verdict: "inconclusive", atLeast: undefined, atMost: undefined })).to.equal(
      "too few documents to be sure of anything",
    );
    expect(gateMessage(drop({ drop: -0.0057, value: 0.86 }), 2)).to.contain("86.00 is 0.57 above the baseline 85.43");
  });
});

describe("an annotation", () => {
  it("is a command with its title, in which percent signs, colons and commas are escaped where they would count", () => {
    expect(renderAnnotation("error", "gate failed: a, 5 %", "95 % sure: a, b")).to.equal(
      "::error title=gate failed%3A a%2C 5 %25::95 %25 sure: a, b\n",
    );
  });

  it("stays one line, and one command, whatever types and documents are called", () => {
    fc.assert(
      fc.property(names, names, (title, message) => {
        const text = renderAnnotation("warning", title, message);
        expect(text).to.match(/^::warning title=[^:,\r\n]*::[^\r\n]*\n$/);
        const [, inside] = /^::warning title=[^:]*::(.*)\n$/s.exec(text)!;
        expect(inside!.replaceAll(/%(25|0D|0A)/g, "")).to.not.contain("%");
      }),
    );
    expect(renderAnnotation("error", "t", "a\r\n::error::b")).to.equal("::error title=t::a\\u000d\\u000a::error::b\n");
  });
});
