/** Sentences: cuts a file of columns, a token and its tag per line, at blank lines. */

import type { Origin } from "../corpus/document.ts";
import { conllColumn, conllColumns } from "../messages/columns.ts";
import type { Words } from "../messages/words.ts";
import { BREAK, Layout, type LineKind } from "./columns/layout.ts";
import { prefixFirst } from "./columns/schemes.ts";
import type { ReadContext, UnreadFile } from "./format.ts";
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
  /** What a line is. `raw` is the line with the white space at its end. */
  read(line: string, raw: string): LineKind;
}

/** The sentences of a file in batches. Lines that hold no token and tag are reported. */
export async function* sentencesOf(
  chunks: AsyncIterable<string>,
  context: ReadContext,
  layout: LineReader = new Layout(),
): AsyncIterable<readonly Sentence[]> {
  const cutter = new SentenceCutter(context, layout);
  for await (const lines of linesOf(chunks)) {
    for (let at = 0; at < lines.length; ) {
      const sentences: Sentence[] = [];
      at = cutter.take(lines, at, sentences);
      if (cutter.lost) return;
      if (sentences.length > 0) yield sentences;
    }
  }
  const last = cutter.finish();
  if (last) yield [last];
}

/** Puts the lines of a file together to sentences. */
export class SentenceCutter {
  /** Whether the file does not have the column that was asked for. */
  lost = false;
  private readonly context: ReadContext;
  private readonly layout: LineReader;
  private open = emptySentence();
  private lineNumber = 0;
  private number = 0;
  private goesOn = false;
  private documents = 0;

  constructor(context: ReadContext, layout: LineReader) {
    this.context = context;
    this.layout = layout;
  }

  /** Takes lines from an index on, until a batch of sentences is complete. Returns the index of the next line. */
  take(lines: readonly string[], from: number, sentences: Sentence[]): number {
    let at = from;
    while (at < lines.length && sentences.length < BATCH && !this.lost) {
      const sentence = this.takeLine(lines[at++]!);
      if (sentence) sentences.push(sentence);
    }
    return at;
  }

  /** Whether the lines so far end within a sentence. */
  get isWithin(): boolean {
    return this.open.words.length > 0 || this.goesOn;
  }

  /** The number of the next sentence. */
  get nextNumber(): number {
    return this.number + 1;
  }

  /** The number of the next line, counted from 1. */
  get nextLine(): number {
    return this.lineNumber + 1;
  }

  /** How many documents the file has begun. */
  get begunDocuments(): number {
    return this.documents;
  }

  /** Goes on with a line, and with a sentence of a number, where others have read what is before. */
  goOnWith(line: number, number: number, documents = this.documents): void {
    this.lineNumber = line - 1;
    this.number = number - 1;
    this.documents = documents;
  }

  /** The sentence that is open at the end, if one is. */
  finish(): Sentence | undefined {
    return this.open.words.length > 0 ? this.end(false) : undefined;
  }

  /** Takes a line. Returns the sentence that ends with it. */
  takeLine(raw: string): Sentence | undefined {
    this.lineNumber++;
    const line = raw.trimEnd();
    if (line === "" || (line[0] === "-" && line.startsWith(BREAK))) {
      const ended = this.finish();
      if (line !== "") this.documents++;
      this.goesOn = false;
      return ended;
    }
    const kind = this.layout.read(line, raw);
    if (kind === "aside") return undefined;
    if (kind === "short") {
      this.reportShort(line);
      return this.add(line, "O", 1);
    }
    if ("unknown" in kind) {
      this.reportUnknown(kind.unknown);
      return undefined;
    }
    if (kind.glued) (this.open.glued ??= new Set()).add(this.open.words.length);
    return this.add(kind.word, kind.tag, kind.column);
  }

  /** Adds a token. Returns the sentence that it makes too long. */
  private add(word: string, tag: string, column: number): Sentence | undefined {
    const { words, tags, lines, columns } = this.open;
    words.push(word);
    tags.push(tag);
    lines.push(this.lineNumber);
    columns.push(column);
    const { length } = words;
    const isLong = length >= LONGEST && (/^[.!?]$/.test(word) || length >= LONGEST + LATER);
    return isLong ? this.end(true) : undefined;
  }

  private end(cut: boolean): Sentence {
    const { words, tags, lines, columns, glued } = this.open;
    const { goesOn, documents } = this;
    const origin = { source: this.context.source, line: lines[0]! };
    this.open = emptySentence();
    this.goesOn = cut;
    return { number: ++this.number, words, tags, lines, columns, glued, goesOn, documents, origin };
  }

  private reportShort(line: string): void {
    this.report(conllColumns(!/[\t ]/.test(line)));
  }

  private reportUnknown(names: readonly string[]): void {
    this.report(conllColumn(names));
    this.lost = true;
  }

  private report(words: Words): void {
    this.context.issues.add(words, { source: this.context.source, line: this.lineNumber });
  }
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
  const tags = wholeLines(beginning, false)
    .map((raw) => [raw.trimEnd(), raw] as const)
    .filter(([line]) => line !== "" && !line.startsWith(BREAK))
    .map(([line, raw]) => layout.read(line, raw))
    .filter((kind) => kind !== "aside")
    .map((kind) => (typeof kind === "object" && "tag" in kind ? kind.tag : undefined));
  const tagged = tags.filter((tag) => tag === "" || (tag !== undefined && (isTag(tag) || prefixFirst(tag))));
  const isFilled = tagged.some((tag) => tag !== "");
  return isFilled && tags.length >= least && tagged.length * 10 >= tags.length * 9;
}

/** The lines of a text that may be cut off in its last one, without blanks at their ends unless those are wanted. */
export function wholeLines(beginning: string, trimmed = true): string[] {
  const whole = beginning.slice(0, beginning.lastIndexOf("\n") + 1) || beginning;
  const lines = whole.split("\n");
  return trimmed ? lines.map((line) => line.trimEnd()) : lines;
}

/** How much of a text is looked at for columns, in UTF-16 code units. */
export const SHOWN = 4096;

/** What a file of columns begins with; nothing of one whose ending is of something other than columns and plain text. */
export function shownColumns({ ending, beginning }: UnreadFile): string {
  return ending === undefined || ending === "conll" || ending === "bracket" ? beginning.slice(0, SHOWN) : "";
}
