/** Time as tests measure it, so that what else the machine does hardly shows. */

/** The least CPU time of some runs, in milliseconds: of this process alone, whatever it waits for. */
export async function leastTime(run: () => unknown, runs = 3): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}
