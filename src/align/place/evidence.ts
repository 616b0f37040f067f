/** Evidence: what the spans of one document say about what their offsets count. */
import { type Extent, piecesOf } from "../../corpus/fragments.ts";
import {
  type Converter,
  converterFor,
  cutsPair,
  isAscii,
  lengthIn,
  type OffsetUnit,
  offsetUnits,
} from "../../corpus/offsets.ts";
import type { PredictedSpan } from "../../corpus/span.ts";
import { isBlankAt } from "../../corpus/tokens.ts";
import { fits } from "../check.ts";
import { beginsWord, endsWord, hasSpaces } from "./edges.ts";

/** A set of units, as bits in the order of `offsetUnits`. */
export type UnitSet = number;

/** The set of these units. */
export function setOf(...units: readonly OffsetUnit[]): UnitSet {
  return units.reduce((set, unit) => set | (1 << offsetUnits.indexOf(unit)), 0);
}

/** The units of a set, in the order of `offsetUnits`. */
export function unitsIn(set: UnitSet): readonly OffsetUnit[] {
  return offsetUnits.filter((_, bit) => set & (1 << bit));
}

export const everyUnit: UnitSet = setOf(...offsetUnits);
export const halfOpen: UnitSet = setOf("utf16", "codepoint", "byte");

const CHARACTERS: UnitSet = setOf("utf16", "codepoint");

/** What rules units out: surface texts, offsets that would cut a character in two, and a record's own tokens. */
export type ProofKind = "surface" | "character" | "tokens";

/** What the spans of a document point into, and what came with them. */
export interface Marked {
  readonly spans: readonly PredictedSpan[];
  readonly text: string;
  readonly tokenPlaces?: readonly Extent[] | undefined;
}

/** The converters of one text, made when they are first asked for. */
export class Converters {
  readonly ascii: boolean;
  /** Whether code points and UTF-16 code units differ somewhere in the text. */
  readonly astral: boolean;
  private readonly text: string;
  private readonly made = new Map<OffsetUnit, Converter>();
  private bytes: number | undefined;

  constructor(text: string) {
    this.text = text;
    this.ascii = isAscii(text);
    this.astral = !this.ascii && /[\ud800-\udbff]/.test(text);
  }

  of(unit: OffsetUnit): Converter {
    let converter = this.made.get(unit);
    if (converter === undefined) {
      converter = converterFor(this.text, unit);
      this.made.set(unit, converter);
    }
    return converter;
  }

  /** Whether an offset in bytes is inside a character. One beyond the text may just be wrong. */
  cutsBytes(offset: number): boolean {
    this.bytes ??= lengthIn("byte", this.text);
    return offset > 0 && offset < this.bytes && this.of("byte")(offset, offset) === undefined;
  }
}

let last: { readonly text: string; readonly converters: Converters } | undefined;

/** The converters of a text; the last ones are kept, because a document is weighed and let go on one after the other. */
export function convertersOf(text: string): Converters {
  if (last?.text !== text) last = { text, converters: new Converters(text) };
  return last.converters;
}

/** The units in which a span fits its text and its surface text. */
export function fittingUnits(span: PredictedSpan, text: string, converters: Converters): UnitSet {
  if (converters.ascii) {
    const plain = fits(span, text, converters.of("utf16")) ? halfOpen : 0;
    return plain | (fits(span, text, converters.of("utf16-inclusive")) ? everyUnit & ~halfOpen : 0);
  }
  return setOf(...offsetUnits.filter((unit) => fits(span, text, converters.of(unit))));
}

/**
 * The units in which no edge of a span is inside a character: undefined where that rules none out, or where the span is
 * outside its text in all the others, so that it is just wrong.
 */
