/** Checks spans against their text: inside it, not reversed, and covering the surface they claim. */
import type { Origin } from "../corpus/document.ts";
import type { Flaw } from "../corpus/flaw.ts";
import { type Extent, joinOverBreaks, type Place, piecesOf, surfaceOf } from "../corpus/fragments.ts";
import type { Issue, IssueLog, Warning } from "../corpus/issue.ts";
import {
  type Converter,
  converterFor,
  extentIn,
  isAscii,
  type OffsetUnit,
  offsetUnits,
  unitNames,
} from "../corpus/offsets.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import { unitDiffers } from "../messages/offsets.ts";
import {
  fragmentsDiffer,
  piecesJoined,
  spanBeforeText,
  spanBehindText,
  spanInCharacter,
  spanReversed,
  surfaceDiffers,
  surfacesLoose,
} from "../messages/spans.ts";
import { type Misfit, settleFragments } from "./fragments.ts";

/** From how many on spans with a flaw that another unit explains are a mistake of units, though they were to be dealt with. */
const SYSTEMATIC = 5;

/** The option that sets another unit. */
type UnitOption = "offsets" | "goldOffsets";

/** What else is known of spans that are checked. */
export interface CheckOptions {
  /** The id of their record, for messages where it has no origin. */
  readonly id?: string | undefined;
  /** Told of spans that do not fit, which are not reported then. */
  readonly note?: ((flaw: Flaw) => void) | undefined;
}

/**
 * Checks all spans of one side of a run, document by document, and remembers which other offset units would have
 * explained every surface, so that a consistent mistake is called by its name.
 */
export class SpanChecker {
  private readonly unit: OffsetUnit;
  private readonly issues: IssueLog;
  private readonly option: UnitOption | null;
  private readonly noun: string;
  private candidates: OffsetUnit[];
  private weighed = 0;
  private misfits = 0;
  /** Mentions in pieces that were joined over line breaks. */
  private joined = 0;
  /** The misfits that were noted instead of reported. */
  private noted = 0;
  private readonly reported = new Set<Issue>();
  private firstMisfit: Issue | undefined;
  /** Whether a surface speaks for another unit. Without one, a span that does not fit may just be wrong. */
  private proof = false;
  /** Surface texts that are not those at their offsets in white space alone, and the first of them. */
  private loose = 0;
  private firstLoose: readonly [string, string] | undefined;
  /** The first span that is not to the letter what its surface says, as an issue. */
  private firstInexact: Issue | undefined;

  /** `option` sets another unit, where the user may choose one; `noun` is what a record without an origin is called. */
  constructor(unit: OffsetUnit, issues: IssueLog, option: UnitOption | null = "offsets", noun = "document") {
    this.option = option;
    this.noun = noun;
    this.unit = unit;
    this.issues = issues;
    this.candidates = offsetUnits.filter((other) => other !== unit);
  }

  /** The spans that fit the text, in half-open UTF-16 offsets; the others are reported, or told to `note`. */
  check(
    spans: readonly PredictedSpan[],
    text: string,
    origin: Origin | undefined,
    options: CheckOptions = {},
  ): readonly PredictedSpan[] {
    const utf16 = this.unit === "utf16";
    const ready = utf16 && spans.every((span) => isWhole(span) && misfitOf(span, text) === undefined);
    const fitting = ready || (utf16 && spans.every((span) => misfitOf(span, text) === undefined));
    if (!fitting || spans.some((span) => span.surface !== undefined)) this.weigh(spans, text, fitting);
    return ready ? spans : this.convert(spans, text, origin, options);
  }

