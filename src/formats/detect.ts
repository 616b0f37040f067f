/** Detection: which format a file is in, by its ending, and where that says nothing, by how it begins. */
import { bracketFormat } from "./bracket/bracket.ts";
import type { GoldFormat } from "./format.ts";
import { jsonlGold } from "./jsonl.ts";

/** The formats gold is read from. */
export const goldFormats: readonly GoldFormat[] = [bracketFormat, jsonlGold];

/** The gold format of this name, or undefined. */
export function goldFormatNamed(name: string): GoldFormat | undefined {
  return goldFormats.find((format) => format.name === name);
}

/** The gold format that files with this name are in, or undefined where the ending tells nothing. */
export function goldFormatOf(fileName: string): GoldFormat | undefined {
  const name = withoutGzip(fileName).toLowerCase();
  return goldFormats.find(({ extensions }) => extensions.some((extension) => name.endsWith(extension)));
}

/** The gold format of a text that begins so: JSONL where a record begins it, else brackets. */
export function goldFormatByContent(beginning: string): GoldFormat {
  return /^\s*\{\s*"/.test(beginning) ? jsonlGold : bracketFormat;
}

/** A file name without the ending of its format and of gzip; what a document is called that is a whole file. */
export function stemOf(fileName: string): string {
  return withoutGzip(fileName).replace(/(?<=[^/])\.[^./]+$/, "");
}

function withoutGzip(fileName: string): string {
  return fileName.replace(/\.gz$/i, "");
}
