/** MurmurHash3 (Austin Appleby; x86, 128 bits, seed 0): a fast hash that other programs know as well. */

const C1 = 0x239b961b;
const C2 = 0xab0e9789;
const C3 = 0x38b34ae5;
const C4 = 0xa1e38b93;

/** How many bytes are hashed at once. */
const BLOCK = 16;

const encoder = new TextEncoder();

/** Hashes one string after the other. */
export class Murmur128 {
  /** The last hash: h1 to h4. */
  readonly words = new Uint32Array(4);
  private bytes = new Uint8Array(1 << 12);
  private view = new DataView(this.bytes.buffer);

  /** Hashes the string as UTF-8 into `words`. */
  hash(text: string): void {
    // A UTF-16 code unit takes three bytes at most; behind the text, one block is filled up with zeros.
    if (3 * text.length + BLOCK > this.bytes.length) {
      this.bytes = new Uint8Array(6 * text.length + BLOCK);
      this.view = new DataView(this.bytes.buffer);
    }
    const length = encoder.encodeInto(text, this.bytes).written;
    for (let at = length; at < length + BLOCK; at += 4) this.view.setInt32(at, 0);
    hashBytes(this.view, length, this.words);
  }
}

function hashBytes(view: DataView, length: number, words: Uint32Array): void {
  let h1 = 0;
  let h2 = 0;
  let h3 = 0;
  let h4 = 0;
  let at = 0;
  for (; at + BLOCK <= length; at += BLOCK) {
    h1 ^= scramble(view.getInt32(at, true), C1, 15, C2);
    h1 = (Math.imul(rotate(h1, 19) + h2, 5) + 0x561ccd1b) | 0;
    h2 ^= scramble(view.getInt32(at + 4, true), C2, 16, C3);
    h2 = (Math.imul(rotate(h2, 17) + h3, 5) + 0x0bcaa747) | 0;
    h3 ^= scramble(view.getInt32(at + 8, true), C3, 17, C4);
    h3 = (Math.imul(rotate(h3, 15) + h4, 5) + 0x96cd1c35) | 0;
    h4 ^= scramble(view.getInt32(at + 12, true), C4, 18, C1);
    h4 = (Math.imul(rotate(h4, 13) + h1, 5) + 0x32ac3b17) | 0;
  }
  // What is left; zeros behind it change nothing.
  h1 ^= scramble(view.getInt32(at, true), C1, 15, C2) ^ length;
  h2 ^= scramble(view.getInt32(at + 4, true), C2, 16, C3) ^ length;
  h3 ^= scramble(view.getInt32(at + 8, true), C3, 17, C4) ^ length;
  h4 ^= scramble(view.getInt32(at + 12, true), C4, 18, C1) ^ length;
  // Each lane is made to depend on all, then each bit of a lane on all of its bits, then again each lane on all.
  h1 = (h1 + h2 + h3 + h4) | 0;
  const a = avalanche(h1);
  const b = avalanche(h2 + h1);
  const c = avalanche(h3 + h1);
  const d = avalanche(h4 + h1);
  const all = a + b + c + d;
  words[0] = all;
  words[1] = b + all;
  words[2] = c + all;
  words[3] = d + all;
}

function scramble(word: number, before: number, by: number, behind: number): number {
  return Math.imul(rotate(Math.imul(word, before), by), behind);
}

function rotate(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

/** Makes each bit of a word depend on all. */
function avalanche(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}
