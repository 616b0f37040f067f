/**
 * Scans the bytes of tagged tokens, a line each, into rows: of sentences in which nothing has to be decided. All others are
 * left to the careful reader, which alone says what is wrong.
 * ```
 * bytes   A d a ⇥ B - P E R ⏎ L u n d ⇥ I - P E R ⏎ m e t ⇥ O ⏎ ⏎
 * out     1 7 A d a   L u n d   m e t               the id, and the text: its tokens, parted by blanks
 * spans   0 8 PER                                   in UTF-16 code units of the text
 * indexes 0 2 PER                                   in tokens, where a row has them
 * ```
 */

import { hasOddBlanks } from "../../corpus/byte-marks.ts";
import type { RowColumns } from "../../corpus/rows.ts";
import { ByteNames } from "../byte-names.ts";
import { LONGEST } from "../sentences.ts";

export const [TAB, LINE_FEED, CARRIAGE_RETURN, BLANK, HASH, HYPHEN] = [0x09, 0x0a, 0x0d, 0x20, 0x23, 0x2d];
const [BEGIN, INSIDE, OUTSIDE, DELETE, BREAK] = [0x42, 0x49, 0x4f, 0x7f, 0x44];
const ZERO = 0x30;
/** More than the digits of any number of a sentence. */
const DIGITS = 16;

/** Where a sentence is to be read with care. */
export const ODD = -1;

/** Whether a line is no token for sure, or maybe none: a comment, or the break before a document. */
export function mayBeAside(first: number, second: number): boolean {
  return first === HASH || (first === HYPHEN && second === BREAK);
}

export class SentenceScanner {
  /** How many tokens the last sentence had; 0 where it was an empty line. */
  tokens = 0;
  private readonly rows: RowColumns;
  private readonly names: ByteNames;
  /** What ids begin with. */
  private readonly stem: Uint8Array;
  private bytes: Uint8Array = new Uint8Array();
  private limit = 0;
  private out = new Uint8Array(1 << 12);
  private filled = 0;

  /** `stem` is ASCII. */
  constructor(rows: RowColumns, stem: string) {
    this.rows = rows;
    this.names = new ByteNames(rows.types.names, (type) => rows.types.numberOf(type));
    this.stem = Uint8Array.from(stem, (character) => character.charCodeAt(0));
  }

  /** Begins with the lines of a window. */
  begin(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = bytes;
    // Behind the last line feed, nothing would stop a line.
    this.limit = bytes[to - 1] === LINE_FEED ? to : bytes.subarray(from, to).lastIndexOf(LINE_FEED) + 1 + from;
    this.filled = 0;
    this.rows.clear(this.out);
  }

  /**
   * Adds the sentence that begins at a byte, the `number`-th of the file, on this line. Returns where what is behind it
   * begins: behind the empty line that ends it. Where it has to be read with care, returns `ODD` and adds nothing.
   */
  add(from: number, number: number, line: number): number {
    const { rows } = this;
    const room = this.limit - from + this.stem.length + DIGITS;
    if (this.filled + room > this.out.length) this.grow(room);
    const before = this.filled;
    const at = rows.begin(from, from, line);
    rows.idFrom[at] = before;
    this.writeId(number);
    rows.idTo[at] = this.filled;
    rows.textFrom[at] = this.filled;
    const end = this.scan(from);
    rows.textTo[at] = this.filled;
    rows.to[at] = end;
    if (end !== ODD && this.tokens > 0) {
      rows.end(at, true);
      return end;
    }
    rows.drop();
    this.filled = before;
    return end;
  }

