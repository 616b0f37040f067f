/**
 * Lines of JSON as rows: scans the bytes of lines of the plain shape, and leaves all others to the careful reader, which
 * alone says what is wrong. Plain are
 * ```
 * {"id": "a", "text": "Ada met Bo", "entities": [{"start": 0, "end": 3, "type": "PER", "score": 0.9}, …]}
 * ```
 * with keys in any order, each once, blanks where JSON has them, and nothing else; `text` and `score` may be missing.
 */
import { ESCAPED, latin1, NOWHERE, RecordRows, type RowColumns } from "../corpus/rows.ts";
import { ByteNames } from "./byte-names.ts";
import { decodeLine } from "./lines.ts";
import { isBlank, lineEnd, windowsOf } from "./windows.ts";

/**
 * The rows of a file that comes in pieces. `read` reads a line with the careful reader, `number` counted from 1.
 *
 * @throws NerEvalError where a line that is not plain is not UTF-8.
 */
export async function* jsonlRows<R>(
  pieces: AsyncIterable<Uint8Array>,
  { source, needsText }: { readonly source: string; readonly needsText: boolean },
  read: (line: string, number: number) => R | undefined,
): AsyncIterable<RecordRows<R>> {
  const rows = new RecordRows<R>(source, ({ bytes, from, to, line }, at) =>
    read(decodeLine(bytes.subarray(from[at]!, to[at]!), source, line[at]!), line[at]!),
  );
  const scanner = new RowScanner(rows, needsText);
  let number = 0;
  for await (const { bytes, from, to } of windowsOf(pieces)) {
    rows.clear(bytes);
    scanner.begin(bytes, to);
    for (let begin = from; begin < to; ) begin = scanner.add(begin, ++number);
    yield rows;
  }
}

const LINE_FEED = 0x0a;
const BLANK = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
const NINE = 0x39;

/** Scans lines into rows. */
class RowScanner {
  private readonly rows: RowColumns;
  private readonly names: ByteNames;
  private readonly needsText: boolean;
  private bytes: Uint8Array = new Uint8Array();
  private view: DataView;
  private at = 0;
  /** Where the lines end. */
  private end = 0;

  /** `needsText` where a record without a text is not plain. */
  constructor(rows: RowColumns, needsText: boolean) {
    this.rows = rows;
    this.view = rows.view;
    this.needsText = needsText;
    this.names = new ByteNames(rows.types.names, (name) => rows.types.numberOf(name));
  }

  /** Begins to scan bytes up to one; their lines are added one by one. */
  begin(bytes: Uint8Array, to: number): void {
    this.bytes = bytes;
    this.view = this.rows.view;
    this.end = to;
  }

  /**
   * Adds the record of the line that begins at a byte, one that is not plain where it has another shape; none where the line
   * is blank. Returns where the next line begins.
   */
  add(from: number, line: number): number {
    const { rows, bytes, end } = this;
    const at = rows.begin(from, from, line);
    this.at = from;
    if (this.record(at)) {
      rows.to[at] = this.at;
      rows.end(at, true);
      return this.at;
    }
    const to = lineEnd(bytes, from, end);
    rows.to[at] = to;
    if (isBlank(bytes, from, to)) rows.drop();
    else rows.end(at, false);
    return to;
  }

  /** Passes over a plain record and its line break; false where it has another shape. */
  private record(at: number): boolean {
    const { rows } = this;
    let listed = false;
    if (!this.take(0x7b)) return false;
    do {
      const key = this.key();
      if (key === ID && rows.idFrom[at] === NOWHERE) {
        const to = this.name();
        if (to < 0) return false;
        rows.idFrom[at] = this.at;
        rows.idTo[at] = to;
        this.at = to + 1;
      } else if (key === TEXT && rows.textFrom[at] === NOWHERE) {
        if (!this.text(at)) return false;
      } else if (key === ENTITIES && !listed) {
        listed = true;
        if (!this.list()) return false;
      } else return false;
    } while (this.take(COMMA));
    if (!this.take(0x7d) || !listed || rows.idFrom[at] === NOWHERE) return false;
    this.skip();
    if (this.at < this.end && this.bytes[this.at++] !== LINE_FEED) return false;
    return !(this.needsText && rows.textFrom[at] === NOWHERE);
  }

