/** Edges: whether spans begin and end where words do. */
import { cutsToken, isBlankAt } from "../../corpus/tokens.ts";

/** Texts with fewer blanks than one in so many characters are not written with spaces between words. */
const LONGEST_RUN = 15;

/** Whether a text has spaces between its words. */
export function hasSpaces(text: string): boolean {
  if (text.length <= LONGEST_RUN) return true;
  let enough = text.length;
  for (let at = 0; at < text.length && enough > 0; at++) if (isBlankAt(text, at)) enough -= LONGEST_RUN;
  return enough <= 0;
}

/** Whether a word, or one other character, begins at an offset. */
export function beginsWord(text: string, start: number): boolean {
  return start >= 0 && start < text.length && !isBlankAt(text, start) && !cutsToken(text, start);
}

/** Whether a word, or one other character, ends at an offset. */
export function endsWord(text: string, end: number): boolean {
  return end > 0 && end <= text.length && !isBlankAt(text, end - 1) && !cutsToken(text, end);
}