  /** Copies the tokens of a sentence, and notes its mentions. */
  private scan(from: number): number {
    const { bytes, out, limit, names } = this;
    const text = this.filled;
    let filled = text;
    let tokens = 0;
    /** The bits of all bytes. */
    let bits = 0;
    /** The open mention: its first byte, its first token, and where its type is. */
    let start = -1;
    let token = 0;
    let typeFrom = 0;
    let typeTo = 0;
    let i = from;
    for (;;) {
      if (i >= limit) return ODD;
      let byte = bytes[i]!;
      if (byte === LINE_FEED || (byte === CARRIAGE_RETURN && bytes[i + 1] === LINE_FEED)) {
        i += byte === LINE_FEED ? 1 : 2;
        break;
      }
      if (byte <= BLANK || mayBeAside(byte, bytes[i + 1]!)) return ODD;
      const word = filled;
      do {
        out[filled++] = byte;
        bits |= byte;
        byte = bytes[++i]!;
      } while (byte > BLANK);
      if (byte !== TAB && byte !== BLANK) return ODD;
      const tag = ++i;
      if (bytes[tag] === OUTSIDE && bytes[tag + 1] === LINE_FEED) i += 2;
      else {
        const end = this.cellEnd(tag, byte);
        if (end < 0) return ODD;
        const cell = this.cell;
        i = end + (bytes[end] === LINE_FEED ? 1 : 2);
        const prefix = bytes[cell]!;
        if (prefix !== OUTSIDE || end !== cell + 1) {
          // Types such as B-PER are looked at one by one.
          if (end < cell + 3 || bytes[cell + 1] !== HYPHEN || bytes[cell + 3] === HYPHEN) return ODD;
          if (prefix === INSIDE) {
            if (start < 0 || !this.isSame(typeFrom, typeTo, cell + 2, end)) return ODD;
          } else if (prefix === BEGIN) {
            if (start >= 0)
              this.close(start - text, word - 1 - text, token, tokens, names.numberOf(bytes, typeFrom, typeTo));
            [start, token, typeFrom, typeTo] = [word, tokens, cell + 2, end];
          } else return ODD;
          out[filled++] = BLANK;
          tokens++;
          continue;
        }
      }
      if (start >= 0) {
        this.close(start - text, word - 1 - text, token, tokens, names.numberOf(bytes, typeFrom, typeTo));
        start = -1;
      }
      out[filled++] = BLANK;
      tokens++;
    }
    this.tokens = tokens;
    if (tokens === 0) return i;
    filled--;
    if (start >= 0) this.close(start - text, filled - text, token, tokens, names.numberOf(bytes, typeFrom, typeTo));
    this.filled = filled;
    if (tokens >= LONGEST) return ODD;
    return bits < 0x80 || this.countUnits(text) ? i : ODD;
  }

  /** Where the last cell of a line begins, which {@link cellEnd} went to. */
  private cell = 0;

  /** Goes to the last cell of a line whose second one begins at a byte. Returns where it ends; less than 0 where it has other bytes than tags. */
  private cellEnd(from: number, mark: number): number {
    const { bytes } = this;
    this.cell = from;
    let wide = false;
    for (let i = from; ; i++) {
      const byte = bytes[i]!;
      if (byte > BLANK) wide ||= byte >= DELETE;
      else if (byte === mark) {
        this.cell = i + 1;
        wide = false;
      } else {
        const ends = byte === LINE_FEED || (byte === CARRIAGE_RETURN && bytes[i + 1] === LINE_FEED);
        return ends && !wide && i > this.cell ? i : -1;
      }
    }
  }

  private isSame(fromA: number, toA: number, fromB: number, toB: number): boolean {
    if (toA - fromA !== toB - fromB) return false;
    const { bytes } = this;
    for (let a = fromA, b = fromB; a < toA; a++, b++) if (bytes[a] !== bytes[b]) return false;
    return true;
  }

  private close(start: number, end: number, first: number, last: number, type: number): void {
    this.rows.spans.push(start, end, type);
    this.rows.indexes?.push(first, last, type);
  }

  /** Turns offsets that count bytes of a text into UTF-16; false where the text has other blanks than those between tokens. */
  private countUnits(text: number): boolean {
    const { out, filled, rows } = this;
    if (hasOddBlanks(out, text, filled)) return false;
    const { start, end, length } = rows.spans;
    /** How many bytes there are more than code units, up to `at`. */
    let more = 0;
    let at = text;
    const unitsAt = (offset: number) => {
      for (; at < text + offset; at++)
        if ((out[at]! & 0xc0) === 0x80) more++;
        else if (out[at]! >= 0xf0) more--;
      return offset - more;
    };
    for (let i = rows.spanFrom[rows.length - 1]!; i < length; i++) {
      start[i] = unitsAt(start[i]!);
      end[i] = unitsAt(end[i]!);
    }
    return true;
  }

  private writeId(number: number): void {
    const { out, stem } = this;
    for (let i = 0; i < stem.length; i++) out[this.filled++] = stem[i]!;
    let digits = 1;
    for (let most = 10; number >= most; most *= 10) digits++;
    this.filled += digits;
    for (let rest = number, at = this.filled - 1, i = 0; i < digits; i++, at--) {
      const left = Math.floor(rest / 10);
      out[at] = ZERO + rest - 10 * left;
      rest = left;
    }
  }

  private grow(room: number): void {
    const grown = new Uint8Array(2 * (this.filled + room));
    grown.set(this.out);
    this.out = grown;
    this.rows.bytes = grown;
  }
}
