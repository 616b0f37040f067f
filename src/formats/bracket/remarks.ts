/** Remarks on a bracket file: guesses that were made and HTML tags that were met, counted and said once per file. */

import type { Warning } from "../../corpus/issue.ts";
import { bracketGuess, bracketMarkup } from "../../messages/brackets.ts";
import { inFile } from "../../messages/words.ts";
import type { MarkupPolicy } from "../format.ts";

interface Guess {
  readonly annotation: boolean;
  readonly line: number;
  readonly column: number;
  count: number;
}

/** Counts what a file's reader should be told. */
export class Remarks {
  private readonly guesses = new Map<string, Guess>();
  private tags = 0;
  private firstTag = "";

  /** Notes that `[word …` was read as an annotation, or left as text, without being sure. */
  guess(word: string, annotation: boolean, line: number, column: number): void {
    const key = `${annotation ? "+" : "-"}${word}`;
    const known = this.guesses.get(key);
    if (known) known.count++;
    else this.guesses.set(key, { annotation, line, column, count: 1 });
  }

  /** Notes an HTML tag. */
  tag(tag: string): void {
    if (this.tags++ === 0) this.firstTag = tag;
  }

  /** The warnings for the file called `source`. */
  warnings(source: string, markup: MarkupPolicy): Warning[] {
    const warnings: Warning[] = [];
    for (const annotation of [true, false]) {
      const guesses = [...this.guesses].filter(([, guess]) => guess.annotation === annotation);
      const words = guesses.map(([key, guess]) => ({ ...guess, word: key.slice(1) }));
      if (words.length > 0) warnings.push(inFile(source, bracketGuess(words, annotation)));
    }
    const tags = { count: this.tags, first: this.firstTag, stripped: markup === "strip" };
    if (this.tags > 0) warnings.push(inFile(source, bracketMarkup(tags)));
    return warnings;
  }
}
