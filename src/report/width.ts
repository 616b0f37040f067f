/** Widths: how many cells of a terminal a text takes. */
import stringWidth from "string-width";

/** Longer texts are measured in pieces: segmenting a text takes more than linear time. */
const LONGEST = 1000;
/** What belongs to the character before it. */
const GOES_ON = /[\p{Mark}\p{Emoji_Modifier}\p{Join_Control}\p{Variation_Selector}\udc00-\udfff]/u;

/** The width of a text, in terminal cells. */
export function widthOf(text: string): number {
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
