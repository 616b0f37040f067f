/** More resamples for p-values of the bootstrap that have to pass a correction for many tests. */
import type { MetricReader } from "../score/metrics.ts";
import { isFar } from "../stats/difference.ts";
import { ENOUGH_EXTREME } from "../stats/randomization.ts";
import { drawRuns } from "../stats/seeds.ts";
import type { DrawnSystem } from "./drawn-system.ts";
import type { TestedPair } from "./pairs.ts";

/** How many resamples are kept at a time. */
const BLOCK = 1000;

/**
 * The pairs with p-values of the bootstrap worked out from `most` resamples where so few of the first were far from what was
 * observed that p is hardly known. The first ones are the same; so p, which is of those, depends on no other test.
 */
export function refined(
  pairs: readonly TestedPair[],
  systems: readonly DrawnSystem[],
  reader: MetricReader,
  { resamples, most, seed }: { readonly resamples: number; readonly most: number; readonly seed: number },
): TestedPair[] {
  const count = reader.metrics.length;
  const position = new Map(systems.map(({ name }, s) => [name, s]));
  // A pair has all its metrics behind each other.
  const open = pairs.flatMap((pair, i) =>
    pair.test === "bootstrap" && pair.p !== undefined && pair.p * (resamples + 1) - 1 < ENOUGH_EXTREME - 0.5
      ? [{ i, m: i % count, a: position.get(pair.a)!, b: position.get(pair.b)!, difference: pair.difference!, far: 0 }]
      : [],
  );
  if (most <= resamples) return [...pairs];
  const least = 1 / (most + 1);
  const needed = new Set(open.flatMap(({ a, b }) => [a, b]));
  const draws = systems.map(({ name, runs }, s) =>
    needed.has(s) ? drawRuns(runs, name, reader, seed) : () => new Float64Array(),
  );
  for (let done = 0; done < most; done += BLOCK) {
    const size = Math.min(BLOCK, most - done);
    const values = draws.map((draw) => draw(size));
    for (const test of open) {
      const [before, after] = [values[test.a]!, values[test.b]!];
      for (let at = test.m; at < before.length; at += count)
        if (isFar(after[at]! - before[at]!, test.difference)) test.far++;
    }
  }
  const found = pairs.map((pair) =>
    pair.test === "bootstrap" && pair.least !== undefined ? { ...pair, least } : pair,
  );
  for (const { i, far } of open) found[i] = { ...found[i]!, refined: (far + 1) / (most + 1), refinedTrials: most };
  return found;
}
