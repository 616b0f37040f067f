/** Beginning: a text that arrives in chunks, and whose first lines are read more than once, because they show how to read it. */

/** What arrives in chunks, and can be read from its beginning more than once. */
export interface Rereadable<T> {
  /** As much as is asked for, which is kept. */
  first(): AsyncIterable<T>;
  /** All of it, from the beginning. */
  whole(): AsyncIterable<T>;
}

/** A text, or bytes, whose beginning can be read as often as needed before all of it is read. */
export class Beginning<T = string> implements Rereadable<T> {
  private readonly chunks: AsyncIterator<T>;
  private readonly keep: (chunk: T) => T;
  private kept: T[] = [];

  /** `keep` makes of a chunk what lasts until it is read again. */
  constructor(chunks: AsyncIterable<T>, keep: (chunk: T) => T = (chunk) => chunk) {
    this.chunks = chunks[Symbol.asyncIterator]();
    this.keep = keep;
  }

  /** As much as is asked for, which is kept. */
  async *first(): AsyncIterable<T> {
    for (let at = 0; ; at++) {
      if (at === this.kept.length) {
        const next = await this.chunks.next();
        if (next.done) return;
        this.kept.push(this.keep(next.value));
      }
      yield this.kept[at]!;
    }
  }

  /** All of it, from the beginning. */
  async *whole(): AsyncIterable<T> {
    const { kept } = this;
    this.kept = [];
    yield* kept;
    for (let next = await this.chunks.next(); !next.done; next = await this.chunks.next()) yield next.value;
  }
}
