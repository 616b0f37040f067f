/** Tokens: the one rule by which a text without tokens of its own is cut into words, used for distances, token scores and baselines. */
/** A token's place in its text, half-open, in UTF-16 code units. */
export interface Token {
  readonly start: number;
  readonly end: number;
}

/** What a character does to tokens: it separates them, is part of one, or is one by itself. */
const SPACE = 1;
const WORD = 2;
const MARK = 3;

/** What each character of the basic plane is, found out once and kept; 0 where nobody has asked yet. */
const known = new Uint8Array(0x10000);

function classify(character: string): number {
  return /[\p{L}\p{N}\p{M}]/u.test(character) ? WORD : /\s/u.test(character) ? SPACE : MARK;
}

/** What bytes do to tokens: nothing, or the bits of `IN_WORD` or `OWN`; `RARE` is what has to be looked at. */
const [IN_WORD, OWN, RARE] = [1, 2, 4];
/** `RARE` are control characters and the backslash, which strings of JSON have in escapes only, and what is not ASCII. */
const byteKinds = Uint8Array.from({ length: 256 }, (_, code) => {
  if (code < 0x20 || code === 0x5c || code >= 0x80) return RARE;
  const kind = classify(String.fromCharCode(code));
  return kind === WORD ? IN_WORD : kind === MARK ? OWN : 0;
});

/** The same where nothing but blanks parts tokens. */
const wordKinds = byteKinds.map((_, code) => (code >= 0x80 ? RARE : code === 0x20 ? 0 : IN_WORD));

/**
 * Marks the tokens of bytes (see {@link TokenMarks}) up to the first rare one, and returns where that is. The byte at `i` has
 * its mark at `i + shift`; the first one has twice the tokens before it there already, as the rare one has then. Nearly all
 * bytes of most texts pass here: four are read at once, and whether a word goes on or begins is computed without branches,
 * since it is as hard to foresee as the text.
 */
function markPlain(
  kinds: Uint8Array,
  bytes: Uint8Array,
  view: DataView,
  from: number,
  to: number,
  inWord: number,
  marks: Int32Array,
  shift: number,
): number {
  let begun = marks[from + shift]!;
  let before = inWord;
  let i = from;
  for (const last = to - 4; i <= last; i += 4) {
    const four = view.getInt32(i, true);
    const [a, b] = [kinds[four & 0xff]!, kinds[(four >>> 8) & 0xff]!];
    const [c, d] = [kinds[(four >>> 16) & 0xff]!, kinds[four >>> 24]!];
    if (((a | b | c | d) & RARE) !== 0) break;
    const at = i + shift;
    marks[at] = begun | (before & a & IN_WORD);
    begun = (begun + (a & OWN) + ((a & ~before & IN_WORD) << 1)) | 0;
    marks[at + 1] = begun | (a & b & IN_WORD);
    begun = (begun + (b & OWN) + ((b & ~a & IN_WORD) << 1)) | 0;
    marks[at + 2] = begun | (b & c & IN_WORD);
    begun = (begun + (c & OWN) + ((c & ~b & IN_WORD) << 1)) | 0;
    marks[at + 3] = begun | (c & d & IN_WORD);
    begun = (begun + (d & OWN) + ((d & ~c & IN_WORD) << 1)) | 0;
    before = d;
  }
  for (; i < to; i++) {
    const kind = kinds[bytes[i]!]!;
    if (kind === RARE) break;
    marks[i + shift] = begun | (before & kind & IN_WORD);
    begun = (begun + (kind & OWN) + ((kind & ~before & IN_WORD) << 1)) | 0;
    before = kind;
  }
  marks[i + shift] = begun;
  return i;
}

/** The code point of two to four bytes that begin at one of them; less than 0 where there is none. */
function pointAt(bytes: Uint8Array, at: number, to: number): number {
  const byte = bytes[at]!;
  const second = at + 1 < to ? bytes[at + 1]! ^ 0x80 : 0x80;
  if (second > 0x3f) return -1;
  if (byte >= 0xc2 && byte < 0xe0) return ((byte & 0x1f) << 6) | second;
  const third = at + 2 < to ? bytes[at + 2]! ^ 0x80 : 0x80;
  if (third > 0x3f) return -1;
  if ((byte & 0xf0) === 0xe0) {
    const unit = ((byte & 0x0f) << 12) | (second << 6) | third;
    return unit < 0x800 || isHigh(unit) || isLow(unit) ? -1 : unit;
  }
  const fourth = at + 3 < to ? bytes[at + 3]! ^ 0x80 : 0x80;
  if (fourth > 0x3f || (byte & 0xf8) !== 0xf0) return -1;
  const point = ((byte & 0x07) << 18) | (second << 12) | (third << 6) | fourth;
  return point < 0x10000 || point > 0x10ffff ? -1 : point;
}

