/** Integers: long lists of whole numbers in as few bytes as hold the largest of them. */

/** Whole numbers from 0, below 2³². */
export type Integers = Uint8Array | Uint16Array | Uint32Array;

/** By how much a list grows. Memory that was never written to costs nothing, and copying it does. */
const GROWTH = 4;

/** A list that grows; it begins with one byte for each number, and takes two or four when one needs them. */
export class IntegerList {
  length = 0;
  /** The first `length` of these are the list. Another array whenever the list grows. */
  numbers: Integers = new Uint8Array(16);
  /** The most that `numbers` hold. */
  most = 0xff;

  push(value: number): void {
    if (this.length === this.numbers.length) this.reserve(1);
    if (value > this.most) this.widen(value);
    this.numbers[this.length++] = value;
  }

  /** Makes room for this many more numbers. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed > this.numbers.length) this.move(Math.max(needed, GROWTH * this.length), this.most);
  }

  /** Makes all numbers hold as much as this one needs. */
  widen(value: number): void {
    if (value > this.most) this.move(this.numbers.length, value);
  }

  /** An array for as many numbers, each as large. */
  room(): Integers {
    return new (this.numbers.constructor as new (length: number) => Integers)(this.length);
  }

  private move(size: number, most: number): void {
    const moved = most <= 0xff ? new Uint8Array(size) : most <= 0xffff ? new Uint16Array(size) : new Uint32Array(size);
    moved.set(this.numbers.subarray(0, this.length));
    this.numbers = moved;
    this.most = 2 ** (8 * moved.BYTES_PER_ELEMENT) - 1;
  }
}
