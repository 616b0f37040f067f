/** Almost stochastic order: is one system's distribution of scores over seeds better than another's? */
import { arrayOf, betweenZeroAndOne, finite, whole } from "../corpus/expect.ts";
import { normalQuantile } from "./normal.ts";
import { type Random, randomStream } from "./random.ts";

/** How far one distribution is from being better than another at every quantile; 0 is better at all, 1 worse at all. */
export interface StochasticOrder {
  /** The part of the squared distance between the two where the order is violated; ½ where they are the same. */
  readonly violation: number;
  /** Its upper bound at the level asked for. Below ½, the first is almost stochastically larger. */
  readonly bound: number;
}

/**
 * Whether scores `a` are almost stochastically larger than scores `b` (Dror, Shlomov & Reichart 2019, after del Barrio et
 * al. 2018). The integral over the quantiles is exact; the deviation is that of `resamples` bootstrap samples. NaN where a
 * system has no score, or one that is NaN.
 *
 * @throws RangeError where `resamples` is not 1 or more.
 */
export function almostStochasticOrder(
  a: readonly number[],
  b: readonly number[],
  { resamples, seed, level }: { readonly resamples: number; readonly seed: number; readonly level: number },
): StochasticOrder {
  arrayOf(finite, 1)(a, "a");
  arrayOf(finite, 1)(b, "b");
  whole(1)(resamples, "resamples");
  betweenZeroAndOne(level, "level");
  const random = randomStream(seed, "stochastic-order");
  const violation = violationOf(a, b);
  let squares = 0;
  let sum = 0;
  for (let r = 0; r < resamples; r++) {
    const change = violationOf(drawn(a, random), drawn(b, random)) - violation;
    sum += change;
    squares += change * change;
  }
  const deviation = Math.sqrt(Math.max(0, squares / resamples - (sum / resamples) * (sum / resamples)));
  // Without a deviation, no level makes one.
  const beyond = deviation === 0 ? 0 : deviation * normalQuantile(level);
  return { violation, bound: Math.min(1, Math.max(0, violation + beyond)) };
}

/** Where the quantiles of `b` are above those of `a`: the square of the distance there, as a part of all of it. */
function violationOf(a: readonly number[], b: readonly number[]): number {
  const [f, g] = [a, b].map((scores) => [...scores].sort((x, y) => x - y));
  let [all, violated] = [0, 0];
  // Both quantile functions are steps; between two steps of either their distance is constant. Widths are in parts of
  // 1 / (|a| · |b|), whole numbers.
  for (let i = 0, j = 0, at = 0; i < f!.length; ) {
    const end = Math.min((i + 1) * g!.length, (j + 1) * f!.length);
    const distance = g![j]! - f![i]!;
    all += (end - at) * (distance * distance);
    if (distance > 0) violated += (end - at) * (distance * distance);
    if ((i + 1) * g!.length === end) i++;
    if ((j + 1) * f!.length === end) j++;
    at = end;
  }
  return all === 0 ? 0.5 : violated / all;
}

function drawn(scores: readonly number[], random: Random): number[] {
  return scores.map(() => scores[Math.floor(random() * scores.length)]!);
}
