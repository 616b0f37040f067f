/** The interface behind which documents are written: a document becomes text, and what the format cannot hold is counted. */
import type { Document } from "../../corpus/document.ts";

/** What a format could not hold of some documents. */
export type Losses = ReadonlyMap<string, { readonly count: number; readonly example: string }>;

/** Counts what is lost, by what it is, such as `nested mentions`. */
export class LossLog {
  readonly losses = new Map<string, { count: number; example: string }>();

  /** Notes that something of a document is lost. */
  add(what: string, { id }: Document, count = 1): void {
    if (count === 0) return;
    const known = this.losses.get(what);
    if (known) known.count += count;
    else this.losses.set(what, { count, example: id });
  }
}

/** A format that documents can be written in. */
export interface DocumentWriter {
  readonly name: string;
  /** Endings of file names, with the dot, in lower case. */
  readonly extensions: readonly string[];
  /** Whether every document is a file of its own, called after its id. */
  readonly fileEach: boolean;
  /**
   * The document as text, with a line break at its end where documents follow each other in a file. `number` is the place
   * of the document, from 1. What the format cannot hold goes into `losses` and is left out.
   *
   * @throws NerEvalError `convert-impossible` where leaving it out would leave something else than the document.
   */
  write(document: Document, number: number, losses: LossLog): string;
}
