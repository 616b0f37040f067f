import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { xxhash128 } from "hash-wasm";
import type { PredictedSpan } from "../../src/corpus/span.ts";
import { openDigest } from "../../src/files/digest.ts";
import { jsonlRows } from "../../src/formats/jsonl-rows.ts";
import { type DigestAlgorithm, digestAlgorithms } from "../../src/run/inputs.ts";
import { runs } from "../runs.ts";
import { shuffled } from "../spans.ts";

interface Content {
  readonly id: string;
  readonly text?: string;
  readonly spans: readonly PredictedSpan[];
}

const digestBy = async (by: DigestAlgorithm, ...documents: readonly Content[]): Promise<string> => {
  const digest = await openDigest(by);
  for (const { id, text, spans } of documents) digest.add(id, text, spans);
  const { algorithm, value } = digest.finish();
  expect(algorithm).to.equal(by);
  return value;
};
/** The hash of a string as a number, by the library that has it. */
const hashes: { readonly [by in DigestAlgorithm]: (content: string) => Promise<string> } = {
  "sha256-sum": async (content) => createHash("sha256").update(content).digest("hex"),
  "xxh128-sum": (content) => xxhash128(content),
};
const digits = { "sha256-sum": 64, "xxh128-sum": 32 } as const;

describe("the digest of an input", () => {
  const ada = { id: "a", text: "Ada 😀", spans: [{ start: 0, end: 3, type: "PER" }] };
  const predicted = { id: "b:1", spans: [{ start: 2, end: 9, type: "LOC", score: 0.5 }] };

  it("is the sum of the hashes of what docs/run-json.md says, with lengths in bytes but for SHA-256", async () => {
    for (const by of digestAlgorithms) {
      const bytes = by === "sha256-sum" ? 6 : 8;
      expect(await digestBy(by)).to.equal("0".repeat(digits[by]));
      expect(await digestBy(by, ada)).to.equal(await hashes[by](`1:a ${bytes}:Ada 😀\n0 3 3:PER`));
      expect(await digestBy(by, predicted)).to.equal(await hashes[by]("3:b:1\n2 9 3:LOC 0.5"));
    }
  });

  it("carries over from byte to byte, and leaves out what goes beyond its bits", async () => {
    const documents = Array.from({ length: 1000 }, (_, i) => ({ id: String(i), spans: [] }));
    for (const by of digestAlgorithms) {
      const end = 2n ** BigInt(4 * digits[by]);
      let sum = 0n;
      for (const { id } of documents) sum += BigInt(`0x${await hashes[by](`${id.length}:${id}`)}`);
      expect(sum > end).to.equal(true);
      expect(await digestBy(by, ...documents)).to.equal((sum % end).toString(16).padStart(digits[by], "0"));
    }
  });

  it("does not depend on the order of documents or spans, equal ones with other scores included", async () => {
    const spans: PredictedSpan[] = [
      { start: 0, end: 9, type: "LOC" },
      { start: 0, end: 3, type: "LOC" },
      { start: 0, end: 3, type: "PER" },
      { start: 0, end: 3, type: "PER", score: 0 },
      { start: 0, end: 3, type: "PER", score: 0.25 },
      { start: 4, end: 6, type: "PER" },
    ];
    for (const by of digestAlgorithms) {
      const digest = await digestBy(by, ada, { id: "b", spans });
      for (let seed = 0; seed < 20; seed++)
        expect(await digestBy(by, { id: "b", spans: shuffled(spans, seed) }, ada)).to.equal(digest);
    }
  });

  it("tells apart what differs in anything", async () => {
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
    for (const by of digestAlgorithms) {
      const digests = new Set<string>();
      for (const content of different) digests.add(await digestBy(by, content));
      expect(digests.size).to.equal(different.length);
    }
  });

  it("is the same of rows in bytes and of the records they are", async () => {
    const texts = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.constantFrom('a "b"', "é ü", "\n"));
    const span = fc.record(
      {
        ...{ start: fc.nat(12), end: fc.nat(1200), type: fc.constantFrom("PER", "LOC") },
        score: fc.double({ noNaN: true, noDefaultInfinity: true }).map((score) => score + 0),
      },
      { requiredKeys: ["start", "end", "type"] },
    );
    const spans = fc.array(span);
    const record = fc.record({ id: fc.string({ minLength: 1 }), text: texts, entities: spans });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 4 }), async (records) => {
        const lines = records.map((one) => `${JSON.stringify(one)}\n`).join("");
        const [ofRows, ofObjects] = [await openDigest("xxh128-sum"), await openDigest("xxh128-sum")];
        for await (const rows of jsonlRows(
          once(Buffer.from(lines)),
          { source: "x", needsText: true },
          (line) => JSON.parse(line) as unknown,
        ))
          for (let at = 0; at < rows.length; at++) {
            const { id, text, entities } = records[rows.line[at]! - 1]!;
            if (rows.plain[at] === 0 || !ofRows.addRow(rows, at, true)) ofRows.add(id, text, entities);
          }
        for (const { id, text, entities } of records) ofObjects.add(id, text, entities);
        expect(ofRows.finish()).to.deep.equal(ofObjects.finish());
      }),
      { numRuns: runs(300) },
    );
  });
});

async function* once<T>(value: T): AsyncIterable<T> {
  yield value;
}
