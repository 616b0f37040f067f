/** Across files: what can only be judged of a file when all files of its side have been read. */

import type { Issue, IssueLog, Warning } from "../corpus/issue.ts";
import { inFile, type Words } from "../messages/words.ts";

interface Open {
  readonly key: string;
  readonly issue: Issue;
  /** The warning where another file has what this one lacks; undefined where that is the problem. */
  readonly otherwise: Words | undefined;
}

/** What files of one side have and lack, by keys of their formats. */
export class AcrossFiles {
  private readonly present = new Set<string>();
  private readonly open: Open[] = [];

  /** Notes that a file has something. */
  has(key: string): void {
    this.present.add(key);
  }

  /** Notes that a file lacks it: an issue, or a warning, `otherwise`, where another file has it. */
  lacks(key: string, issue: Issue, otherwise: Words): void {
    this.open.push({ key, issue, otherwise });
  }

  /** Notes that a file was read as if nobody had it: an issue if another file has it. */
  assumesNone(key: string, issue: Issue): void {
    this.open.push({ key, issue, otherwise: undefined });
  }

  /** Reports, after the last file, what turned out to be a problem, and warns of the rest. */
  finish(issues: IssueLog, warnings: Warning[]): void {
    const lacking = new Map<string, { readonly words: Words; readonly first: string; files: number }>();
    for (const { key, issue, otherwise } of this.open) {
      const isPresent = this.present.has(key);
      if (isPresent !== (otherwise !== undefined)) issues.add(issue);
      else if (otherwise) {
        const known = lacking.get(otherwise.message) ?? { words: otherwise, first: issue.source ?? "", files: 0 };
        lacking.set(otherwise.message, known);
        known.files++;
      }
    }
    for (const { words, first, files } of lacking.values()) warnings.push(inFile(first, words, files));
  }
}