  /**
   * Says, after the last document, if one other unit explains everything that did not fit. Spans that were noted and are
   * placed by their text do not matter.
   */
  finish(role: "gold" | "pred", trustText = false): void {
    const [unit] = this.candidates;
    const first = this.firstInexact ?? this.firstMisfit;
    if (!this.proof || !first || unit === undefined) return;
    // A few spans with a flaw may fit another unit by chance.
    if (this.noted > 0 && (this.noted < SYSTEMATIC || trustText)) return;
    const said = unitDiffers({
      misfits: this.misfits + this.loose,
      checked: this.weighed,
      read: unitNames[this.unit],
      fits: unitNames[unit],
      first: first.message,
      set: this.option === null ? undefined : { key: role === "pred" ? "offsets" : "goldOffsets", unit },
    });
    const cause: Issue = { ...first, ...said, flaw: undefined };
    this.issues.explain(cause, this.reported, this.misfits - this.noted);
  }

  /** Drops the candidate units that these spans speak against. */
  private weigh(spans: readonly PredictedSpan[], text: string, fitting: boolean): void {
    this.weighed += spans.length;
    // In ASCII text all units count alike, so spans that fit say nothing about them, only that ends are not inclusive.
    if (fitting && isAscii(text)) {
      this.candidates = this.candidates.filter((unit) => !unit.endsWith("-inclusive"));
      return;
    }
    this.candidates = this.candidates.filter((unit) => {
      const convert = converterFor(text, unit);
      return spans.every((span) => misfitOf(span, text, convert) === undefined);
    });
  }

  private describe(misfit: Misfit, span: PredictedSpan, text: string): Issue {
    return describe(misfit, span, text, this.unit, this.option ?? undefined);
  }

  /** What the reader of the result should know. */
  warnings(role: "gold" | "pred"): Warning[] {
    return [
      ...(this.firstLoose ? [surfacesLoose(role, this.loose, this.firstLoose)] : []),
      ...(this.joined > 0 ? [piecesJoined(role, this.joined)] : []),
    ];
  }

  /** How many spans did not fit and were reported. */
  get refused(): number {
    return this.misfits - this.noted;
  }

  private convert(
    spans: readonly PredictedSpan[],
    text: string,
    origin: Origin | undefined,
    { id, note }: CheckOptions,
  ): PredictedSpan[] {
    const converter = converterFor(text, this.unit);
    const fitting: PredictedSpan[] = [];
    for (const [i, span] of spans.entries()) {
      const misfit = misfitOf(span, text, converter);
      if (misfit === undefined) {
        const found = settled(span, text, converter) as PredictedSpan;
        const joined = joinOverBreaks(found, text);
        if (joined !== found) this.joined++;
        fitting.push(joined);
        continue;
      }
      if (misfit === "surface" && isLoose(span, text, converter)) {
        const { surface, ...place } = span;
        const found = settled(place, text, converter) as PredictedSpan;
        this.loose++;
        const issue = { ...this.describe(misfit, span, text), path: ["entities", i] };
        // White space at the edges of a surface says nothing of units; none there, and some at the offsets, does.
        if (surface === surface!.trim()) {
          this.proof = true;
          this.firstInexact ??= { source: origin?.source, line: origin?.line, ...issue };
        }
        this.firstLoose ??= [surface!, surfaceOf(found, text)];
        fitting.push(found);
        continue;
      }
      this.misfits++;
      this.proof ||= span.surface !== undefined && span.surface !== "";
      const said = { ...this.describe(misfit, span, text), path: ["entities", i], flaw: misfit };
      if (note) {
        const { type, score, surface, start } = span;
        const place = misfit === "surface" ? placeOf(span, text, converter) : undefined;
        const near = place?.start ?? (start < 0 ? undefined : (converter(start, start)?.start ?? start));
        this.noted++;
        this.firstMisfit ??= { ...said, source: origin?.source, line: origin?.line };
        this.firstInexact ??= this.firstMisfit;
        note({ kind: misfit, type, score, surface, place, near, issue: said });
        continue;
      }
      const record = id === undefined ? undefined : `${this.noun} ${JSON.stringify(id)}`;
      const issue = this.issues.add(said, origin, record);
      this.firstMisfit ??= issue;
      this.firstInexact ??= issue;
      if (issue) this.reported.add(issue);
    }
    return fitting;
  }
}

