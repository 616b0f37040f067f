/** Beginning: a text that arrives in chunks, and whose first lines are read more than once, because they show how to read it. */

/** A text whose beginning can be read as often as needed before all of it is read. */
export class Beginning {
  private readonly chunks: AsyncIterator<string>;
  private kept: string[] = [];

  constructor(chunks: AsyncIterable<string>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** As much as is asked for, which is kept. */
  async *first(): AsyncIterable<string> {
    for (let at = 0; ; at++) {
      if (at === this.kept.length) {
        const next = await this.chunks.next();
        if (next.done) return;
        this.kept.push(next.value);
      }
      yield this.kept[at]!;
    }
  }

  /** All of it, from the beginning. */
  async *whole(): AsyncIterable<string> {
    const { kept } = this;
    this.kept = [];
    yield* kept;
    for (let next = await this.chunks.next(); !next.done; next = await this.chunks.next()) yield next.value;
  }
}
