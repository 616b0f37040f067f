/** Lines: cuts a stream of text into lines, a batch per chunk. */

/**
 * The lines of a text that arrives in chunks. Each keeps its `\n`; only the last line of the text may lack one.
 * A `\r` before the `\n` stays, U+2028 and other exotic breaks do not end a line.
 */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncIterable<string[]> {
  let rest = "";
  for await (const chunk of chunks) {
    const text = rest + chunk;
    const lines: string[] = [];
    let from = 0;
    // A long line that arrives in many chunks is searched for its end only where it is new.
    let end = text.indexOf("\n", rest.length);
    for (; end >= 0; end = text.indexOf("\n", from)) {
      lines.push(text.slice(from, end + 1));
      from = end + 1;
    }
    rest = text.slice(from);
    if (lines.length > 0) yield lines;
  }
  if (rest !== "") yield [rest];
}

/** A text that is there already, as the stream a reader takes. */
export async function* chunksOf(text: string): AsyncIterable<string> {
  yield text;
}
