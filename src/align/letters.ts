/** Letters: what renderings of a text agree on, each with the place it stands at. */

/**
 * What is left of a text when blanks, case, accents, and ways to write quotes, dashes, brackets and compatibility
 * characters are taken for the same. A letter is a UTF-16 code unit; all letters of a character stand at its place.
 */
export interface Letters {
  readonly letters: string;
  /** Where each letter's stretch begins and ends, half-open, in UTF-16 code units of the text. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

/** What stands for one letter though it is several: brackets as treebanks write them, their escapes, and entities. */
const sequences: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ "-lrb-": "(", "-rrb-": ")", "-lsb-": "[", "-rsb-": "]", "-lcb-": "{", "-rcb-": "}" }),
  ...Object.entries({ "\\/": "/", "\\*": "*", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "''" }),
  ...Object.entries({ "&apos;": "'", "&#39;": "'", "&nbsp;": "" }),
]);
const longest = Math.max(...Array.from(sequences.keys(), ({ length }) => length));

const doubleQuotes = /^["“”„‟«»″〝〞〟＂]$/u;
const singleQuotes = /^['‘’‚‛‹›`´ʼ′＇]$/u;
const dashes = /^[\p{Pd}−~～]$/u;
/** What takes no place of its own: blanks, controls, and marks that nobody sees. */
const nothing = /^[\s\p{Cc}\p{Cf}\u115f\u1160\u3164]$/u;
const combining = /^\p{M}$/u;

/** Whether a character is a mark on the letter before it. */
export function isCombining(character: string): boolean {
  return character >= "\u0300" && combining.test(character);
}

/** What words are made of. Halves of characters beyond the basic plane are in: nearly all of those are. */
const wordy = /[\p{L}\p{N}\p{M}\p{Cs}]/u;

/** What each character becomes, found out once. */
const known = new Map<string, string>();

/** What a character becomes: several letters, one, or nothing. */
export function foldCharacter(character: string): string {
  let folded = known.get(character);
  if (folded === undefined) {
    folded = foldNew(character);
    // Texts in Chinese have many; nobody needs all of them kept.
    if (known.size < 100_000) known.set(character, folded);
  }
  return folded;
}

function foldNew(character: string): string {
  if (nothing.test(character)) return "";
  if (doubleQuotes.test(character)) return "''";
  if (singleQuotes.test(character)) return "'";
  if (dashes.test(character)) return "-";
  let folded = "";
  // By upper case, so that ß is SS, both forms of sigma are one, and so are the dotted and the dotless i.
  for (const part of character.normalize("NFKD").toUpperCase().toLowerCase().normalize("NFKD")) {
    if (combining.test(part) || nothing.test(part)) continue;
    folded += part;
  }
  return folded;
}

/** The letters of a text. Combining marks belong to the letter before them. */
export function lettersOf(text: string): Letters {
  const letters: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at < text.length; ) {
    const sequence = sequenceAt(text, at);
    const character = sequence ?? String.fromCodePoint(text.codePointAt(at)!);
    const end = at + character.length;
    const folded = sequence === undefined ? foldCharacter(character) : foldSequence(sequence);
    // Two dashes are one longer dash.
    const joins = (folded === "-" && letters.at(-1) === "-" && ends.at(-1) === at) || combining.test(character);
    if (joins && ends.at(-1) === at) ends[ends.length - 1] = end;
    else {
      for (let i = 0; i < folded.length; i++) {
        letters.push(folded[i]!);
        starts.push(at);
        ends.push(end);
      }
    }
    at = end;
  }
  return { letters: letters.join(""), starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}

/** The letter that a sequence represents; nothing for the entity of a blank. */
export function foldSequence(sequence: string): string {
  return sequences.get(sequence.toLowerCase())!;
}

/** A sequence that stands for one letter, as it stands in the text; undefined where none begins here. */
export function sequenceAt(text: string, at: number): string | undefined {
  const first = text.charCodeAt(at);
  if (first !== 0x2d && first !== 0x26 && first !== 0x5c) return undefined;
  const here = text.slice(at, at + longest).toLowerCase();
  for (const sequence of sequences.keys()) {
    if (here.startsWith(sequence)) return text.slice(at, at + sequence.length);
  }
  return undefined;
}

/** Where words begin in the letters, and their length: behind blanks, and before and behind each mark. */
export function wordsOf({ letters, starts, ends }: Letters): number[] {
  const cuts: number[] = [];
  for (let i = 0; i < letters.length; i++) {
    const apart = i === 0 || starts[i]! > ends[i - 1]! || !wordy.test(letters[i]!) || !wordy.test(letters[i - 1]!);
    if (apart && (i === 0 || starts[i] !== starts[i - 1])) cuts.push(i);
  }
  cuts.push(letters.length);
  return cuts;
}
