/** Extents: reads a JSON list of `[start, end]` pairs, as fragments and unannotated regions are written. */

import type { Document } from "../corpus/document.ts";
import type { Extent } from "../corpus/fragments.ts";
import { annotatedNotBoolean, extentExpected, extentsNotAList } from "../messages/records.ts";
import type { Words } from "../messages/words.ts";

type Path = readonly (string | number)[];

/** The extents, offsets as they stand; undefined where the value is no such list, and `complain` has been told. */
export function readExtents(
  value: unknown,
  path: Path,
  complain: (path: Path, words: Words) => void,
): readonly Extent[] | undefined {
  const name = String(path.at(-1));
  if (!Array.isArray(value)) {
    complain(path, extentsNotAList(name, value));
    return undefined;
  }
  const wrong = value.findIndex((pair: unknown) => !isPair(pair));
  if (wrong >= 0) {
    complain([...path, wrong], extentExpected(name));
    return undefined;
  }
  return value.map(([start, end]: [number, number]) => ({ start, end }));
}

function isPair(value: unknown): boolean {
  return Array.isArray(value) && value.length === 2 && value.every((offset) => Number.isSafeInteger(offset));
}

/** The part of a document that says so. */
export type Annotated = Pick<Document, "annotated" | "unannotated">;

/** `"annotated": false` and `"unannotated": [[start, end], …]` of a record; empty where it has neither. */
export function readAnnotated(
  { annotated, unannotated }: { readonly [name: string]: unknown },
  complain: (path: readonly (string | number)[], words: Words) => void,
): Annotated {
  const whole = annotated ?? true;
  if (typeof whole !== "boolean") complain(["annotated"], annotatedNotBoolean(whole));
  const regions = unannotated ?? undefined;
  const extents = regions === undefined ? undefined : readExtents(regions, ["unannotated"], complain);
  return { ...(whole === false ? { annotated: false } : {}), ...(extents ? { unannotated: extents } : {}) };
}
