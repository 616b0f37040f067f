import { expect } from "chai";
import { Murmur128 } from "../../src/cli/murmur.ts";

const hashes = new Murmur128();
const hashOf = (text: string): string => {
  hashes.hash(text);
  return Array.from(hashes.words, (word) => word.toString(16).padStart(8, "0")).join("");
};

describe("MurmurHash3", () => {
  it("gives what other implementations print", () => {
    expect(hashOf("")).to.equal("0".repeat(32));
    expect(hashOf("I will not buy this record, it is scratched.")).to.equal("a0a9683b25ac5e40d9af2895890dddf5");
    expect(hashOf("I will not buy this tobacconist's, it is scratched.")).to.equal("9b5b7ba2ef3f7866889adeaf00f3f98e");
  });

  it("agrees with a slow one that goes by its description, at every length and beyond its first buffer", () => {
    for (let length = 0; length < 40; length++) expect(hashOf(textOf(length))).to.equal(slowly(textOf(length)));
    for (const length of [5000, 100_000]) expect(hashOf(textOf(length))).to.equal(slowly(textOf(length)));
  });

  it("forgets what it hashed before", () => {
    const short = hashOf("Ada");
    hashOf("x".repeat(10_000));
    expect(hashOf("Ada")).to.equal(short);
  });
});

/** A text of one to four bytes a character. */
function textOf(length: number): string {
  return Array.from({ length }, (_, i) => ["a", "é", "…", "😀"][(i * i + 1) % 4]).join("");
}

/** The algorithm with whole numbers, byte by byte. */
function slowly(text: string): string {
  const bytes = Buffer.from(text, "utf8");
  const word = (value: bigint) => BigInt.asUintN(32, value);
  const rotate = (value: bigint, by: bigint) => word((value << by) | (value >> (32n - by)));
  const factors = [0x239b961bn, 0xab0e9789n, 0x38b34ae5n, 0xa1e38b93n];
  const h = [0n, 0n, 0n, 0n];
  for (let at = 0; at < bytes.length; at += 16) {
    const block = Buffer.concat([bytes.subarray(at, at + 16), Buffer.alloc(16)]);
    for (let i = 0; i < 4; i++) {
      const k = rotate(word(BigInt(block.readUInt32LE(4 * i)) * factors[i]!), BigInt(15 + i));
      h[i]! ^= word(k * factors[(i + 1) % 4]!);
      if (at + 16 > bytes.length) continue;
      const plus = [0x561ccd1bn, 0x0bcaa747n, 0x96cd1c35n, 0x32ac3b17n][i]!;
      h[i] = word((rotate(h[i]!, [19n, 17n, 15n, 13n][i]!) + h[(i + 1) % 4]!) * 5n + plus);
    }
  }
  const mix = () => {
    h[0] = word(h[0]! + h[1]! + h[2]! + h[3]!);
    for (let i = 1; i < 4; i++) h[i] = word(h[i]! + h[0]!);
  };
  for (let i = 0; i < 4; i++) h[i]! ^= BigInt(bytes.length);
  mix();
  for (let i = 0; i < 4; i++) {
    h[i]! ^= h[i]! >> 16n;
    h[i] = word(h[i]! * 0x85ebca6bn);
    h[i]! ^= h[i]! >> 13n;
    h[i] = word(h[i]! * 0xc2b2ae35n);
    h[i]! ^= h[i]! >> 16n;
  }
  mix();
  return h.map((value) => value.toString(16).padStart(8, "0")).join("");
}
