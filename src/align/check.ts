/** Checks spans against their text: inside it, not reversed, and covering the surface they claim. */
import type { Origin } from "../corpus/document.ts";
import { piecesOf, surfaceOf } from "../corpus/fragments.ts";
import type { Issue, IssueLog } from "../corpus/issue.ts";
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
import { type Misfit, settleFragments } from "./fragments.ts";

/**
 * Checks all spans of one side of a run, document by document, and remembers which other offset units would have
 * explained every surface, so that a consistent mistake is called by its name.
 */
export class SpanChecker {
  private readonly unit: OffsetUnit;
  private readonly issues: IssueLog;
  private readonly chosen: boolean;
  private readonly noun: string;
  private candidates: OffsetUnit[];
  private weighed = 0;
  private misfits = 0;
  private readonly reported = new Set<Issue>();
  private firstMisfit: Issue | undefined;
  /** Whether a surface speaks for another unit. Without one, a span that does not fit may just be wrong. */
  private proof = false;

  /** `chosen` where the user may choose another unit; `noun` is what a record without an origin is called. */
  constructor(unit: OffsetUnit, issues: IssueLog, chosen = true, noun = "document") {
    this.chosen = chosen;
    this.noun = noun;
    this.unit = unit;
    this.issues = issues;
    this.candidates = offsetUnits.filter((other) => other !== unit);
  }

  /** The spans that fit the text, in half-open UTF-16 offsets; the others are reported. */
  check(
    spans: readonly PredictedSpan[],
    text: string,
    origin: Origin | undefined,
    id?: string,
  ): readonly PredictedSpan[] {
    const utf16 = this.unit === "utf16";
    const ready = utf16 && spans.every((span) => isWhole(span) && misfitOf(span, text) === undefined);
    const fitting = ready || (utf16 && spans.every((span) => misfitOf(span, text) === undefined));
    if (!fitting || spans.some((span) => span.surface !== undefined)) this.weigh(spans, text, fitting);
    return ready ? spans : this.convert(spans, text, origin, id);
  }

  /** Says, after the last document, if one other unit explains everything that did not fit. */
  finish(role: "gold" | "pred"): void {
    const [unit] = this.candidates;
    if (!this.proof || !this.firstMisfit || unit === undefined) return;
    const [spans, all] =
      this.weighed === 1
        ? ["the one checked span does", "it does"]
        : [`${this.misfits} of ${this.weighed} checked spans do`, "all do"];
    const found = `${spans} not fit with offsets in ${unitNames[this.unit]}, but ${all} with ${unitNames[unit]}`;
    const cause: Issue = {
      ...this.firstMisfit,
      code: "offset-unit",
      message: `${found}; the first: ${this.firstMisfit.message}`,
      hint: role === "pred" ? `run again with --offsets ${unit}` : "convert the gold's offsets to half-open UTF-16",
    };
    this.issues.explain(cause, this.reported, this.misfits);
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
    const issue = describe(misfit, span, text, this.unit);
    if (misfit !== "outside" || span.start < 0 || this.chosen) return issue;
    return { ...issue, hint: `offsets of this format count ${unitNames[this.unit]}` };
  }

  private convert(
    spans: readonly PredictedSpan[],
    text: string,
    origin: Origin | undefined,
    id: string | undefined,
  ): PredictedSpan[] {
    const converter = converterFor(text, this.unit);
    const fitting: PredictedSpan[] = [];
    for (const [i, span] of spans.entries()) {
      const misfit = misfitOf(span, text, converter);
      if (misfit === undefined) {
        fitting.push(settled(span, text, converter) as PredictedSpan);
        continue;
      }
      this.misfits++;
      this.proof ||= span.surface !== undefined && span.surface !== "";
      const record = id === undefined ? undefined : `${this.noun} ${JSON.stringify(id)}`;
      const issue = this.issues.add({ ...this.describe(misfit, span, text), path: ["entities", i] }, origin, record);
      this.firstMisfit ??= issue;
      if (issue) this.reported.add(issue);
    }
    return fitting;
  }
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

/** Whether a span stands in its text, and where its surface says, under a converter of its unit. */
export function fits(span: PredictedSpan, text: string, convert: Converter): boolean {
  return misfitOf(span, text, convert) === undefined;
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

function describe(misfit: Misfit, span: PredictedSpan, text: string, unit: OffsetUnit): Issue {
  const where = piecesOf(span)
    .map(({ start, end }) => `${start}–${end}`)
    .join(" ");
  if (misfit === "reversed") {
    const is = !isWhole(span)
      ? "has a piece that is empty or reversed"
      : span.start === span.end
        ? "is empty"
        : "is reversed";
    const message = `the span ${where} ${is}`;
    return { code: "span-reversed", message, hint: "spans are half-open: end is one past the last character" };
  }
  if (misfit === "outside") {
    if (span.start < 0) {
      return {
        code: "span-outside",
        message: `the span ${where} begins before its text`,
        hint: "offsets count from 0",
      };
    }
    const last = extentIn(unit, text, 0, text.length).end;
    // Inside, yet on no boundary: an offset points into a character of several bytes.
    const what = span.end <= last ? "cuts a character in two" : `reaches outside its text, which ends at ${last}`;
    const hint = `offsets are read as ${unitNames[unit]}; --offsets names another unit`;
    return { code: "span-outside", message: `the span ${where} ${what}`, hint };
  }
  if (misfit === "fragments") {
    const message = `the fragments ${where} overlap, or do not begin at ${span.start} and end at ${span.end}`;
    const hint = "fragments are half-open and stand apart; start and end may be left out";
    return { code: "span-fragments", message, hint };
  }
  const { surface = "" } = span;
  const { surface: _, ...place } = span;
  const found = settled(place, text, converterFor(text, unit)) as PredictedSpan;
  const message = `the text at ${where} is ${quote(surfaceOf(found, text))}, not ${quote(surface)}`;
  const hint = isWhole(span)
    ? nearest(surface, text, found.start, unit)
    : "the texts of fragments are joined by one blank";
  return { code: "span-surface", message, hint };
}

/** Where the surface really stands, as near to `start` as it gets, in the unit that offsets are read in. */
function nearest(surface: string, text: string, start: number, unit: OffsetUnit): string {
  if (surface === "") return "leave the surface out where it is not known";
  const after = text.indexOf(surface, start);
  const before = text.lastIndexOf(surface, start);
  if (after < 0 && before < 0) return `${quote(surface)} does not occur in the text at all`;
  const at = after < 0 || (before >= 0 && start - before <= after - start) ? before : after;
  const place = extentIn(unit, text, at, at + surface.length);
  return `the nearest ${quote(surface)} stands at ${place.start}–${place.end}`;
}

function quote(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);
}