export function uncutUnits(
  span: PredictedSpan,
  text: string,
  converters: Converters,
  left: UnitSet,
): UnitSet | undefined {
  let uncut = left;
  for (const { start, end } of piecesOf(span)) {
    if (converters.astral) {
      if (cutsPair(text, start) || cutsPair(text, end)) uncut &= ~setOf("utf16");
      if (cutsPair(text, start) || cutsPair(text, end + 1)) uncut &= ~setOf("utf16-inclusive");
    }
    if (uncut & setOf("byte") && (converters.cutsBytes(start) || converters.cutsBytes(end))) uncut &= ~setOf("byte");
  }
  if (uncut === left) return undefined;
  const possible = unitsIn(uncut).some((unit) =>
    piecesOf(span).every(({ start, end }) => converters.of(unit)(start, end)),
  );
  return possible ? uncut : undefined;
}

/** The units in which a record's own tokens are all of its text but white space; undefined where they are in none. */
export function tokenUnits(places: readonly Extent[], text: string, converters: Converters): UnitSet | undefined {
  const found = setOf(...offsetUnits.filter((unit) => coverText(places, text, converters.of(unit))));
  return found === 0 || places.length === 0 ? undefined : found;
}

function coverText(places: readonly Extent[], text: string, convert: Converter): boolean {
  let at = 0;
  for (const { start, end } of places) {
    const place = start < 0 || end < start ? undefined : convert(start, end);
    if (place === undefined || place.start < at || place.end <= place.start || place.end > text.length) return false;
    if (cutsPair(text, place.start) || cutsPair(text, place.end) || !isBlank(text, at, place.start)) return false;
    at = place.end;
  }
  return isBlank(text, at, text.length);
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isBlankAt(text, at)) return false;
  return true;
}

/** Edges that two units put in different places, and how many of them are not at the edges of words in each. */
export interface EdgeCounts {
  edges: number;
  /** Not at the edge of a word in the first unit, and in the other. */
  misfits: [first: number, other: number];
  /** At the edge of a word in the first unit alone. */
  firstOnly: number;
}

export function noEdges(): EdgeCounts {
  return { edges: 0, misfits: [0, 0], firstOnly: 0 };
}

/** Adds the edges of a document that two units put in different places, where its text has spaces between words. */
export function countEdges(counts: EdgeCounts, { spans, text }: Marked, first: Converter, other: Converter): void {
  let spaced: boolean | undefined;
  for (const span of spans) {
    for (const { start, end } of piecesOf(span)) {
      const [one, two] = [first(start, end), other(start, end)];
      if (one?.start === two?.start && one?.end === two?.end) continue;
      spaced ??= hasSpaces(text);
      if (!spaced) return;
      if (one?.start !== two?.start)
        add(counts, !!one && beginsWord(text, one.start), !!two && beginsWord(text, two.start));
      if (one?.end !== two?.end) add(counts, !!one && endsWord(text, one.end), !!two && endsWord(text, two.end));
    }
  }
}

function add(counts: EdgeCounts, first: boolean, other: boolean): void {
  counts.edges++;
  if (!first) counts.misfits[0]++;
  if (!other) counts.misfits[1]++;
  if (first && !other) counts.firstOnly++;
}

/** Whether all these units put the spans of a document in the same places. */
export function agree({ spans }: Marked, units: UnitSet, converters: Converters): boolean {
  // Without characters beyond the basic plane, code points are UTF-16 code units.
  const apart = converters.astral || units & ~CHARACTERS ? units : 0;
  if ((apart & (apart - 1)) === 0) return true;
  const left = unitsIn(units);
  const inclusive = left.filter((unit) => unit.endsWith("-inclusive")).length;
  if (inclusive > 0 && inclusive < left.length) return spans.length === 0;
  if (converters.ascii) return true;
  const counted = converters.astral
    ? left
    : left.filter((unit) => !unit.startsWith("codepoint") || !left.some((other) => other.startsWith("utf16")));
  const [first, ...others] = counted.map((unit) => converters.of(unit));
  return spans.every((span) =>
    piecesOf(span).every(({ start, end }) => {
      const place = first!(start, end);
      return others.every((convert) => {
        const other = convert(start, end);
        return other?.start === place?.start && other?.end === place?.end;
      });
    }),
  );
}
