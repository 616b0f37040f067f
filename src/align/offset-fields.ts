/** Offset fields: finds which numbers of a mention are its offsets, by the text that they point at. */
import type { Extent } from "../corpus/fragments.ts";
import type { Warning } from "../corpus/issue.ts";
import { type Converter, converterFor, isAscii, lengthIn, type OffsetUnit } from "../corpus/offsets.ts";
import { compareText, type Mention, type WholeNumber } from "../corpus/span.ts";
import { offsetFields } from "../messages/offsets.ts";

/** Mentions with numbers in the same fields: how many, and the first by the ids of documents. */
interface Fields {
  count: number;
  surface: string;
  id: string;
}

/** How many sets of fields are named in a warning. */
const NAMED = 3;

/** Looks at the numbers of mention after mention, and keeps count of those that were offsets and of those that were not. */
export class OffsetFields {
  private readonly read = new Map<string, Fields>();
  private readonly unread = new Map<string, Fields>();

  /** Where a mention is by two of its numbers, whose characters are its string; undefined where no two are. */
  place({ surface, numbers }: Mention, id: string, text: string): Extent | undefined {
    if (numbers === undefined || surface === "") return undefined;
    for (const unit of isAscii(text) ? asciiUnits : units) {
      const convert = converterFor(text, unit);
      const length = lengthIn(unit, surface);
      for (const start of numbers) {
        for (const end of numbers) {
          const size = start === end ? undefined : sizeOf(start.value, end.value, length);
          if (size === undefined || !points(convert, start.value, size, text, surface)) continue;
          note(this.read, [start, end], surface, id);
          return convert(start.value, start.value + size);
        }
      }
    }
    const suspects = numbers.filter(({ field }) => looksLikeOffset(field));
    if (suspects.length > 1) note(this.unread, suspects, surface, id);
    return undefined;
  }

  /** What the reader of the result should know. */
  warnings(): Warning[] {
    return [...this.warningsOf(this.read, true), ...this.warningsOf(this.unread, false)];
  }

  private warningsOf(met: ReadonlyMap<string, Fields>, read: boolean): Warning[] {
    const first = [...met].sort(([a], [b]) => compareText(a, b)).slice(0, NAMED);
    return first.map(([fields, { count, surface, id }]) =>
      offsetFields({ read, fields, count, first: { surface, id } }),
    );
  }
}

const units: readonly OffsetUnit[] = ["utf16", "codepoint", "byte"];
const asciiUnits: readonly OffsetUnit[] = ["utf16"];

/** How many characters two numbers can say, given the length of the string: as an end, as an inclusive end, or as a length. */
function sizeOf(start: number, other: number, length: number): number | undefined {
  const fits = other - start === length || other - start === length - 1 || other === length;
  return fits ? length : undefined;
}

function points(convert: Converter, start: number, size: number, text: string, surface: string): boolean {
  const extent = convert(start, start + size);
  return extent !== undefined && text.slice(extent.start, extent.end) === surface;
}

/** Whether a field may be an offset of characters, by its name. */
function looksLikeOffset(field: string): boolean {
  if (/token|word|sent|line|page|row|col/i.test(field)) return false;
  return /start|begin|end|stop|off|pos|span|char|range|loc|interval|idx|ind(?:ex|ices)|len/i.test(field);
}

function note(met: Map<string, Fields>, numbers: readonly WholeNumber[], surface: string, id: string): void {
  const fields = numbers.map(({ field }) => JSON.stringify(field)).join(" and ");
  const known = met.get(fields);
  if (known) {
    known.count++;
    if (compareText(id, known.id) < 0) Object.assign(known, { surface, id });
  } else met.set(fields, { count: 1, surface, id });
}
