#!/usr/bin/env node
/** The executable: hands the process to the command line. */
import { exitCodes } from "./cli/io.ts";

const interruption = new AbortController();
process.once("SIGINT", () => {
  interruption.abort();
  // Whoever does not listen is not waited for.
  setTimeout(() => process.exit(exitCodes.interrupted), 1000).unref();
});
// Whoever reads our output may stop reading, as `head` does; that is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) =>
  process.exit(error.code === "EPIPE" ? exitCodes.done : exitCodes.bug),
);

// Traces of bugs name our source. Maps are read with the files they belong to, so only what is loaded from here on has one.
if (process.env.DEBUG === "ner-eval") process.setSourceMapsEnabled(true);
const { run } = await import("./cli/run.ts");

process.exitCode = await run({
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
});
