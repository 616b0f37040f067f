/** Trimming: a character taken off the ends of a text, in time that is linear in its length, as `/ +$/` is not. */

/** The text without a character at its end, however often it is there. */
export function trimmedEnd(text: string, character: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === character) end--;
  return text.slice(0, end);
}

/** The text without a character at either end, however often it is there. */
export function trimmedOf(text: string, character: string): string {
  let start = 0;
  while (start < text.length && text[start] === character) start++;
  return trimmedEnd(text.slice(start), character);
}
