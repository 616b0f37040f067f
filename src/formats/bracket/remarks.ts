/** Remarks on a bracket file: guesses that were made and HTML tags that were met, counted and said once per file. */
import type { Warning } from "../../corpus/issue.ts";
import type { MarkupPolicy } from "../format.ts";

interface Guess {
  readonly annotation: boolean;
  readonly line: number;
  readonly column: number;
  count: number;
}

/** How many different words a file's guesses are listed with. */
const LISTED = 5;

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
      if (guesses.length > 0)
        warnings.push({ code: "bracket-guess", message: sayGuesses(source, annotation, guesses) });
    }
    if (this.tags > 0) {
      const what = `${this.tags} HTML ${this.tags === 1 ? "tag" : "tags"} (first ${this.firstTag.slice(0, 40)})`;
      const done = markup === "strip" ? "taken out of the text" : "kept as text; --markup strip takes them out";
      warnings.push({ code: "bracket-markup", message: `${source}: ${what} ${done}` });
    }
    return warnings;
  }
}

function sayGuesses(source: string, annotation: boolean, guesses: [string, Guess][]): string {
  const listed = guesses
    .slice(0, LISTED)
    .map(([key, { line, column, count }]) => `"[${key.slice(1)} …" ×${count} (first at ${line}:${column})`);
  const more = guesses.length > LISTED ? ` and ${guesses.length - LISTED} more` : "";
  return annotation
    ? `${source}: guessed to be annotations: ${listed.join(", ")}${more}; name the types with --types, or write "\\[" where it is text`
    : `${source}: guessed to be text: ${listed.join(", ")}${more}; name the types with --types if these are annotations`;
}
