/** Values in messages: what was found in place of what was expected, in a few words, and how to write the value of an option. */
import { didYouMean } from "./nearest.ts";

/** The longest string of a record that is shown whole, and the longest one of a caller's, in UTF-16 code units. */
const LONGEST = { field: 80, argument: 60 };

/** A value of a JSON record or of a tagger's answer: `"5" (a string)`, `an array`, `null`. */
export function fieldValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return "an object";
  if (typeof value === "function") return "a function";
  return `${typeof value === "string" ? quotedField(value) : String(value)} (a ${typeof value})`;
}

/** A string of a record or an id in quotation marks; a long one is cut off. */
export function quotedField(text: string): string {
  return JSON.stringify(cutOff(text, LONGEST.field));
}

/** A text, cut off where it is longer than `most` UTF-16 code units. */
export function cutOff(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 3)}…` : text;
}

/** A value that a program gave: `"f1"`, `an array of length 3`, `a Map`. */
export function argument(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : `an array of length ${value.length}`;
  if (typeof value === "function") return "a function";
  if (typeof value === "object") return nameOf(value);
  if (typeof value === "string") return JSON.stringify(cutOff(value, LONGEST.argument));
  return `${String(value)}${typeof value === "number" ? "" : ` (a ${typeof value})`}`;
}

function nameOf(value: object): string {
  const name: unknown = value.constructor?.name;
  return typeof name !== "string" || name === "" || name === "Object" ? "an object" : `a ${name}`;
}

export const thresholdMalformed = (entry: string) => `write 0.5 or PER=0.5, not "${entry}"`;

/** `type` is undefined for the threshold of all types. */
export const thresholdTwice = (type: string | undefined, entry: string) =>
  `a second threshold for ${type ?? "all types"}: "${entry}"`;

export const weightMalformed = (entry: string) => `write KIND=TP:FP:FN such as BE=0.5:0.25:0.25, not "${entry}"`;

export const tagSchemeUnknown = (entry: string, scheme: string, known: readonly string[]) =>
  `"${entry}" is not one of ${known.join(", ")}, alone or after gold: or pred:${didYouMean(scheme, known)}`;

export const emptyName = () => "there is an empty name in the list";

export const schemeUnknown = (name: string, known: readonly string[]) =>
  `"${name}" is not one of ${known.join(", ")}, overlap@X with X above 0 and at most 1${didYouMean(name, known)}`;

export const badSpansUnknown = (known: readonly string[]) => `the policies are ${known.join(", ")}`;

export const badSpansSpuriousGold = () => "spurious is for predictions; gold:skip leaves bad gold spans out";

export const badSpansTwice = (side: string) => `there are two policies for ${side}`;
