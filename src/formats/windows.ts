/** Windows: a file that comes in pieces, as bytes that end with a line. */

/** How much there is room for in the beginning, in bytes; a longer line makes it more. */
const ROOM = 1 << 18;
const LINE_FEED = 0x0a;

/** Lines from one byte up to another; valid until the next window is asked for. */
export interface Window {
  readonly bytes: Uint8Array;
  readonly from: number;
  readonly to: number;
}

/**
 * The windows of a file, without its byte-order mark; only the last one may end without a line break. `endsAt` says whether
 * one may end behind the line break before a byte: everywhere, where it is not given.
 */
export async function* windowsOf(
  pieces: AsyncIterable<Uint8Array>,
  endsAt: (bytes: Uint8Array, to: number) => boolean = () => true,
): AsyncIterable<Window> {
  let bytes = new Uint8Array(ROOM);
  let filled = 0;
  let from: number | undefined;
  const begin = () => (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0);
  for await (const piece of pieces) {
    if (filled + piece.length > bytes.length) {
      const grown = new Uint8Array(2 * (filled + piece.length));
      grown.set(bytes.subarray(0, filled));
      bytes = grown;
    }
    bytes.set(piece, filled);
    const before = filled;
    filled += piece.length;
    let to = piece.lastIndexOf(LINE_FEED) + 1;
    while (to > 0 && !endsAt(bytes, before + to)) to = to < 2 ? 0 : piece.lastIndexOf(LINE_FEED, to - 2) + 1;
    if (to <= 0) continue;
    from ??= begin();
    yield { bytes, from, to: before + to };
    bytes.copyWithin(0, before + to, filled);
    filled -= before + to;
    from = 0;
  }
  if (filled > 0) yield { bytes, from: from ?? begin(), to: filled };
}

/** Where the line ends that begins at a byte, its break included. */
export function lineEnd(bytes: Uint8Array, from: number, to: number): number {
  const found = bytes.indexOf(LINE_FEED, from);
  return found < 0 || found >= to ? to : found + 1;
}

/** Whether there is nothing but white space of ASCII between two bytes. */
export function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== 0x20 && !(bytes[i]! >= 0x09 && bytes[i]! <= 0x0d)) return false;
  return true;
}
