/** The interface behind which documents are written: a document becomes text, and what the format cannot hold is counted. */

import type { Document } from "../../corpus/document.ts";
import { NerEvalError } from "../../corpus/error.ts";
import type { PredictedSpan } from "../../corpus/span.ts";
import { convertImpossible, type Obstacle } from "../../messages/convert.ts";

/** A document to be written. Its spans may have scores. */
export interface Written extends Document {
  readonly spans: readonly PredictedSpan[];
}

/** What a format could not hold of some documents. */
export type Losses = ReadonlyMap<string, { readonly count: number; readonly example: string }>;

/** Counts what is lost, by what it is, such as `nested mentions`. */
export class LossLog {
  readonly losses = new Map<string, { count: number; example: string }>();

  /** Notes that something of a document is lost. */
  add(what: string, { id }: Pick<Document, "id">, count = 1): void {
    if (count === 0) return;
    const known = this.losses.get(what);
    if (known) known.count += count;
    else this.losses.set(what, { count, example: id });
  }
}

/** What stands around the documents of a file. */
export interface Frame {
  readonly before: string;
  readonly between: string;
  readonly behind: string;
}

/** A format that documents can be written in. */
export interface DocumentWriter {
  readonly name: string;
  /** Endings of file names by which it is told, with the dot, in lower case. */
  readonly extensions: readonly string[];
  /** The ending of its files, where every document is a file of its own, called after its id. */
  readonly fileEach?: string;
  /** What stands around the documents of a file that holds several. */
  readonly frame?: Frame;
  /** A file that stands beside the one of each document, under the same name with another ending. */
  readonly beside?: { readonly ending: string; write(document: Written): string };
  /**
   * The document as text, with a line break at its end where documents follow each other in a file; undefined where
   * nothing of it is left. `number` is its place among those that are written, from 1. What the format cannot hold goes
   * into `losses` and is left out.
   *
   * @throws NerEvalError `convert-impossible` where leaving it out would leave something else than the document.
   */
  write(document: Written, number: number, losses: LossLog): string | undefined;
}

/** The error of a document that a format cannot hold. */
export function impossible({ id }: Pick<Document, "id">, obstacle: Obstacle): NerEvalError {
  return new NerEvalError(convertImpossible(id, obstacle));
}
