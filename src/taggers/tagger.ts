/** The tagger interface: text in, spans out. Every built-in tagger, module and command is one of these. */
import type { Document } from "../corpus/document.ts";
import type { Flaw } from "../corpus/flaw.ts";
import type { PredictedSpan } from "../corpus/span.ts";

/** What a tagger is given: a text under an id. Never the gold spans. */
export interface Passage {
  readonly id: string;
  readonly text: string;
}

/** What a tagger answers for one passage; offsets are half-open UTF-16 code units of its text. */
export interface Tagged {
  readonly id: string;
  readonly spans: readonly PredictedSpan[];
  /** Spans with a flaw, where such are kept. */
  readonly flaws?: readonly Flaw[] | undefined;
}

/** A recognizer that can be evaluated. */
export interface Tagger {
  /** Shown in reports, such as `wink` or `cmd:python tag.py`. */
  readonly name: string;
  /**
   * Learns from gold documents, replacing whatever was learned before. A tagger that has this method is
   * cross-validated unless training documents are given: it never sees what it is going to tag.
   */
  learn?(documents: readonly Document[]): void | Promise<void>;
  /** Tags the passages, in any order, each exactly once. Yields answers as they come, so that they can be kept. */
  tag(passages: readonly Passage[]): AsyncIterable<Tagged>;
  /** Frees what the tagger holds (processes, models). */
  close?(): void | Promise<void>;
}

type Maybe<T> = T | Promise<T>;

/** A tagger as a user's module may write it: one text at a time, or texts in batches. Both may be asynchronous. */
export type TagText = (text: string) => Maybe<readonly PredictedSpan[]>;
/** A tagger of a module that takes texts in batches. Spans are half-open in UTF-16 code units of their text. */
export interface BatchTagger {
  readonly name?: string;
  /** How many texts one call gets at most; 32 where not given. */
  readonly batchSize?: number;
  learn?(documents: readonly Document[]): Maybe<void>;
  tag(texts: readonly string[]): Maybe<readonly (readonly PredictedSpan[])[]>;
  close?(): Maybe<void>;
}
