/** Integers: keeps the whole numbers of an item with a mention, which may be offsets under names that nobody knows here. */
import type { WholeNumber } from "../../corpus/mention.ts";
import { type Fields, isObject, names } from "../record.ts";

/** How many numbers of an item are kept. */
const KEPT = 8;

/** The whole numbers from 0 on in the fields of an item and in lists and objects in them, by their names. */
export function integersIn(item: unknown): readonly WholeNumber[] {
  if (!isObject(item)) return [];
  const found: WholeNumber[] = [];
  for (const [field, value] of Object.entries(item)) {
    if (scores.has(field)) continue;
    if (typeof value === "object" && value !== null)
      for (const [inner, one] of Object.entries(value as Fields)) take(`${field}.${inner}`, one, found);
    else take(field, value, found);
  }
  return found;
}

const scores: ReadonlySet<string> = new Set(names.score);

function take(field: string, value: unknown, found: WholeNumber[]): void {
  if (found.length < KEPT && Number.isSafeInteger(value) && (value as number) >= 0)
    found.push({ field, value: value as number });
}
