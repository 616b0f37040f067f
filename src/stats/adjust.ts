/** Adjusting: p-values of several tests at once, so that they can be held against one level. */

import { arrayOf, betweenZeroAndOne, fraction, oneOf, optional, whole } from "../corpus/expect.ts";

/** How p-values are adjusted: none, against any false alarm (Holm 1979), or against many (Benjamini & Hochberg 1995). */
export const adjustments = ["none", "holm", "bh"] as const;
/** A correction for multiple tests. */
export type Adjustment = (typeof adjustments)[number];

/** The adjusted p-values, in the order they were given. Undefined ones were no tests: they stay, and do not count. */
export function adjust(ps: readonly (number | undefined)[], by: Adjustment): (number | undefined)[] {
  arrayOf(optional(fraction))(ps, "ps");
  oneOf(adjustments)(by, "by");
  const tests = ps.flatMap((p, i) => (p === undefined ? [] : [{ p, i }])).sort((a, b) => a.p - b.p);
  const adjusted = [...ps];
  if (by === "none") return adjusted;
  if (by === "holm") {
    // Step down: each p by the number of tests that are left, and none smaller than the one before.
    let least = 0;
    for (const [rank, { p, i }] of tests.entries()) {
      least = Math.max(least, Math.min(1, p * (tests.length - rank)));
      adjusted[i] = least;
    }
  } else {
    // Step up: each p by how many times as many tests there are as p-values up to it, and none larger than the one behind.
    let most = 1;
    for (const [rank, { p, i }] of [...tests.entries()].reverse()) {
      most = Math.min(most, (p * tests.length) / (rank + 1));
      adjusted[i] = most;
    }
  }
  return adjusted;
}

/** No p-value takes more trials than this. */
export const MOST_TRIALS = 100_000;

/**
 * How many trials a p-value takes that has to pass the correction for so many tests: as many as were asked for where the
 * smallest p they know passes it with room to spare, else more, in thousands. Unadjusted p-values take no more.
 */
export function trialsFor(
  tests: number,
  { trials, alpha, adjust }: { readonly trials: number; readonly alpha: number; readonly adjust: Adjustment },
): number {
  if (adjust === "none" || trials === 0 || trials * alpha >= 2 * tests) return trials;
  const needed = Math.ceil((5 * tests) / alpha / 1000) * 1000;
  return Math.max(trials, Math.min(MOST_TRIALS, needed));
}

/** How sure each of several statements must be for all of them together to be as sure as the level (Bonferroni). */
export function sharedLevel(level: number, statements: number): number {
  betweenZeroAndOne(level, "level");
  whole(1)(statements, "statements");
  return 1 - (1 - level) / statements;
}
