/** Files: finds what the user named, and opens it as a stream of decoded text. */
import {
  closeSync,
  createReadStream,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { TextDecoder } from "node:util";
import { NerEvalError } from "../corpus/error.ts";
import { trimmedEnd } from "../corpus/trim.ts";
import { notUtf8 } from "../formats/lines.ts";
import {
  inputIsFolder,
  inputMissing,
  inputUnnamed,
  inputUnreadable,
  patternUnmatched,
  standardInputTwice,
} from "../messages/files.ts";
import { packingOf, unpacked } from "./packing.ts";
import { isParquet, linesOfParquet } from "./parquet.ts";
import { keptBytes, openedFile } from "./random-access.ts";
import { isSystemError, meaningOf } from "./system-error.ts";

/** An input the user named: a file, or standard input. */
export interface Source {
  /** As it is shown in messages: relative to where the user is. */
  readonly name: string;
  /** The absolute path; undefined for standard input. */
  readonly path: string | undefined;
  /** The path relative to the folder the user gave, with `/`; the file's own name where a file was given. */
  readonly id: string;
}

/** Standard input as a source. */
export const standardInput: Source = { name: "<stdin>", path: undefined, id: "stdin" };

/**
 * Nothing, where standard input is named once at most.
 *
 * @throws NerEvalError `usage` where it is named again: it can be read only once.
 */
export function refuseSharedInput(paths: readonly (string | undefined)[]): void {
  if (paths.filter((path) => path === "-").length < 2) return;
  throw new NerEvalError(standardInputTwice());
}

/** The one file of a path the user gave; `-` is standard input. */
export async function fileSource(given: string, io: FileIo): Promise<Source> {
  if (given === "-") return standardInput;
  refuseEmpty(given);
  const path = resolve(io.cwd, given);
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(given, error);
  });
  if (found.isDirectory()) throw new NerEvalError(inputIsFolder(given));
  return { name: given, path, id: basename(path) };
}

