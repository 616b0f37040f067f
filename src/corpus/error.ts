/** Errors: the one class for mistakes in the input or in how the program was called. */
import type { Code } from "../messages/codes.ts";
import type { Issue } from "./issue.ts";

/** A mistake in the input or in how the program was called. Never a bug: those are plain `Error`s. */
export class NerEvalError extends Error {
  override readonly name = "NerEvalError";
  readonly code: Code;
  readonly hint: string | undefined;
  /** The problems behind it, in order; at least one. */
  readonly issues: readonly Issue[];
  /** How many problems there were, the ones not kept in `issues` included. */
  readonly count: number;

  constructor(issue: Issue, issues: readonly Issue[] = [issue], count: number = issues.length) {
    super(issue.message);
    this.code = issue.code;
    this.hint = issue.hint;
    this.issues = issues;
    this.count = count;
  }
}

/** Throws one error that carries all issues of a log, if there are any. */
export function throwIssues(log: { readonly issues: readonly Issue[]; readonly count: number }): void {
  const first = log.issues[0];
  if (first) throw new NerEvalError(first, log.issues, log.count);
}
