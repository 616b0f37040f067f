/** The normal distribution: its density, how much lies below a value, and the value below which so much lies. */

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
