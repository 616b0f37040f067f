/** Power: how small a difference between two runs this gold could show, and how much gold a given difference needs. */
import { aNumber, arrayOf, betweenZeroAndOne, finite, fromZero, whole } from "../corpus/expect.ts";
import { normalBelow, normalQuantile } from "./normal.ts";

/** What a test is to do: its two-sided level, and how often it is to find a difference that is there. */
export interface PowerAim {
  readonly alpha: number;
  readonly power: number;
}

/** The usual aim: 80 % at a level of 5 % (Card et al. 2020). */
export const usualAim: PowerAim = { alpha: 0.05, power: 0.8 };

/** The standard error of a value by the jackknife (Efron & Tibshirani 1993), from its values without one unit each. */
export function standardError(left: ArrayLike<number>): number | undefined {
  arrayOf(aNumber)(left, "left");
  const values = Array.from(left).filter((value) => !Number.isNaN(value));
  if (values.length < 2) return undefined;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + squared(value - mean), 0);
  return Math.sqrt(((values.length - 1) / values.length) * squares);
}

/**
 * The chance that a two-sided test finds a true difference, where observed ones scatter about it normally with this
 * standard error. The more two runs agree, the smaller the standard error of their paired difference.
 */
export function powerFor(difference: number, error: number, alpha: number): number {
  finite(difference, "difference");
  fromZero(error, "error");
  betweenZeroAndOne(alpha, "alpha");
  if (error === 0) return difference === 0 ? 0 : 1;
  const critical = normalQuantile(1 - alpha / 2);
  if (!(error > 0)) return NaN;
  const shift = Math.abs(difference) / error;
  return normalBelow(shift - critical) + normalBelow(-shift - critical);
}

/** The smallest true difference found so often. */
export function smallestDifference(error: number, aim: PowerAim = usualAim): number {
  fromZero(error, "error");
  return reach(aim) * error;
}

/**
 * How many units like these are needed to find a true difference so often, where `units` of them give this standard error;
 * infinitely many where the difference is 0.
 */
export function unitsNeeded(difference: number, error: number, units: number, aim: PowerAim = usualAim): number {
  finite(difference, "difference");
  fromZero(error, "error");
  whole(1)(units, "units");
  if (difference === 0) return Infinity;
  return Math.ceil(units * squared((reach(aim) * error) / difference));
}

/** How many standard errors a difference must have; being found with the wrong sign is left out, which is rare. */
function reach({ alpha, power }: PowerAim): number {
  betweenZeroAndOne(alpha, "alpha");
  betweenZeroAndOne(power, "power");
  return normalQuantile(1 - alpha / 2) + normalQuantile(power);
}

function squared(value: number): number {
  return value * value;
}
