/** Words for a made-up corpus: a few frequent, many rare, as in any language, and some that are not ASCII. */

/** Numbers in [0, 1). */
export type Random = () => number;

/** Draws words; the same ones for the same random numbers. */
export interface Vocabulary {
  /** A word of running text. */
  word(): string;
  /** A word of a name, with a capital. */
  name(): string;
}

/** How many different words and names there are. */
const SIZE = 20_000;

/** How many of the most frequent ones have a single syllable. */
const SHORT = 300;

/** The share of words that are not ASCII. */
const NON_ASCII = 0.02;

/** Two-, three- and four-byte characters, combining marks, and scripts without case. */
const foreignWords = ["naïve", "straße", "voilà", "więc", "être", "что", "और", "我们", "です", "😀", "—", "„so“"];
const foreignNames = [
  "Łódź",
  "Müller",
  "Ángel",
  "Ørsted",
  "Москва",
  "Αθήνα",
  "北京",
  "東京",
  "서울",
  "القاهرة",
  "दिल्ली",
  "Zoë",
];

const onsets = ["b", "br", "c", "d", "f", "g", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v", "w", ""];
const nuclei = ["a", "e", "i", "o", "u", "ea", "ou", "ai"];
const codas = ["", "", "", "n", "r", "s", "t", "l", "nd"];

/** A vocabulary that draws from `random`, also to make up its words. */
export function createVocabulary(random: Random): Vocabulary {
  const words = Array.from({ length: SIZE }, (_, rank) => inventWord(rank, random));
  const names = words.map((_, rank) => capitalize(inventWord(rank, random)));
  const draw = (common: readonly string[], foreign: readonly string[]): string =>
    random() < NON_ASCII ? foreign[Math.floor(random() * foreign.length)]! : common[Math.floor(SIZE * random() ** 3)]!;
  return { word: () => draw(words, foreignWords), name: () => draw(names, foreignNames) };
}

function inventWord(rank: number, random: Random): string {
  const part = (parts: readonly string[]): string => parts[Math.floor(random() * parts.length)]!;
  const syllables = rank < SHORT ? 1 : 1 + Math.floor(random() * 3);
  return Array.from({ length: syllables }, () => part(onsets) + part(nuclei) + part(codas)).join("");
}

function capitalize(word: string): string {
  return word[0]!.toUpperCase() + word.slice(1);
}