/** Where the offsets of a span put it, whatever its surface text is. */
function placeOf({ surface: _, score: __, type, ...place }: PredictedSpan, text: string, convert: Converter): Place {
  const { start, end, fragments } = settled({ ...place, type }, text, convert) as PredictedSpan;
  return { start, end, ...(fragments && { fragments }) };
}

/** Whether a surface text is that at the offsets but for white space at its edges, or another kind of white space in it. */
function isLoose({ surface = "", ...place }: PredictedSpan, text: string, convert: Converter): boolean {
  const found = settled(place, text, convert) as PredictedSpan;
  const bare = (given: string) => given.trim().replace(/\s+/g, " ");
  const wanted = bare(surface);
  return wanted !== "" && wanted === bare(surfaceOf(found, text));
}

function isWhole({ fragments }: PredictedSpan): boolean {
  return fragments === undefined;
}

/** A span in half-open UTF-16 offsets; what is wrong with it where its fragments do not fit. */
function settled(span: PredictedSpan, text: string, convert: Converter): PredictedSpan | Misfit {
  const { fragments } = span;
  if (fragments !== undefined) return settleFragments({ ...span, fragments }, text, convert);
  return { ...span, ...convert(span.start, span.end)! };
}

/**
 * Whether a span is in its text, and its surface text is there, under a converter of its unit. White space at the edges
 * of a surface proves nothing.
 */
export function fits(span: PredictedSpan, text: string, convert: Converter): boolean {
  const misfit = misfitOf(span, text, convert);
  if (misfit !== "surface") return misfit === undefined;
  return span.surface !== span.surface!.trim() && isLoose(span, text, convert);
}

/** What is wrong with a span, or undefined where nothing is. Without a converter, offsets are UTF-16. */
function misfitOf(span: PredictedSpan, text: string, convert?: Converter): Misfit | undefined {
  if (!isWhole(span)) {
    const place = settled(span, text, convert ?? converterFor(text, "utf16"));
    return typeof place === "string" ? place : undefined;
  }
  let { start, end } = span;
  if (convert) {
    const converted = start < 0 ? undefined : convert(start, end);
    if (!converted) return end < start ? "reversed" : "outside";
    ({ start, end } = converted);
  }
  if (start < 0 || end > text.length) return "outside";
  if (start >= end) return "reversed";
  const { surface } = span;
  if (surface === undefined) return undefined;
  return surface.length === end - start && text.startsWith(surface, start) ? undefined : "surface";
}

/** What is wrong with a span whose offsets count `unit`; `key` is the option that sets another one. */
function describe(misfit: Misfit, span: PredictedSpan, text: string, unit: OffsetUnit, key?: UnitOption): Issue {
  const pieces = piecesOf(span);
  if (misfit === "reversed") return spanReversed(pieces);
  if (misfit === "outside") {
    if (span.start < 0) return spanBeforeText(pieces);
    const last = extentIn(unit, text, 0, text.length).end;
    const read = { unit: unitNames[unit], key };
    // Inside, yet on no boundary: an offset points into a character of several bytes.
    return span.end <= last ? spanInCharacter(pieces, read) : spanBehindText(pieces, last, read);
  }
  if (misfit === "fragments") return fragmentsDiffer(pieces, span);
  const { surface = "", ...place } = span;
  const found = settled(place, text, converterFor(text, unit)) as PredictedSpan;
  const nearest = isWhole(span) ? nearestPlace(surface, text, found.start, unit) : undefined;
  return surfaceDiffers({ pieces, found: surfaceOf(found, text), surface, nearest });
}

/** Where a surface text occurs, as near to `start` as it gets, in the unit that offsets are read in. */
function nearestPlace(surface: string, text: string, start: number, unit: OffsetUnit): Extent | undefined {
  const after = text.indexOf(surface, start);
  const before = text.lastIndexOf(surface, start);
  if (surface === "" || (after < 0 && before < 0)) return undefined;
  const at = after < 0 || (before >= 0 && start - before <= after - start) ? before : after;
  return extentIn(unit, text, at, at + surface.length);
}
