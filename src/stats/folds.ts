/** Folds: deals items into parts of equal size, by chance but reproducibly, for cross-validation. */
import { whole } from "../corpus/expect.ts";
import { compareText } from "../corpus/span.ts";
import { randomStream, shuffle } from "./random.ts";

/**
 * The fold, 0 to `folds` − 1, of each key. Which keys stand together depends on the keys and the seed alone, not on
 * their order; sizes differ by one at most.
 */
export function assignFolds(keys: readonly string[], folds: number, seed: number): Map<string, number> {
  whole(1)(folds, "folds");
  const shuffled = shuffle([...keys].sort(compareText), randomStream(seed, "folds"));
  return new Map(shuffled.map((key, i) => [key, i % folds]));
}
