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
  const [z3, z5, z7, z9] = [z ** 3, z ** 5, z ** 7, z ** 9];
  return (
    z +
    (z3 + z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom ** 3) +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * freedom ** 4)
  );
}
