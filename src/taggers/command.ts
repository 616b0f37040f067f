/** The command tagger: any program that reads passages as lines of JSON and answers with lines of JSON. */
import { constants } from "node:os";
import { TextDecoder } from "node:util";
import { NerEvalError } from "../corpus/error.ts";
import type { Issue } from "../corpus/issue.ts";
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

/** What a passage looks like to a command. */
const REQUEST = '{"id": "1", "text": "Ada Lovelace"}';

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
      const stopped = new NerEvalError({ code: "interrupted", message: "the command was stopped before it was done" });
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
  if (!roll.isComplete) throw new NerEvalError(unanswered(roll));
}

/** The chunks of stdout. Once they end, so must the command, and well; only then is a line without its end a line. */
async function* outputOf(run: Run, roll: Roll): AsyncIterable<Buffer> {
  try {
    yield* run.chunks();
  } catch (error) {
    throw error === late ? new NerEvalError(silent(run.timeout, roll)) : error;
  }
  const exit = await run.exit();
  if (exit && (exit.signal || exit.code !== 0)) throw new NerEvalError(failed(exit, roll));
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
    if (length > LONGEST_LINE) throw wrongAnswer(number, "is longer than 256 MiB", "write one line per passage");
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
    const hint = "make the command write UTF-8; for Python, set PYTHONIOENCODING=utf-8";
    throw wrongAnswer(number, "is not valid UTF-8", hint);
  }
  if (line.trim() === "") return undefined;
  try {
    return readLine(line, number);
  } catch (error) {
    if (!(error instanceof NerEvalError)) throw error;
    const hint = error.hint ?? 'answer with lines such as {"id": "1", "entities": []} and nothing else';
    const message = `line ${number} of the command's output is not an answer: ${error.message}`;
    const issue: Issue = { ...error.issues[0]!, code: "tagger-answer", message, hint };
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
    if (this.#known.size < this.size)
      throw new NerEvalError({ code: "id-repeated", message: "two passages share an id" });
  }

  get isComplete(): boolean {
    return this.#open.size === 0;
  }

  /** Those without an answer, in the order in which they were asked. */
  get open(): readonly string[] {
    return [...this.#open];
  }

  /** How many were answered, such as `2 of 5 passages`. */
  get progress(): string {
    return `${this.size - this.#open.size} of ${this.size} ${this.size === 1 ? "passage" : "passages"}`;
  }

  /** Notes that a line answered a passage. */
  tick(id: string, line: number): void {
    if (this.#open.delete(id)) return;
    const hint = "answer every passage once, under the very id it came with";
    if (this.#known.has(id)) throw wrongAnswer(line, `answers ${quote(id)} a second time`, hint);
    throw wrongAnswer(line, `answers ${quote(id)}, which is not the id of a passage`, hint);
  }
}

function* requestsFor(passages: readonly Passage[]): Iterable<string> {
  for (const { id, text } of passages) yield `${JSON.stringify({ id, text })}\n`;
}

function wrongAnswer(line: number, what: string, hint: string): NerEvalError {
  return new NerEvalError({
    code: "tagger-answer",
    message: `line ${line} of the command's output ${what}`,
    line,
    hint,
  });
}

function unanswered(roll: Roll): Issue {
  const { open } = roll;
  const more = open.length > 3 ? ` and ${open.length - 3} more` : "";
  const ids = open.slice(0, 3).map(quote).join(", ");
  const message = `the command ended its output after answering ${roll.progress}; no answer for ${ids}${more}`;
  const hint = `answer every passage, also those without entities: {"id": ${quote(open[0]!)}, "entities": []}`;
  return { code: "tagger-answer", message, hint };
}

function silent(timeout: number, roll: Roll): Issue {
  const message = `the command wrote nothing for ${timeout} s, after answering ${roll.progress}`;
  const hint =
    "give it more time with --timeout SECONDS; and make it flush its output after every line, " +
    "since most programs hold back what they write to a pipe (in Python: print(…, flush=True))";
  return { code: "tagger-timeout", message, hint };
}

function failed({ code, signal }: Exit, roll: Roll): Issue {
  const progress = `after answering ${roll.progress}`;
  if (code === 127) {
    const hint = "check how the command is spelled, and that its program is on the PATH";
    return { code: "tagger-failed", message: `command not found (exit code 127), ${progress}`, hint };
  }
  if (code === 126) {
    const hint = "make the program executable (chmod +x), or name what runs it, as in cmd:python tag.py";
    return { code: "tagger-failed", message: `the command is not executable (exit code 126), ${progress}`, hint };
  }
  // A shell reports that a signal ended its program by adding 128.
  const by = signal ?? Object.entries(constants.signals).find(([, number]) => number + 128 === code)?.[0];
  const how = signal ? `was ended by ${by}` : `exited with code ${code}${by ? ` (${by})` : ""}`;
  const hint =
    by === "SIGKILL"
      ? "perhaps the system ran out of memory"
      : "try the command by hand, with a line such as this on its stdin: " + REQUEST;
  return { code: "tagger-failed", message: `the command ${how} ${progress}`, hint };
}

/** An error that also names the command, and tells what it said on stderr. */
function inFull(error: NerEvalError, command: string, words: string): NerEvalError {
  if (error.code === "interrupted") return error;
  const said = words && `its last words on stderr:\n${words.replace(/^/gm, "  ")}`;
  const hint = [error.hint, said].filter((part) => part).join("\n");
  const issue: Issue = { source: `cmd:${command}`, ...error.issues[0]!, hint };
  return new NerEvalError(issue, [issue, ...error.issues.slice(1)], error.count);
}

function quote(id: string): string {
  return JSON.stringify(id.length > 80 ? `${id.slice(0, 79)}…` : id);
}
