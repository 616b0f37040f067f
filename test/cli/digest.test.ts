import { createHash } from "node:crypto";
import { expect } from "chai";
import { ContentDigest } from "../../src/cli/digest.ts";
import type { PredictedSpan } from "../../src/corpus/span.ts";
import { shuffled } from "../spans.ts";

interface Content {
  readonly id: string;
  readonly text?: string;
  readonly spans: readonly PredictedSpan[];
}

const digestOf = (...documents: readonly Content[]): string => {
  const digest = new ContentDigest("sha256-sum");
  for (const { id, text, spans } of documents) digest.add(id, text, spans);
  const { algorithm, value } = digest.finish();
  expect(algorithm).to.equal("sha256-sum");
  return value;
};
const sha256 = (content: string): bigint => BigInt(`0x${createHash("sha256").update(content).digest("hex")}`);
const hex = (sum: bigint): string => (sum % 2n ** 256n).toString(16).padStart(64, "0");

describe("the digest of an input", () => {
  const ada = { id: "a", text: "Ada 😀", spans: [{ start: 0, end: 3, type: "PER" }] };
  const predicted = { id: "b:1", spans: [{ start: 2, end: 9, type: "LOC", score: 0.5 }] };

  it("is the sum of the SHA-256 of what docs/run-json.md says", () => {
    expect(digestOf()).to.equal("0".repeat(64));
    expect(digestOf(ada)).to.equal(hex(sha256("1:a 6:Ada 😀\n0 3 3:PER")));
    expect(digestOf(predicted)).to.equal(hex(sha256("3:b:1\n2 9 3:LOC 0.5")));
  });

  it("carries over from byte to byte, and leaves out what goes beyond 256 bits", () => {
    const documents = Array.from({ length: 1000 }, (_, i) => ({ id: String(i), spans: [] }));
    const sum = documents.reduce((total, { id }) => total + sha256(`${id.length}:${id}`), 0n);
    expect(sum > 2n ** 256n).to.equal(true);
    expect(digestOf(...documents)).to.equal(hex(sum));
  });

  it("does not depend on the order of documents or spans, equal ones with other scores included", () => {
    const spans: PredictedSpan[] = [
      { start: 0, end: 9, type: "LOC" },
      { start: 0, end: 3, type: "LOC" },
      { start: 0, end: 3, type: "PER" },
      { start: 0, end: 3, type: "PER", score: 0 },
      { start: 0, end: 3, type: "PER", score: 0.25 },
      { start: 4, end: 6, type: "PER" },
    ];
    const digest = digestOf(ada, { id: "b", spans });
    for (let seed = 0; seed < 20; seed++)
      expect(digestOf({ id: "b", spans: shuffled(spans, seed) }, ada)).to.equal(digest);
  });

  it("tells apart what differs in anything", () => {
    const span = { start: 0, end: 3, type: "PER" };
    const different: Content[] = [
      { id: "a", spans: [] },
      { id: "a", text: "", spans: [] },
      { id: "a 0:", spans: [] },
      { id: "a", text: "Ada", spans: [] },
      { id: "a", text: "Ada", spans: [span] },
      { id: "a", text: "Ada\n0 3 3:PER", spans: [] },
      { id: "a", text: "Ada", spans: [span, span] },
      { id: "a", text: "Ada", spans: [{ ...span, type: "PER\n0 3 3:PER" }] },
      { id: "a", text: "Ada", spans: [{ ...span, score: 0 }] },
      { id: "a", text: "Ada", spans: [{ ...span, type: "PER 0" }] },
      { id: "a", text: "Ada", spans: [{ ...span, end: 2 }] },
    ];
    expect(new Set(different.map((content) => digestOf(content))).size).to.equal(different.length);
  });
});
