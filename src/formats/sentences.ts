/** Sentences: cuts a file of columns, a token and its tag per line, at blank lines. */
import type { Origin } from "../corpus/document.ts";
import { BREAK, Layout, type LineKind } from "./columns/layout.ts";
import type { ReadContext } from "./format.ts";
import { linesOf } from "./lines.ts";
import { isTag } from "./tags.ts";

/** A sentence as the file has it. */
export interface Sentence {
  /** Its number in the file, counted from 1. */
  readonly number: number;
  readonly words: readonly string[];
  readonly tags: readonly string[];
  /** The line of each token, and where in it the tag stands; both counted from 1. */
  readonly lines: readonly number[];
  readonly columns: readonly number[];
  /** The indexes of tokens that no blank follows; undefined where the file does not say. */
  readonly glued: ReadonlySet<number> | undefined;
  /** Whether the file has no break before it: it was cut there, for length. */
  readonly goesOn: boolean;
  /** How many documents the file has begun, by its `-DOCSTART-` lines; 0 before the first. */
  readonly documents: number;
  readonly origin: Origin & { readonly line: number };
}

/**
 * How many tokens without a break are no sentence any more, but a file without sentences. Such a file is cut behind the
 * first full stop from there on, or, where none comes, so many tokens later. Tags have no say: both sides are cut alike.
 */
export const LONGEST = 10_000;
const LATER = 1000;

/** How many sentences are handed on at once. Of more, so much is alive at a time that managing it takes longer than reading. */
const BATCH = 64;

/** What reads the lines of a file. */
export interface LineReader {
  read(line: string): LineKind;
}

/** The sentences of a file in batches. Lines that hold no token and tag are reported. */
export async function* sentencesOf(
  chunks: AsyncIterable<string>,
  { source, issues }: ReadContext,
  layout: LineReader = new Layout(),
): AsyncIterable<readonly Sentence[]> {
  let open = emptySentence();
  let lineNumber = 0;
  let number = 0;
  let goesOn = false;
  let documents = 0;

  function end(cut: boolean): Sentence {
    const sentence = { number: ++number, ...open, goesOn, documents, origin: { source, line: open.lines[0]! } };
    open = emptySentence();
    goesOn = cut;
    return sentence;
  }

  for await (const batch of linesOf(chunks)) {
    let sentences: Sentence[] = [];
    for (const raw of batch) {
      if (sentences.length === BATCH) {
        yield sentences;
        sentences = [];
      }
      lineNumber++;
      const line = raw.trimEnd();
      if (line === "" || line.startsWith(BREAK)) {
        if (open.words.length > 0) sentences.push(end(false));
        if (line !== "") documents++;
        goesOn = false;
        continue;
      }
      const kind = layout.read(line);
      if (kind === "aside") continue;
      if (kind === "short") {
        const hint = "each line holds a token and its tag, parted by a tab or blanks; a blank line ends a sentence";
        const message = /[\t ]/.test(line) ? "the line has too few columns" : "a line of one column";
        issues.add({ code: "conll-columns", message, hint }, { source, line: lineNumber });
      } else if ("unknown" in kind) {
        const hint = `the first line names ${kind.unknown.slice(0, 12).join(", ")}; a number counts columns from 1, a negative one from the end`;
        const message = "there is no column of the name that was asked for";
        issues.add({ code: "conll-column", message, hint }, { source, line: lineNumber });
        return;
      }
      const { word, tag, column, glued } = kind === "short" ? { word: line, tag: "O", column: 1, glued: false } : kind;
      if (glued) (open.glued ??= new Set()).add(open.words.length);
      open.words.push(word);
      open.tags.push(tag);
      open.lines.push(lineNumber);
      open.columns.push(column);
      const { length } = open.words;
      if (length >= LONGEST && (/^[.!?]$/.test(word) || length >= LONGEST + LATER)) sentences.push(end(true));
    }
    if (sentences.length > 0) yield sentences;
  }
  if (open.words.length > 0) yield [end(false)];
}

interface OpenSentence {
  readonly words: string[];
  readonly tags: string[];
  readonly lines: number[];
  readonly columns: number[];
  glued: Set<number> | undefined;
}

function emptySentence(): OpenSentence {
  return { words: [], tags: [], lines: [], columns: [], glued: undefined };
}

/** Whether a text that begins so is of this kind: at least so many lines, nine in ten of them ending in tags. */
export function looksLikeColumns(beginning: string, least: number): boolean {
  const layout = new Layout();
  const kinds = wholeLines(beginning)
    .filter((line) => line !== "" && !line.startsWith(BREAK))
    .map((line) => layout.read(line))
    .filter((kind) => kind !== "aside");
  const tagged = kinds.filter((kind) => typeof kind === "object" && "tag" in kind && isTag(kind.tag));
  return kinds.length >= least && tagged.length * 10 >= kinds.length * 9;
}

/** The lines of a text that may be cut off in its last one, without blanks at their ends. */
export function wholeLines(beginning: string): string[] {
  const whole = beginning.slice(0, beginning.lastIndexOf("\n") + 1) || beginning;
  return whole.split("\n").map((line) => line.trimEnd());
}
