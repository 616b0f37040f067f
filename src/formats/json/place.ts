/** Placing: turns the spans of a record that has its text into half-open UTF-16 offsets, and reports those that do not fit. */

import type { Flaw, FlawKind } from "../../corpus/flaw.ts";
import type { OffsetUnit } from "../../corpus/offsets.ts";
import { type Converter, converterFor, lengthIn, unitNames } from "../../corpus/offsets.ts";
import type { PredictedSpan } from "../../corpus/span.ts";
import {
  fieldNotAList,
  fieldNotAString,
  fragmentsForeign,
  offsetsNoText,
  spanOutside,
} from "../../messages/records.ts";
import { spanReversed } from "../../messages/spans.ts";
import type { Words } from "../../messages/words.ts";
import { type Complain, type Path, readSpan } from "../record.ts";

/** Reads spans of one text, all in one unit. */
export class Placer {
  readonly text: string;
  private readonly unit: OffsetUnit;
  private readonly convert: Converter;
  readonly complain: Complain;
  /** Spans that do not fit; undefined where they are reported instead. */
  readonly flaws: Flaw[] | undefined;

  constructor(text: string, unit: OffsetUnit, complain: Complain, flaws?: Flaw[] | undefined) {
    this.text = text;
    this.unit = unit;
    this.convert = converterFor(text, unit);
    this.complain = complain;
    this.flaws = flaws;
  }

  /** A span under any of the names of {@link readSpan}, in UTF-16; undefined where it is none or does not fit. */
  read(value: unknown, path: Path): PredictedSpan | undefined {
    const span = readSpan(value, path, this.complain, this.flaws);
    return span && this.place(span, path);
  }

  /** The same span in UTF-16; undefined where it does not fit. A span in fragments is refused. */
  place(span: PredictedSpan, path: Path): PredictedSpan | undefined {
    const { start, end, fragments } = span;
    if (fragments !== undefined) {
      this.complain(path, fragmentsForeign());
      return undefined;
    }
    if (end <= start) return this.refuse(span, path, spanReversed([{ start, end }]), "reversed");
    const extent = start < 0 ? undefined : this.convert(start, end);
    if (extent) return { ...span, ...extent };
    const facts = { start, end, length: lengthIn(this.unit, this.text), unit: unitNames[this.unit] };
    return this.refuse(span, path, spanOutside(facts), "outside");
  }

  private refuse(span: PredictedSpan, path: Path, words: Words, kind: FlawKind): undefined {
    if (!this.flaws) {
      this.complain(path, words, kind);
      return undefined;
    }
    const { type, score, surface, start } = span;
    const near = start < 0 ? undefined : (this.convert(start, start)?.start ?? start);
    this.flaws.push({ kind, type, score, surface, near, issue: { ...words, path } });
    return undefined;
  }
}

/** A list of a record; undefined where it is none, which is reported. */
export function listIn(value: unknown, path: Path, complain: Complain): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  complain(path, fieldNotAList(String(path.at(-1)), value));
  return undefined;
}

/** The text of a record; undefined where it has none, which is reported. */
export function textIn(value: unknown, path: Path, complain: Complain): string | undefined {
  if (typeof value === "string") return value;
  const name = String(path.at(-1));
  if (value === undefined || value === null) complain(path.slice(0, -1), offsetsNoText(name));
  else complain(path, fieldNotAString(name, value));
  return undefined;
}

/** A list of what is there. */
export function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}
