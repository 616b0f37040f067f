/** Bare tags: files of tags without their tokens, a sentence on each line, or a tag on each with a blank line behind a sentence. */
import { type Sentence, SHOWN, wholeLines } from "../sentences.ts";
import { isTag } from "../tags.ts";
import type { LineKind } from "./layout.ts";
import { BREAK } from "./layout.ts";

/** How such a file is laid out. */
export type BareTags = "sentence per line" | "tag per line";

/**
 * How a text that begins so is laid out; undefined where it has other words, or could as well be columns: as many tags on
 * every line.
 */
export function bareTagsIn(beginning: string): BareTags | undefined {
  const lines = wholeLines(beginning.slice(0, SHOWN)).filter((line) => line !== "" && !line.startsWith(BREAK));
  const rows = lines.map(cellsOf);
  const [all, firsts] = [rows.flat(), rows.flatMap(([first]) => first ?? [])];
  if (rows.length === 0 || ![all, firsts].every(areNearlyAllTags)) return undefined;
  const sizes = new Set(rows.map(({ length }) => length));
  if (sizes.size > 1) return "sentence per line";
  const [size] = sizes;
  if (size === 1) return "tag per line";
  return rows.length === 1 && size! > 2 ? "sentence per line" : undefined;
}

/** Reads the lines of a file that has a tag on each. */
export const tagPerLine = {
  read(line: string): LineKind {
    const tag = line.trim();
    return /\s/.test(tag) ? "short" : { word: "", tag, column: line.length - line.trimStart().length + 1 };
  },
};

/** Reads the lines of a file as one cell each, which {@link spreadTags} takes apart. */
export const sentencePerLine = {
  read: (line: string): LineKind => ({ word: "", tag: line, column: 1 }),
};

/** The sentences behind lines that were read as one cell each. `before` is how many sentences there were. */
export function spreadTags({ tags, lines, origin, ...rest }: Sentence, before: number): Sentence[] {
  return tags.map((line, i) => {
    const cells = Array.from(line.matchAll(/\S+/g));
    return {
      ...rest,
      ...{ number: before + i + 1, goesOn: false },
      words: cells.map(() => ""),
      tags: cells.map(([tag]) => tag),
      lines: cells.map(() => lines[i]!),
      columns: cells.map(({ index }) => index + 1),
      origin: { ...origin, line: lines[i]! },
    };
  });
}

/** Whether nine in ten of these are tags: others may be misspelt. */
function areNearlyAllTags(cells: readonly string[]): boolean {
  return 10 * cells.filter(isTag).length >= 9 * cells.length;
}

function cellsOf(line: string): string[] {
  return line.trim().split(/\s+/);
}
