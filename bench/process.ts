/** Processes: runs a script in a Node of its own, and says how long it took and how much memory it had. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildSync } from "esbuild";

/** What a process cost. */
export interface Cost {
  /** From before the process is there until after it has gone, in milliseconds. */
  readonly time: number;
  /** The largest resident set, in bytes. */
  readonly memory: number;
}

/** Compiles a file of this folder, with all it imports, into one script, so that no transpiler runs in what is measured. */
export function compile(name: string, folder: string, format: "esm" | "cjs" = "esm"): string {
  const outfile = join(folder, `${name}.${format === "esm" ? "mjs" : "cjs"}`);
  buildSync({
    entryPoints: [fileURLToPath(new URL(`${name}.ts`, import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    format,
    target: "node20",
    logLevel: "error",
  });
  return outfile;
}

/** Runs scripts with the same hooks and output. */
export class Runner {
  private readonly hook: string;
  private readonly cpuHook: string;
  private readonly output: string;

  /** `folder` is where the compiled hooks and the outputs go. */
  constructor(folder: string) {
    this.hook = pathToFileURL(compile("peak", folder)).href;
    this.cpuHook = compile("cpu", folder, "cjs");
    this.output = join(folder, "output");
  }

  /**
   * Runs `node script ...args`, its standard output going into a file.
   *
   * @throws Error where it does not exit with 0.
   */
  async run(script: string, args: readonly string[] = []): Promise<Cost> {
    const cost = await this.execute(process.execPath, ["--import", this.hook, script, ...args]);
    return cost!;
  }

  /**
   * The CPU time of `node ...args`, in milliseconds, until it exits.
   *
   * @throws Error where it does not exit with 0.
   */
  async cpuTime(args: readonly string[]): Promise<number> {
    const { reported } = (await this.report(process.execPath, ["--require", this.cpuHook, ...args]))!;
    return reported;
  }

  /**
   * Runs any program that writes its peak memory to file descriptor 3. Returns undefined where it is stopped after
   * `limit` milliseconds.
   *
   * @throws Error where it does not exit with 0.
   */
  async execute(command: string, args: readonly string[], limit?: number): Promise<Cost | undefined> {
    const ended = await this.report(command, args, limit);
    return ended && { time: ended.time, memory: ended.reported };
  }

  /** Runs a program; answers how long it took, and the number that it wrote to file descriptor 3. */
  private async report(command: string, args: readonly string[], limit?: number) {
    const output = openSync(this.output, "w");
    const begun = process.hrtime.bigint();
    const child = spawn(command, args, {
      stdio: ["ignore", output, "inherit", "pipe"],
      ...(limit !== undefined && { timeout: limit, killSignal: "SIGKILL" as const }),
    });
    const written = text(child.stdio[3] as NodeJS.ReadableStream);
    const [code] = await once(child, "exit");
    const time = Number(process.hrtime.bigint() - begun) / 1e6;
    closeSync(output);
    if (code === null && limit !== undefined && time >= limit) return undefined;
    if (code !== 0) throw new Error(`${[command, ...args].join(" ")} ended with exit code ${code}`);
    return { time, reported: Number(await written) };
  }

  /** What the last script printed, as JSON. */
  answer(): unknown {
    return JSON.parse(readFileSync(this.output, "utf8"));
  }
}
