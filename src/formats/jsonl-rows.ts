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
    scanner.begin(bytes, from, to);
    for (let begin = from; begin < to; ) {
      const end = lineEnd(bytes, begin, to);
      number++;
      if (!isBlank(bytes, begin, end)) scanner.add(begin, end, number);
      begin = end;
    }
    yield rows;
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** Scans lines into rows. */
class RowScanner {
  private readonly rows: RowColumns;
  private readonly names: ByteNames;
  private readonly needsText: boolean;
  private bytes: Uint8Array = new Uint8Array();
  private view: DataView = new DataView(new ArrayBuffer(0));
  private at = 0;
  private end = 0;
  /** Whether there is a backslash anywhere in the bytes. */
  private escapes = true;

  /** `needsText` where a record without a text is not plain. */
  constructor(rows: RowColumns, needsText: boolean) {
    this.rows = rows;
    this.needsText = needsText;
    this.names = new ByteNames(rows.types.names, (name) => rows.types.numberOf(name));
  }

  /** Begins to scan bytes, from one up to another; their lines are added one by one. */
  begin(bytes: Uint8Array, from: number, to: number): void {
    if (bytes.buffer !== this.view.buffer) this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.bytes = bytes;
    this.escapes = bytes.subarray(from, to).includes(BACKSLASH);
  }

  /** Adds the record of a line, which ends with its break; one that is not plain where it has another shape. */
  add(from: number, to: number, line: number): void {
    const at = this.rows.begin(from, to, line);
    this.at = from;
    this.end = to;
    this.rows.end(at, this.record(at));
  }

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
    return this.at === this.end && !(this.needsText && rows.textFrom[at] === NOWHERE);
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
    } else if ((letters & 0xffffff) === LETTERS.end) {
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
    for (let i = this.at; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === QUOTE) return i;
      if (byte < 0x20 || byte >= 0x7f || byte === BACKSLASH) return NOWHERE;
    }
    return NOWHERE;
  }

  private text(at: number): boolean {
    if (!this.take(QUOTE)) return false;
    const { bytes, end } = this;
    if (!this.escapes) {
      // What is between the quotes is looked at where its tokens are found.
      const to = bytes.indexOf(QUOTE, this.at);
      if (to < 0 || to >= end) return false;
      this.rows.textFrom[at] = this.at;
      this.rows.textTo[at] = to;
      this.at = to + 1;
      return true;
    }
    let kind = 0;
    for (let i = this.at; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === QUOTE) {
        this.rows.textFrom[at] = this.at;
        this.rows.textTo[at] = i;
        this.rows.textKind[at] = kind;
        this.at = i + 1;
        return true;
      }
      if (byte < 0x20) return false;
      if (byte === BACKSLASH) {
        kind |= ESCAPED;
        if (ESCAPES[bytes[++i]!] === 0) return false;
      }
    }
    return false;
  }

  private list(): boolean {
    if (!this.take(0x5b)) return false;
    if (this.take(0x5d)) return true;
    do if (!this.span()) return false;
    while (this.take(COMMA));
    return this.take(0x5d);
  }

  private span(): boolean {
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
    let value = 0;
    let i = from;
    for (; i < from + 10; i++) {
      const digit = bytes[i]! - 0x30;
      if (!(digit >= 0 && digit <= 9)) break;
      value = 10 * value + digit;
    }
    if (i === from || i === from + 10 || (bytes[from] === 0x30 && i > from + 1)) return NOWHERE;
    this.at = i;
    return value;
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
      if (byte !== 0x20 && byte !== 0x0d && byte !== 0x0a && byte !== 0x09) return;
      this.at++;
    }
  }
}

/** The keys, by number, and the length of the longest with its quote. */
const [ID, TEXT, ENTITIES, START, END, TYPE, SCORE] = [1, 2, 3, 4, 5, 6, 7];
const LONGEST = "entities".length + 1;

/** Up to four letters in a row as one number, the first one in its lowest byte. */
const lettersOf = (letters: string) => [...letters].reduceRight((number, letter) => (number << 8) | codeOf(letter), 0);
const LETTERS = {
  ...{ id: lettersOf("id"), text: lettersOf("text"), enti: lettersOf("enti"), ties: lettersOf("ties") },
  ...{ star: lettersOf("star"), end: lettersOf("end"), type: lettersOf("type"), scor: lettersOf("scor") },
};

/** A number of JSON, and whether a byte may be in one. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const NUMERIC = new Uint8Array(256);
for (const character of "0123456789.eE+-") NUMERIC[codeOf(character)] = 1;

/** Whether a byte behind a backslash makes an escape of two bytes. */
const ESCAPES = new Uint8Array(256);
for (const character of '"\\/bfnrt') ESCAPES[codeOf(character)] = 1;

function codeOf(character: string): number {
  return character.charCodeAt(0);
}