/** The files behind a path the user gave: the file itself, all files of a folder, or what a glob matches, sorted. */
export async function fileSources(
  given: string,
  io: FileIo,
): Promise<{ sources: Source[]; folder: boolean; pattern?: boolean }> {
  refuseEmpty(given);
  const path = resolve(io.cwd, given);
  if (given !== "-" && !existsSync(path) && /[*?{[]/.test(given))
    return { sources: await globSources(given, io), folder: false, pattern: true };
  if (given !== "-" && (await stat(path).catch(() => undefined))?.isDirectory()) {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    const files: string[] = [];
    for (const entry of entries) {
      const file = join(entry.parentPath, entry.name);
      // A link that leads nowhere is taken too, to be missed when it is read.
      const link = entry.isSymbolicLink() && !(await stat(file).catch(() => undefined))?.isDirectory();
      if (entry.isFile() || link) files.push(file);
    }
    return { sources: files.map((file) => sourceIn(path, file, given)).sort(byId), folder: true };
  }
  return { sources: [await fileSource(given, io)], folder: false };
}

/** An empty name would mean the current folder; it is what an unset variable leaves. */
function refuseEmpty(given: string): void {
  if (given !== "") return;
  throw new NerEvalError(inputUnnamed());
}

async function globSources(pattern: string, io: FileIo): Promise<Source[]> {
  const { glob } = await import("tinyglobby");
  const files = await glob(pattern, { cwd: io.cwd, absolute: true, expandDirectories: false });
  if (files.length === 0) throw new NerEvalError(patternUnmatched(pattern));
  return files
    .map((file) => ({ name: relative(io.cwd, file), path: file, id: toId(relative(io.cwd, file)) }))
    .sort(byId);
}

function sourceIn(folder: string, file: string, given: string): Source {
  const id = toId(relative(folder, file));
  return { name: `${trimmedEnd(given, "/")}/${id}`, path: file, id };
}

function toId(path: string): string {
  return path.replaceAll("\\", "/");
}

function byId(a: Source, b: Source): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** How much is read at once, in bytes. Of larger pieces, more records are alive at once, which costs time to manage. */
const CHUNK = 1 << 16;

/** A source that is being read: how its text begins, and all of it, once, as text or as bytes. */
export interface OpenSource {
  readonly beginning: string;
  /** In chunks, decoded as UTF-8, a byte-order mark left out. */
  text(): AsyncIterable<string>;
  /** In pieces, each valid until the next one, a byte-order mark included. */
  bytes(): AsyncIterable<Uint8Array>;
}

/**
 * Opens a source: unpacked where it is gzip or zstd, the rows as lines of JSON where it is Parquet. `beginning` are at least
 * so many UTF-16 code units, or all there are.
 *
 * @throws NerEvalError where the file cannot be read, or where what is asked for as text is not UTF-8.
 */
export async function openSource(
  source: Source,
  beginning: number,
  io: FileIo,
  onBytes?: (bytes: number) => void,
): Promise<OpenSource> {
  const pieces = readable(source, io, onBytes)[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let line = 1;
  let ended = false;
  while (text.length < beginning && !ended) {
    const next = await pieces.next();
    ended = next.done === true;
    const piece = next.done ? undefined : Uint8Array.from(next.value);
    if (piece) first.push(piece);
    const more = decode(decoder, piece, source, line);
    line += lineBreaksIn(more);
    text += more;
  }
  async function* bytes(): AsyncIterable<Uint8Array> {
    // As large as the beginning of the text, so that records come in the same batches.
    yield first.length === 1 ? first[0]! : Buffer.concat(first);
    if (!ended) for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
  }
  async function* rest(): AsyncIterable<string> {
    yield text;
    if (ended) return;
    for (let next = await pieces.next(); !next.done; next = await pieces.next()) {
      const more = decode(decoder, next.value, source, line);
      line += lineBreaksIn(more);
      yield more;
    }
    yield decode(decoder, undefined, source, line);
  }
  return { beginning: text.slice(0, beginning), text: rest, bytes };
}

/**
 * The text of a source in chunks, as {@link openSource} gives it.
 *
 * @throws NerEvalError where the file cannot be read, or is not UTF-8.
 */
export async function* textOf(source: Source, io: FileIo, onBytes?: (bytes: number) => void): AsyncIterable<string> {
  const { text } = await openSource(source, 0, io, onBytes);
  yield* text();
}

function lineBreaksIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) count++;
  return count;
}

/** The bytes of a source; errors of the system as ours. */
async function* readable(source: Source, io: FileIo, onBytes?: (bytes: number) => void): AsyncIterable<Uint8Array> {
  try {
    yield* bytesOf(source, io, onBytes);
  } catch (error) {
    if (error instanceof NerEvalError || !isSystemError(error)) throw error;
    throw unreadable(source.name, error);
  }
}

/** The bytes of a source, unpacked. It is read once from its beginning to its end, as pipes want it, but for Parquet. */
async function* bytesOf(source: Source, io: FileIo, onBytes?: (bytes: number) => void): AsyncIterable<Uint8Array> {
  if (source.path !== undefined) io.opened?.add(realpathSync(source.path));
  const packed = packedBytesOf(source, io, onBytes)[Symbol.asyncIterator]();
  let beginning: Uint8Array = new Uint8Array();
  while (beginning.length < 4) {
    const next = await packed.next();
    if (next.done) break;
    beginning = beginning.length === 0 ? next.value : Buffer.concat([beginning, next.value]);
  }
  const whole = resume(beginning, packed);
  const packing = packingOf(beginning);
  if (packing) yield* unpacked(whole, packing, source.name);
  else if (isParquet(beginning) || isNamedParquet(source.id)) yield* rowsOf(source, whole);
  else yield* whole;
}

/** The rows of a Parquet file as lines; the bytes as they are of what only begins like one. */
async function* rowsOf({ path, name, id }: Source, whole: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const regular = path !== undefined && statSync(path).isFile();
  const file = regular ? openedFile(path) : await keptBytes(whole);
  try {
    const end = new Uint8Array(file.slice(Math.max(0, file.byteLength - 4)));
    if (isParquet(end) || isNamedParquet(id)) yield* linesOfParquet(file, name);
    else if (regular) yield* whole;
    else yield new Uint8Array(file.slice(0));
  } finally {
    file.close();
  }
}

function isNamedParquet(id: string): boolean {
  return id.toLowerCase().endsWith(".parquet");
}

/**
 * The bytes of a regular file, each piece valid until the next one. Having another thread read takes longer than to read;
 * between pieces, whatever else happens, such as an interruption, has its turn.
 */
async function* piecesOf(path: string): AsyncIterable<Uint8Array> {
  const file = openSync(path, "r");
  // Some files do not know their size.
  const bytes = new Uint8Array(Math.min(CHUNK, fstatSync(file).size || CHUNK));
  try {
    for (let read = 0; (read = readSync(file, bytes)) > 0; await setImmediate()) yield bytes.subarray(0, read);
  } finally {
    closeSync(file);
  }
}

async function* packedBytesOf(
  { path }: Source,
  io: FileIo,
  onBytes?: (bytes: number) => void,
): AsyncIterable<Uint8Array> {
  if (path === undefined) {
    for await (const chunk of io.stdin) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    return;
  }
  // A pipe is read as it fills.
  const pieces = statSync(path).isFile() ? piecesOf(path) : createReadStream(path, { highWaterMark: CHUNK });
  for await (const chunk of pieces) {
    onBytes?.(chunk.length);
    yield chunk;
  }
}

/** A stream of which the first item was taken already. */
export async function* resume<T>(first: T, rest: AsyncIterator<T>): AsyncIterable<T> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

function decode(decoder: TextDecoder, bytes: Uint8Array | undefined, source: Source, line: number): string {
  try {
    return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
  } catch {
    const place = bytes ? line + linesBeforeDamage(bytes) : line;
    throw notUtf8(source.name, place, bytes && isUtf16(bytes) ? "utf-16" : "latin1");
  }
}

/** Whether the bytes begin with the mark of UTF-16, as PowerShell and Notepad write it. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** How many lines of a chunk decode before the first that does not. */
function linesBeforeDamage(bytes: Uint8Array): number {
  let lines = 0;
  let from = bytes.indexOf(10) + 1;
  // The first line may begin in the middle of a character, with the chunk before; it is not judged alone.
  for (let end = bytes.indexOf(10, from); from > 0; end = bytes.indexOf(10, from)) {
    lines++;
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(from, end < 0 ? bytes.length : end));
    } catch {
      return lines;
    }
    if (end < 0) break;
    from = end + 1;
  }
  return 0;
}

function unreadable(name: string, error: NodeJS.ErrnoException): NerEvalError {
  const missing = error.code === "ENOENT" || error.code === "ENOTDIR";
  return new NerEvalError(missing ? inputMissing(name) : inputUnreadable(name, meaningOf(error)));
}

export interface FileIo {
  readonly cwd: string;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** The real paths of the files that were opened to be read; none of them is ever replaced. */
  readonly opened?: Set<string>;
}
