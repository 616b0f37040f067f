/** Progress: one line on standard error while something takes long, on terminals only, gone at the end. */
import type { SingleBar } from "cli-progress";
import type { Io } from "./io.ts";

/** How long nothing is shown, in milliseconds. */
const PATIENCE = 500;

/** A bar that appears when the work turns out to take long. */
export class Progress {
  private readonly timer: ReturnType<typeof setTimeout> | undefined;
  private bar: SingleBar | undefined;
  private done = 0;
  private stopped = false;
  private readonly io: Io;
  private readonly label: string;
  private readonly total: number;

  /** `total` units of work, called `label`. */
  constructor(io: Io, label: string, total: number) {
    this.io = io;
    this.label = label;
    this.total = total;
    if (io.stderr.isTTY && total > 0) this.timer = setTimeout(() => void this.show(), PATIENCE).unref();
  }

  /** So much more is done. */
  add(units: number): void {
    this.done += units;
    this.bar?.update(Math.min(this.done, this.total));
  }

  /** Takes the bar away. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.bar?.stop();
  }

  private async show(): Promise<void> {
    const { default: cliProgress } = await import("cli-progress");
    if (this.stopped) return;
    const stream = this.io.stderr as unknown as NodeJS.WritableStream;
    const format = `${this.label} [{bar}] {percentage}% · {eta_formatted} left`;
    this.bar = new cliProgress.SingleBar({ stream, format, clearOnComplete: true, hideCursor: true, barsize: 30 });
    this.bar.start(this.total, Math.min(this.done, this.total));
  }
}
