/**
 * Lines in bracket format as rows: scans the bytes of lines in which nothing has to be decided, and leaves all others to the
 * parser, which alone says what is wrong. Such a line has neither backslashes nor `<`, and brackets only around mentions of
 * types in capitals that have no other mention in them: `[PER Ada  ] met [ORG Acme]`.
 */
import type { Document } from "../../corpus/document.ts";
import { RecordRows } from "../../corpus/rows.ts";
import { ByteNames } from "../byte-names.ts";
import { decodeLine } from "../lines.ts";
import { isBlank, lineEnd, windowsOf } from "../windows.ts";

const [OPEN, CLOSE, BACKSLASH, LESS] = [0x5b, 0x5d, 0x5c, 0x3c];
const [BLANK, TAB, CARRIAGE_RETURN, LINE_FEED] = [0x20, 0x09, 0x0d, 0x0a];

/**
 * The rows of a file with a document per line, called after `name` and its line. `read` parses a document of one line,
 * or of several where breaks are escaped, `number` being that of the first.
 */
export async function* bracketRows(
  pieces: AsyncIterable<Uint8Array>,
  source: string,
  name: string,
  read: (lines: string, number: number) => Document | undefined,
): AsyncIterable<RecordRows<Document>> {
  let window: Uint8Array = new Uint8Array();
  const rows = new RecordRows<Document>(source, ({ from, to, line }, at) =>
    read(decodeLine(window.subarray(from[at]!, to[at]!), source, line[at]!), line[at]!),
  );
  rows.unit = "utf16";
  const scanner = new LineScanner(rows, name);
  let number = 1;
  for await (const { bytes, from, to } of windowsOf(pieces, (bytes, end) => !goesOn(bytes, end))) {
    window = bytes;
    scanner.begin(bytes);
    for (let begin = from; begin < to; ) {
      let end = lineEnd(bytes, begin, to);
      let lines = 1;
      for (; end < to && goesOn(bytes, end); lines++) end = lineEnd(bytes, end, to);
      if (!isBlank(bytes, begin, end)) scanner.add(begin, end, number);
      number += lines;
      begin = end;
    }
    yield rows;
  }
}

/** Whether the line break before a byte is escaped. */
function goesOn(bytes: Uint8Array, end: number): boolean {
  let at = end - 1;
  if (bytes[at] !== LINE_FEED) return false;
  if (bytes[at - 1] === CARRIAGE_RETURN) at--;
  let backslashes = 0;
  while (bytes[at - 1 - backslashes] === BACKSLASH) backslashes++;
  return backslashes % 2 === 1;
}

/** Copies the texts of lines, and notes their mentions. */
class LineScanner {
  private readonly rows: RecordRows<Document>;
  private readonly names: ByteNames;
  /** What ids begin with; undefined where that is not ASCII. */
  private readonly stem: Uint8Array | undefined;
  private bytes: Uint8Array = new Uint8Array();
  /** Ids and texts. */
  private out = new Uint8Array(1 << 12);
  private filled = 0;

  constructor(rows: RecordRows<Document>, name: string) {
    this.rows = rows;
    this.names = new ByteNames(rows.types.names, (type) => rows.types.numberOf(type));
    // What would have to be escaped in JSON is not looked at here.
    if (/^[ !#-[\]-~]*$/.test(name)) this.stem = Uint8Array.from(`${name}:`, (character) => character.charCodeAt(0));
  }

  /** Begins with the lines of a window. */
  begin(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.filled = 0;
    this.rows.clear(this.out);
  }

  add(from: number, to: number, line: number): void {
    const at = this.rows.begin(from, to, line);
    const room = to - from + (this.stem?.length ?? 0) + 10;
    if (this.filled + room > this.out.length) this.grow(room);
    this.rows.end(at, this.stem !== undefined && this.document(at, from, to, line));
  }

  private document(at: number, from: number, to: number, line: number): boolean {
    const { rows, out } = this;
    rows.idFrom[at] = this.filled;
    for (const byte of this.stem!) out[this.filled++] = byte;
    for (const digit of String(line)) out[this.filled++] = digit.charCodeAt(0);
    rows.idTo[at] = this.filled;
    rows.textFrom[at] = this.filled;
    const plain = this.text(from, this.withoutBreak(from, to));
    rows.textTo[at] = this.filled;
    return plain;
  }

  private withoutBreak(from: number, to: number): number {
    const { bytes } = this;
    if (to === from || bytes[to - 1] !== LINE_FEED) return to;
    return bytes[to - 2] === CARRIAGE_RETURN ? to - 2 : to - 1;
  }

  /** Copies a text without its brackets; false where the parser has to look at it. */
  private text(from: number, to: number): boolean {
    const { bytes, out, rows } = this;
    let filled = this.filled;
    /** How many UTF-16 code units were copied, and where the mention begins that is open. */
    let units = 0;
    let start = -1;
    let type = 0;
    let visible = false;
    for (let i = from; i < to; i++) {
      const byte = bytes[i]!;
      if (byte === OPEN) {
        const end = wordEnd(bytes, i + 1, to);
        if (start >= 0 || end < 0) return false;
        type = this.names.numberOf(bytes, i + 1, end);
        i = end;
        while (i + 1 < to && (bytes[i + 1] === BLANK || bytes[i + 1] === TAB)) i++;
        start = units;
      } else if (byte === CLOSE) {
        if (start < 0) return false;
        while (units > start && (out[filled - 1] === BLANK || out[filled - 1] === TAB)) {
          filled--;
          units--;
        }
        if (units === start) return false;
        rows.spans.push(start, units, type);
        start = -1;
      } else {
        if (byte === BACKSLASH || byte === LESS) return false;
        if (byte > BLANK && byte < 0x80) visible = true;
        out[filled++] = byte;
        // The bytes behind the first of a character count nothing, four together as two.
        if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
      }
    }
    this.filled = filled;
    return start < 0 && visible;
  }

  private grow(room: number): void {
    const grown = new Uint8Array(2 * (this.filled + room));
    grown.set(this.out);
    this.out = grown;
    this.rows.bytes = grown;
  }
}

/** Where a type of two to a hundred capitals ends that a blank is behind; less than 0 where there is none. */
function wordEnd(bytes: Uint8Array, from: number, to: number): number {
  let end = from;
  while (end < to && bytes[end]! >= 0x41 && bytes[end]! <= 0x5a) end++;
  const isWord = end - from >= 2 && end - from <= 100 && end < to && (bytes[end] === BLANK || bytes[end] === TAB);
  return isWord ? end : -1;
}
