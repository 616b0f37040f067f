/** Messages of commands that tag: how they end, what is wrong with the lines they answer, and passages without an answer. */

import { quotedField } from "./values.ts";
import { counted, firstOf, option, type Words } from "./words.ts";

export function commandNotStarted(problem: string): Words {
  return {
    code: "tagger-failed",
    message: `the command cannot be started: ${problem}`,
    hint: "put a long or unusual command into a script, and give the script as the command",
  };
}

export function commandStopped(): Words {
  return { code: "interrupted", message: "the command was stopped before it was done" };
}

/** Two passages for one tagger with the same id. */
export function passagesRepeated(): Words {
  return { code: "id-repeated", message: "two passages have the same id" };
}

function wrongLine(line: number, what: string, hint: string): Words {
  return { code: "tagger-answer", message: `line ${line} of the command's output ${what}`, hint };
}

export function lineTooLong(line: number): Words {
  return wrongLine(line, "is longer than 256 MiB", "write one line per passage");
}

export function lineNotUtf8(line: number): Words {
  return wrongLine(line, "is not valid UTF-8", "make the command write UTF-8; for Python, set PYTHONIOENCODING=utf-8");
}

/** A line that is not an answer, for a reason with or without a hint of its own. */
export function lineNotAnAnswer(line: number, reason: string, hint: string | undefined): Words {
  return wrongLine(
    line,
    `is not an answer: ${reason}`,
    hint ?? 'answer with lines such as {"id": "1", "entities": []} and nothing else',
  );
}

const ONCE = "answer every passage once, with the id it was sent with";

export function lineAnswersTwice(line: number, id: string): Words {
  return wrongLine(line, `answers ${quotedField(id)} a second time`, ONCE);
}

export function lineAnswersUnknown(line: number, id: string): Words {
  return wrongLine(line, `answers ${quotedField(id)}, which is not the id of a passage`, ONCE);
}

/** How many passages of how many a command has answered. */
export interface Progress {
  readonly answered: number;
  readonly passages: number;
}

function after({ answered, passages }: Progress): string {
  return `after answering ${answered} of ${counted(passages, "passage")}`;
}

/** A command that ended its output before it had answered all passages; `open` are the others. */
export function passagesUnanswered(progress: Progress, open: readonly string[]): Words {
  const ids = open.slice(0, 3).map(quotedField);
  return {
    code: "tagger-answer",
    message: `the command ended its output ${after(progress)}; no answer for ${firstOf(ids, 3, open.length)}`,
    hint: `answer every passage, also those without entities: {"id": ${quotedField(open[0]!)}, "entities": []}`,
  };
}

export function commandSilent(seconds: number, progress: Progress): Words {
  return {
    code: "tagger-timeout",
    message: `the command wrote nothing for ${seconds} s, ${after(progress)}`,
    hint:
      `raise ${option("timeout")} (seconds), and make the command flush its output after every line, ` +
      "since most programs hold back what they write to a pipe (in Python: print(…, flush=True))",
  };
}

export function commandNotFound(progress: Progress): Words {
  return {
    code: "tagger-failed",
    message: `command not found (exit code 127), ${after(progress)}`,
    hint: "check the spelling of the command, and that its program is on the PATH",
  };
}

export function commandNotExecutable(progress: Progress): Words {
  return {
    code: "tagger-failed",
    message: `the command is not executable (exit code 126), ${after(progress)}`,
    hint: "make the program executable (chmod +x), or name what runs it, as in cmd:python tag.py",
  };
}

/** A command that ended with an exit code or by a signal; a shell has an exit code for a signal, too. */
export function commandFailed(
  { code, signal, killed }: { code: number | null; signal: string | undefined; killed: boolean },
  progress: Progress,
): Words {
  const how = killed ? `was ended by ${signal}` : `exited with code ${code}${signal ? ` (${signal})` : ""}`;
  return {
    code: "tagger-failed",
    message: `the command ${how} ${after(progress)}`,
    hint:
      signal === "SIGKILL"
        ? "perhaps the system ran out of memory"
        : 'run the command by hand, with a line such as this on its stdin: {"id": "1", "text": "Ada Lovelace"}',
  };
}

/** A hint followed by the last words of a command on stderr. */
export function hintWithOutput(hint: string | undefined, stderr: string): string {
  const output = stderr && `its last words on stderr:\n${stderr.replace(/^/gm, "  ")}`;
  return [hint, output].filter((part) => part).join("\n");
}
