/** JSON for people and programs: indented, but rows of numbers and short arrays of names stay on one line. */

/** A value that writes its own JSON text, its lines after the first behind an indent. */
export class JsonText {
  readonly write: (indent: string) => string;

  constructor(write: (indent: string) => string) {
    this.write = write;
  }
}

/** The value as JSON text, in the order of its keys. Numbers must be finite; undefined fields are left out. */
export function prettyJson(value: unknown, indent = ""): string {
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object" || item === null || isNumbers(item)))
      return JSON.stringify(value);
    return `[\n${value.map((item) => `${indent}  ${prettyJson(item, `${indent}  `)}`).join(",\n")}\n${indent}]`;
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (value instanceof JsonText) return value.write(indent);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  if (fields.length === 0) return "{}";
  const lines = fields.map(([key, field]) => `${indent}  ${JSON.stringify(key)}: ${prettyJson(field, `${indent}  `)}`);
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "number" || item === null);
}
