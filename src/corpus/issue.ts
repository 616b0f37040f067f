/** Issues: what is wrong with an input, where, and what to do about it. Readers collect them; the caller decides. */
import type { Code } from "../messages/codes.ts";
import { inRecord } from "../messages/words.ts";
import type { Origin, Stream } from "./document.ts";
import type { FlawKind } from "./flaw.ts";

/** One problem found in an input. Lines and columns count from 1, columns in UTF-16 code units. */
export interface Issue {
  readonly code: Code;
  /** What was found, and what was expected; one sentence without a full stop. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string | undefined;
  readonly source?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** Where in a JSON record the problem stands, such as `["entities", 3, "end"]`; gives a column to whoever has the line. */
  readonly path?: readonly (string | number)[] | undefined;
  /** The line itself, for the caret. */
  readonly excerpt?: string | undefined;
  /** The kind of flaw, where the problem is a span that cannot be right. */
  readonly flaw?: FlawKind | undefined;
}

/** Something a reader of the result should know, though the run went on. */
export interface Warning {
  readonly code: Code;
  readonly message: string;
}

/** Each warning once, as of a file that is read for both sides, or of runs that have it already. */
export function once(warnings: readonly Warning[]): Warning[] {
  return [...new Map(warnings.map((warning) => [`${warning.code} ${warning.message}`, warning])).values()];
}

/** How many issues are kept with their words; the rest are only counted. */
const KEPT = 1000;

/** Collects issues in the order they are found. */
export class IssueLog {
  readonly issues: Issue[] = [];
  /** All issues, the ones beyond the kept included. */
  count = 0;
  /** How many of all issues are spans that cannot be right, by kind. */
  readonly flaws = new Map<FlawKind, number>();

  /**
   * Adds an issue of what was read at `origin`; without one, the message names `record`, such as `document "a"`. Returns
   * the issue as it is kept; undefined where it is only counted.
   */
  add(issue: Issue, origin?: Origin, record?: string): Issue | undefined {
    this.count++;
    if (issue.flaw) this.flaws.set(issue.flaw, (this.flaws.get(issue.flaw) ?? 0) + 1);
    if (this.issues.length >= KEPT) return undefined;
    const placed = origin ? { source: origin.source, line: origin.line, ...issue } : named(issue, record);
    this.issues.push(placed);
    return placed;
  }

  /** Puts the issue that is behind `count` others in front, and in their place; `kept` are those of them that were kept. */
  explain(cause: Issue, kept: ReadonlySet<Issue>, count: number): void {
    const others = this.issues.filter((issue) => !kept.has(issue));
    this.issues.splice(0, this.issues.length, cause, ...others);
    this.count += 1 - count;
  }
}

/** An issue whose message says which record it is of, and which span. */
function named(issue: Issue, record: string | undefined): Issue {
  if (record === undefined) return issue;
  const [field, index] = issue.path ?? [];
  return { ...issue, message: inRecord(record, issue.message, field === "entities" ? index : undefined) };
}

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
