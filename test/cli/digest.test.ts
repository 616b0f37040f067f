import { expect } from "chai";
import fc from "fast-check";
import { ContentDigest } from "../../src/cli/digest.ts";
import type { PredictedSpan } from "../../src/corpus/span.ts";
import { shuffled } from "../spans.ts";

interface Content {
  readonly id: string;
  readonly text: string | undefined;
  readonly spans: readonly PredictedSpan[];
}

const digestOf = (documents: readonly Content[]) => {
  const digest = new ContentDigest();
  for (const { id, text, spans } of documents) digest.add(id, text, spans);
  return digest.toString();
};

const span = fc
  .tuple(fc.nat(1), fc.nat(1), fc.constantFrom("A", "B"), fc.constantFrom(undefined, 0, 0.5, -1))
  .map(([start, size, type, score]): PredictedSpan => {
    const place = { start, end: start + size + 1, type };
    return score === undefined ? place : { ...place, score };
  });
const content: fc.Arbitrary<Content> = fc.record({
  id: fc.string({ maxLength: 3 }),
  text: fc.option(fc.string({ maxLength: 3 }), { nil: undefined }),
  spans: fc.array(span, { maxLength: 6 }),
});

describe("the digest of content", () => {
  it("has 64 hexadecimal digits, and is zero for nothing", () => {
    expect(digestOf([])).to.equal("0".repeat(64));
    fc.assert(fc.property(fc.array(content), (documents) => /^[0-9a-f]{64}$/.test(digestOf(documents))));
  });

  it("of one document is the SHA-256 of its content as JSON", () => {
    // printf '["a","Ada",[[0,3,"PER",null]]]' | sha256sum
    expect(digestOf([{ id: "a", text: "Ada", spans: [{ start: 0, end: 3, type: "PER" }] }])).to.equal(
      "24f9c5fb79c50123bc30fa425de04aafb964468d688324277bda332ed5527529",
    );
  });

  it("does not depend on the order of documents or spans", () => {
    fc.assert(
      fc.property(fc.array(content, { maxLength: 6 }), fc.nat(), (documents, seed) => {
        const mixed = shuffled(documents, seed).map((one) => ({ ...one, spans: shuffled(one.spans, seed) }));
        expect(digestOf(mixed)).to.equal(digestOf(documents));
      }),
    );
  });

  it("depends on every field, and on how often a document or a span occurs", () => {
    const one: Content = { id: "a", text: "Ada Moen", spans: [{ start: 0, end: 3, type: "PER", score: 0.5 }] };
    const [only] = one.spans;
    const others: Content[][] = [
      [{ ...one, id: "b" }],
      [{ ...one, text: "Ada Moem" }],
      [{ ...one, text: undefined }],
      [{ ...one, spans: [] }],
      [{ ...one, spans: [{ ...only!, start: 1 }] }],
      [{ ...one, spans: [{ ...only!, end: 4 }] }],
      [{ ...one, spans: [{ ...only!, type: "LOC" }] }],
      [{ ...one, spans: [{ ...only!, score: 0.25 }] }],
      [{ ...one, spans: [{ start: 0, end: 3, type: "PER" }] }],
      [{ ...one, spans: [only!, only!] }],
      [one, one],
      [],
    ];
    const digests = [[one], ...others].map(digestOf);
    expect(new Set(digests).size).to.equal(digests.length);
  });

  it("carries from word to word: adding up is exact", () => {
    const documents = Array.from({ length: 50 }, (_, i): Content => ({ id: `d${i}`, text: undefined, spans: [] }));
    const sum = documents.reduce((total, one) => (total + BigInt(`0x${digestOf([one])}`)) % 2n ** 256n, 0n);
    expect(digestOf(documents)).to.equal(sum.toString(16).padStart(64, "0"));
  });
});
