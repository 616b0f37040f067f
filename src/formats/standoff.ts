/** Standoff marks: offsets in a unit the file does not name become spans, once surfaces have settled what they count. */

import { type Flaw, flawsIn } from "../corpus/flaw.ts";
import { type Extent, type Place, placeFrom, surfaceOf } from "../corpus/fragments.ts";
import { type Converter, converterFor, isAscii, type OffsetUnit, unitNames } from "../corpus/offsets.ts";
import type { Span } from "../corpus/span.ts";
import {
  markOutside,
  markPiecesOverlap,
  markReversed,
  markSurface,
  offsetsCount,
  offsetsCountMark,
  surfaceBlanks,
} from "../messages/standoff.ts";
import type { Words } from "../messages/words.ts";
import type { ReadContext } from "./format.ts";
import { sayOnce } from "./said-once.ts";

/** A span as a standoff file has it. */
export interface Mark {
  readonly type: string;
  /** Its pieces, in the file's unit; at least one. */
  readonly pieces: readonly Extent[];
  /** The surface given with it, as a check. */
  readonly surface: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** What the offsets of a file count, and how many of them stand before the text, for a byte-order mark. */
export interface Counting {
  readonly unit: OffsetUnit;
  readonly before: number;
}

/** The countings of a unit, without and with a byte-order mark. */
export function withMark(...units: readonly OffsetUnit[]): readonly Counting[] {
  return [0, 1].flatMap((before) => units.map((unit) => ({ unit, before })));
}

/** Where marks stand under a counting, or what is wrong with them. */
interface Ready {
  readonly counting: Counting;
  readonly places: readonly (Place | Misfit)[];
  readonly misfits: number;
  /** How many of the others are their surfaces but for blanks. */
  readonly inexact: number;
}

/**
 * The counting under which most of the marks fit their text, and of those, most are their surfaces to the letter, so that
 * a blank too many gives the wrong one away; of several, the first. At least one is given.
 */
function takeReady(text: string, marks: readonly Mark[], [first, ...others]: readonly Counting[]): Ready {
  let best = placedUnder(first!, text, marks);
  for (const counting of others) {
    if (best.misfits + best.inexact === 0) break;
    const placed = placedUnder(counting, text, marks);
    if ((placed.misfits - best.misfits || placed.inexact - best.inexact) < 0) best = placed;
  }
  return best;
}

function placedUnder(counting: Counting, text: string, marks: readonly Mark[]): Ready {
  const convert = shifted(text, counting);
  const places = marks.map((mark) => placeOf(mark, text, convert));
  let [misfits, inexact] = [0, 0];
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    const { surface } = marks[i]!;
    if (isMisfit(place)) misfits++;
    else if (surface !== undefined && !isLiteral(surface, place, text)) inexact++;
  }
  return { counting, places, misfits, inexact };
}

/**
 * The marks as spans of the text, in half-open UTF-16 offsets. The surfaces decide which of the countings the offsets
 * follow; where that is not the first, a warning says so. Marks that do not fit are issues, or flaws where such are kept.
 */
export function spansOf(
  text: string,
  marks: readonly Mark[],
  countings: readonly Counting[],
  context: ReadContext,
): { readonly spans: Span[]; readonly flaws?: readonly Flaw[] } {
  const { counting, places, inexact } = takeReady(text, marks, countings);
  sayCounting(counting, countings[0]!, text, context);
  if (inexact > 0) sayOnce(context, surfaceBlanks, inexact);
  const flaws: Flaw[] = [];
  const spans: Span[] = [];
  for (const [i, found] of places.entries()) {
    const mark = marks[i]!;
    if (isMisfit(found)) {
      const flaw = flawOf(found, mark, text, shifted(text, counting), context);
      if (context.keepFlaws) flaws.push(flaw);
      else context.issues.add({ ...flaw.issue, flaw: flaw.kind }, { source: context.source });
      continue;
    }
    if (found.fragments) spans.push({ ...found, type: mark.type });
    else spans.push({ start: found.start, end: found.end, type: mark.type });
  }
  return { spans, ...flawsIn(flaws) };
}

