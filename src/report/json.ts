/** JSON for people and programs: indented, but rows of numbers and short arrays of names stay on one line. */

/** A piece of a text: a string, or bytes in UTF-8, which are overwritten when the next piece is made. */
export type Piece = string | Uint8Array;

/** A text that is made piece by piece while it is written, so that no more than a piece of it is ever in memory. */
export class LongText {
  /** Makes the text from its beginning. */
  readonly pieces: () => Iterable<Piece>;

  constructor(pieces: () => Iterable<Piece>) {
    this.pieces = pieces;
  }

  toString(): string {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    return Array.from(this.pieces(), (piece) => (typeof piece === "string" ? piece : decoder.decode(piece))).join("");
  }
}

/** A value that writes its own JSON text, its lines after the first behind an indent. */
export class JsonText {
  readonly write: (indent: string) => LongText;

  constructor(write: (indent: string) => LongText) {
    this.write = write;
  }
}

/** The value as JSON text, in the order of its keys. Numbers must be finite; undefined fields are left out. */
export function prettyJson(value: unknown, indent = ""): string {
  return longJson(value, indent).toString();
}

/** The same, made piece by piece. */
export function longJson(value: unknown, indent = "", end = ""): LongText {
  const texts: (string | LongText)[] = [];
  append(value, indent, texts);
  texts.push(end);
  return new LongText(() => piecesOf(texts));
}

function* piecesOf(texts: readonly (string | LongText)[]): Iterable<Piece> {
  for (let from = 0; from < texts.length; ) {
    const text = texts[from]!;
    if (typeof text !== "string") {
      yield* text.pieces();
      from++;
      continue;
    }
    let to = from + 1;
    while (typeof texts[to] === "string") to++;
    yield texts.slice(from, to).join("");
    from = to;
  }
}

/** Adds the text of a value to others. */
function append(value: unknown, indent: string, to: (string | LongText)[]): void {
  if (typeof value !== "object" || value === null) to.push(JSON.stringify(value));
  else if (value instanceof JsonText) to.push(value.write(indent));
  else if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object" || item === null || isNumbers(item))) {
      to.push(JSON.stringify(value));
      return;
    }
    for (const [i, item] of value.entries()) {
      to.push(i === 0 ? `[\n${indent}  ` : `,\n${indent}  `);
      append(item, `${indent}  `, to);
    }
    to.push(`\n${indent}]`);
  } else {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    for (const [i, [key, field]] of fields.entries()) {
      to.push(`${i === 0 ? "{" : ","}\n${indent}  ${JSON.stringify(key)}: `);
      append(field, `${indent}  `, to);
    }
    to.push(fields.length === 0 ? "{}" : `\n${indent}}`);
  }
}

function isNumbers(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "number" || item === null);
}
