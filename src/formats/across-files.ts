/** Across files: what can only be judged of a file when all files of its side have been read. */

import type { Issue, IssueLog, Warning } from "../corpus/issue.ts";
import type { Code } from "../messages/codes.ts";

interface Open {
  readonly key: string;
  readonly issue: Issue;
  /** Whether it is a problem if another file has what this one lacks, or if none has. */
  readonly unless: boolean;
}

/** What files of one side have and lack, by keys of their formats. */
export class AcrossFiles {
  private readonly present = new Set<string>();
  private readonly open: Open[] = [];

  /** Notes that a file has something. */
  has(key: string): void {
    this.present.add(key);
  }

  /** Notes that a file lacks it: an issue unless another file has it, in which case the file is read as without mentions. */
  lacks(key: string, issue: Issue): void {
    this.open.push({ key, issue, unless: true });
  }

  /** Notes that a file was read as if nobody had it: an issue if another file has it. */
  assumesNone(key: string, issue: Issue): void {
    this.open.push({ key, issue, unless: false });
  }

  /** Reports, after the last file, what turned out to be a problem, and says what was read as without mentions. */
  finish(issues: IssueLog, warnings: Warning[]): void {
    const empty = new Map<Code, string[]>();
    for (const { key, issue, unless } of this.open) {
      const isPresent = this.present.has(key);
      if (isPresent !== unless) issues.add(issue);
      else if (unless) empty.set(issue.code, [...(empty.get(issue.code) ?? []), issue.source ?? ""]);
    }
    for (const [code, [first, ...others]] of empty) {
      const where = others.length === 0 ? first : `${first} and ${others.length} more`;
      const message = `${where}: no layer of mentions, which other files have; read as without mentions`;
      warnings.push({ code, message });
    }
  }
}
