/** Counts: how many resamples, trials, mentions; checked, because a loop that counts up to NaN or infinity ends never or at once. */

/** @throws RangeError where a number is no whole one from `least` on. */
export function checkCount(name: string, count: number, least = 0): void {
  if (Number.isSafeInteger(count) && count >= least) return;
  throw new RangeError(`the number of ${name} must be a whole number from ${least} on, not ${count}`);
}
