/** Offset units: what a recognizer may have counted instead of UTF-16 code units, and the way back. */

/** How offsets count. `-inclusive` units name a span's last character, not the one behind it. */
export const offsetUnits = [
  "utf16",
  "codepoint",
  "byte",
  "utf16-inclusive",
  "codepoint-inclusive",
  "byte-inclusive",
] as const;
export type OffsetUnit = (typeof offsetUnits)[number];

/** The unit in words, for messages. */
export const unitNames: { readonly [unit in OffsetUnit]: string } = {
  utf16: "UTF-16 code units",
  codepoint: "Unicode code points",
  byte: "UTF-8 bytes",
  "utf16-inclusive": "UTF-16 code units with inclusive ends",
  "codepoint-inclusive": "Unicode code points with inclusive ends",
  "byte-inclusive": "UTF-8 bytes with inclusive ends",
};

/** Turns a half-open or inclusive extent in some unit into half-open UTF-16; undefined where it hits no boundary. */
export type Converter = (start: number, end: number) => { start: number; end: number } | undefined;

/** A converter from `unit` for one text. Building it costs one pass over the text, unless it is ASCII. */
export function converterFor(text: string, unit: OffsetUnit): Converter {
  const inclusive = unit.endsWith("-inclusive") ? 1 : 0;
  const counted = unit.replace("-inclusive", "") as "utf16" | "codepoint" | "byte";
  if (counted === "utf16" || isAscii(text)) {
    return (start, end) => (end + inclusive > text.length ? undefined : { start, end: end + inclusive });
  }
  if (counted === "codepoint") return codePointConverter(text, inclusive);
  return byteConverter(text, inclusive);
}

/** The half-open UTF-16 extent `[start, end)` of a text as offsets in `unit`: what {@link converterFor} turns back. */
export function extentIn(unit: OffsetUnit, text: string, start: number, end: number): { start: number; end: number } {
  const inclusive = unit.endsWith("-inclusive") ? 1 : 0;
  return { start: lengthIn(unit, text.slice(0, start)), end: lengthIn(unit, text.slice(0, end)) - inclusive };
}

/** How long a text is in `unit`. */
export function lengthIn(unit: OffsetUnit, text: string): number {
  if (unit.startsWith("utf16")) return text.length;
  let length = 0;
  for (const character of text) length += unit.startsWith("codepoint") ? 1 : bytesOf(character.codePointAt(0)!);
  return length;
}

/** Whether all units count this text alike. */
export function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is meant.
  return /^[\x00-\x7f]*$/.test(text);
}

/** Whether an offset lies between the two halves of a character that is two UTF-16 code units. */
export function cutsPair(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const behind = text.charCodeAt(offset);
  return before >= 0xd800 && before < 0xdc00 && behind >= 0xdc00 && behind < 0xe000;
}

/** Code points are UTF-16 code units but for pairs of surrogates, of which there are mostly few. */
function codePointConverter(text: string, inclusive: 0 | 1): Converter {
  /** Before which code points a pair ends, in order. */
  const pairs = Array.from(text.matchAll(/[\ud800-\udbff][\udc00-\udfff]/g), ({ index }, before) => index - before + 1);
  const length = text.length - pairs.length;
  const toUtf16 = (offset: number) => {
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  };
  return (start, end) => {
    if (start < 0 || end + inclusive < 0 || start > length || end + inclusive > length) return undefined;
    return { start: toUtf16(start), end: toUtf16(end + inclusive) };
  };
}

/** Bytes are UTF-16 code units but for characters that are not ASCII. */
function byteConverter(text: string, inclusive: 0 | 1): Converter {
  /** Of each such character, in order: the byte at which it begins, and how many bytes there are more than units behind it. */
  const rare = rareIn(text);
  const [starts, more] = [new Int32Array(rare), new Int32Array(rare)];
  let count = 0;
  let shift = 0;
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) < 0x80) continue;
    const point = text.codePointAt(at)!;
    starts[count] = at + shift;
    shift += bytesOf(point) - (point > 0xffff ? 2 : 1);
    more[count++] = shift;
    if (point > 0xffff) at++;
  }
  const length = text.length + shift;
  const toUtf16 = (offset: number): number | undefined => {
    if (!Number.isInteger(offset) || offset < 0 || offset > length) return undefined;
    let low = 0;
    for (let high = count; low < high; ) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return offset;
    const start = starts[low - 1]!;
    const at = start - (low > 1 ? more[low - 2]! : 0);
    if (offset === start) return at;
    return offset < start + bytesOf(text.codePointAt(at)!) ? undefined : offset - more[low - 1]!;
  };
  return (start, end) => {
    const [from, to] = [toUtf16(start), toUtf16(end + inclusive)];
    return from === undefined || to === undefined ? undefined : { start: from, end: to };
  };
}

/** How many UTF-16 code units of a text are not ASCII. */
function rareIn(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) >= 0x80) count++;
  return count;
}

function bytesOf(codePoint: number): number {
  return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
}