/** Whether a text has white space other than that of ASCII, or is not UTF-8. */
export function hasOddBlanks(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    if (bytes[i]! < 0x80) continue;
    const point = pointAt(bytes, i, to);
    if (point < 0) return true;
    i += point < 0x800 ? 1 : point > 0xffff ? 3 : 2;
    if (((point > 0xffff ? 0 : known[point]!) || kindOf(point)) === SPACE) return true;
  }
  return false;
}

/** What a character is. */
function kindOf(point: number): number {
  const kind = classify(String.fromCodePoint(point));
  if (point < 0x10000) known[point] = kind;
  return kind;
}

/** The tokens of a stretch of text, in order: runs of letters, digits and combining marks, or one other visible character. */
function forEachToken(text: string, from: number, to: number, visit: (start: number, end: number) => void): void {
  let word = -1;
  for (let at = from; at < to; ) {
    const kind = known[text.charCodeAt(at)] || kindAt(text, at);
    const size = isHigh(text.charCodeAt(at)) && at + 1 < to && isLow(text.charCodeAt(at + 1)) ? 2 : 1;
    if (kind === WORD) {
      if (word < 0) word = at;
    } else {
      if (word >= 0) visit(word, at);
      word = -1;
      if (kind === MARK) visit(at, at + size);
    }
    at += size;
  }
  if (word >= 0) visit(word, to);
}

/** The tokens of a text, in order. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  forEachToken(text, 0, text.length, (start, end) => tokens.push({ start, end }));
  return tokens;
}

/** How many tokens `text.slice(from, to)` has, the ones cut at its ends included. */
export function countTokens(text: string, from = 0, to = text.length): number {
  let count = 0;
  let before = SPACE;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    const kind = known[unit] || kindAt(text, at);
    if (kind === MARK || (kind === WORD && before !== WORD)) count++;
    before = kind;
    // Halves of pairs are never in `known`, and a whole one is one character.
    if (kind !== known[unit] && isHigh(unit) && at + 1 < to && isLow(text.charCodeAt(at + 1))) at++;
  }
  return count;
}

/**
 * The tokens of one text, as a number for every offset: how many tokens begin before it, and whether it lies within one.
 * ```
 * text     N  e  w     Y  o  r  k  .
 * marks    0  3  3  2  2  5  5  5  4  6      2 × tokens that begin before + 1 within a token
 * ```
 * So what a stretch of text touches is a subtraction. One object serves one text after the other.
 */
export class TokenMarks {
  /** How many tokens there are. */
  count = 0;
  /** The length of the text, in UTF-16 code units. */
  length = 0;
  marks = new Int32Array(256);
  /** The offset of the first character that is not ASCII, and of the first one that UTF-16 counts as two; else the length. */
  asciiTo = 0;
  basicTo = 0;
  /** The tokens the format came with; undefined where they are those of the rule. */
  given: readonly Token[] | undefined;
  /** Whether they are those of the rule. */
  ruled = true;

  /** Holds the tokens of the rule. */
  setText(text: string): void {
    this.given = undefined;
    this.ruled = true;
    const { length } = text;
    this.reserve(length);
    this.asciiTo = length;
    this.basicTo = length;
    const { marks } = this;
    let begun = 0;
    let inWord = 0;
    for (let at = 0; at < length; at++) {
      const unit = text.charCodeAt(at);
      const kind = known[unit] || kindAt(text, at);
      if (unit >= 0x80 && this.asciiTo === length) this.asciiTo = at;
      if (isHigh(unit) && this.basicTo === length) this.basicTo = at;
      marks[at] = kind === WORD ? begun | inWord : begun;
      if (kind === WORD) {
        if (inWord === 0) begun += 2;
        inWord = 1;
      } else {
        inWord = 0;
        if (kind === MARK) begun += 2;
      }
      // Halves of pairs are never in `known`, and a whole one is one character.
      if (kind !== known[unit] && isHigh(unit) && isLow(text.charCodeAt(at + 1))) marks[++at] = begun | 1;
    }
    this.close(begun >> 1);
  }

  /**
   * Holds the tokens of the rule, in a text of UTF-8, of which `view` is a view; false where that is none, or has control characters or backslashes, as
   * strings of JSON have in escapes only. Sets `asciiTo` and `basicTo`.
   */
  setBytes(bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
    this.ruled = true;
    return this.mark(byteKinds, bytes, view, from, to);
  }

  /** Holds the tokens of a text of UTF-8 in which blanks of ASCII part them, one each. Sets `asciiTo` and `basicTo`. */
  setWords(bytes: Uint8Array, view: DataView, from: number, to: number): void {
    this.ruled = false;
    this.mark(wordKinds, bytes, view, from, to);
  }

