/** Lines: cuts a stream of text into lines, a batch per chunk. */

import { NerEvalError } from "../corpus/error.ts";
import { fileEncoding } from "../messages/records.ts";
import { windowsOf } from "./windows.ts";

/**
 * The lines of a text that arrives in chunks. Each keeps its `\n`; only the last line of the text may lack one.
 * A `\r` before the `\n` stays, U+2028 and other exotic breaks do not end a line.
 */
export async function* linesOf(chunks: AsyncIterable<string>): AsyncIterable<string[]> {
  /** The line that has not ended yet; in pieces, for putting a long one together at each chunk takes the square of its length. */
  let rest: string[] = [];
  for await (const chunk of chunks) {
    const end = chunk.indexOf("\n");
    if (end < 0) {
      if (chunk !== "") rest.push(chunk);
      continue;
    }
    const lines = [rest.join("") + chunk.slice(0, end + 1)];
    const from = cutInto(lines, chunk, end + 1);
    rest = from < chunk.length ? [chunk.slice(from)] : [];
    yield lines;
  }
  if (rest.length > 0) yield [rest.join("")];
}

/** Adds the lines of a text from a place on that have ended. Returns where the one begins that has not. */
function cutInto(lines: string[], text: string, from: number): number {
  let begin = from;
  for (let end = text.indexOf("\n", begin); end >= 0; end = text.indexOf("\n", begin)) {
    lines.push(text.slice(begin, end + 1));
    begin = end + 1;
  }
  return begin;
}

/** A text that is there already, as the stream a reader takes. */
export async function* chunksOf(text: string): AsyncIterable<string> {
  yield text;
}

/**
 * A line, decoded as UTF-8.
 *
 * @throws NerEvalError where it is not.
 */
export function decodeLine(bytes: Uint8Array, source: string, line: number): string {
  try {
    decoder ??= new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return decoder.decode(bytes);
  } catch {
    throw notUtf8(source, line);
  }
}

/**
 * The lines of a piece of a text, decoded as UTF-8, each with its break; `line` is the number of the first.
 *
 * @throws NerEvalError where one is not UTF-8.
 */
export function decodeLines(bytes: Uint8Array, source: string, line: number): string[] {
  return decodeWhole(bytes, source, line).match(/[^\n]*\n|[^\n]+/g) ?? [];
}

/** The same as one text. */
function decodeWhole(bytes: Uint8Array, source: string, first: number): string {
  try {
    return decodeLine(bytes, source, first);
  } catch (error) {
    // The line that is to blame is sought.
    for (let from = 0, line = first, end = bytes.indexOf(LINE_FEED); end >= 0; line++) {
      decodeLine(bytes.subarray(from, end + 1), source, line);
      from = end + 1;
      end = bytes.indexOf(LINE_FEED, from);
      if (end < 0) decodeLine(bytes.subarray(from), source, line + 1);
    }
    throw error;
  }
}

/** Bytes that come in pieces as a text in chunks, which are lines, without a byte-order mark. */
export async function* decoded(pieces: AsyncIterable<Uint8Array>, source: string): AsyncIterable<string> {
  let line = 1;
  for await (const { bytes, from, to } of windowsOf(pieces)) {
    const window = bytes.subarray(from, to);
    yield decodeWhole(window, source, line);
    for (let at = window.indexOf(LINE_FEED); at >= 0; at = window.indexOf(LINE_FEED, at + 1)) line++;
  }
}

const LINE_FEED = 0x0a;

/** Made when the first line needs it. */
let decoder: InstanceType<typeof TextDecoder> | undefined;

/** That a file is not UTF-8; `from` is the encoding to convert it from. */
export function notUtf8(source: string, line: number, from = "latin1"): NerEvalError {
  return new NerEvalError({
    ...fileEncoding(from),
    ...{ source, line },
  });
}
