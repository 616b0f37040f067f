/** Byte names: the numbers of type names that are still bytes of a file. */

/** Names by their bytes, which are ASCII. */
export class ByteNames {
  private readonly names: readonly string[];
  private readonly numberFor: (name: string) => number;
  /** For a hash: the number of a name, or less than 0. Few names share one. */
  private table = new Int32Array(64).fill(-1);

  constructor(names: readonly string[], numberFor: (name: string) => number) {
    this.names = names;
    this.numberFor = numberFor;
  }

  numberOf(bytes: Uint8Array, from: number, to: number): number {
    let hash = to - from;
    for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
    for (let slot = hash & (this.table.length - 1); ; slot = (slot + 1) & (this.table.length - 1)) {
      const number = this.table[slot]!;
      if (number < 0) return this.insert(bytes, from, to, slot);
      if (isName(this.names[number]!, bytes, from, to)) return number;
    }
  }

  private insert(bytes: Uint8Array, from: number, to: number, slot: number): number {
    const number = this.numberFor(String.fromCharCode(...bytes.subarray(from, to)));
    this.table[slot] = number;
    if (2 * this.names.length < this.table.length) return number;
    this.table = new Int32Array(2 * this.table.length).fill(-1);
    for (const [number, name] of this.names.entries()) {
      let hash = name.length;
      for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
      let place = hash & (this.table.length - 1);
      while (this.table[place]! >= 0) place = (place + 1) & (this.table.length - 1);
      this.table[place] = number;
    }
    return number;
  }
}

function isName(name: string, bytes: Uint8Array, from: number, to: number): boolean {
  if (name.length !== to - from) return false;
  for (let i = 0; i < name.length; i++) if (name.charCodeAt(i) !== bytes[from + i]) return false;
  return true;
}
