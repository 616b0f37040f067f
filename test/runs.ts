/**
 * How much the tests try. `EFFORT` multiplies how many random cases, damaged files and real documents they go through:
 * 0.25 by default, so that `npm test` takes minutes; `npm run test:slow` sets more.
 */
export const EFFORT = Number(process.env.EFFORT ?? 0.25);

/** Whether everything is tried that there is, not a selection. */
export const thorough = EFFORT >= 1;

/** At most so many, however many a test wants; for mutation runs (test/mutation.ts). */
const most = Number(process.env.RUNS ?? Number.POSITIVE_INFINITY);

/** How many cases are tried of as many as a test wants at an effort of 1. Few stay as many as they are. */
export function runs(wanted: number): number {
  return Math.min(Math.max(Math.round(wanted * EFFORT), Math.min(wanted, 50)), most);
}

/** All of these, or one in every few of them where less is tried; always the first. */
export function selected<T>(all: readonly T[], oneIn: number): readonly T[] {
  return thorough ? all : all.filter((_, i) => i % oneIn === 0);
}