/** A mark that does not fit, as a span with a flaw. */
function flawOf(found: Misfit, mark: Mark, text: string, convert: Converter, { source }: ReadContext): Flaw {
  const { type, surface, pieces, line, column } = mark;
  const kind = found.misfit === "overlap" ? "fragments" : found.misfit;
  const place = "place" in found ? found.place : undefined;
  const start = pieces[0]!.start;
  const near = place?.start ?? (start < 0 ? undefined : (convert(start, start)?.start ?? start));
  return { kind, type, surface, place, near, issue: { ...described(found, mark, text), source, line, column } };
}

/** Says what the offsets count, where it is not what the format says. */
export function sayCounting({ unit, before }: Counting, first: Counting, text: string, context: ReadContext): void {
  if (before > 0) sayOnce(context, offsetsCountMark);
  if (unit !== first.unit && !isAscii(text)) sayOnce(context, () => offsetsCount(unitNames[unit]));
}

/** How many of the marks do not fit their text under a counting. */
export function misfitsOf(text: string, marks: readonly Mark[], counting: Counting): number {
  return placedUnder(counting, text, marks).misfits;
}

function shifted(text: string, { unit, before }: Counting): Converter {
  const convert = converterFor(text, unit);
  return (start, end) => (start < before ? undefined : convert(start - before, end - before));
}

/** What keeps a mark from its text; with the place where its surface should stand, and does not. */
type Misfit =
  | { readonly misfit: "reversed" | "outside" | "overlap" }
  | { readonly misfit: "surface"; readonly place: Place };

function isMisfit(place: Place | Misfit): place is Misfit {
  return "misfit" in place;
}

/** Where a mark stands, or what is wrong with it. */
function placeOf({ pieces, surface }: Mark, text: string, convert: Converter): Place | Misfit {
  const extents: Extent[] = [];
  if (pieces.some(({ start, end }) => end <= start)) return { misfit: "reversed" };
  for (const { start, end } of pieces) {
    const extent = convert(start, end);
    if (extent === undefined) return { misfit: "outside" };
    extents.push(extent);
  }
  const place = extents.length === 1 ? extents[0] : placeFrom(extents);
  if (place === undefined) return { misfit: "overlap" };
  return surface === undefined || isSurface(surface, place, extents, text) ? place : { misfit: "surface", place };
}

/** What is wrong with a mark, in words. */
function described(found: Misfit, mark: Mark, text: string): Words {
  switch (found.misfit) {
    case "reversed":
      return markReversed(mark);
    case "outside":
      return markOutside(mark);
    case "overlap":
      return markPiecesOverlap(mark);
    default: {
      const { surface = "" } = mark;
      const at = text.indexOf(surface);
      return markSurface({
        ...{ type: mark.type, pieces: mark.pieces, found: surfaceOf(found.place, text), surface },
        at: at < 0 ? undefined : at,
      });
    }
  }
}

/** Whether a surface is what stands there, character by character. A surface has a blank for a line break. */
function isLiteral(surface: string, place: Place, text: string): boolean {
  if (surface === text.slice(place.start, place.end)) return true;
  const blanked = (given: string) => given.replace(/\s/g, " ");
  return blanked(surface) === blanked(surfaceOf(place, text));
}

/** Whether a surface is what stands there. Line breaks may have become blanks, and pieces that touch may be apart. */
function isSurface(surface: string, place: Place, pieces: readonly Extent[], text: string): boolean {
  if (surface === text.slice(place.start, place.end)) return true;
  const bare = (given: string) => given.replace(/\s+/g, " ").trim();
  const wanted = bare(surface);
  if (wanted === bare(surfaceOf(place, text))) return true;
  return wanted === bare(pieces.map(({ start, end }) => text.slice(start, end)).join(" "));
}
