/** Expectations: what a caller may give, and the error that says what was given instead. */
import { argumentUnexpected, expected, makeIt, optionUnknown, partOf } from "../messages/library.ts";
import { NerEvalError } from "./error.ts";

/** Checks one value that a caller gave under a name, such as `overlaps[2]`. */
export type Check = (value: unknown, name: string) => void;

/** The error of a value that is not what was expected. */
export function unexpected(name: string, value: unknown, wanted: string, hint?: string): NerEvalError {
  return new NerEvalError(argumentUnexpected(name, value, wanted, hint));
}

/** One of these names. */
export function oneOf(names: readonly string[]): Check {
  return (value, name) => {
    if (typeof value === "string" && names.includes(value)) return;
    throw unexpected(name, value, expected.oneOf(names));
  };
}

/** A number that a condition holds for; never NaN, never infinite. */
export function number(wanted: string, holds: (value: number) => boolean = () => true): Check {
  return (value, name) => {
    if (typeof value !== "number" || !Number.isFinite(value) || !holds(value)) throw unexpected(name, value, wanted);
  };
}

/** A whole number of at least `least`. */
export function whole(least: number): Check {
  return number(expected.whole(least), (value) => Number.isSafeInteger(value) && value >= least);
}

/** A number between 0 and 1, both excluded: a level. */
export const betweenZeroAndOne: Check = number(expected.betweenZeroAndOne, (value) => value > 0 && value < 1);

/** A threshold of intersection over union. */
export const overlap: Check = number(expected.overlap, (value) => value > 0 && value <= 1);

/** A number, or NaN where a value is undefined. */
export const aNumber: Check = (value, name) => {
  if (typeof value !== "number") throw unexpected(name, value, expected.number);
};

/** A number from 0 to 1: a p-value or a fraction. */
export const fraction: Check = number(expected.fraction, (value) => value >= 0 && value <= 1);

/** Any number but NaN and the infinite ones. */
export const finite: Check = number(expected.finite);

export const fromZero: Check = number(expected.fromZero, (value) => value >= 0);

/** A whole number, which may be below 0: a seed. */
export const integer: Check = number(expected.integer, Number.isSafeInteger);

export const boolean: Check = (value, name) => {
  if (typeof value !== "boolean") throw unexpected(name, value, expected.boolean);
};

export const string: Check = (value, name) => {
  if (typeof value !== "string") throw unexpected(name, value, expected.string);
};

/** An array whose elements all pass a check. Arrays of numbers such as `Float64Array` are arrays, too. */
export function arrayOf(check: Check, least = 0): Check {
  return (value, name) => {
    if (!Array.isArray(value) && !(ArrayBuffer.isView(value) && "length" in value))
      throw unexpected(name, value, expected.array);
    const elements = Array.from(value as ArrayLike<unknown>);
    if (elements.length < least) throw unexpected(name, value, expected.elements(least));
    for (const [i, element] of elements.entries()) check(element, `${name}[${i}]`);
  };
}

/** A `Map` from strings, whose values all pass a check. */
export function mapOf(check: Check): Check {
  return (value, name) => {
    if (!(value instanceof Map)) throw unexpected(name, value, expected.map, makeIt.map);
    for (const [key, element] of value) {
      string(key, partOf.key(name));
      check(element, `${name}.get(${JSON.stringify(key)})`);
    }
  };
}

/** A `Set` of strings. */
export const setOfStrings: Check = (value, name) => {
  if (!(value instanceof Set)) throw unexpected(name, value, expected.set, makeIt.set);
  for (const element of value) string(element, partOf.element(name));
};

/** What passes a check, or undefined. */
export function optional(check: Check): Check {
  return (value, name) => {
    if (value !== undefined) check(value, name);
  };
}

/** An object whose fields all pass their checks, and that has no others. */
export function objectOf(checks: { readonly [field: string]: Check }): Check {
  return (value, name) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw unexpected(name, value, expected.object);
    const fields = value as { readonly [field: string]: unknown };
    for (const field of Object.keys(fields)) {
      if (Object.hasOwn(checks, field)) continue;
      throw new NerEvalError(optionUnknown(name, field, Object.keys(checks)));
    }
    for (const [field, check] of Object.entries(checks)) check(fields[field], `${name}.${field}`);
  };
}

/** Checks options, each of which has a check; all are optional. */
export function checkOptions<O extends object>(
  options: O,
  checks: { readonly [name in keyof Required<O>]: Check },
): void {
  const all = Object.entries<Check>(checks).map(([name, check]) => [name, optional(check)] as const);
  objectOf(Object.fromEntries(all))(options, "options");
}
