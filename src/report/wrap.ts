/** Wrapping: breaks lines of remarks so that they fit a terminal, between remarks where possible, else at blanks. */
import { widthOf } from "./width.ts";

/** What stands between two remarks on a line. */
export const SEPARATOR = " · ";

/** The remarks as lines of at most `width` terminal cells, except for single words that are longer. */
export function wrap(remarks: readonly string[], width: number): string[] {
  return fill(remarks, SEPARATOR, width).flatMap((line) =>
    widthOf(line) > width ? fill(line.split(" "), " ", width) : [line],
  );
}

/** Items joined by a separator, as many on each line as fit; the separator is left out at the end of a line. */
function fill(items: readonly string[], separator: string, width: number): string[] {
  const lines: string[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    const joined = last === undefined ? item : last + separator + item;
    if (last !== undefined && widthOf(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(item);
  }
  return lines;
}
