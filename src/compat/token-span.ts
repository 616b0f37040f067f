/** Spans in tokens, told apart. */
import type { TokenSpan } from "./profile.ts";

/** The same for spans of the same extent and type, and for no others. */
export function keyOf({ start, end, type }: TokenSpan): string {
  return `${start} ${end} ${type}`;
}
