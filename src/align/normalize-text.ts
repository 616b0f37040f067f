/** Normal forms of texts: without differences of case, whitespace, quotes and letters, and where each piece of them comes from. */
import { foldCharacter, foldSequence, isCombining, sequenceAt } from "./letters.ts";

/**
 * The levels at which a string is the same as a stretch of text, the strictest first; each forgives what those before do.
 * The last forgives what the projection of texts does: normal forms, accents, dashes, full width, entities, and characters
 * that nobody sees.
 */
export const textLevels = ["exact", "case", "whitespace", "quotes", "letters"] as const;
export type TextLevel = (typeof textLevels)[number];

/** Beside those of ASCII. */
const quotes = /^[´‘’‚‛“”„‟′″‹›«»「」『』＂＇]$/u;

/**
 * A text in which letters have no case and no accents, a run of whitespace is one blank, and quotes and dashes are all
 * alike. `starts` and `ends` have for every UTF-16 code unit of it where in the original text the character, or run, begins
 * and ends.
 */
export interface NormalizedText {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** Folds a text up to the last level. */
export function normalizeText(text: string): NormalizedText {
  const pieces: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < text.length; ) {
    const sequence = sequenceAt(text, at);
    const character = sequence ?? String.fromCodePoint(text.codePointAt(at)!);
    const end = at + character.length;
    const piece =
      sequence === undefined ? pieceOf(character) : foldSequence(sequence).replace(/^$/, " ").replace("''", "'");
    // A run of blanks, of quotes or of dashes is one, and marks belong to the letter before them.
    const runs = (piece === " " || piece === "'" || piece === "-") && pieces.at(-1) === piece;
    const isMark = piece === "" && isCombining(character) && ends.at(-1) === at;
    if (runs || isMark) {
      for (let i = ends.length - pieces.at(-1)!.length; i < ends.length; i++) ends[i] = end;
    } else if (piece !== "") {
      pieces.push(piece);
      for (let i = 0; i < piece.length; i++) {
        starts.push(at);
        ends.push(end);
      }
    }
    at = end;
  }
  return { text: pieces.join(""), starts, ends };
}

/** What a character is at the last level. */
function pieceOf(character: string): string {
  if (isBlank(character)) return " ";
  return isQuote(character) ? "'" : foldCharacter(character).replace("''", "'");
}

/** What a string is at each level: strings that are alike at a level have the same there. In the order of the levels. */
export function normalForms(string: string): readonly [string, string, string, string, string] {
  const bare = Array.from(string, withoutCase).join("");
  const trimmed = bare.replace(/\s+/gu, " ").trim();
  const unquoted = Array.from(trimmed, (character) => (isQuote(character) ? "'" : character)).join("");
  return [string, bare, trimmed, unquoted, normalizeText(string).text.trim()];
}

/** A normalized string without the quotes around it; undefined where it has none, or nothing in them. */
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
