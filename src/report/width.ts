/** Widths: how many cells of a terminal a text takes, and where its lines are broken. */
import stringWidth from "string-width";

/** Longer texts are measured in pieces: segmenting a text takes more than linear time. */
const LONGEST = 1000;
/** What belongs to the character before it. */
const GOES_ON = /[\p{Mark}\p{Emoji_Modifier}\p{Join_Control}\p{Variation_Selector}\udc00-\udfff]/u;

/**
 * Texts of Latin, Greek and Cyrillic letters, their signs, dashes, quotation marks, raised and lowered characters, currencies,
 * arrows and signs of mathematics: each of their characters takes one cell. string-width says the same, but setting it up
 * takes longer than scoring a small file.
 */
const PLAIN =
  /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1d2c-\u1d6a\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u2070-\u209c\u20a0-\u20bf\u2190-\u2193\u2200-\u22ff]*$/;

/** The width of a text, in terminal cells. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  let from = 0;
  for (; text.length - from > LONGEST; ) {
    const to = cutBehind(text, from + LONGEST);
    width += stringWidth(text.slice(from, to));
    from = to;
  }
  return width + stringWidth(from === 0 ? text : text.slice(from));
}

/** The first place from here on where a character begins; not farther than a piece is long. */
function cutBehind(text: string, from: number): number {
  for (let at = from; at < Math.min(from + LONGEST, text.length); at++)
    if (!GOES_ON.test(text[at]!) && text[at - 1] !== "\u200d") return at;
  return from;
}

/** What stands between two remarks on a line. */
export const SEPARATOR = " · ";

/** The remarks as lines of at most `width` terminal cells, except for single words that are longer. */
export function wrap(remarks: readonly string[], width: number): string[] {
  return fill(remarks, SEPARATOR, width).flatMap((line) =>
    widthOf(line) > width ? fill(line.split(" "), " ", width) : [line],
  );
}

/** Items joined by a separator, as many on each line as fit; the separator is left out at the end of a line. */
function fill(items: readonly string[], separator: string, width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const joined = last === undefined ? item : last + separator + item;
    if (last !== undefined && widthOf(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(item);
  }
  return lines;
}
