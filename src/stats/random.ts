/** Randomness: named streams of numbers from one seed. The only file that draws any. */
import alea from "seedrandom/lib/alea.js";
import { whole } from "../corpus/expect.ts";
import { compareText } from "../corpus/span.ts";

/** Numbers in [0, 1), the same for the same seed and name on every machine. */
export type Random = () => number;

/** A stream of its own for everything that draws: what one draws does not change what another gets. 0 is a seed. */
export function randomStream(seed: number, name: string): Random {
  return alea(`${seed}:${name}`);
}

/** Words of 32 random bits. */
export function bitsOf(random: Random): () => number {
  return () => (random() * 2 ** 32) | 0;
}

/** A copy in random order (Fisher & Yates 1938, as in Durstenfeld 1964). */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}

/**
 * The fold, 0 to `folds` − 1, of each key. Which keys stand together depends on the keys and the seed alone, not on
 * their order; sizes differ by one at most.
 */
export function assignFolds(keys: readonly string[], folds: number, seed: number): Map<string, number> {
  whole(1)(folds, "folds");
  const shuffled = shuffle([...keys].sort(compareText), randomStream(seed, "folds"));
  return new Map(shuffled.map((key, i) => [key, i % folds]));
}
