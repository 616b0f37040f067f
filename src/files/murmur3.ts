/**
 * MurmurHash3 in its version of 128 bits for machines of 32 bits, with seed 0 (Appleby 2011): a hash that tells contents apart,
 * made of what JavaScript computes fast. Libraries hash one string at a time and answer with a new one, which takes longer
 * than a short text to hash.
 */
const { imul } = Math;
const [C1, C2, C3, C4] = [0x239b961b, 0xab0e9789 | 0, 0x38b34ae5, 0xa1e38b93 | 0];

/** Hashes the first bytes of a view, and puts the four words of their hash into `hash`. */
export function murmur3(bytes: DataView, length: number, hash: Uint32Array): void {
  const [c1, c2, c3, c4] = [C1, C2, C3, C4];
  let [h1, h2, h3, h4] = [0, 0, 0, 0];
  const tail = length & ~15;
  for (let i = 0; i < tail; i += 16) {
    let k = imul(bytes.getInt32(i, true), c1);
    h1 ^= imul((k << 15) | (k >>> 17), c2);
    h1 = (imul((((h1 << 19) | (h1 >>> 13)) + h2) | 0, 5) + 0x561ccd1b) | 0;
    k = imul(bytes.getInt32(i + 4, true), c2);
    h2 ^= imul((k << 16) | (k >>> 16), c3);
    h2 = (imul((((h2 << 17) | (h2 >>> 15)) + h3) | 0, 5) + 0x0bcaa747) | 0;
    k = imul(bytes.getInt32(i + 8, true), c3);
    h3 ^= imul((k << 17) | (k >>> 15), c4);
    h3 = (imul((((h3 << 15) | (h3 >>> 17)) + h4) | 0, 5) + 0x96cd1c35) | 0;
    k = imul(bytes.getInt32(i + 12, true), c4);
    h4 ^= imul((k << 18) | (k >>> 14), c1);
    h4 = (imul((((h4 << 13) | (h4 >>> 19)) + h1) | 0, 5) + 0x32ac3b17) | 0;
  }
  // What is left over fills up the four words from the first byte on; nothing but zeros changes nothing.
  let [k1, k2, k3, k4] = [0, 0, 0, 0];
  for (let i = length - 1; i >= tail; i--) {
    const at = i - tail;
    const byte = bytes.getUint8(i);
    if (at < 4) k1 = (k1 << 8) | byte;
    else if (at < 8) k2 = (k2 << 8) | byte;
    else if (at < 12) k3 = (k3 << 8) | byte;
    else k4 = (k4 << 8) | byte;
  }
  k4 = imul(k4, c4);
  h4 ^= imul((k4 << 18) | (k4 >>> 14), c1);
  k3 = imul(k3, c3);
  h3 ^= imul((k3 << 17) | (k3 >>> 15), c4);
  k2 = imul(k2, c2);
  h2 ^= imul((k2 << 16) | (k2 >>> 16), c3);
  k1 = imul(k1, c1);
  h1 ^= imul((k1 << 15) | (k1 >>> 17), c2);
  h1 ^= length;
  h2 ^= length;
  h3 ^= length;
  h4 ^= length;
  const sum = (h1 + h2 + h3 + h4) | 0;
  h1 = mixed(sum);
  h2 = mixed((h2 + sum) | 0);
  h3 = mixed((h3 + sum) | 0);
  h4 = mixed((h4 + sum) | 0);
  const mixedSum = (h1 + h2 + h3 + h4) | 0;
  h1 = mixedSum;
  h2 = (h2 + mixedSum) | 0;
  h3 = (h3 + mixedSum) | 0;
  h4 = (h4 + mixedSum) | 0;
  hash[0] = h1;
  hash[1] = h2;
  hash[2] = h3;
  hash[3] = h4;
}

/** Lets every bit change about half of all. */
function mixed(word: number): number {
  let mixing = imul(word ^ (word >>> 16), 0x85ebca6b);
  mixing = imul(mixing ^ (mixing >>> 13), 0xc2b2ae35);
  return mixing ^ (mixing >>> 16);
}
