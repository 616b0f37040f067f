/** The peak memory of the process into which `--import` loads this, in bytes, written to file descriptor 3 at exit. */
import { existsSync, readFileSync, writeSync } from "node:fs";

/** The kernel's high-water mark of this program alone. */
const STATUS = "/proc/self/status";

process.on("exit", () => writeSync(3, String(1024 * peak())));

/**
 * The largest resident set so far, in KiB. Linux counts what the parent held when it forked into `maxRSS`, so it is
 * asked where only this program counts; elsewhere `maxRSS` has to do.
 */
function peak(): number {
  const [, mark] = (existsSync(STATUS) && /VmHWM:\s*(\d+) kB/.exec(readFileSync(STATUS, "utf8"))) || [];
  return mark === undefined ? process.resourceUsage().maxRSS : Number(mark);
}
