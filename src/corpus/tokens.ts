/** Tokens: the one rule by which a text without tokens of its own is cut into words, used for distances, token scores and baselines. */
import { firstEndingBehind } from "./fragments.ts";

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

/** The tokens of one text: those its format came with, or else those of the rule. */
export interface Tokenization {
  /** How many there are in all. */
  readonly count: number;
  /** How many a stretch of text touches. */
  countIn(start: number, end: number): number;
  /** Whether a stretch of text touches any. Looks no further than the first. */
  anyIn(start: number, end: number): boolean;
  /** Whether an offset lies within a token. */
  cuts(offset: number): boolean;
  /** All of them, in order. */
  list(): readonly Token[];
}

/** The tokens of a text, without listing them where nobody asks for the list. */
export function tokenizationOf(text: string, given?: readonly Token[]): Tokenization {
  return given ? givenTokens(given) : new RuleTokens(text);
}

/** A class, since one is made for every document, and closures would have to be made with it. */
class RuleTokens implements Tokenization {
  readonly count: number;
  private readonly text: string;
  private tokens: readonly Token[] | undefined;

  constructor(text: string) {
    this.text = text;
    this.count = countTokens(text);
  }

  countIn(start: number, end: number): number {
    return countTokens(this.text, start, end);
  }

  anyIn(start: number, end: number): boolean {
    let at = start;
    while (at < end && kindAt(this.text, at) === SPACE) at++;
    return at < end;
  }

  cuts(offset: number): boolean {
    return cutsToken(this.text, offset);
  }

  list(): readonly Token[] {
    return (this.tokens ??= tokensOf(this.text));
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

function givenTokens(tokens: readonly Token[]): Tokenization {
  return {
    count: tokens.length,
    countIn(start, end) {
      const first = firstEndingBehind(tokens, start);
      let last = first;
      while (last < tokens.length && tokens[last]!.start < end) last++;
      return last - first;
    },
    anyIn(start, end) {
      const token = tokens[firstEndingBehind(tokens, start)];
      return token !== undefined && token.start < end;
    },
    cuts(offset) {
      const token = tokens[firstEndingBehind(tokens, offset)];
      return token !== undefined && token.start < offset;
    },
    list: () => tokens,
  };
}
