/** Partial files: what a tagger has answered so far, kept beside the output until it is whole. */
import { appendFileSync, closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { SpanChecker } from "../align/check.ts";
import { NerEvalError } from "../corpus/error.ts";
import { IssueLog } from "../corpus/issue.ts";
import { meaningOf } from "../files/system-error.ts";
import { parsePrediction, printPrediction } from "../formats/jsonl.ts";
import type { Tagged } from "../taggers/tagger.ts";
import { outputFailed, outputIsInput, partialAnswerWrong, partialOfOtherRun } from "./messages/files.ts";
import type { Target } from "./outputs.ts";

/** A file of answers that begins with a line saying which run it belongs to. */
export class PartialFile {
  /** As it is shown to the user. */
  readonly name: string;
  /** The answers of the interrupted run. */
  readonly kept: readonly Tagged[];
  private readonly path: string;
  private readonly file: number;

  private constructor(target: Target, kept: readonly Tagged[]) {
    this.name = `${target.name}.partial`;
    this.path = `${target.path}.partial`;
    this.kept = kept;
    this.file = disk(this.name, () => openSync(this.path, "a"));
  }

  /**
   * The partial file of a target: the one that is there, if it belongs to the run with this identity, else a new one.
   * `texts` are those of the documents of the run, by id.
   *
   * @throws NerEvalError `partial-foreign` where it belongs to another run, or has answers that do not fit the documents,
   * and `restart` does not say to forget it.
   */
  static open(target: Target, identity: string, restart: boolean, texts: ReadonlyMap<string, string>): PartialFile {
    const path = `${target.path}.partial`;
    if (target.opened?.has(path)) throw new NerEvalError(outputIsInput(`${target.name}.partial`));
    const header = JSON.stringify({ partial: identity });
    if (!restart && existsSync(path)) {
      const content = disk(`${target.name}.partial`, () => readFileSync(path, "utf8"));
      const [first, ...lines] = content.split("\n");
      if (first === header) {
        // What comes now must not stand on a line that was cut off.
        if (!content.endsWith("\n")) disk(`${target.name}.partial`, () => appendFileSync(path, "\n"));
        const kept = completeAnswers(lines);
        refuseForeign(kept, texts, `${target.name}.partial`);
        return new PartialFile(target, kept);
      }
      throw new NerEvalError(partialOfOtherRun(`${target.name}.partial`));
    }
    disk(`${target.name}.partial`, () => writeFileSync(path, `${header}\n`));
    return new PartialFile(target, []);
  }

  /** Appends an answer; it is on disk when this returns. */
  keep(tagged: Tagged): void {
    disk(this.name, () => appendFileSync(this.file, `${printPrediction(tagged)}\n`));
  }

  close(): void {
    closeSync(this.file);
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}

/** Refuses answers for documents that are not there or have one already, and those that do not fit their texts. */
function refuseForeign(kept: readonly Tagged[], texts: ReadonlyMap<string, string>, name: string): void {
  const seen = new Set<string>();
  for (const { id, spans } of kept) {
    const text = texts.get(id);
    const issues = new IssueLog();
    if (text !== undefined) new SpanChecker("utf16", issues).check(spans, text, { source: name });
    const [issue] = issues.issues;
    const why = text === undefined ? "not in the gold" : seen.has(id) ? "twice" : issue && { issue: issue.message };
    seen.add(id);
    if (why !== undefined) throw new NerEvalError(partialAnswerWrong(name, id, why));
  }
}

/** What is done with the file called `name`; what the disk has against it is the user's to know, and no bug. */
function disk<T>(name: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new NerEvalError(outputFailed(name, meaningOf(error as NodeJS.ErrnoException)));
  }
}

/** The answers of lines that were written whole; the last one may have been cut off. */
function completeAnswers(lines: readonly string[]): Tagged[] {
  const answers: Tagged[] = [];
  for (const line of lines) {
    try {
      answers.push(parsePrediction(line));
    } catch {
      // Cut off in the middle: this document is tagged again.
    }
  }
  return answers;
}