  /** Passes over a key and its colon. Returns which it is; 0 where it is another one. */
  private key(): number {
    if (!this.take(QUOTE)) return 0;
    const { bytes, view, at } = this;
    // Behind every key there is as much as the longest takes, unless the line ends with a short one.
    if (at + LONGEST > this.end) return 0;
    let key = 0;
    let length = 4;
    const letters = view.getInt32(at, true);
    if (letters === LETTERS.star) {
      key = bytes[at + 4] === 0x74 ? START : 0;
      length = 5;
    } else if (letters === LETTERS.end) {
      key = END;
      length = 3;
    } else if (letters === LETTERS.type) key = TYPE;
    else if (letters === LETTERS.text) key = TEXT;
    else if (letters === LETTERS.enti) {
      key = view.getInt32(at + 4, true) === LETTERS.ties ? ENTITIES : 0;
      length = 8;
    } else if ((letters & 0xffff) === LETTERS.id) {
      key = ID;
      length = 2;
    } else if (letters === LETTERS.scor) {
      key = bytes[at + 4] === 0x65 ? SCORE : 0;
      length = 5;
    }
    if (bytes[at + length] !== QUOTE) return 0;
    this.at = at + length + 1;
    return this.take(COLON) ? key : 0;
  }

  /** Goes to the beginning of a string of ASCII without escapes, and returns where it ends; less than 0 where it is none. */
  private name(): number {
    if (!this.take(QUOTE)) return NOWHERE;
    const { bytes, end } = this;
    let to = this.at;
    while (to < end && IN_NAME[bytes[to]!] === 1) to++;
    return to < end && bytes[to] === QUOTE ? to : NOWHERE;
  }

  private text(at: number): boolean {
    if (!this.take(QUOTE)) return false;
    const { bytes, end, rows } = this;
    let kind = 0;
    let to = this.at;
    for (;;) {
      // What else there is between the quotes is looked at where its tokens are found.
      while (to < end && ORDINARY[bytes[to]!] === 1) to++;
      if (to >= end || bytes[to]! < 0x20) return false;
      if (bytes[to] === QUOTE) break;
      kind = ESCAPED;
      if (ESCAPES[bytes[to + 1]!] !== 1) return false;
      to += 2;
    }
    rows.textFrom[at] = this.at;
    rows.textTo[at] = to;
    rows.textKind[at] = kind;
    this.at = to + 1;
    return true;
  }

  private list(): boolean {
    if (!this.take(0x5b)) return false;
    if (this.take(0x5d)) return true;
    do if (!this.span()) return false;
    while (this.take(COMMA));
    return this.take(0x5d);
  }

  private span(): boolean {
    if (this.usualSpan()) return true;
    if (!this.take(0x7b)) return false;
    let start = NOWHERE;
    let end = NOWHERE;
    let type = NOWHERE;
    let score = Number.NaN;
    do {
      const key = this.key();
      if (key === START && start < 0) start = this.number();
      else if (key === END && end < 0) end = this.number();
      else if (key === TYPE && type < 0) type = this.type();
      else if (key === SCORE && Number.isNaN(score)) {
        score = this.score();
        if (Number.isNaN(score)) return false;
      } else return false;
    } while (this.take(COMMA));
    if (start < 0 || end < 0 || type < 0 || !this.take(0x7d)) return false;
    this.rows.spans.push(start, end, type);
    // Where some span has a score, what others were before is forgotten.
    if (this.rows.scores !== undefined || !Number.isNaN(score)) this.rows.addScore(score);
    return true;
  }

  /**
   * Passes over a span as most programs write it, with start, end and type in this order, and nothing or one blank behind
   * colons and commas; false, and nothing is passed over, where it is another one. All of the time goes into spans: here
   * the place is at hand, not in memory.
   */
  private usualSpan(): boolean {
    const { bytes, view, end, rows } = this;
    let at = this.at;
    if (at + ROOM > view.byteLength || view.getInt32(at, true) !== LETTERS.open) return false;
    if (view.getInt32(at + 4, true) !== LETTERS.art || bytes[at + 8] !== COLON) return false;
    at += bytes[at + 9] === BLANK ? 10 : 9;
    let from = at;
    at = digitsEnd(bytes, at);
    if (!isNumber(bytes, from, at) || bytes[at] !== COMMA) return false;
    const start = numberIn(bytes, from, at);
    at += bytes[at + 1] === BLANK ? 2 : 1;
    if (bytes[at] !== QUOTE || view.getInt32(at + 1, true) !== LETTERS.end || bytes[at + 5] !== COLON) return false;
    at += bytes[at + 6] === BLANK ? 7 : 6;
    from = at;
    at = digitsEnd(bytes, at);
    if (!isNumber(bytes, from, at) || bytes[at] !== COMMA) return false;
    const stop = numberIn(bytes, from, at);
    at += bytes[at + 1] === BLANK ? 2 : 1;
    if (bytes[at] !== QUOTE || view.getInt32(at + 1, true) !== LETTERS.type || bytes[at + 5] !== QUOTE) return false;
    if (bytes[at + 6] !== COLON) return false;
    at += bytes[at + 7] === BLANK ? 8 : 7;
    if (bytes[at] !== QUOTE) return false;
    from = ++at;
    while (at < end && IN_NAME[bytes[at]!] === 1) at++;
    // Types such as B-PER are looked at one by one.
    if (at === from || bytes[from + 1] === 0x2d || bytes[at] !== QUOTE || bytes[at + 1] !== 0x7d) return false;
    // Where some span has a score, every one has a place for it.
    if (at + 1 >= end || rows.scores !== undefined) return false;
    rows.spans.push(start, stop, this.names.numberOf(bytes, from, at));
    this.at = at + 2;
    return true;
  }

