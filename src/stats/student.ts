/** Student's distribution: the value below which so much of it lies. */
import { normalQuantile } from "./normal.ts";

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
