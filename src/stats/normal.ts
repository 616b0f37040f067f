/** The normal distribution and Student's t: densities, how much lies below a value, and the value below which so much lies. */

/** The density at a value. */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/** The proportion of a standard normal distribution below a value, to 15 digits after the point (Marsaglia 2004); NaN of NaN. */
export function normalBelow(z: number): number {
  if (Number.isNaN(z)) return NaN;
  if (z < -8) return 0;
  if (z > 8) return 1;
  let sum = z;
  let term = z;
  for (let i = 3; ; i += 2) {
    term *= (z * z) / i;
    if (sum + term === sum) return 0.5 + sum * normalDensity(z);
    sum += term;
  }
}

/** The value below which a proportion of a standard normal distribution lies; infinite for 0 and 1, NaN of NaN. */
export function normalQuantile(part: number): number {
  if (Number.isNaN(part)) return NaN;
  if (part <= 0) return -Infinity;
  if (part >= 1) return Infinity;
  let [low, high] = [-8, 8];
  // Halving until the interval is as small as neighbouring numbers: plain, and exact as `normalBelow` is.
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (normalBelow(middle) < part) low = middle;
    else high = middle;
  }
}

/**
 * The quantile of a part for so many degrees of freedom, by the expansion in their inverse (Goldberg & Levine 1946,
 * Abramowitz & Stegun 26.7.5): to 1 % from 4 degrees on and parts up to 0.995, and closer with more. Infinite for the parts 0 and 1; NaN without a degree of
 * freedom.
 */
export function studentQuantile(part: number, freedom: number): number {
  if (!(freedom > 0)) return NaN;
  const z = normalQuantile(part);
  if (!Number.isFinite(z)) return z;
  const square = z * z;
  const z3 = z * square;
  const z5 = z3 * square;
  const z7 = z5 * square;
  const z9 = z7 * square;
  return (
    z +
    (z3 + z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * (freedom * freedom)) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * (freedom * freedom * freedom)) +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * (freedom * freedom * freedom * freedom))
  );
}
