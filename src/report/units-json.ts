/** The counts of every unit as JSON, written straight from the packed cells. */
import type { Results } from "../score/results.ts";
import { counterNames } from "../score/tally.ts";
import type { Units } from "../score/units.ts";
import { JsonText } from "./json.ts";

/**
 * Tallies per document: rows of `[type, …counts]`, the type as its position in `types`, counts as in `counters`;
 * and what became of each gold mention. Behind them every boundary error, the one thing that can be told neither from these nor from the rest of the run.
 */
export function unitsJson({ units, overlaps, habits }: Results): object {
  const { lacks = [] } = units;
  const names = counterNames(overlaps);
  const written = names.map((name) => !lacks.includes(name));
  return {
    unit: units.unit,
    counters: names.filter((_, counter) => written[counter]),
    types: units.types,
    documents: new JsonText((indent) => documentsText(units, written, indent)),
    habits: habits.map(({ gold, pred, count }) => [gold, pred, count]),
  };
}

/** As `prettyJson` would write objects with these fields; `written` says of each counter whether it is. */
function documentsText(units: Units, written: readonly boolean[], indent: string): string {
  const { ids, of, tokens, outcomes } = units;
  if (ids.length === 0) return "[]";
  const [item, field] = [`\n${indent}  `, `\n${indent}    `];
  const out = new LongText();
  const before = [0];
  for (const [counter, is] of written.entries()) before.push(before[counter]! + (is ? 1 : 0));
  for (let u = 0; u < ids.length; u++) {
    out.text(`${u > 0 ? "," : "["}${item}{${field}"id": `);
    out.text(JSON.stringify(ids[u]));
    if (of) out.text(`,${field}"of": ${JSON.stringify(of[u])}`);
    out.text(`,${field}"tokens": [`);
    for (let t = 0; t < 3; t++) {
      if (t > 0) out.byte(COMMA);
      out.number(tokens[3 * u + t]!);
    }
    out.text(`],${field}"rows": [`);
    writeRows(units, u, before, out);
    out.text(outcomes ? `],${field}"outcomes": ${JSON.stringify(outcomes[u])}${item}}` : `]${item}}`);
  }
  out.text(`\n${indent}]`);
  return out.finish();
}

/** Writes the rows of a unit: of the types it has, in their order. `before` has how many of the counters before one are written. */
function writeRows(
  { width, starts, columns, values }: Units,
  unit: number,
  before: readonly number[],
  out: LongText,
): void {
  const cells: number[] = [];
  let sorted = true;
  for (let cell = starts[unit]!; cell < starts[unit + 1]!; cell++) {
    if (values[cell] === 0) continue;
    if (cells.length > 0 && columns[cell]! < columns[cells.at(-1)!]!) sorted = false;
    cells.push(cell);
  }
  if (!sorted) cells.sort((a, b) => columns[a]! - columns[b]!);
  let type = -1;
  /** How many counters of the row were written, or are zeros that come next. */
  let next = 0;
  for (const cell of cells) {
    const own = Math.floor(columns[cell]! / width);
    if (own !== type) {
      if (type >= 0) {
        out.zeros(before[width]! - next);
        out.text("],");
      }
      type = own;
      next = 0;
      out.byte(OPEN);
      out.number(type);
    }
    const counter = columns[cell]! - type * width;
    if (before[counter + 1] === before[counter]) continue;
    out.zeros(before[counter]! - next);
    out.byte(COMMA);
    out.number(values[cell]!);
    next = before[counter]! + 1;
  }
  if (type < 0) return;
  out.zeros(before[width]! - next);
  out.byte(CLOSE);
}

const [COMMA, ZERO, OPEN, CLOSE] = [0x2c, 0x30, 0x5b, 0x5d];

/** As many characters as can be handed to a function one by one. */
const PIECE = 8192;

/** A long text that is mostly ASCII: characters are kept as bytes, and become a string piece by piece. */
class LongText {
  private readonly bytes = new Uint8Array(PIECE);
  private readonly pieces: string[] = [];
  private length = 0;

  byte(value: number): void {
    if (this.length === PIECE) this.flush();
    this.bytes[this.length++] = value;
  }

  /** A whole number, from 0. */
  number(value: number): void {
    if (value < 10) this.byte(ZERO + value);
    else {
      this.number(Math.floor(value / 10));
      this.byte(ZERO + (value % 10));
    }
  }

  /** Zeros, each behind a comma. */
  zeros(count: number): void {
    for (let i = 0; i < count; i++) {
      this.byte(COMMA);
      this.byte(ZERO);
    }
  }

  text(text: string): void {
    if (text.length > PIECE - this.length) this.flush();
    let at = 0;
    if (text.length <= PIECE)
      for (; at < text.length; at++) {
        const code = text.charCodeAt(at);
        if (code > 0x7f) break;
        this.bytes[this.length + at] = code;
      }
    if (at === text.length) this.length += at;
    else {
      this.flush();
      this.pieces.push(text);
    }
  }

  finish(): string {
    this.flush();
    return this.pieces.join("");
  }

  private flush(): void {
    // Spreading the bytes takes seven times as long.
    const codes: ArrayLike<number> = this.bytes.subarray(0, this.length);
    this.pieces.push(String.fromCharCode.apply(undefined, codes as number[]));
    this.length = 0;
  }
}
