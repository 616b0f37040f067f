/** Annotations: the records of a file with the warnings of its reader. */
import type { Stream } from "./document.ts";
import type { Warning } from "./issue.ts";

/** What was read of a file. `evaluate` takes it in the place of the records, and passes its warnings on. */
export interface Annotations<R> {
  readonly records: readonly R[];
  /** What a reader of the scores should know of the input. */
  readonly warnings: readonly Warning[];
  /** How the file was read: the options that decide numbers are in the signature of a run. */
  readonly reading?: object | undefined;
}

/** The records of annotations, or the stream itself, with the warnings that come with them. */
export function recordsOf<R>(given: Stream<R> | Annotations<R>): {
  readonly stream: Stream<R>;
  readonly warnings: readonly Warning[];
} {
  const isRead = typeof given === "object" && given !== null && "records" in given && "warnings" in given;
  return isRead ? { stream: given.records, warnings: given.warnings } : { stream: given as Stream<R>, warnings: [] };
}
