/** Splits one stream for two readers. */

/** Two streams of what one brings. What only one of them has read waits for the other. */
export function splitStream<T>(stream: AsyncIterable<T>): [AsyncIterable<T>, AsyncIterable<T>] {
  const source = stream[Symbol.asyncIterator]();
  const waiting: [T[], T[]] = [[], []];
  let reading: Promise<void> | undefined;
  let ended = false;

  async function advance(): Promise<void> {
    const next = await source.next();
    reading = undefined;
    if (next.done) ended = true;
    else for (const queue of waiting) queue.push(next.value);
  }

  async function* branch(queue: T[]): AsyncIterable<T> {
    while (queue.length > 0 || !ended) {
      if (queue.length > 0) yield queue.shift()!;
      else await (reading ??= advance());
    }
  }

  return [branch(waiting[0]), branch(waiting[1])];
}
