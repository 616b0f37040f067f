/** Contradictions: numbers of a saved run that are not what the rest of it says. */
import { NerEvalError } from "../../corpus/error.ts";
import { runNumberAltered } from "../../messages/saved-runs.ts";

export type Path = readonly (string | number)[];

/** A number, or a sum, that is not what something else in the run says it is. */
export interface Contradiction {
  readonly path: Path;
  readonly stored: unknown;
  readonly expected: unknown;
}

/** The error for a number that does not fit. */
export function altered({ path, stored, expected }: Contradiction, source: string): NerEvalError {
  return new NerEvalError({ ...runNumberAltered(pathName(path), stored, expected), source, path });
}

/** `["units", "documents", 3, "id"]` → `units.documents[3].id`. */
export function pathName(path: Path): string {
  return path.map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? key : `.${key}`)).join("");
}

/** Counts are the same where they are equal, fractions also where their last digits were computed in another order. */
export function isSame(a: number, b: number): boolean {
  if (Number.isInteger(a) && Number.isInteger(b)) return a === b;
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b));
}
