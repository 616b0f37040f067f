/** A process at work for a tagger: fed, listened to with a clock beside it, and never left behind. */

import { type ChildProcessWithoutNullStreams, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { pipeline } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import { NerEvalError } from "../corpus/error.ts";
import { commandNotStarted } from "../messages/tagger-commands.ts";

/** Seconds a command may stay alive with everything answered, or its output may stay open after it has ended. */
const GRACE = 5;

/** Milliseconds between the polite signal and the one that cannot be ignored. */
const FAREWELL = 1000;

/** The longest delay a timer can have, in milliseconds. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** What errors show of stderr. */
const LAST_WORDS = { lines: 10, characters: 2000 };

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Reasons to stop reading: nothing came in time, and nothing more needs to come. */
export const late = new Error("late");
const enough = new Error("enough");

/** Starts a command of the shell, in a process group of its own. */
export async function launch(command: string): Promise<ChildProcessWithoutNullStreams> {
  try {
    const hasGroups = process.platform !== "win32";
    const child = spawn(command, { shell: true, detached: hasGroups, windowsHide: true });
    if (child.pid === undefined) throw (await once(child, "error"))[0];
    return child;
  } catch (error) {
    throw new NerEvalError({ ...commandNotStarted((error as Error).message), source: `cmd:${command}` });
  }
}

/** A command at work. */
export class Run {
  readonly timeout: number;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #closed: Promise<void>;
  #isClosed = false;
  #isDismissed = false;
  #exit: Exit | undefined;
  #stderr = "";
  #clock: NodeJS.Timeout | undefined;
  #stopped: Promise<void> | undefined;

  constructor(child: ChildProcessWithoutNullStreams, timeout: number) {
    this.timeout = timeout;
    this.#child = child;
    // A command may end before it has read everything. How it ended is what gets reported, not the broken pipe.
    for (const emitter of [child, child.stdin, child.stdout, child.stderr]) emitter.on("error", () => {});
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-8 * LAST_WORDS.characters);
    });
    child.once("exit", (code, signal) => {
      this.#exit = { code, signal };
      if (this.#clock && !this.#isDismissed) this.#startClock();
    });
    this.#closed = new Promise((resolve) => {
      child.once("close", () => {
        this.#isClosed = true;
        resolve();
      });
    });
    process.once("exit", this.#slay);
  }

  /** Starts to write the lines, as fast as the command reads them. */
  feed(lines: Iterable<string>): void {
    pipeline(lines, this.#child.stdin).catch(() => {});
  }

  /**
   * What comes on stdout, up to its end. Throws `late` when nothing came for too long. Only the time spent waiting
   * counts: while nobody asks for the next chunk, the command may be blocked by its full pipe.
   */
  async *chunks(): AsyncIterable<Buffer> {
    try {
      this.#startClock();
      for await (const chunk of this.#child.stdout) {
        if (!this.#isDismissed) this.#stopClock();
        yield chunk as Buffer;
        if (!this.#isDismissed) this.#startClock();
      }
    } catch (error) {
      if (error !== enough) throw error;
    } finally {
      this.#stopClock();
    }
  }

  /** Tells that no answer is outstanding: from now on the output must end soon. */
  dismiss(): void {
    if (!this.#isDismissed) {
      this.#isDismissed = true;
      this.#startClock();
    }
  }

  /** How the command ended; undefined if it is still alive though it has had time to end. */
  async exit(): Promise<Exit | undefined> {
    if (!this.#exit && this.#child.stdout.readableEnded) await within(this.#grace, this.#closed);
    return this.#exit;
  }

  /** Ends whatever of the command is still there; whoever is reading gets the reason. Returns when all is gone. */
  stop(reason?: Error): Promise<void> {
    this.#stopped ??= this.#stop(reason);
    return this.#stopped;
  }

  /** The last lines of stderr, as a terminal would show them. */
  lastWords(): string {
    const lines = stripVTControlCharacters(this.#stderr)
      .split("\n")
      .map((line) =>
        line
          .trimEnd()
          .split("\r")
          .at(-1)!
          .replace(/[^\P{Cc}\t]/gu, ""),
      )
      .filter((line) => line !== "");
    return lines.slice(-LAST_WORDS.lines).join("\n").slice(-LAST_WORDS.characters);
  }

  get #grace(): number {
    return Math.min(this.timeout, GRACE) * 1000;
  }

  async #stop(reason?: Error): Promise<void> {
    this.#stopClock();
    this.#child.stdin.destroy();
    this.#child.stdout.destroy(reason);
    if (!this.#exit || !this.#child.stdout.readableEnded) this.#kill("SIGTERM");
    if (!this.#isClosed) await within(FAREWELL, this.#closed);
    if (!this.#isClosed) this.#kill("SIGKILL");
    this.#child.stderr.destroy();
    await this.#closed;
    process.off("exit", this.#slay);
  }

  readonly #slay = (): void => this.#kill("SIGKILL");

  #kill(signal: NodeJS.Signals): void {
    const { pid } = this.#child;
    if (process.platform === "win32") {
      execFile("taskkill", ["/pid", String(pid), "/t", "/f"], () => {});
      return;
    }
    try {
      process.kill(-pid!, signal);
    } catch {
      // Nobody is left in the group.
    }
  }

  /** Waits for output: long for answers, a little for the end. */
  #startClock(): void {
    this.#stopClock();
    const isEnding = this.#isDismissed || this.#exit !== undefined;
    const delay = Math.min(isEnding ? this.#grace : this.timeout * 1000, LONGEST_DELAY);
    const clock = setTimeout(() => {
      // Where this process itself was busy, output may have come that it has not seen yet.
      setImmediate(() => {
        if (this.#clock === clock) this.#child.stdout.destroy(isEnding ? enough : late);
      });
    }, delay);
    this.#clock = clock;
  }

  #stopClock(): void {
    clearTimeout(this.#clock);
    this.#clock = undefined;
  }
}

/** Waits for a promise, but no longer than so many milliseconds. */
async function within(delay: number, promise: Promise<unknown>): Promise<void> {
  const alarm = new AbortController();
  await Promise.race([promise, sleep(delay, undefined, { signal: alarm.signal })]);
  alarm.abort();
}
