/**
 * Paired ids: the ids of records that were paired as rows, in their bytes.
 * ```
 * arena     g o l d : 1 g o l d : 2 …       starts    0 6 12 …
 * stretches 0 1  7 3 …                      from position 7 on, records are 3 lines further on
 * ```
 * While ids rise none can come again, and nothing is looked up; the table is made when one does not.
 */
import type { Origin } from "../corpus/document.ts";
import { latin1 } from "../corpus/rows.ts";

export class PairedIds {
  private length = 0;
  private arena = new Uint8Array(1 << 12);
  private starts = new Uint32Array(1 << 9);
  /** By hash: a position and one, or 0; undefined while ids rise. */
  private table: Uint32Array | undefined;
  private readonly places = { gold: new Places(), pred: new Places() };

  /** How many there are. */
  get size(): number {
    return this.length;
  }

  /** Adds an id; false, and nothing is added, where it is there already. */
  add(bytes: Uint8Array, from: number, to: number): boolean {
    if (this.table === undefined && !this.rises(bytes, from, to)) this.makeTable();
    if (this.table !== undefined) {
      if (2 * this.length >= this.table.length) this.makeTable();
      const slot = this.slotOf(this.table, bytes, from, to);
      if (this.table[slot] !== 0) return false;
      this.table[slot] = this.length + 1;
    }
    const start = this.starts[this.length]!;
    const end = start + to - from;
    if (end > this.arena.length) {
      const grown = new Uint8Array(2 * end);
      grown.set(this.arena);
      this.arena = grown;
    }
    for (let i = from; i < to; i++) this.arena[start + i - from] = bytes[i]!;
    this.length++;
    if (this.length === this.starts.length) {
      const grown = new Uint32Array(2 * this.length);
      grown.set(this.starts);
      this.starts = grown;
    }
    this.starts[this.length] = end;
    return true;
  }

  /** Notes where the record of the last id is, on one side. */
  notePlace(side: "gold" | "pred", source: string, line: number): void {
    this.places[side].note(this.length - 1, source, line);
  }

  /** Where the record of an id is, on either side; undefined where it is not there. */
  find(id: string): { readonly gold: Origin; readonly pred: Origin } | undefined {
    if (this.length === 0) return undefined;
    const bytes = Uint8Array.from(id, (character) => Math.min(character.charCodeAt(0), 0xff));
    const position = this.table
      ? this.table[this.slotOf(this.table, bytes, 0, bytes.length)]! - 1
      : this.lastUpTo(bytes, 0, bytes.length);
    return position < 0 || this.at(position) !== id ? undefined : this.originsOf(position);
  }

  /** All of them, with the places of their records. */
  *[Symbol.iterator](): Iterator<[id: string, places: { readonly gold: Origin; readonly pred: Origin }]> {
    for (let position = 0; position < this.length; position++) yield [this.at(position), this.originsOf(position)];
  }

  private at(position: number): string {
    return latin1(this.arena, this.starts[position]!, this.starts[position + 1]!);
  }

  private originsOf(position: number): { gold: Origin; pred: Origin } {
    return { gold: this.places.gold.of(position), pred: this.places.pred.of(position) };
  }

  /** Whether an id comes behind the last one. */
  private rises(bytes: Uint8Array, from: number, to: number): boolean {
    return this.length === 0 || this.compare(bytes, from, to, this.length - 1) > 0;
  }

  /** Compares an id with that at a position: by length, and where that is the same, by the first bytes that differ. */
  private compare(bytes: Uint8Array, from: number, to: number, position: number): number {
    const start = this.starts[position]!;
    const length = this.starts[position + 1]! - start;
    if (to - from !== length) return to - from - length;
    for (let i = 0; i < length; i++) {
      const difference = bytes[from + i]! - this.arena[start + i]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }

  /** The position of the last id that comes before another one or is the same, where ids rise; less than 0 where none does. */
  private lastUpTo(bytes: Uint8Array, from: number, to: number): number {
    let low = -1;
    for (let high = this.length; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (this.compare(bytes, from, to, middle) >= 0) low = middle;
      else high = middle;
    }
    return low;
  }

  private makeTable(): void {
    const table = new Uint32Array(2 ** Math.ceil(Math.log2(4 * this.length + 16)));
    for (let position = 0; position < this.length; position++)
      table[this.slotOf(table, this.arena, this.starts[position]!, this.starts[position + 1]!)] = position + 1;
    this.table = table;
  }

  /** Where an id is in a table, or where it would be. */
  private slotOf(table: Uint32Array, bytes: Uint8Array, from: number, to: number): number {
    for (let slot = hashOfBytes(bytes, from, to) & (table.length - 1); ; slot = (slot + 1) & (table.length - 1)) {
      const found = table[slot]!;
      if (found === 0 || this.isAt(found - 1, bytes, from, to)) return slot;
    }
  }

  private isAt(position: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.starts[position]!;
    if (this.starts[position + 1]! - start !== to - from) return false;
    for (let i = from; i < to; i++) if (this.arena[start + i - from] !== bytes[i]) return false;
    return true;
  }
}

/** Where the records of one side are: from which position on in a source, and how many lines further on than their position. */
class Places {
  private readonly sources: { readonly from: number; readonly source: string }[] = [];
  private stretches = new Int32Array(2 << 3);
  /** How many stretches there are. */
  private count = 0;

  /** Notes the place of the record at a position; positions rise. */
  note(position: number, source: string, line: number): void {
    if (this.sources.at(-1)?.source !== source) this.sources.push({ from: position, source });
    const end = 2 * this.count;
    const offset = line - position;
    if (end > 0 && this.stretches[end - 1] === offset) return;
    if (end === this.stretches.length) {
      const grown = new Int32Array(2 * end);
      grown.set(this.stretches);
      this.stretches = grown;
    }
    this.stretches[end] = position;
    this.stretches[end + 1] = offset;
    this.count++;
  }

  /** The place of the record at a position. */
  of(position: number): Origin {
    let low = 0;
    for (let high = this.count; high - low > 1; ) {
      const middle = (low + high) >> 1;
      if (this.stretches[2 * middle]! <= position) low = middle;
      else high = middle;
    }
    const { source } = this.sources.findLast(({ from }) => from <= position)!;
    return { source, line: position + this.stretches[2 * low + 1]! };
  }
}

/** A hash of bytes. */
export function hashOfBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0;
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
  // Ids that count up differ in their last bytes alone.
  return hash ^ (hash >>> 15);
}

/** The same hash of a text, where that is ASCII. */
export function hashOfText(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

/** Puts a hash into a set of bits, in which others may share its place. */
export function putInto(bits: Uint32Array, hash: number): void {
  bits[(hash >>> 5) & (bits.length - 1)]! |= 1 << (hash & 31);
}

/** Whether a hash may be in a set of bits; where it is not, it was never put into it. */
export function isIn(bits: Uint32Array, hash: number): boolean {
  return (bits[(hash >>> 5) & (bits.length - 1)]! & (1 << (hash & 31))) !== 0;
}
