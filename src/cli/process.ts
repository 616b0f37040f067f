/** Hands the process to the command line, and sees that every end has its exit code. */
import { setFlagsFromString } from "node:v8";
import { exitCodes } from "./io.ts";
import { run } from "./run.ts";
import { neverSettled, strayError } from "./stray.ts";

/** Exit codes of signals that end the run, as shells give them. */
const signals = { SIGINT: exitCodes.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;

/** Standard input, which is not opened before it is read. */
const stdin: AsyncIterable<Uint8Array | string> = {
  [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator](),
};

/** How much bytecode V8 copies into a function that it optimizes: a sixth of what it does by itself. */
const INLINING = "--max-inlined-bytecode-size-cumulative=150";

/** An exit code that whatever the run gives back does not change. */
let failure: number | undefined;

/** Runs the command line with the arguments and streams of this process, and sets its exit code. */
export async function runInProcess(): Promise<void> {
  // A run of a second leaves most of its time to the compiler, which mostly copies functions into others.
  setFlagsFromString(INLINING);
  const interruption = new AbortController();
  let interrupted: number | undefined;
  for (const [signal, code] of Object.entries(signals)) {
    process.once(signal, () => {
      interrupted ??= code;
      interruption.abort();
      // Whoever does not listen is not waited for.
      setTimeout(() => process.exit(interrupted), 1000).unref();
    });
  }
  process.stdout.on("error", outputFailed);
  // Where nobody can be told anything, the exit code still tells how it went.
  process.stderr.on("error", () => undefined);
  process.on("uncaughtException", (error) => fail(strayError(error)));
  process.on("unhandledRejection", (reason) => fail(strayError(reason)));
  let ended = false;
  process.on("beforeExit", () => {
    if (!ended) fail(neverSettled());
  });
  const code = await run({
    argv: process.argv.slice(2),
    cwd: process.cwd(),
    env: process.env,
    stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interruption.signal,
  });
  ended = true;
  process.exitCode = failure ?? (code === exitCodes.interrupted ? (interrupted ?? code) : code);
}

/** Answers an error of standard output. */
export function outputFailed(error: NodeJS.ErrnoException): void {
  // Whoever reads our output may stop reading, as `head` does; that is no error.
  if (error.code === "EPIPE") return;
  failure = exitCodes.mistake;
  process.exitCode = failure;
  process.stderr.write(`error: cannot write the result to standard output: ${error.message}  [file-unwritable]\n`);
}

function fail({ text, code }: { readonly text: string; readonly code: number }): void {
  process.stderr.write(text);
  process.exit(code);
}
