/** McNemar's test: of the gold mentions that one run found and the other did not, are there more of one run's? */

import { whole } from "../corpus/expect.ts";

/** The p-values of the test; both two-sided. */
export interface McNemar {
  /** Of the binomial test: never too small, but often too large (McNemar 1947). */
  readonly exact: number;
  /** The same less half the probability of what was observed, close to the level asked for (Fagerland et al. 2013). */
  readonly midP: number;
}

/**
 * Tests counts of gold mentions that the first run alone found, and the second alone. Mentions are taken for independent,
 * which those of one document are not: randomization over documents is the safer test. It looks at recall only.
 *
 * @throws RangeError where one is no count.
 */
export function mcnemar(onlyFirst: number, onlySecond: number): McNemar {
  whole(0)(onlyFirst, "onlyFirst");
  whole(0)(onlySecond, "onlySecond");
  const count = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  let term = -count * Math.LN2;
  let below = Math.exp(term);
  for (let k = 1; k <= fewer; k++) {
    term += Math.log((count - k + 1) / k);
    below += Math.exp(term);
  }
  const point = Math.exp(term);
  const exact = Math.min(1, 2 * below);
  return { exact, midP: Math.min(1, 2 * below - point) };
}
