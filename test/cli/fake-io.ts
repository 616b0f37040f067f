/** A process for tests: runs the command line in this one, in a folder of its own, and keeps what it says. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Io } from "../../src/cli/io.ts";
import { run } from "../../src/cli/run.ts";

/** What a run left behind. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the process looks to the program. */
export interface Surroundings {
  readonly stdin?: string | Uint8Array;
  /** The width of the terminal that stdout is; not given, it is a pipe, as stderr always is. */
  readonly columns?: number;
  readonly env?: { readonly [name: string]: string };
  readonly signal?: AbortSignal;
}

/** A folder with files, made anew for every test. */
export class Workplace {
  readonly cwd = mkdtempSync(join(tmpdir(), "ner-eval-test-"));

  constructor(files: { readonly [name: string]: string | Uint8Array } = {}) {
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  write(name: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(this.cwd, name)), { recursive: true });
    writeFileSync(join(this.cwd, name), content);
  }

  path(name: string): string {
    return join(this.cwd, name);
  }

  /** A process in this folder for parts of the command line that are tested by themselves. */
  io(changes: Partial<Io> = {}): Io {
    return {
      argv: [],
      cwd: this.cwd,
      env: {},
      stdin: (async function* () {})(),
      stdout: { write: () => undefined },
      stderr: { write: () => undefined },
      signal: new AbortController().signal,
      ...changes,
    };
  }

  async run(argv: readonly string[], { stdin = "", columns, env = {}, signal }: Surroundings = {}): Promise<Outcome> {
    let stdout = "";
    let stderr = "";
    const terminal = columns === undefined ? {} : { isTTY: true, columns };
    const io: Io = {
      argv,
      cwd: this.cwd,
      env: { NO_COLOR: "1", ...env },
      stdin: (async function* () {
        yield stdin;
      })(),
      stdout: { ...terminal, write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      signal: signal ?? new AbortController().signal,
    };
    const code = await run(io);
    return { code, stdout, stderr };
  }

  remove(): void {
    rmSync(this.cwd, { recursive: true, force: true });
  }
}