  /** Holds the tokens of a text, whose bytes are of these kinds; false where it is none. */
  private mark(kinds: Uint8Array, bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
    this.given = undefined;
    this.reserve(to - from);
    const { marks } = this;
    let asciiTo = -1;
    let basicTo = -1;
    let inWord = 0;
    /** How far the mark of a byte is from its place. */
    let shift = -from;
    marks[0] = 0;
    for (let i = from; ; ) {
      const rare = markPlain(kinds, bytes, view, i, to, inWord, marks, shift);
      if (rare === to) break;
      if (bytes[rare]! < 0x80) return false;
      const point = pointAt(bytes, rare, to);
      if (point < 0) return false;
      const at = rare + shift;
      const astral = point > 0xffff;
      if (asciiTo < 0) asciiTo = at;
      if (astral && basicTo < 0) basicTo = at;
      const kind = kinds === wordKinds ? WORD : (astral ? 0 : known[point]!) || kindOf(point);
      const word = kind === WORD ? 1 : 0;
      const before = rare > i ? kinds[bytes[rare - 1]!]! & IN_WORD : inWord;
      let begun = marks[at]!;
      marks[at] = begun | (before & word);
      if (kind === MARK || word > before) begun += 2;
      if (astral) marks[at + 1] = begun | 1;
      i = rare + (point < 0x800 ? 2 : astral ? 4 : 3);
      const next = at + (astral ? 2 : 1);
      marks[next] = begun;
      shift = next - i;
      inWord = word;
    }
    const length = to + shift;
    this.length = length;
    this.count = marks[length]! >> 1;
    this.asciiTo = asciiTo < 0 ? length : asciiTo;
    this.basicTo = basicTo < 0 ? length : basicTo;
    return true;
  }

  /** Holds tokens that the format came with, in order and apart. */
  setTokens(tokens: readonly Token[], length: number): void {
    this.given = tokens;
    this.ruled = false;
    this.reserve(length);
    const { marks } = this;
    let at = 0;
    for (let token = 0; token < tokens.length; token++) {
      const { start, end } = tokens[token]!;
      while (at <= start && at < length) marks[at++] = 2 * token;
      while (at < end && at < length) marks[at++] = 2 * token + 3;
    }
    while (at < length) marks[at++] = 2 * tokens.length;
    this.close(tokens.length);
  }

  /** Makes room for a text of so many code units; whoever fills `marks` calls {@link close} then. */
  reserve(length: number): void {
    this.length = length;
    if (this.marks.length <= length) this.marks = new Int32Array(2 * length + 1);
  }

  /** Says that `marks` has been filled, for so many tokens. */
  close(count: number): void {
    this.marks[this.length] = 2 * count;
    this.count = count;
  }

  /** How many tokens begin before an offset. */
  before(offset: number): number {
    return this.marks[offset]! >> 1;
  }

  /** Whether an offset lies within a token. */
  cuts(offset: number): boolean {
    return (this.marks[offset]! & 1) === 1;
  }

  /** How many tokens a stretch of text touches. */
  countIn(start: number, end: number): number {
    return start < end ? (this.marks[end]! >> 1) - (this.marks[start]! >> 1) + (this.marks[start]! & 1) : 0;
  }

  /** Whether a token begins at an offset. */
  beginsAt(offset: number): boolean {
    return offset < this.length && (this.marks[offset]! & 1) === 0 && this.marks[offset + 1]! > this.marks[offset]! + 1;
  }

  /** Whether a token ends at an offset. */
  endsAt(offset: number): boolean {
    return offset > 0 && (this.marks[offset]! & 1) === 0 && this.countIn(offset - 1, offset) > 0;
  }

  /** All of them, in order. */
  list(): readonly Token[] {
    if (this.given) return this.given;
    const tokens: Token[] = [];
    for (let at = 0; at < this.length; at++) {
      if (this.marks[at]! >> 1 === this.marks[at + 1]! >> 1) continue;
      const start = at;
      while (this.cuts(at + 1)) at++;
      tokens.push({ start, end: at + 1 });
    }
    return tokens;
  }

  /** The position of the first token that ends behind an offset; their number where none does. */
  firstEndingBehind(offset: number): number {
    return (this.marks[offset]! >> 1) - (this.marks[offset]! & 1);
  }
}

/** Whether an offset lies within a token of the rule, or between the two halves of a character. */
export function cutsToken(text: string, offset: number): boolean {
  return offset > 0 && offset < text.length && isOneToken(text, offset);
}

/** Whether the character at an offset is white space. */
export function isBlankAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && kindAt(text, at) === SPACE;
}

/** Whether the characters before and behind an offset stand in one token. */
function isOneToken(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const behind = text.charCodeAt(offset);
  if (isHigh(before) && isLow(behind)) return true;
  return kindAt(text, isLow(before) ? offset - 2 : offset - 1) === WORD && kindAt(text, offset) === WORD;
}

/** What the character that begins at `at` does. */
function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(Math.max(at, 0));
  if (isHigh(unit) && isLow(text.charCodeAt(at + 1))) return classify(text.slice(at, at + 2));
  const kind = known[unit] || classify(String.fromCharCode(unit));
  // What half a pair is depends on the other half.
  if (!isHigh(unit)) known[unit] = kind;
  return kind;
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;
