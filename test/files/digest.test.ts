import { createHash } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import type { PredictedSpan } from "../../src/corpus/span.ts";
import { openDigest } from "../../src/files/digest.ts";
import { murmur3 } from "../../src/files/murmur3.ts";
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
/** The hash of a string in UTF-8 as a number. */
const hashes: { readonly [by in DigestAlgorithm]: (content: string) => string } = {
  "sha256-sum": (content) => createHash("sha256").update(content).digest("hex"),
  "murmur3-sum": (content) => murmur3Of(Buffer.from(content)),
};
const digits = { "sha256-sum": 64, "murmur3-sum": 32 } as const;

/** The hash of bytes, as a number whose lowest bits are its first word. */
function murmur3Of(bytes: Uint8Array): string {
  const hash = new Uint32Array(4);
  murmur3(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes.length, hash);
  return Array.from(hash.toReversed(), (word) => word.toString(16).padStart(8, "0")).join("");
}

/**
 * The lengths of bytes `(i² + 7 × length) % 256`, i from 0, and their hashes by the Python package mmh3 5.3.1:
 * `mmh3.hash128(bytes((i * i + 7 * n) % 256 for i in range(n)), 0, False)`, in hexadecimal digits.
 */
const published: readonly (readonly [length: number, hash: string])[] = [
  [0, "00000000000000000000000000000000"],
  [1, "684028006840280068402800ae4ba915"],
  [2, "1ee737091ee737091ee737094b8ae06d"],
  [3, "3a64efe53a64efe53a64efe5cfe87bb0"],
  [4, "744ca86a744ca86a744ca86af88a5448"],
  [5, "b865480db865480daca557a3a7bc7ba3"],
  [6, "1b4ee4491b4ee449f8dc657a3b0d1dca"],
  [7, "2156e1fe2156e1fed730b97e0c85630b"],
  [8, "34d9f1a334d9f1a36103f43252d75007"],
  [9, "2da0665a39ca6c899a67fc79cbc15ca1"],
  [10, "42c7bd13e3f398f2da42528bb7edf635"],
  [11, "f5620b01066fc919614a6bba8d67db96"],
  [12, "98551becdfc87ea264281a616c42d878"],
  [13, "9ef17b69e47e5d7e9c0f42282ed21042"],
  [14, "a2274ef489c4403195c1d968a6f4a607"],
  [15, "da47ba7373ffa407a6cf222f3acf13c4"],
  [16, "b4048e3c07911ed80935d978ca798a4b"],
  [17, "a409871ab0e4d1a6ef70da7fe1dc63e5"],
  [18, "2dfa325eac67463dcf1534e48702104d"],
  [19, "8510ea9b08b960f73cc09554df3bc271"],
  [20, "2001084a0e3c4693f30724881f13344a"],
  [21, "3778508f7f991b1888a61785b8ce12ef"],
  [22, "3d27c5320809877c7b2121e6273f812d"],
  [23, "d5c8aab677599ee952a632c41d901624"],
  [24, "8602509612c7aac48e9a5bb788948c86"],
  [25, "a1bb6a0fd3ac5135751d715571741e95"],
  [26, "1208d9b5d0f802847386fee8512acd27"],
  [27, "703beda637c5751dd54f445d0b98910b"],
  [28, "2fda37b8aa31b6c2fbaad2f54a1f05f2"],
  [29, "daaedf0e3d5152d7232af64d18cd7d3e"],
  [30, "13aca243c8ca066479cd7c922a6d2d4c"],
  [31, "9b3444e8387b27b8d99985f3cbd876e3"],
  [32, "3d058c5d203e3be8fb75a74f539e0db7"],
  [33, "bc005869e7c4d7f4455db1d69ae1f7d8"],
  [63, "4b5fc8263c84c456a22e52df6c6c10b5"],
  [64, "245a6ee4c270f4e38e5c8ec9886c0323"],
  [65, "16286a31c3df7dd919b86745919b8432"],
  [255, "6199db45479ff0c656b3764deb4c5944"],
  [256, "162e18a0b0687bd3c0af0231ddb3ac49"],
  [1000, "01806e1ac14564b0cd7315ca7cf242df"],
];

describe("MurmurHash3", () => {
  it("gives the hashes that the Python package mmh3 gives, for every length of what is left behind the last 16 bytes", () => {
    for (const [length, hash] of published) {
      const bytes = Uint8Array.from({ length }, (_, i) => (i * i + 7 * length) % 256);
      expect(murmur3Of(bytes), String(length)).to.equal(hash);
    }
  });
});

describe("the digest of an input", () => {
  const ada = { id: "a", text: "Ada 😀", spans: [{ start: 0, end: 3, type: "PER" }] };
  const predicted = { id: "b:1", spans: [{ start: 2, end: 9, type: "LOC", score: 0.5 }] };

  it("is the sum of the hashes of what docs/run-json.md says, with lengths in bytes but for SHA-256", async () => {
    for (const by of digestAlgorithms) {
      const bytes = by === "sha256-sum" ? 6 : 8;
      expect(await digestBy(by)).to.equal("0".repeat(digits[by]));
      expect(await digestBy(by, ada)).to.equal(hashes[by](`1:a ${bytes}:Ada 😀\n0 3 3:PER`));
      expect(await digestBy(by, predicted)).to.equal(hashes[by]("3:b:1\n2 9 3:LOC 0.5"));
    }
  });

  it("carries over from byte to byte, and leaves out what goes beyond its bits", async () => {
    const documents = Array.from({ length: 1000 }, (_, i) => ({ id: String(i), spans: [] }));
    for (const by of digestAlgorithms) {
      const end = 2n ** BigInt(4 * digits[by]);
      let sum = 0n;
      for (const { id } of documents) sum += BigInt(`0x${hashes[by](`${id.length}:${id}`)}`);
      expect(sum > end).to.equal(true);
      expect(await digestBy(by, ...documents)).to.equal((sum % end).toString(16).padStart(digits[by], "0"));
    }
  });

  it("adds up more documents than a word of the sum has room for at once", async () => {
    const count = 2 ** 20 + 3;
    const digest = await openDigest("murmur3-sum");
    for (let i = 0; i < count; i++) digest.add("a", undefined, []);
    const sum = (BigInt(`0x${hashes["murmur3-sum"]("1:a")}`) * BigInt(count)) % 2n ** 128n;
    expect(digest.finish().value).to.equal(sum.toString(16).padStart(32, "0"));
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
        const [ofRows, ofObjects] = [await openDigest("murmur3-sum"), await openDigest("murmur3-sum")];
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
