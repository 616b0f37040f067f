#!/usr/bin/env node
/** The executable: hands the process to the command line, and sees that every end has its exit code. */
import { exitCodes } from "./cli/io.ts";
import { neverSettled, strayError } from "./cli/stray.ts";

const interruption = new AbortController();
/** Exit codes of signals that end the run, as shells give them. */
const signals = { SIGINT: exitCodes.interrupted, SIGTERM: 143, SIGHUP: 129 } as const;
let interrupted: number | undefined;
for (const [signal, code] of Object.entries(signals)) {
  process.once(signal, () => {
    interrupted ??= code;
    interruption.abort();
    // Whoever does not listen is not waited for.
    setTimeout(() => process.exit(interrupted), 1000).unref();
  });
}

/** An exit code that whatever the run gives back does not change. */
let failure: number | undefined;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever reads our output may stop reading, as `head` does; that is no error.
  if (error.code === "EPIPE") return;
  failure = exitCodes.mistake;
  process.exitCode = failure;
  process.stderr.write(`error: cannot write the result to standard output: ${error.message}  [file-unwritable]\n`);
});
// Where nobody can be told anything, the exit code still tells how it went.
process.stderr.on("error", () => undefined);
const fail = ({ text, code }: { readonly text: string; readonly code: number }) => {
  process.stderr.write(text);
  process.exit(code);
};
process.on("uncaughtException", (error) => fail(strayError(error)));
process.on("unhandledRejection", (reason) => fail(strayError(reason)));
process.on("beforeExit", () => {
  if (!ended) fail(neverSettled());
});
let ended = false;

// Traces of bugs name our source. Maps are read with the files they belong to, so only what is loaded from here on has one.
if (process.env.DEBUG === "ner-eval") process.setSourceMapsEnabled(true);
const { run } = await import("./cli/run.ts");

const code = await run({
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
});
ended = true;
process.exitCode = failure ?? (code === exitCodes.interrupted ? (interrupted ?? code) : code);
