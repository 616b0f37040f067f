/** Whether the tokens of two sentences are the same words at the same positions. */
import { lettersOf } from "./letters.ts";
import { Projection } from "./project.ts";

/** How much two words, and two sentences, must share to be alike. */
const ALIKE = 0.5;
/** How many words are kept with their letters. */
const KEPT = 20_000;

const known = new Map<string, string>();

/** A word's letters, whatever its case, accents, quotes and dashes. */
export function normalizeWord(word: string): string {
  let folded = known.get(word);
  if (folded === undefined) {
    folded = lettersOf(word).letters;
    if (known.size >= KEPT) known.clear();
    known.set(word, folded);
  }
  return folded;
}

/** Whether two words are the same, whatever their case, accents, quotes and dashes. */
export function isSameWord(one: string, other: string): boolean {
  return one === other || normalizeWord(one) === normalizeWord(other);
}

/**
 * Whether as many words are alike, each compared with the one at its position: at least half of them share at least half of
 * their letters, or all together do. Words share the letters at their beginnings and ends.
 */
export function areAlike(words: readonly string[], others: readonly string[]): boolean {
  if (words.length !== others.length) return false;
  let inWords = 0;
  let shared = 0;
  let letters = 0;
  for (let i = 0; i < words.length; i++) {
    const [one, other] = [normalizeWord(words[i]!), normalizeWord(others[i]!)];
    const longest = Math.max(one.length, other.length);
    const same = one === other ? longest : sharedEdges(one, other);
    if (same >= ALIKE * longest) inWords++;
    shared += same;
    letters += longest;
  }
  return inWords >= ALIKE * words.length || shared >= ALIKE * letters;
}

/** Whether two sentences have the same words to the letter. */
export function areSameWords(words: readonly string[], others: readonly string[]): boolean {
  return words.length === others.length && words.every((word, i) => word === others[i]);
}

/** Whether a sentence is a rendering of another one: its words are alike at their positions, or as a text. */
export function isRendering(words: readonly string[], others: readonly string[]): boolean {
  if (areAlike(words, others)) return true;
  const there = new Set(others.map(normalizeWord));
  // Nearly all that are unlike have hardly a word in common, and need no closer look.
  const common = words.filter((word) => there.has(normalizeWord(word))).length;
  return 5 * common >= words.length && isRenderingOf(words.join(" "), others.join(" "));
}

function isRenderingOf(text: string, other: string): boolean {
  const { shared, letters } = new Projection(text, other);
  return shared >= ALIKE * letters;
}

/** How many letters two words have in common at their beginnings, and behind that at their ends. */
function sharedEdges(one: string, other: string): number {
  const most = Math.min(one.length, other.length);
  let front = 0;
  while (front < most && one[front] === other[front]) front++;
  let back = 0;
  while (back < most - front && one[one.length - 1 - back] === other[other.length - 1 - back]) back++;
  return front + back;
}
