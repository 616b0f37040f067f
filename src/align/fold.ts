/** Folding: texts without differences of case, whitespace and quotes, and where each piece of them comes from. */

/** The levels at which a string is the same as a stretch of text, the strictest first; each forgives what those before do. */
export const foldLevels = ["exact", "case", "whitespace", "quotes"] as const;
export type FoldLevel = (typeof foldLevels)[number];

/** Beside those of ASCII. */
const quotes = /^[´‘’‚‛“”„‟′″‹›«»「」『』＂＇]$/u;

/**
 * A text in which letters have no case, a run of whitespace is one blank, and quotes are all alike. `starts` and `ends`
 * have for every UTF-16 code unit of it where in the original text the character, or run, begins and ends.
 */
export interface Folded {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Folds a text up to the last level. */
export function fold(text: string): Folded {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  let blank = false;
  for (const character of text) {
    const end = at + character.length;
    if (isBlank(character)) {
      if (blank) ends[ends.length - 1] = end;
      else push(" ", at, end);
      blank = true;
    } else {
      push(isQuote(character) ? "'" : withoutCase(character), at, end);
      blank = false;
    }
    at = end;
  }
  return { text: pieces.join(""), starts, ends };

  function push(piece: string, start: number, end: number): void {
    pieces.push(piece);
    for (let i = 0; i < piece.length; i++) {
      starts.push(start);
      ends.push(end);
    }
  }
}

/** What a string is at each level: strings that are alike at a level have the same there. In the order of the levels. */
export function foldings(string: string): readonly [string, string, string, string] {
  const bare = Array.from(string, withoutCase).join("");
  const trimmed = bare.replace(/\s+/gu, " ").trim();
  return [string, bare, trimmed, fold(string).text.trim()];
}

/** A folded string without the quotes around it; undefined where it has none, or nothing in them. */
export function withoutQuotes(folded: string): string | undefined {
  let [start, end] = [0, folded.length];
  while (folded[start] === "'") start++;
  while (end > start && folded[end - 1] === "'") end--;
  if (start === 0 || end === folded.length) return undefined;
  if (folded[start] === " ") start++;
  if (folded[end - 1] === " ") end--;
  const bare = end > start && folded[end - 1] !== " " && folded[end - 1] !== "'";
  return bare ? folded.slice(start, end) : undefined;
}

function isBlank(character: string): boolean {
  return character === " " || (character < "!" || character > "~" ? /^\s$/u.test(character) : false);
}

function isQuote(character: string): boolean {
  if (character <= "~") return character === "'" || character === '"' || character === "`";
  return quotes.test(character);
}

/** By upper case, so that ß is SS, and both forms of sigma are one. */
function withoutCase(character: string): string {
  if (character <= "~") return character.toLowerCase();
  return character.toUpperCase().toLowerCase();
}
