/** How often a property runs: as often as its test wants, or at most `RUNS` times where that is set (test/mutation.ts). */
const most = Number(process.env.RUNS ?? Number.POSITIVE_INFINITY);

export const runs = (wanted: number): number => Math.min(wanted, most);
