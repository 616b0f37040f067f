/** Packing: weights of several criteria as few numbers, which add up and compare as the weights do. */
import type { Weight } from "./weight.ts";

/** Weights as rows of `width` numbers, compared from left to right; row i begins at i · width. */
export interface PackedWeights {
  readonly width: number;
  readonly values: Float64Array;
}

/**
 * Puts the criteria of weights together, each as a digit of one number for as long as the number is exact. Sums and
 * differences of up to `terms` of the weights stay within their digits.
 */
export function packWeights(weights: readonly Weight[], terms: number): PackedWeights {
  const bases = (weights[0] ?? []).map((_, at) => {
    const most = weights.reduce((max, weight) => Math.max(max, Math.abs(weight[at]!)), 1);
    return 2 * terms * most + 1;
  });
  const groups: number[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const [at, base] of bases.entries()) {
    if (size * base > Number.MAX_SAFE_INTEGER) {
      groups.push([]);
      size = 1;
    }
    groups.at(-1)!.push(at);
    size *= base;
  }
  const width = groups.length;
  const values = new Float64Array(weights.length * width);
  for (const [i, weight] of weights.entries()) {
    for (const [k, group] of groups.entries())
      values[i * width + k] = group.reduce((sum, at) => sum * bases[at]! + weight[at]!, 0);
  }
  return { width, values };
}
