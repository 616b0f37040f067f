/** Weights: vectors of integers compared from left to right, by which one way of pairing is better than another. */

/** Criteria in falling importance. Weights of different pairs add up; all vectors of one problem have one length. */
export type Weight = readonly number[];

/** Negative, zero or positive as `a` is worse than, as good as, or better than `b`. */
export function compareWeights(a: Weight, b: Weight): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}

/** The sum of two weights. */
export function addWeights(a: Weight, b: Weight): Weight {
  return a.map((value, i) => value + b[i]!);
}

/** What is left of `a` after taking `b` away. */
export function subtractWeights(a: Weight, b: Weight): Weight {
  return a.map((value, i) => value - b[i]!);
}
