/** Documents: a text with its annotations, and the stream in which documents travel. */
import type { Flaw } from "./flaw.ts";
import type { Extent } from "./fragments.ts";
import type { OffsetUnit } from "./offsets.ts";
import type { AnswerFault, Mention, PredictedSpan, Span, Unplaced } from "./span.ts";
import type { Token } from "./tokens.ts";

/** Where something comes from: a file, `<stdin>` or a tagger in `<>`, and the line in a file, counted from 1. */
export interface Origin {
  readonly source: string;
  readonly line?: number | undefined;
  /** What was read as a whole, where `source` names a part of it: all answers of a tagger. */
  readonly whole?: string | undefined;
}

/** A text with its gold spans. `id` is unique within a corpus. */
export interface Document {
  readonly id: string;
  readonly text: string;
  readonly spans: readonly Span[];
  /** Where it was read. Undefined where a program made it. */
  readonly origin?: Origin | undefined;
  /** What the offsets of `spans` count, where that is known; undefined where the user says, or evidence decides. */
  readonly unit?: OffsetUnit | undefined;
  /** Where the record says that its tokens are, in the unit of `spans`: evidence of what that is. */
  readonly tokenPlaces?: readonly Extent[] | undefined;
  /** Where a record of the format is a sentence: `of` is the id of its document, where the file says. Else undefined. */
  readonly sentence?: { readonly of?: string | undefined } | undefined;
  /** Whether the id is only its number in the file; then words decide which prediction belongs to it. */
  readonly numbered?: boolean | undefined;
  /** The tokens the format came with, in order; undefined where it has none. */
  readonly tokens?: readonly Token[] | undefined;
  /** The tag of each token as the file has it, before any repair; undefined where the format has no tags. */
  readonly tags?: readonly string[] | undefined;
  /** False where nobody annotated the document: it is left out on both sides, and nothing is learned from it. */
  readonly annotated?: boolean | undefined;
  /** Regions nobody annotated: spans that reach into them are left out on both sides. In any order; they may overlap. */
  readonly unannotated?: readonly Extent[] | undefined;
  /** The kind of each illegal tag that its reader repaired, in order. */
  readonly repairs?: readonly string[] | undefined;
  /** Spans with a flaw, which a reader kept for the option `badSpans` to decide on; they are not among `spans`. */
  readonly flaws?: readonly Flaw[] | undefined;
}

/** What a recognizer predicted for the document of the same id. Offsets point into the gold document's text. */
export interface Prediction {
  readonly id: string;
  readonly spans: readonly PredictedSpan[];
  /** The text the recognizer says it saw; it must be the gold document's. */
  readonly text?: string | undefined;
  /** Where it was read. Undefined where a program made it. */
  readonly origin?: Origin | undefined;
  /**
   * The tokens the recognizer tagged, where the format has tokens instead of a text. Offsets of `spans` then are
   * half-open token indexes, and alignment turns them into offsets of the gold document's text.
   */
  readonly tokens?: readonly string[] | undefined;
  /** Where the record says that its tokens are, in the unit of `spans`: evidence of what that is. */
  readonly tokenPlaces?: readonly Extent[] | undefined;
  /** The words of a record whose offsets may count them, or characters; undefined where `tokens` says that they do. */
  readonly words?: readonly string[] | undefined;
  /** How many tokens were tagged, where the file has tags without tokens. Offsets of `spans` then count the gold's tokens. */
  readonly tagged?: number | undefined;
  /** Whether its tokens stand on one line, that of `origin`, and not on a line each. */
  readonly oneLine?: boolean | undefined;
  /** Whether the id is only its number in the file; then words decide which document it belongs to. */
  readonly numbered?: boolean | undefined;
  /** Whether it belongs to its document though it has other words: short sentences between others that are the gold's. */
  readonly certain?: boolean | undefined;
  /** Mentions that reach over a break between sentences of the gold, and so are in none. */
  readonly unplaced?: readonly Unplaced[] | undefined;
  /** What was named without offsets, in the order of the list; alignment looks for it in the gold document's text. */
  readonly mentions?: readonly Mention[] | undefined;
  /** What is wrong with the answer the mentions were read from. */
  readonly answer?: AnswerFault | undefined;
  /** The first words of an answer from which nothing was read. */
  readonly answerBegins?: string | undefined;
  /** What the offsets of `spans` count, where the format says so; undefined where the user does. */
  readonly unit?: OffsetUnit | undefined;
  /** The tag of each token as the file has it, before any repair. */
  readonly tags?: readonly string[] | undefined;
  /** The kind of each illegal tag that its reader repaired, in order. */
  readonly repairs?: readonly string[] | undefined;
  /** Spans with a flaw, as those of a document. */
  readonly flaws?: readonly Flaw[] | undefined;
}

/**
 * A corpus on its way: batches of records, so that waiting happens per chunk and never per record.
 * Plain arrays are accepted wherever a stream is.
 */
export type Stream<T> = AsyncIterable<readonly T[]> | readonly T[];

/** Any stream as batches. */
export function batchesOf<T>(stream: Stream<T>): AsyncIterable<readonly T[]> {
  return Array.isArray(stream) ? once(stream as readonly T[]) : (stream as AsyncIterable<readonly T[]>);
}

async function* once<T>(records: readonly T[]): AsyncIterable<readonly T[]> {
  yield records;
}

/** All records of a stream in one array. */
export async function collect<T>(stream: Stream<T>): Promise<T[]> {
  const records: T[] = [];
  for await (const batch of batchesOf(stream)) for (const record of batch) records.push(record);
  return records;
}
