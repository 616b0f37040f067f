/** Parquet: the rows of a table as lines of JSON, read row group by row group, so that JSON readers can read them. */
import { setImmediate } from "node:timers/promises";
import type { FileMetaData } from "hyparquet";
import { NerEvalError } from "../corpus/error.ts";
import { recordFields } from "../formats/json/fields.ts";
import { type Fields, isObject } from "../formats/record.ts";
import { parquetColumnsUnknown, parquetDamaged, parquetRows } from "../messages/files.ts";
import type { RandomAccess } from "./random-access.ts";

/** Whether bytes begin, or end, as Parquet does. */
export function isParquet(bytes: Uint8Array): boolean {
  return [0x50, 0x41, 0x52, 0x31].every((byte, i) => bytes[i] === byte);
}

/**
 * The rows as JSON, a line each, and the names of labels in place of their numbers, where the file has them as Hugging Face
 * data sets do. Columns that no reader asks for are not read.
 *
 * @throws NerEvalError `file-unreadable` where it is no Parquet, or damaged; `parquet-columns` where no column is known.
 */
export async function* linesOfParquet(file: RandomAccess, name: string): AsyncIterable<Uint8Array> {
  const { parquetMetadataAsync, parquetReadObjects, parquetSchema } = await import("hyparquet");
  const { compressors } = await import("hyparquet-compressors");
  /** What the library makes of the file; whatever it throws is said of the file. */
  const attempt = async <T>(read: () => T | Promise<T>): Promise<T> => {
    try {
      return await withoutStrays(read);
    } catch (error) {
      throw damaged(name, (error as Error).message);
    }
  };
  const metadata = await attempt(() => parquetMetadataAsync(file, { geoparquet: false }));
  const { there, features, sizes } = await attempt(() => ({
    there: parquetSchema(metadata).children.map(({ element }) => element.name),
    features: featuresOf(metadata),
    sizes: metadata.row_groups.map(({ num_rows }) => Number(num_rows)),
  }));
  const columns = there.filter((column) => recordFields.has(column));
  if (columns.length === 0) throw new NerEvalError(parquetColumnsUnknown(name, there));
  let rowStart = 0;
  for (const size of sizes) {
    const rowEnd = rowStart + size;
    const options = { file, metadata, columns, rowStart, rowEnd, compressors, parsers, geoparquet: false };
    const rows = await attempt(() => parquetReadObjects(options));
    refuseOther(name, rows.length, size);
    for (const batch of inBatches(rows)) {
      const lines = batch.map((row) => `${JSON.stringify(recordOf(row, features), plain)}\n`);
      yield Buffer.from(lines.join(""));
    }
    rowStart = rowEnd;
  }
  refuseOther(name, rowStart, Number(metadata.num_rows));
}

/**
 * What `read` makes. Of columns that are damaged, the library forgets some promises, whose rejections nobody handles; they
 * are thrown here, for they would end the process.
 */
async function withoutStrays<T>(read: () => T | Promise<T>): Promise<T> {
  const strays: unknown[] = [];
  const take = (reason: unknown) => {
    if (!/hyparquet|hysnappy|fzstd/.test((reason as Error | undefined)?.stack ?? "")) throw reason;
    strays.push(reason);
  };
  process.on("unhandledRejection", take);
  try {
    const result = await read();
    // They come when all else has been done.
    await setImmediate();
    if (strays.length > 0) throw strays[0];
    return result;
  } catch (error) {
    await setImmediate();
    throw error;
  } finally {
    process.off("unhandledRejection", take);
  }
}

/** Rows that are not there would go unnoticed. */
function refuseOther(name: string, found: number, said: number): void {
  if (found !== said) throw damaged(name, parquetRows(found, said));
}

/** Texts are UTF-8 and nothing else, and a byte-order mark in them is theirs. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const parsers = { stringFromBytes: (bytes: Uint8Array) => bytes && decoder.decode(bytes) };

/** How many rows become text at once. */
const BATCH = 500;

function* inBatches<T>(rows: readonly T[]): Iterable<readonly T[]> {
  for (let at = 0; at < rows.length; at += BATCH) yield rows.slice(at, at + BATCH);
}

/** The features of a Hugging Face data set, by column; empty where the file is none. */
function featuresOf({ key_value_metadata: entries = [] }: FileMetaData): Fields {
  const given = entries.find(({ key }) => key === "huggingface")?.value;
  try {
    const { info } = JSON.parse(given ?? "{}") as { info?: { features?: unknown } };
    return isObject(info?.features) ? info.features : {};
  } catch {
    return {};
  }
}

/** A row without its empty cells, labels by their names, and lists of structs however they were stored. */
function recordOf(row: Fields, features: Fields): Fields {
  const cells = Object.entries(row).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(cells.map(([name, value]) => [name, named(zipped(value), features[name])]));
}

/** `{"start": [0, 4], "end": [3, 9]}`, as a list of structs may be stored, as that list. */
function zipped(value: unknown): unknown {
  if (!isObject(value)) return value;
  const columns = Object.entries(value);
  const [first] = columns.map(([, column]) => column);
  if (!Array.isArray(first)) return value;
  if (!columns.every(([, column]) => Array.isArray(column) && column.length === first.length)) return value;
  return first.map((_, i) => Object.fromEntries(columns.map(([name, column]) => [name, (column as unknown[])[i]])));
}

/** A value with names in place of the numbers of labels. */
function named(value: unknown, feature: unknown): unknown {
  const [inner, own] = Array.isArray(feature)
    ? [feature[0], undefined]
    : isObject(feature)
      ? [feature.feature, feature]
      : [];
  if (Array.isArray(value)) return value.map((item) => named(item, inner ?? feature));
  if (isObject(value) && own)
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, named(field, own[name])]));
  if ((typeof value !== "number" && typeof value !== "bigint") || !Array.isArray(own?.names)) return value;
  return own.names[Number(value)] ?? value;
}

/** What JSON has no way to write. */
function plain(_: string, value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value instanceof Uint8Array ? undefined : value;
}

function damaged(name: string, message: string): NerEvalError {
  return new NerEvalError(parquetDamaged(name, message.replace(/^parquet /, "").slice(0, 100)));
}
