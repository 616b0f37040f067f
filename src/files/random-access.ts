/** Random access: bytes that can be read in any order, from a file as they are asked for, or from memory. */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

/** Bytes that can be read in any order, until they are closed. What lies behind their end is left out. */
export interface RandomAccess {
  readonly byteLength: number;
  slice(start: number, end?: number): ArrayBuffer;
  close(): void;
}

/** A file. */
export function openedFile(path: string): RandomAccess {
  const file = openSync(path, "r");
  const byteLength = fstatSync(file).size;
  const slice = (start: number, end = byteLength) => {
    const bytes = new Uint8Array(Math.max(0, Math.min(end, byteLength) - start));
    let filled = 0;
    for (let read = 1; read > 0 && filled < bytes.length; filled += read)
      read = readSync(file, bytes, filled, bytes.length - filled, start + filled);
    return bytes.buffer;
  };
  return { byteLength, slice, close: () => closeSync(file) };
}

/** A stream, which is kept. */
export async function keptBytes(pieces: AsyncIterable<Uint8Array>): Promise<RandomAccess> {
  const copies: Uint8Array[] = [];
  for await (const bytes of pieces) copies.push(bytes.slice());
  const whole = Uint8Array.from(Buffer.concat(copies)).buffer;
  return { byteLength: whole.byteLength, slice: (start, end) => whole.slice(start, end), close: () => undefined };
}
