import * as zlib from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { ZstdFrame } from "../../src/files/zstd-frame.ts";
import { runs } from "../runs.ts";

const { zstdCompressSync: pack } = zlib as {
  zstdCompressSync?: (text: Buffer, options?: { params: { [parameter: number]: number } }) => Buffer;
};
const { ZSTD_c_checksumFlag: CHECKSUM = 0, ZSTD_c_contentSizeFlag: SIZE = 0 } = zlib.constants as {
  readonly [name: string]: number;
};

/** Whether a frame ended after these bytes, taken in pieces of that size. */
function completes(bytes: Uint8Array, size = bytes.length): boolean {
  const frame = new ZstdFrame();
  for (let at = 0; at < bytes.length; at += size) frame.take(bytes.subarray(at, at + size));
  return frame.complete;
}

describe("the frame of a zstd file", () => {
  /** What zstd makes of "Osk\n", with a checksum. */
  const osk = Buffer.from("KLUv/QRYIQAAT3NrCrHNyuI=", "base64");

  it("ends with its last byte, not before, however it comes", () => {
    for (const size of [1, 2, 3, 7, osk.length]) {
      expect(completes(osk, size)).to.equal(true);
      for (let length = 1; length < osk.length; length++)
        expect(completes(osk.subarray(0, length), size), `${length}`).to.equal(false);
    }
  });

  it("ends where it ends, whatever was packed, and with which settings", function () {
    // Node 20 cannot pack it.
    if (!pack) return this.skip();
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 3000 }),
        fc.integer({ min: 0, max: 200_000 }),
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 70_000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (random, zeros, checksum, sized, size, part) => {
          const text = Buffer.concat([random, Buffer.alloc(zeros), random]);
          const bytes = pack(text, { params: { [CHECKSUM]: Number(checksum), [SIZE]: Number(sized) } });
          expect(completes(bytes, size)).to.equal(true);
          expect(completes(bytes.subarray(0, Math.floor(part * bytes.length)), size)).to.equal(false);
        },
      ),
      { numRuns: runs(200) },
    );
  });
});
