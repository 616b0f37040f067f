/**
 * Habits: which surfaces of gold mentions were predicted as which others, and how often. Most are ASCII, and stay in bytes:
 * ```
 * arena     N e w Y o r k · Y o r k … B a n k B a n k · o f …      a gold surface and what was predicted, one behind the other
 * entries   0 8 12 3                  … from, where the prediction begins, where it ends, how often
 * ```
 */
import { latin1 } from "../corpus/rows.ts";
import { compareText } from "../corpus/span.ts";

/** A gold surface, what was predicted instead, and how often. */
export interface Habit {
  readonly gold: string;
  readonly pred: string;
  readonly count: number;
}

/** Numbers of an entry. */
const WIDTH = 4;

type Entry = readonly [from: number, middle: number, to: number, count: number];

/** Counts pairs of surfaces. */
export class HabitCounts {
  private arena = new Uint8Array(1 << 12);
  private entries = new Float64Array(WIDTH << 8);
  private size = 0;
  /** By hash: an entry and one, or 0. */
  private table = new Int32Array(1 << 10);
  /** Pairs that are not ASCII. */
  private readonly others = new Map<string, { gold: string; pred: string; count: number }>();

  /** Counts a pair. */
  add({ gold, pred, count }: Habit): void {
    const from = this.begin(gold.length + pred.length);
    const middle = this.copyText(gold, from);
    const to = middle < 0 ? middle : this.copyText(pred, middle);
    if (to >= 0) {
      this.count(from, middle, to, count);
      return;
    }
    const key = `${gold.length}:${gold}${pred}`;
    const known = this.others.get(key);
    if (known) known.count += count;
    else this.others.set(key, { gold, pred, count });
  }

  /**
   * Counts a pair given as bytes, once. Returns false, and counts nothing, where a surface has other bytes than printable
   * ASCII, or several blanks in a row.
   */
  addBytes(bytes: Uint8Array, fromGold: number, toGold: number, fromPred: number, toPred: number): boolean {
    const from = this.begin(toGold - fromGold + toPred - fromPred);
    const middle = this.copyBytes(bytes, fromGold, toGold, from);
    const to = middle < 0 ? middle : this.copyBytes(bytes, fromPred, toPred, middle);
    if (to < 0) return false;
    this.count(from, middle, to, 1);
    return true;
  }

  /** Adds pairs that were counted elsewhere. */
  merge({ arena, entries, size, others }: HabitCounts): void {
    for (let i = 0; i < size; i++) {
      const [from, middle, to, count] = entries.subarray(WIDTH * i, WIDTH * (i + 1)) as unknown as Entry;
      const at = this.begin(to - from);
      this.arena.set(arena.subarray(from, to), at);
      this.count(at, at + middle - from, at + to - from, count);
    }
    for (const habit of others.values()) this.add(habit);
  }

  /** All of them, most frequent first, equally frequent ones in the order of their text. */
  list(): Habit[] {
    const { arena, entries } = this;
    const habits: Habit[] = [...this.others.values()];
    for (let i = 0; i < this.size; i++) {
      const [from, middle, to, count] = entries.subarray(WIDTH * i, WIDTH * (i + 1)) as unknown as Entry;
      habits.push({ gold: latin1(arena, from, middle), pred: latin1(arena, middle, to), count });
    }
    return habits.sort((a, b) => b.count - a.count || compareText(a.gold, b.gold) || compareText(a.pred, b.pred));
  }

  /** Makes room for so many bytes. Returns where they begin. */
  private begin(bytes: number): number {
    const from = this.size === 0 ? 0 : this.entries[WIDTH * (this.size - 1) + 2]!;
    if (from + bytes > this.arena.length) {
      const grown = new Uint8Array(2 * (from + bytes));
      grown.set(this.arena);
      this.arena = grown;
    }
    return from;
  }

  private copyBytes(bytes: Uint8Array, from: number, to: number, at: number): number {
    const { arena } = this;
    let next = at;
    for (let i = from; i < to; i++) {
      const byte = bytes[i]!;
      if (byte < 0x20 || byte > 0x7e || (byte === 0x20 && bytes[i + 1] === 0x20 && i + 1 < to)) return -1;
      arena[next++] = byte;
    }
    return next;
  }

  private copyText(text: string, at: number): number {
    const { arena } = this;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7e) return -1;
      arena[at + i] = unit;
    }
    return at + text.length;
  }

  /** Counts what was copied. */
  private count(from: number, middle: number, to: number, by: number): void {
    if (this.size * WIDTH === this.entries.length) this.grow();
    const { entries, table } = this;
    const mask = table.length - 1;
    let slot = this.hash(from, to) & mask;
    for (let found = table[slot]!; found !== 0; found = table[slot]!) {
      const at = WIDTH * (found - 1);
      if (this.isSame(entries[at]!, entries[at + 1]!, entries[at + 2]!, from, middle, to)) {
        entries[at + 3]! += by;
        return;
      }
      slot = (slot + 1) & mask;
    }
    const at = WIDTH * this.size;
    entries[at] = from;
    entries[at + 1] = middle;
    entries[at + 2] = to;
    entries[at + 3] = by;
    table[slot] = ++this.size;
  }

  private isSame(from: number, middle: number, to: number, from2: number, middle2: number, to2: number): boolean {
    if (to - from !== to2 - from2 || middle - from !== middle2 - from2) return false;
    const { arena } = this;
    for (let i = from, j = from2; i < to; i++, j++) if (arena[i] !== arena[j]) return false;
    return true;
  }

  private hash(from: number, to: number): number {
    const { arena } = this;
    let hash = to - from;
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ arena[i]!, 0x01000193);
    return hash ^ (hash >>> 15);
  }

  private grow(): void {
    const entries = new Float64Array(2 * this.entries.length);
    entries.set(this.entries);
    this.entries = entries;
    this.table = new Int32Array(2 * this.table.length);
    const mask = this.table.length - 1;
    for (let i = 0; i < this.size; i++) {
      let slot = this.hash(entries[WIDTH * i]!, entries[WIDTH * i + 2]!) & mask;
      while (this.table[slot] !== 0) slot = (slot + 1) & mask;
      this.table[slot] = i + 1;
    }
  }
}
