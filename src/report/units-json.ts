/** The counts of every unit as JSON, written straight from the packed cells. */

import { mostBytes, NUMBER, putBytes, putJson, putNumber } from "../corpus/text-bytes.ts";
import { counterNames } from "../count/tally.ts";
import type { Units } from "../count/units.ts";
import type { Results } from "../score/results.ts";
import { JsonText, LongText, type Piece } from "./json.ts";

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
    documents: new JsonText((indent) => new LongText(() => documentPieces(units, written, indent))),
    habits: new JsonText((indent) => new LongText(() => habitPieces(habits, indent))),
  };
}

/** As `prettyJson` would write triples. */
function habitPieces(habits: Results["habits"], indent: string): Iterable<Piece> {
  return listPieces(indent, {
    length: habits.length,
    most: (i) => mostBytes(habits[i]!.gold) + mostBytes(habits[i]!.pred) + 2 * NUMBER,
    put: (i, bytes, from) => {
      const { gold, pred, count } = habits[i]!;
      let at = from;
      bytes[at++] = OPEN;
      at = putJson(gold, bytes, at);
      bytes[at++] = COMMA;
      at = putJson(pred, bytes, at);
      bytes[at++] = COMMA;
      at = putNumber(count, bytes, at);
      bytes[at++] = CLOSE;
      return at;
    },
  });
}

/** As `prettyJson` would write objects with these fields; `written` says of each counter whether it is. */
function documentPieces(units: Units, written: readonly boolean[], indent: string): Iterable<Piece> {
  const { ids, of, types, width, starts, tokens, outcomes } = units;
  const before = new Uint32Array(written.length + 1);
  for (const [counter, is] of written.entries()) before[counter + 1] = before[counter]! + (is ? 1 : 0);
  const field = `\n${indent}    `;
  const toId = bytesOf(`{${field}"id": `);
  const toOf = bytesOf(`,${field}"of": `);
  const toTokens = bytesOf(`,${field}"tokens": [`);
  const toRows = bytesOf(`],${field}"rows": [`);
  const toOutcomes = bytesOf(`],${field}"outcomes": `);
  const end = bytesOf(`${outcomes ? "" : "]"}\n${indent}  }`);
  const fixed = 6 * toOutcomes.length + 3 * NUMBER;
  return listPieces(indent, {
    length: ids.length,
    most: (u) => {
      const cells = starts[u + 1]! - starts[u]!;
      const rows = Math.min(cells, types.length) * (2 * width + NUMBER + 2) + cells * NUMBER;
      return fixed + rows + mostBytes(ids[u]!) + mostBytes(of ? of[u]! : "") + mostBytes(outcomes ? outcomes[u]! : "");
    },
    put: (u, bytes, from) => {
      let at = putBytes(toId, bytes, from);
      at = putJson(ids[u]!, bytes, at);
      if (of) at = putJson(of[u]!, bytes, putBytes(toOf, bytes, at));
      at = putBytes(toTokens, bytes, at);
      for (let t = 0; t < 3; t++) {
        if (t > 0) bytes[at++] = COMMA;
        at = putNumber(tokens[3 * u + t]!, bytes, at);
      }
      at = putBytes(toRows, bytes, at);
      at = putRows(units, u, before, bytes, at);
      if (outcomes) at = putJson(outcomes[u]!, bytes, putBytes(toOutcomes, bytes, at));
      return putBytes(end, bytes, at);
    },
  });
}

/** A list of texts. */
interface TextList {
  readonly length: number;
  /** How many bytes one of them takes at most. */
  readonly most: (item: number) => number;
  /** Puts one of them into bytes from a position on. Returns the position behind it. */
  readonly put: (item: number, bytes: Uint8Array, at: number) => number;
}

/** How many bytes a piece has at least, but for the last. */
const PIECE = 1 << 16;

/** As `prettyJson` would write an array with these texts, each in a line of its own. */
function* listPieces(indent: string, { length, most, put }: TextList): Iterable<Piece> {
  if (length === 0) {
    yield "[]";
    return;
  }
  const begin = bytesOf(`\n${indent}  `);
  let bytes = new Uint8Array(2 * PIECE);
  let at = 0;
  for (let i = 0; i < length; i++) {
    const room = begin.length + 1 + most(i);
    if (room > bytes.length - PIECE) bytes = moved(bytes, PIECE + 2 * room);
    bytes[at++] = i === 0 ? OPEN : COMMA;
    at = put(i, bytes, putBytes(begin, bytes, at));
    if (at < PIECE) continue;
    yield bytes.subarray(0, at);
    at = 0;
  }
  yield bytes.subarray(0, at);
  yield `\n${indent}]`;
}

/**
 * Puts the rows of a unit: of the types it has, in their order. `before` has how many of the counters before one are written.
 */
function putRows(units: Packed, unit: number, before: Uint32Array, bytes: Uint8Array, from: number): number {
  const { width, starts, columns, values } = units;
  const [first, end] = [starts[unit]!, starts[unit + 1]!];
  const last = before[width]!;
  let at = from;
  let type = -1;
  /** The columns of the type: from this one up to another. */
  let [own, until] = [0, 0];
  /** How many counters of the row were written, or are zeros that come next. */
  let next = last;
  let previous = 0;
  for (let cell = first; cell < end; cell++) {
    const value = values[cell]!;
    if (value === 0) continue;
    const column = columns[cell]!;
    if (column >= until) {
      at = putZeros(last - next, bytes, at);
      if (type >= 0) {
        bytes[at++] = CLOSE;
        bytes[at++] = COMMA;
      }
      type = Math.floor(column / width);
      own = type * width;
      until = own + width;
      bytes[at++] = OPEN;
      at = putNumber(type, bytes, at);
      next = 0;
    } else if (column < previous) return putRows(inOrder(units, first, end), 0, before, bytes, from);
    previous = column;
    const place = before[column - own]!;
    if (before[column - own + 1] === place) continue;
    at = putZeros(place - next, bytes, at);
    bytes[at++] = COMMA;
    if (value < 10) bytes[at++] = ZERO + value;
    else at = putNumber(value, bytes, at);
    next = place + 1;
  }
  if (type < 0) return at;
  at = putZeros(last - next, bytes, at);
  bytes[at++] = CLOSE;
  return at;
}

/** The cells of units. */
type Packed = Pick<Units, "width" | "starts" | "columns" | "values">;

/** One unit alone, its cells in the order of their columns. */
function inOrder({ width, columns, values }: Packed, first: number, end: number): Packed {
  const cells = Array.from({ length: end - first }, (_, i) => first + i).sort((a, b) => columns[a]! - columns[b]!);
  return {
    ...{ width, starts: Uint32Array.of(0, cells.length) },
    columns: Uint32Array.from(cells, (cell) => columns[cell]!),
    values: Uint32Array.from(cells, (cell) => values[cell]!),
  };
}

/** Zeros, each behind a comma. Returns the position behind them. */
function putZeros(count: number, bytes: Uint8Array, from: number): number {
  const end = from + 2 * count;
  for (let at = from; at < end; at += 2) {
    bytes[at] = COMMA;
    bytes[at + 1] = ZERO;
  }
  return end;
}

function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function moved(bytes: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(length);
  copy.set(bytes);
  return copy;
}

const [COMMA, ZERO, OPEN, CLOSE] = [0x2c, 0x30, 0x5b, 0x5d];
