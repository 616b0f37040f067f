/** Usual columns: tells from the bytes of a file that its beginning is a token and an IOB2 tag on each line, and nothing else. */
import { ByteNames } from "../byte-names.ts";
import { LONGEST } from "../sentences.ts";
import { windowsOf } from "../windows.ts";
import { LOOKAHEAD } from "./decoding.ts";
import { BLANK, CARRIAGE_RETURN, HYPHEN, LINE_FEED, mayBeAside, TAB } from "./sentence-scanner.ts";
import { SURVEYED } from "./survey.ts";

const [BEGIN, INSIDE, OUTSIDE, DELETE, UNNAMED] = [0x42, 0x49, 0x4f, 0x7f, 0x5f];
/** Columns with more types than this may be no tags. */
const MOST_TYPES = 500;

/**
 * Whether what would be looked at to tell the columns and the scheme of a file shows just this. Where it does not, or could
 * show something else as well, a survey has to tell.
 */
export async function areUsual(pieces: AsyncIterable<Uint8Array>): Promise<boolean> {
  const types: string[] = [];
  const names = new ByteNames(types, (type) => types.push(type) - 1);
  let [lines, tokens, sentences] = [0, 0, 0];
  /** How many tokens the open sentence has, and whether the last one is in a mention. */
  let length = 0;
  let inside = false;
  /** Whether a mention begins behind a token that is in none, in the lines that are surveyed. */
  let begins = false;
  for await (const { bytes, from, to } of windowsOf(pieces)) {
    if (bytes[to - 1] !== LINE_FEED) return false;
    for (let i = from; i < to; ) {
      const first = bytes[i]!;
      if (first === LINE_FEED || (first === CARRIAGE_RETURN && bytes[i + 1] === LINE_FEED)) {
        i += first === LINE_FEED ? 1 : 2;
        if (length > 0) {
          sentences++;
          tokens += length;
          if (sentences >= LOOKAHEAD.sentences || tokens >= LOOKAHEAD.tokens) return begins;
        }
        length = 0;
        inside = false;
        continue;
      }
      if (first <= BLANK || mayBeAside(first, bytes[i + 1]!)) return false;
      while (bytes[i]! > BLANK) i++;
      if (bytes[i] !== TAB && bytes[i] !== BLANK) return false;
      const tag = ++i;
      while (bytes[i]! > BLANK && bytes[i]! < DELETE) i++;
      const end = i;
      if (bytes[i] === CARRIAGE_RETURN) i++;
      if (bytes[i++] !== LINE_FEED) return false;
      if (++length >= LONGEST) return false;
      const prefix = bytes[tag]!;
      const isOutside = prefix === OUTSIDE && end === tag + 1;
      if (!isOutside) {
        if (end < tag + 3 || bytes[tag + 1] !== HYPHEN || (prefix !== BEGIN && prefix !== INSIDE)) return false;
        const isNamed = end > tag + 3 || bytes[tag + 2] !== UNNAMED;
        if (prefix === BEGIN && !inside && isNamed && lines < SURVEYED) begins = true;
        if (types.length <= MOST_TYPES) names.numberOf(bytes, tag + 2, end);
        if (types.length > MOST_TYPES) return false;
      }
      inside = !isOutside;
      lines++;
    }
  }
  return begins;
}
