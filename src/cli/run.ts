/** Runs the command line against a process, and turns every outcome into words and an exit code. */
import { type Command, CommanderError } from "commander";
import pc from "picocolors";
import { NerEvalError } from "../corpus/error.ts";
import type { Issue } from "../corpus/issue.ts";
import { renderProblems, renderWarnings } from "../report/problem.ts";
import { plain, type Style } from "../report/render/terminal.ts";
import { withExcerpts } from "./excerpt.ts";
import { exitCodes, type Io, type Output } from "./io.ts";
import { declinesColor } from "./options.ts";
import { createProgram, withCommand } from "./program.ts";

/** Runs what `io.argv` asks for. Returns the exit code; never throws. */
export async function run(io: Io): Promise<number> {
  const errors = styleFor(io.stderr, io);
  const program = createProgram(io, styleFor(io.stdout, io), (warnings) =>
    io.stderr.write(renderWarnings(warnings, errors)),
  );
  quiet(program, io);
  try {
    await program.parseAsync(withCommand(io.argv), { from: "user" });
    return exitCodes.done;
  } catch (error) {
    return explain(error, io, errors);
  }
}

/** Lets commander print help only; what it has to say of mistakes is said in our way. */
function quiet(program: Command, io: Io): void {
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: (text) => io.stdout.write(text), writeErr: () => undefined });
  }
}

async function explain(error: unknown, io: Io, style: Style): Promise<number> {
  if (error instanceof CommanderError) return explainUsage(error, io, style);
  if (error instanceof NerEvalError) {
    const interrupted = error.code === "interrupted";
    io.stderr.write(renderProblems(await withExcerpts(inFileOrder(error.issues), io), error.count, style));
    return interrupted ? exitCodes.interrupted : exitCodes.mistake;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  io.stderr.write(`${style.strong("bug in ner-eval:")} ${message}\n`);
  if (io.env.DEBUG === "ner-eval") io.stderr.write(`${stack}\n`);
  else io.stderr.write("hint: please report it with the output of the same command under DEBUG=ner-eval\n");
  return exitCodes.bug;
}

/** The issues file by file as the files were met, and line by line in each. What has no line explains what follows. */
function inFileOrder(issues: readonly Issue[]): Issue[] {
  const files = [...new Set(issues.map(({ source }) => source))];
  return [...issues].sort((a, b) => files.indexOf(a.source) - files.indexOf(b.source) || (a.line ?? 0) - (b.line ?? 0));
}

/** `unknown option '--outptu'\n(Did you mean --output?)` → `unknown option --outptu; did you mean --output?` */
function explainUsage(error: CommanderError, io: Io, style: Style): number {
  if (error.exitCode === 0) return exitCodes.done;
  const message = error.message
    .replace(/^error: /, "")
    .replace(/^option '(.+?)' argument '(.*)' is invalid\. (Allowed)?/s, (_, option, value, allowed) =>
      [option, `cannot be ${JSON.stringify(value)}:`, allowed ? "allowed" : ""].join(" "),
    )
    .replace(/^too many arguments for '(\w+)'.*/s, "$1 takes options only, each with its name")
    .replace(/'(-{1,2}[^' ]+)'/, "$1")
    .replace(/\s*\(Did you mean (.*)\?\)$/s, "; did you mean $1?")
    .replace(/\.$/, "");
  const nameless = error.code === "commander.excessArguments" || error.code === "commander.unknownCommand";
  const hint = `${nameless ? "predictions are given with --pred, gold with --gold; " : ""}ner-eval --help shows what there is`;
  const issue: Issue = { code: "usage", message, hint };
  io.stderr.write(renderProblems([issue], 1, style));
  return exitCodes.mistake;
}

/** Colours on terminals, unless they are not wanted. */
function styleFor(stream: Output, { argv, env }: Io): Style {
  const wanted = stream.isTTY === true && !env.NO_COLOR && env.TERM !== "dumb" && !declinesColor(argv);
  if (!wanted) return plain;
  const colors = pc.createColors(true);
  return { strong: colors.bold, faint: colors.dim };
}
