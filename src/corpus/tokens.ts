/** Tokens: the one rule by which a text without tokens of its own is cut into words, used for distances, token scores and baselines. */
/** A token's place in its text, half-open, in UTF-16 code units. */
export interface Token {
  readonly start: number;
  readonly end: number;
}

/** What a character does to tokens: it separates them, is part of one, or is one by itself. */
export const SPACE = 1;
export const WORD = 2;
export const MARK = 3;

/** What each character of the basic plane is, found out once and kept; 0 where nobody has asked yet. */
const known = new Uint8Array(0x10000);

function classify(character: string): number {
  return /[\p{L}\p{N}\p{M}]/u.test(character) ? WORD : /\s/u.test(character) ? SPACE : MARK;
}

/** What a character does to tokens, by its code point. */
export function kindOf(point: number): number {
  if (point > 0xffff) return classify(String.fromCodePoint(point));
  return (known[point] ||= classify(String.fromCodePoint(point)));
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

export const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00;
export const isLow = (unit: number) => unit >= 0xdc00 && unit < 0xe000;
