/** Sentences: cuts a file of columns, a token per line and its tag last, at blank lines. */
import type { Origin } from "../corpus/document.ts";
import type { ReadContext } from "./format.ts";
import { linesOf } from "./lines.ts";
import { isTag } from "./tags.ts";

/** A sentence as the file has it. Token `i` stands on line `origin.line + i`. */
export interface Sentence {
  /** Its number in the file, counted from 1. */
  readonly number: number;
  readonly words: readonly string[];
  readonly tags: readonly string[];
  /** Where in its line each tag stands, counted from 1. */
  readonly columns: readonly number[];
  readonly origin: Origin & { readonly line: number };
}

/** The sentences of a file, a batch per chunk. Lines that hold no token and tag are reported. */
export async function* sentencesOf(
  chunks: AsyncIterable<string>,
  { source, issues }: ReadContext,
): AsyncIterable<readonly Sentence[]> {
  let words: string[] = [];
  let tags: string[] = [];
  let columns: number[] = [];
  let lineNumber = 0;
  let number = 0;

  function end(line: number): Sentence {
    const sentence = { number: ++number, words, tags, columns, origin: { source, line: line - words.length } };
    [words, tags, columns] = [[], [], []];
    return sentence;
  }

  for await (const lines of linesOf(chunks)) {
    const sentences: Sentence[] = [];
    for (const raw of lines) {
      lineNumber++;
      const line = raw.trimEnd();
      if (line === "" || line.startsWith(BREAK)) {
        if (words.length > 0) sentences.push(end(lineNumber));
        continue;
      }
      const { word, tag, column } = columnsOf(line) ?? { word: line, tag: undefined, column: 1 };
      if (tag === undefined) {
        const hint = "each line holds a token and its tag, parted by a tab or blanks; a blank line ends a sentence";
        issues.add({ code: "conll-columns", message: "a line of one column", hint }, { source, line: lineNumber });
      } else if (!isTag(tag)) {
        const message = `${JSON.stringify(tag)} is no tag`;
        const hint = "tags are O, or a prefix and a type such as B-PER, in the last column";
        issues.add({ code: "conll-tag", message, hint, column }, { source, line: lineNumber });
      }
      words.push(word);
      tags.push(tag ?? "O");
      columns.push(column);
    }
    if (sentences.length > 0) yield sentences;
  }
  if (words.length > 0) yield [end(lineNumber + 1)];
}

/** Whether a text that begins so is of this kind: at least so many lines, nine in ten of them ending in tags. */
export function looksLikeColumns(beginning: string, least: number): boolean {
  // The last line may be cut off.
  const whole = beginning.slice(0, beginning.lastIndexOf("\n") + 1) || beginning;
  const lines = whole.split("\n").map((line) => line.trimEnd());
  const tokens = lines.filter((line) => line !== "" && !line.startsWith(BREAK));
  const tagged = tokens.filter((line) => isTag(columnsOf(line)?.tag ?? ""));
  return tokens.length >= least && tagged.length * 10 >= tokens.length * 9;
}

/** A line that begins a document in CoNLL-2003 files: no token. */
const BREAK = "-DOCSTART-";

/** The first column and the last, which tabs part where there are any, and blanks where not; undefined for one column. */
function columnsOf(line: string): { word: string; tag: string; column: number } | undefined {
  const mark = line.includes("\t") ? "\t" : " ";
  const last = line.lastIndexOf(mark);
  if (last < 0) return undefined;
  return { word: line.slice(0, line.indexOf(mark)).trim(), tag: line.slice(last + 1).trim(), column: last + 2 };
}
