/** Partial annotation: reads what of a gold record nobody annotated. */

import type { Document } from "../corpus/document.ts";
import { annotatedNotBoolean } from "../messages/records.ts";
import type { Words } from "../messages/words.ts";
import { readExtents } from "./extents.ts";

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
