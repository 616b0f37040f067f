/** Io: the process as the command line sees it, so that tests can hand in another one. */

import type { FileIo } from "../files/files.ts";

/** Arguments, streams and surroundings of a run. */
export interface Io extends FileIo {
  /** The arguments behind the program's name. */
  readonly argv: readonly string[];
  readonly env: { readonly [name: string]: string | undefined };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Fires when the user interrupts the run. */
  readonly signal: AbortSignal;
}

/** A stream that text is written to. `columns` is the width of the terminal, where it is one. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
  /** Writes a line that the runner of a build is to take for a command. `write` where there is none. */
  command?(text: string): void;
}

/** What a run leaves behind, as the process's exit code. */
export const exitCodes = {
  done: 0,
  /** A gate failed, and nothing else was wrong. */
  gate: 1,
  /** A usage, configuration or input error. */
  mistake: 2,
  /** A bug of ours. */
  bug: 3,
  interrupted: 130,
} as const;
