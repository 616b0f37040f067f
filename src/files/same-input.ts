/** Same input: warns where gold and predictions are one file, or files with the same bytes, read in the same way. */
import { createReadStream, type Stats, statSync } from "node:fs";
import type { Warning } from "../corpus/issue.ts";
import { type Sameness, sameInput } from "../messages/files.ts";
import type { Source } from "./files.ts";

/** A regular file that is read. */
interface Opened {
  readonly source: Source & { readonly path: string };
  readonly stats: Stats;
}

/** What gold and predictions have in common, of the files that can be read again. */
export async function sameInputs(gold: readonly Source[], pred: readonly Source[]): Promise<Warning[]> {
  const [golds, preds] = [gold.flatMap(openedOf), pred.flatMap(openedOf)];
  const places = new Set(golds.map(placeOf));
  const shared = preds.filter((one) => places.has(placeOf(one)));
  if (shared.length > 0) {
    const name = shared[0]!.source.name;
    return [warn({ kind: "files", first: name, count: shared.length }, name)];
  }
  const whole = golds.length === gold.length && preds.length === pred.length && golds.length === preds.length;
  if (!whole || sizesOf(golds) !== sizesOf(preds) || !golds.some(({ stats }) => stats.size > 0)) return [];
  if ((await digestsOf(golds)) !== (await digestsOf(preds))) return [];
  const { name } = golds[0]!.source;
  return [warn({ kind: "bytes", gold: name, pred: preds[0]!.source.name, count: golds.length }, name)];
}

/** The stream, of which it is said at its end that it has the bytes of the files on the other side, where it does. */
export async function* comparedWith(
  others: readonly Source[],
  stream: AsyncIterable<Uint8Array | string>,
  warnings: Warning[],
): AsyncIterable<Uint8Array | string> {
  const files = others.flatMap(openedOf);
  const [file] = files;
  const { createHash } = await import("node:crypto");
  const digest = createHash("sha256");
  let size = 0;
  for await (const chunk of stream) {
    digest.update(chunk);
    size += typeof chunk === "string" ? Buffer.byteLength(chunk) : chunk.length;
    yield chunk;
  }
  if (file === undefined || others.length > 1 || size === 0 || size !== file.stats.size) return;
  if (digest.digest("hex") !== (await digestOf(file))) return;
  const { name } = file.source;
  warnings.push(warn({ kind: "stream", copied: name }, name));
}

/** Endings of files without columns. */
const COLUMNLESS = /\.(?:jsonl?|ndjson|parquet|ann|xml|xmi)(?:\.gz|\.zst)?$/i;

function warn(same: Sameness, file: string): Warning {
  return sameInput(same, !COLUMNLESS.test(file));
}

function openedOf(source: Source): Opened[] {
  const { path } = source;
  const stats = path === undefined ? undefined : statSync(path, { throwIfNoEntry: false });
  return path !== undefined && stats?.isFile() ? [{ source: { ...source, path }, stats }] : [];
}

/** The same for all paths of one file. */
function placeOf({ stats: { dev, ino } }: Opened): string {
  return `${dev}:${ino}`;
}

function sizesOf(files: readonly Opened[]): string {
  return files
    .map(({ stats }) => stats.size)
    .sort((a, b) => a - b)
    .join();
}

async function digestsOf(files: readonly Opened[]): Promise<string> {
  const digests: string[] = [];
  for (const file of files) digests.push(await digestOf(file));
  return digests.sort().join();
}

async function digestOf({ source }: Opened): Promise<string> {
  const { createHash } = await import("node:crypto");
  const digest = createHash("sha256");
  // What cannot be read is reported where it is read.
  try {
    for await (const bytes of createReadStream(source.path)) digest.update(bytes as Uint8Array);
  } catch {
    return source.path;
  }
  return digest.digest("hex");
}
