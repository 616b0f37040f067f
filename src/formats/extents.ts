/** Extents: reads a JSON list of `[start, end]` pairs, as fragments and unannotated regions are written. */
import type { Extent } from "../corpus/fragments.ts";

type Path = readonly (string | number)[];

/** The extents, offsets as they stand; undefined where the value is no such list, and `complain` has been told. */
export function readExtents(
  value: unknown,
  path: Path,
  complain: (path: Path, message: string, hint?: string) => void,
): readonly Extent[] | undefined {
  const name = String(path.at(-1));
  const hint = `write "${name}": [[0, 3], [8, 12]]`;
  if (!Array.isArray(value)) {
    complain(path, `"${name}" is not a list`, hint);
    return undefined;
  }
  const wrong = value.findIndex((pair: unknown) => !isPair(pair));
  if (wrong >= 0) {
    complain([...path, wrong], `expected [start, end], two whole numbers`, hint);
    return undefined;
  }
  return value.map(([start, end]: [number, number]) => ({ start, end }));
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((offset) => Number.isSafeInteger(offset));
}
