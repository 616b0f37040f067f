/** Values in messages: what was found in place of what was expected, in a few words. */

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