  private type(): number {
    const to = this.name();
    const from = this.at;
    // Types such as B-PER are looked at one by one.
    if (to <= from || this.bytes[from + 1] === 0x2d) return NOWHERE;
    this.at = to + 1;
    return this.names.numberOf(this.bytes, from, to);
  }

  /** A number as JSON has it; `NaN` where there is none, or one that is too large. */
  private score(): number {
    this.skip();
    const { bytes } = this;
    const from = this.at;
    let to = from;
    while (NUMERIC[bytes[to]!] === 1) to++;
    const text = latin1(bytes, from, to);
    const value = NUMBER.test(text) ? Number(text) : Number.NaN;
    this.at = to;
    return Number.isFinite(value) ? value : Number.NaN;
  }

  /** A whole number of nine digits at most, without a sign; less than 0 where it is none. */
  private number(): number {
    this.skip();
    const { bytes } = this;
    const from = this.at;
    const to = digitsEnd(bytes, from);
    if (!isNumber(bytes, from, to)) return NOWHERE;
    this.at = to;
    return numberIn(bytes, from, to);
  }

  /** Passes over blanks and one byte; false, and nothing is passed over but blanks, where another one is there. */
  private take(byte: number): boolean {
    if (this.bytes[this.at] !== byte) {
      this.skip();
      if (this.at >= this.end || this.bytes[this.at] !== byte) return false;
    }
    this.at++;
    return this.at <= this.end;
  }

  private skip(): void {
    while (this.at < this.end) {
      const byte = this.bytes[this.at]!;
      if (byte !== 0x20 && byte !== 0x0d && byte !== 0x09) return;
      this.at++;
    }
  }
}

/** Where the digits end that begin at a byte. */
function digitsEnd(bytes: Uint8Array, from: number): number {
  let to = from;
  while (bytes[to]! >= ZERO && bytes[to]! <= NINE) to++;
  return to;
}

/** The number that digits are. */
function numberIn(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = 10 * value + bytes[i]! - ZERO;
  return value;
}

/** Whether digits are a whole number of JSON, of nine digits at most. */
function isNumber(bytes: Uint8Array, from: number, to: number): boolean {
  return to > from && to < from + 10 && (bytes[from] !== ZERO || to === from + 1);
}

/** The keys, by number, and the length of the longest with its quote. */
const [ID, TEXT, ENTITIES, START, END, TYPE, SCORE] = [1, 2, 3, 4, 5, 6, 7];
const LONGEST = "entities".length + 1;

/** Up to four letters in a row as one number, the first one in its lowest byte. */
const lettersOf = (letters: string) => [...letters].reduceRight((number, letter) => (number << 8) | codeOf(letter), 0);
const LETTERS = {
  ...{ id: lettersOf("id"), text: lettersOf("text"), enti: lettersOf("enti"), ties: lettersOf("ties") },
  ...{ star: lettersOf("star"), end: lettersOf('end"'), type: lettersOf("type"), scor: lettersOf("scor") },
  ...{ open: lettersOf('{"st'), art: lettersOf('art"') },
};

/** More than a span with numbers of nine digits has before its type. */
const ROOM = 64;

/** A number of JSON, and whether a byte may be in one. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NUMERIC = new Uint8Array(256);
for (const character of "0123456789.eE+-") NUMERIC[codeOf(character)] = 1;

/** Whether a byte in a string neither ends it nor begins an escape, and may be there. */
const ORDINARY = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte !== QUOTE && byte !== BACKSLASH ? 1 : 0,
);

/** Whether a byte is in a name of ASCII without escapes. */
const IN_NAME = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 0x7f && ORDINARY[byte] === 1 ? 1 : 0));

/** Whether a byte behind a backslash makes an escape of two bytes. */
const ESCAPES = new Uint8Array(256);
for (const character of '"\\/bfnrt') ESCAPES[codeOf(character)] = 1;

function codeOf(character: string): number {
  return character.charCodeAt(0);
}
