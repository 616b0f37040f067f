/** Byte marks: marks the tokens of a text that is still in the bytes of a file (see {@link TokenMarks}). */
import { isHigh, isLow, kindOf, MARK, SPACE, type TokenMarks, WORD } from "./tokens.ts";

/** What bytes do to tokens: nothing, or the bits of `IN_WORD` or `OWN`; `RARE` is what has to be looked at. */
const [IN_WORD, OWN, RARE] = [1, 2, 4];
/** `RARE` are control characters and the backslash, which strings of JSON have in escapes only, and what is not ASCII. */
const byteKinds = Uint8Array.from({ length: 256 }, (_, code) => {
  if (code < 0x20 || code === 0x5c || code >= 0x80) return RARE;
  const kind = kindOf(code);
  return kind === WORD ? IN_WORD : kind === MARK ? OWN : 0;
});

/** The same where nothing but blanks parts tokens. */
const wordKinds = byteKinds.map((_, code) => (code >= 0x80 ? RARE : code === 0x20 ? 0 : IN_WORD));

/**
 * Marks the tokens of bytes up to the first rare one, and returns where that is. The byte at `i` has its mark at `i + shift`.
 * The mark of the first byte holds twice the number of tokens before it already; on return that of the rare one does. Nearly
 * all bytes of most texts pass here: four are read at once, and whether a word goes on or begins is computed without
 * branches, which a processor could not predict.
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
    if (kindOf(point) === SPACE) return true;
  }
  return false;
}

/**
 * Marks the tokens of the rule in a text of UTF-8 (`view` shows the same bytes); false where the bytes are no UTF-8, or have
 * control characters or backslashes, which strings of JSON have in escapes only. Sets `asciiTo` and `basicTo`.
 */
export function markBytes(tokens: TokenMarks, bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
  tokens.ruled = true;
  return mark(tokens, byteKinds, bytes, view, from, to);
}

/** Marks the tokens of a text of UTF-8 in which blanks of ASCII part them, one each. Sets `asciiTo` and `basicTo`. */
export function markWords(tokens: TokenMarks, bytes: Uint8Array, view: DataView, from: number, to: number): void {
  tokens.ruled = false;
  mark(tokens, wordKinds, bytes, view, from, to);
}

/** Marks the tokens of a text, whose bytes are of these kinds; false where it is none. */
function mark(
  tokens: TokenMarks,
  kinds: Uint8Array,
  bytes: Uint8Array,
  view: DataView,
  from: number,
  to: number,
): boolean {
  tokens.given = undefined;
  tokens.reserve(to - from);
  const { marks } = tokens;
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
    const kind = kinds === wordKinds ? WORD : kindOf(point);
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
  tokens.length = length;
  tokens.count = marks[length]! >> 1;
  tokens.asciiTo = asciiTo < 0 ? length : asciiTo;
  tokens.basicTo = basicTo < 0 ? length : basicTo;
  return true;
}
