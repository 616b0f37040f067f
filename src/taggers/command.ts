/** The command tagger: any program that reads passages as lines of JSON and answers with lines of JSON. */

import { constants } from "node:os";
import { TextDecoder } from "node:util";
import { NerEvalError } from "../corpus/error.ts";
import type { Issue } from "../corpus/issue.ts";
import {
  commandFailed,
  commandNotExecutable,
  commandNotFound,
  commandSilent,
  commandStopped,
  hintWithOutput,
  lineAnswersTwice,
  lineAnswersUnknown,
  lineNotAnAnswer,
  lineNotUtf8,
  lineTooLong,
  type Progress,
  passagesRepeated,
  passagesUnanswered,
} from "../messages/tagger-commands.ts";
import type { Words } from "../messages/words.ts";
import { type Exit, late, launch, Run } from "./process.ts";
import type { Passage, Tagged, Tagger } from "./tagger.ts";

/** How a command is listened to. */
export interface CommandOptions {
  /** Seconds without any output after which the command is given up while answers are outstanding. */
  readonly timeout: number;
  /** Reads one line of the command's output. Throws a `NerEvalError` where the line is not an answer. */
  readonly parse: (line: string, lineNumber: number, source: string) => Tagged;
}

/** The longest line taken, in bytes. */
const LONGEST_LINE = 2 ** 28;

const NEWLINE = 0x0a;

/**
 * A tagger that runs a command of the shell, once for each call of `tag`. Every passage is one line on its stdin,
 * `{"id", "text"}`; every answer must be one line on its stdout, in any order, `{"id", "entities": [...]}`. Whether the
 * program reads everything first or answers line by line is its own affair. Offsets are passed on as they are given.
 *
 * Nothing the command has started outlives the iteration, unless it left the process group or detached itself from
 * both outputs. After `close()` an iteration that is still going on throws "interrupted".
 */
export function createCommandTagger(command: string, options: CommandOptions): Tagger {
  const name = `cmd:${command}`;
  const runs = new Set<Run>();
  return {
    name,
    async *tag(passages: readonly Passage[]): AsyncIterable<Tagged> {
      if (passages.length === 0) return;
      const roll = new Roll(passages);
      const run = new Run(await launch(command), options.timeout);
      runs.add(run);
      try {
        run.feed(requestsFor(passages));
        yield* answersOf(run, roll, (line, number) => options.parse(line, number, name));
      } catch (error) {
        await run.stop();
        throw error instanceof NerEvalError ? inFull(error, command, run.lastWords()) : error;
      } finally {
        await run.stop();
        runs.delete(run);
      }
    },
    async close(): Promise<void> {
      const stopped = new NerEvalError(commandStopped());
      await Promise.all([...runs].map((run) => run.stop(stopped)));
      runs.clear();
    },
  };
}

type ReadLine = (line: string, number: number) => Tagged;

async function* answersOf(run: Run, roll: Roll, readLine: ReadLine): AsyncIterable<Tagged> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let number = 0;
  for await (const lines of linesOf(outputOf(run, roll))) {
    for (const bytes of lines) {
      const answer = readAnswer(bytes, ++number, decoder, readLine);
      if (!answer) continue;
      roll.tick(answer.id, number);
      yield answer;
      if (roll.isComplete) run.dismiss();
    }
  }
  if (!roll.isComplete) throw new NerEvalError(passagesUnanswered(roll.progress, roll.open));
}

/** The chunks of stdout. Once they end, so must the command, and well; only then is a line without its end a line. */
async function* outputOf(run: Run, roll: Roll): AsyncIterable<Buffer> {
  try {
    yield* run.chunks();
  } catch (error) {
    throw error === late ? new NerEvalError(commandSilent(run.timeout, roll.progress)) : error;
  }
  const exit = await run.exit();
  if (exit && (exit.signal || exit.code !== 0)) throw new NerEvalError(failed(exit, roll.progress));
}

/** The lines of a stream of bytes, without their `\n`. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer[]> {
  let number = 1;
  let rest: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    const lines: Buffer[] = [];
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      lines.push(Buffer.concat([...rest, chunk.subarray(from, end)]));
      rest = [];
      length = 0;
      from = end + 1;
    }
    rest.push(chunk.subarray(from));
    length += chunk.length - from;
    number += lines.length;
    if (length > LONGEST_LINE) throw wrongAnswer(number, lineTooLong(number));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [Buffer.concat(rest)];
}

/** What a line answers, or undefined where it is blank. */
function readAnswer(bytes: Buffer, number: number, decoder: TextDecoder, readLine: ReadLine): Tagged | undefined {
  let line: string;
  try {
    line = decoder.decode(bytes).replace(/\r$/, "");
  } catch {
    throw wrongAnswer(number, lineNotUtf8(number));
  }
  if (line.trim() === "") return undefined;
  try {
    return readLine(line, number);
  } catch (error) {
    if (!(error instanceof NerEvalError)) throw error;
    const issue: Issue = { ...error.issues[0]!, ...lineNotAnAnswer(number, error.message, error.hint) };
    throw new NerEvalError(issue, [issue, ...error.issues.slice(1)], error.count);
  }
}

/** Who was asked, and who has not been answered yet. */
class Roll {
  readonly size: number;
  readonly #known: ReadonlySet<string>;
  readonly #open: Set<string>;

  constructor(passages: readonly Passage[]) {
    this.#known = new Set(passages.map(({ id }) => id));
    this.#open = new Set(this.#known);
    this.size = passages.length;
    if (this.#known.size < this.size) throw new NerEvalError(passagesRepeated());
  }

  get isComplete(): boolean {
    return this.#open.size === 0;
  }

  /** Those without an answer, in the order in which they were asked. */
  get open(): readonly string[] {
    return [...this.#open];
  }

  /** How many were answered. */
  get progress(): Progress {
    return { answered: this.size - this.#open.size, passages: this.size };
  }

  /** Notes that a line answered a passage. */
  tick(id: string, line: number): void {
    if (this.#open.delete(id)) return;
    throw wrongAnswer(line, this.#known.has(id) ? lineAnswersTwice(line, id) : lineAnswersUnknown(line, id));
  }
}

function* requestsFor(passages: readonly Passage[]): Iterable<string> {
  for (const { id, text } of passages) yield `${JSON.stringify({ id, text })}\n`;
}

function wrongAnswer(line: number, words: Words): NerEvalError {
  return new NerEvalError({ ...words, line });
}

function failed({ code, signal }: Exit, progress: Progress): Words {
  if (code === 127) return commandNotFound(progress);
  if (code === 126) return commandNotExecutable(progress);
  // A shell reports that a signal ended its program by adding 128.
  const by = signal ?? Object.entries(constants.signals).find(([, number]) => number + 128 === code)?.[0];
  return commandFailed({ code, signal: by, killed: signal !== null }, progress);
}

/** An error that also names the command, and tells what it said on stderr. */
function inFull(error: NerEvalError, command: string, words: string): NerEvalError {
  if (error.code === "interrupted") return error;
  const hint = hintWithOutput(error.hint, words);
  const issue: Issue = { source: `cmd:${command}`, ...error.issues[0]!, hint };
  return new NerEvalError(issue, [issue, ...error.issues.slice(1)], error.count);
}
