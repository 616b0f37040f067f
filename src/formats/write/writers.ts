/** The formats that documents can be written in. */
import { bracketWriter } from "./bracket-writer.ts";
import { conllWriter } from "./conll-writer.ts";
import { jsonlWriter } from "./jsonl-writer.ts";
import type { DocumentWriter } from "./writer.ts";

/** All of them. */
export const writers: readonly DocumentWriter[] = [jsonlWriter, bracketWriter, conllWriter];

/** The writer for files with this name, or undefined where the ending tells nothing. */
export function writerOf(fileName: string): DocumentWriter | undefined {
  const name = fileName.toLowerCase();
  return writers.find(({ extensions }) => extensions.some((extension) => name.endsWith(extension)));
}
