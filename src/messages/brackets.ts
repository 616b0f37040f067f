/** Messages of the bracket format: brackets that are wrong, guesses about brackets, HTML tags, and what cannot be written. */
import { byCount, counted, firstOf, option, type Words } from "./words.ts";

const LITERAL = 'write "\\[" for a literal bracket';

/** `[]`, `[ ]`. */
export function bracketEmpty(): Words {
  return {
    code: "bracket-empty",
    message: "the brackets are empty",
    hint: 'write "\\[ \\]" for literal brackets',
  };
}

/** `[PER ]`. */
export function bracketWithoutText(type: string): Words {
  return {
    code: "bracket-empty",
    message: `"[${type}" has no text`,
    hint: `write the mention after its type, or "\\[${type}\\]" for literal brackets`,
  };
}

export function bracketUnclosed(): Words {
  return { code: "bracket-unclosed", message: '"[" is never closed', hint: `close it with "]", or ${LITERAL}` };
}

export function bracketUnopened(): Words {
  return {
    code: "bracket-unopened",
    message: '"]" has no matching "["',
    hint: 'write "\\]" for a literal bracket',
  };
}

export function bracketDeep(most: number): Words {
  return { code: "bracket-deep", message: `brackets are nested more than ${most} deep`, hint: LITERAL };
}

/** A backslash in front of a character that needs none. */
export function bracketEscape(): Words {
  return {
    code: "bracket-escape",
    message: '"\\" escapes nothing',
    hint: 'write "\\\\" for a literal backslash',
  };
}

/** A word behind `[` that could be a type or text. */
export interface BracketGuess {
  readonly word: string;
  readonly count: number;
  /** Where the first one is. */
  readonly line: number;
  readonly column: number;
}

/** How many words are listed. */
const LISTED = 5;

/** Brackets that were read as annotations, or else as text, by a guess. */
export function bracketGuess(guesses: readonly BracketGuess[], annotations: boolean): Words {
  const words = guesses.map(({ word, count, line, column }) => `"[${word} …" ×${count} (first at ${line}:${column})`);
  const listed = firstOf(words, LISTED);
  const message = annotations
    ? `brackets read as annotations by a guess: ${listed}; set ${option("types")}, or write "\\[" where they are text`
    : `brackets read as text by a guess: ${listed}; set ${option("types")} if they are annotations`;
  return { code: "bracket-guess", message };
}

/** HTML tags of a text that was kept as it is, or stripped of them. */
export function bracketMarkup({ count, first, stripped }: { count: number; first: string; stripped: boolean }): Words {
  const tags = `${counted(count, "HTML tag")} (first ${first.slice(0, 40)}) ${byCount(count, "was", "were")}`;
  return {
    code: "bracket-markup",
    message: stripped
      ? `${tags} removed from the text`
      : `${tags} kept as text; ${option("markup", "strip")} removes ${byCount(count, "it", "them")}`,
  };
}

function unprintable(why: string): Words {
  return {
    code: "bracket-unprintable",
    message: `the document cannot be written in the bracket format: ${why}`,
    hint: "write it as JSONL instead",
  };
}

export function bracketUnprintableDiscontinuous(start: number): Words {
  return unprintable(`the mention at ${start} is discontinuous`);
}

export function bracketUnprintableCrossing(first: number, second: number): Words {
  return unprintable(`the mentions at ${first} and ${second} cross`);
}

export function bracketUnprintableDeep(most: number): Words {
  return unprintable(`mentions are nested more than ${most} deep`);
}

export function bracketUnprintableType(type: string): Words {
  return unprintable(`brackets cannot hold the type ${JSON.stringify(type)}`);
}
