/**
 * The rule by which `[word …` is an annotation or plain text.
 *
 * 1. A word the user named as a type (the option `types`) is a type.
 * 2. A word that cannot be a type name (`1`, `"so`, `…`) is text. Type names start with a letter, go on with letters,
 *    digits and `_ - . : / + & @ #`, and do not end in a full stop or colon.
 * 3. A word of at least two letters without a lower-case one (`PER`, `WORK_OF_ART`, `B-PER`) is a type.
 * 4. What is left is a guess: where types were named, it is text; otherwise a joined word (`creative-work`, `B-cell`,
 *    `work.primlit`) is a type, and a plain one (`Person`, `note`) is a type where a capital or a caseless letter
 *    follows, a capitalized one (`Person`) also where another bracket does, and text where not: `[Person Ada]` is a
 *    mention, `[Note 3]`, `[the minister]` and `[the [PER Ada]]` are text.
 */

import type { TypeNames } from "../format.ts";

/** What a bracket turned out to be, and whether that had to be guessed. */
export interface Reading {
  readonly annotation: boolean;
  readonly guessed: boolean;
}

const TYPE_NAME = /^\p{L}[\p{L}\p{N}\p{M}_\-.:/+&@#]*(?<![.:])$/u;
/** What most type names look like: they keep all of rule 3, and are told much faster. */
const ACRONYM = /^[A-Z]{2,100}$/;
const LOWER_CASE = /\p{Ll}/u;
const TWO_LETTERS = /\p{L}.*\p{L}/u;
const JOINED = /.[_\-.:/+&@#]./u;
const CAPITAL = /^[\p{Lu}\p{Lt}\p{Lo}]/u;

/** No type name is longer, in UTF-16 code units. */
const LONGEST = 100;

const isType: Reading = { annotation: true, guessed: false };
const isText: Reading = { annotation: false, guessed: false };
const guessedType: Reading = { annotation: true, guessed: true };
const guessedText: Reading = { annotation: false, guessed: true };

/**
 * Reads `[word` followed by `rest`, the text after the blanks.
 * Without text behind it, a word of rules 1 and 3 is still a type: one that lacks its mention.
 */
export function readBracket(word: string, rest: string, types: TypeNames | undefined): Reading {
  if (types?.has(word)) return isType;
  const bare = rest === "" || rest.startsWith("]");
  if (ACRONYM.test(word)) return bare && types ? isText : isType;
  if (word.length > LONGEST || !TYPE_NAME.test(word)) return isText;
  if (!LOWER_CASE.test(word) && TWO_LETTERS.test(word)) return bare && types ? isText : isType;
  if (bare) return isText;
  if (types) return isText;
  const mentionFollows = CAPITAL.test(rest) || (rest.startsWith("[") && CAPITAL.test(word));
  return JOINED.test(word) || mentionFollows ? guessedType : guessedText;
}
