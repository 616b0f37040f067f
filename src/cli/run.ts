/**
 * Runs the command line against a process, and turns every outcome into words and an exit code. What only some runs
 * need is imported where they need it, here and in the commands: it takes longer to load than a small file to score.
 */
import { type Command, CommanderError } from "commander";
import { NerEvalError } from "../corpus/error.ts";
import type { Issue, Warning } from "../corpus/issue.ts";
import { systemProblem } from "../files/system-error.ts";
import { renderWarnings } from "../report/problem.ts";
import { plain, type Style } from "../report/render/style.ts";
import { printable } from "../report/text.ts";
import { exitCodes, type Io, type Output } from "./io.ts";
import { typed } from "./messages/typed.ts";
import { argumentsHint, argumentsWrong, filesNeedOptions } from "./messages/usage.ts";
import { declinesColor } from "./options.ts";
import { createProgram, isCommand, withCommand } from "./program.ts";
import { guarded } from "./streams.ts";

/** Runs what `io.argv` asks for. Returns the exit code; never throws. */
export async function run(process: Io): Promise<number> {
  const { stdout, stderr, env } = process;
  const io: Io = { ...process, stdout: guarded(stdout, env), stderr: guarded(stderr, env), opened: new Set() };
  const errors = await styleFor(io.stderr, io);
  const styles = { stdout: await styleFor(io.stdout, io), stderr: errors };
  let code: number = exitCodes.done;
  const saying = {
    warn: (warnings: readonly Warning[]) => io.stderr.write(renderWarnings(warnings.map(typed), errors)),
    fail: () => {
      code = exitCodes.gate;
    },
  };
  const argv = withCommand(io.argv);
  const program = createProgram(io, styles, saying, argv[0]);
  quiet(program, io);
  try {
    await program.parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    return answer(error, io, errors);
  }
}

/** Lets commander print help only; what it has to say of mistakes is said in our way. */
function quiet(program: Command, io: Io): void {
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: () => undefined });
  }
}

async function answer(error: unknown, io: Io, style: Style): Promise<number> {
  if (error instanceof CommanderError) return answerUsage(error, io, style);
  if (error instanceof NerEvalError) {
    const interrupted = error.code === "interrupted";
    const { withExcerpts } = await import("./excerpt.ts");
    await writeProblems(inFileOrder(await withExcerpts(error.issues, io)), error.count, io, style);
    return interrupted ? exitCodes.interrupted : exitCodes.mistake;
  }
  const problem = systemProblem(error);
  if (problem) return answer(problem, io, style);
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  io.stderr.write(`${style.strong("bug in ner-eval:")} ${printable(message)}\n`);
  if (io.env.DEBUG === "ner-eval") io.stderr.write(`${stack}\n`);
  else io.stderr.write("hint: please report it with the output of the same command under DEBUG=ner-eval\n");
  return exitCodes.bug;
}

/** The issues file by file as the files were met, and place by place in each. */
function inFileOrder(issues: readonly Issue[]): Issue[] {
  const files = [...new Set(issues.map(({ source }) => source))];
  return [...issues].sort(
    (a, b) =>
      files.indexOf(a.source) - files.indexOf(b.source) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}

/** Answers what the parser of arguments has against them; help and version are no problem. */
async function answerUsage(error: CommanderError, io: Io, style: Style): Promise<number> {
  if (error.exitCode === 0) return exitCodes.done;
  const issue = argumentsWrong(error.message, io.argv[1], hintFor(error, io));
  await writeProblems([issue], 1, io, style);
  return exitCodes.mistake;
}

async function writeProblems(issues: readonly Issue[], count: number, io: Io, style: Style): Promise<void> {
  const { renderProblems } = await import("../report/problem.ts");
  io.stderr.write(renderProblems(issues.map(typed), count, style));
}

function hintFor({ code, message }: CommanderError, io: Io): string {
  const [command = ""] = withCommand(io.argv);
  const misplaced = code === "commander.unknownCommand" && /\.\w+'/.test(message) && !message.includes("Did you mean");
  if (code === "commander.excessArguments" || misplaced) return filesNeedOptions;
  return argumentsHint(isCommand(command) ? command : undefined);
}

/** Colours on terminals, unless they are not wanted. */
async function styleFor(stream: Output, { argv, env }: Io): Promise<Style> {
  const wanted = stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb" && !declinesColor(argv);
  if (!wanted) return plain;
  const { default: picocolors } = await import("picocolors");
  const colors = picocolors.createColors(true);
  return { strong: colors.bold, faint: colors.dim };
}
