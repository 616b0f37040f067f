/** Messages about spans: those that cannot be right, what became of them, and edges that look wrong. */

import { quoted } from "./quote.ts";
import { byCount, counted, grouped, listed, option, outOf, type Words } from "./words.ts";

/** Where a span, a piece of one or a region is; the end is one past the last character. */
export interface ExtentFacts {
  readonly start: number;
  readonly end: number;
}

/** `3–7`; the pieces of a mention as `3–7 9–12`. */
function at(pieces: readonly ExtentFacts[]): string {
  return pieces.map(({ start, end }) => `${start}–${end}`).join(" ");
}

/** A side in front of a noun. */
const adjective = { gold: "gold", pred: "predicted" } as const;

/** A span, or a piece of one, that is empty or ends before it starts. */
export function spanReversed(pieces: readonly ExtentFacts[]): Words {
  const [first] = pieces;
  const is =
    pieces.length > 1
      ? "has a piece that is empty or ends before it starts"
      : first!.start === first!.end
        ? "is empty"
        : "ends before it starts";
  return {
    code: "span-reversed",
    message: `the span ${at(pieces)} ${is}`,
    hint: "spans are half-open: end is one past the last character",
  };
}

/** A span with a negative offset. */
export function spanBeforeText(pieces: readonly ExtentFacts[]): Words {
  return {
    code: "span-outside",
    message: `the span ${at(pieces)} begins before its text`,
    hint: "offsets count from 0",
  };
}

/** How the offsets of a file were read. `key` is the option that sets the unit, where there is one. */
export interface UnitFacts {
  readonly unit: string;
  readonly key: string | undefined;
}

/** A span that ends after its text, which is `length` long in the unit of the offsets. */
export function spanBehindText(pieces: readonly ExtentFacts[], length: number, unit: UnitFacts): Words {
  const message = `the span ${at(pieces)} reaches outside its text, which ends at ${length}`;
  return { code: "span-outside", message, hint: unitHint(unit) };
}

/** A span whose offset is inside a character. */
export function spanInCharacter(pieces: readonly ExtentFacts[], unit: UnitFacts): Words {
  const message = `the span ${at(pieces)} begins or ends inside a character`;
  return { code: "span-outside", message, hint: unitHint(unit) };
}

function unitHint({ unit, key }: UnitFacts): string {
  return key === undefined
    ? `offsets of this format count ${unit}`
    : `offsets were read as ${unit}; ${option(key)} sets another unit`;
}

/** Fragments that overlap, or are not where their span starts and ends. */
export function fragmentsDiffer(pieces: readonly ExtentFacts[], { start, end }: ExtentFacts): Words {
  return {
    code: "span-fragments",
    message: `the fragments ${at(pieces)} overlap, or do not begin at ${start} and end at ${end}`,
    hint: "fragments are half-open and do not overlap; start and end may be left out",
  };
}

/** A surface text that is not the text at the offsets. */
export function surfaceDiffers(facts: {
  readonly pieces: readonly ExtentFacts[];
  /** The text at the offsets. */
  readonly found: string;
  readonly surface: string;
  /** Where the surface text is nearest; undefined where it does not occur. */
  readonly nearest: ExtentFacts | undefined;
}): Words {
  const { pieces, found, surface, nearest } = facts;
  return {
    code: "span-surface",
    message: `the text at ${at(pieces)} is ${quoted(found)}, not ${quoted(surface)}`,
    hint:
      pieces.length > 1
        ? "the surface text of a mention in pieces is its pieces, joined by one blank"
        : surface === ""
          ? "leave the surface text out where it is not known"
          : nearest === undefined
            ? `${quoted(surface)} does not occur in the text`
            : `the nearest ${quoted(surface)} is at ${at([nearest])}`,
  };
}

/** Surface texts that differ from the text at the offsets in white space alone. */
export function surfacesLoose(side: "gold" | "pred", count: number, first: readonly [string, string]): Words {
  const texts = `${counted(count, `${adjective[side]} surface text`)} ${byCount(count, "differs", "differ")}`;
  const [surface, found] = first;
  return {
    code: "span-surface",
    message: `${texts} from the text at the offsets only in white space; the offsets were used; the first: ${JSON.stringify(surface)} for ${quoted(found)}`,
  };
}

/** Mentions in pieces around line breaks that were joined. */
export function piecesJoined(side: "gold" | "pred", count: number): Words {
  const mentions = counted(count, `${adjective[side]} mention`);
  const were = byCount(count, "was", "were each");
  return {
    code: "line-break",
    message: `${mentions} in pieces with only a line break between them ${were} read as one mention`,
  };
}

/** Spans of the same extent and type. `example` is one of them. */
export function spansRepeated(facts: {
  readonly gold: number;
  readonly pred: number;
  readonly example: ExtentFacts & { readonly type: string; readonly id: string };
}): Words {
  const { gold, pred, example } = facts;
  const sides = [
    ...(gold > 0 ? [counted(gold, "gold span")] : []),
    ...(pred > 0 ? [counted(pred, "predicted span")] : []),
  ];
  const { start, end, type, id } = example;
  const repeat = byCount(gold + pred, "repeats", "repeat");
  return {
    code: "span-repeated",
    message: `${listed(sides)} ${repeat} another span of the same extent and type, such as ${type} ${start}–${end} in ${JSON.stringify(id)}; each copy is scored, ${option("duplicates", "drop")} leaves them out`,
  };
}

/** An unannotated region that is empty or ends before it starts. */
export function regionReversed({ start, end }: ExtentFacts): Words {
  return {
    code: "span-reversed",
    message: `the unannotated region ${start}–${end} is empty or ends before it starts`,
    hint: "regions are half-open: end is one past the last character",
  };
}

/** An unannotated region that is not within its text. */
export function regionOutside({ start, end }: ExtentFacts, length: number): Words {
  return {
    code: "span-outside",
    message: `the unannotated region ${start}–${end} is not within the text, which is ${counted(length, "UTF-16 code unit")} long`,
  };
}

/** A policy for bad spans that a side does not have. */
export function badSpansPolicyUnknown(policy: string, side: "gold" | "pred", known: readonly string[]): Words {
  return {
    code: "usage",
    message: `${JSON.stringify(policy)} is not a policy for bad spans of the ${side === "gold" ? "gold" : "predictions"}`,
    hint: `the policies are ${known.join(", ")}`,
  };
}

/** What to do about a gold span that its surface text does not place either. */
export function notPlacedByText(): string {
  return `its surface text is not in the text either; ${option("badSpans", "gold:skip")} leaves such spans out`;
}

/** How many spans are bad, by kind, and what became of them. */
export function badSpansTreated(facts: {
  readonly side: "gold" | "pred";
  readonly bad: number;
  readonly spans: number;
  /** Counts with the names of the kinds, such as `2 outside the text`. */
  readonly kinds: readonly string[];
  readonly placed: number;
  /** What placed them. */
  readonly by: "surface text" | "offsets";
  readonly spurious: number;
  readonly skipped: number;
  /** The first of them, with its place. */
  readonly first: string;
}): Words {
  const { side, bad, spans, kinds, placed, by, spurious, skipped, first } = facts;
  const fate = [
    ...(placed > 0 ? [`${grouped(placed)} placed by ${byCount(placed, "its", "their")} ${by}`] : []),
    ...(spurious > 0 ? [`${grouped(spurious)} counted as spurious`] : []),
    ...(skipped > 0 ? [`${grouped(skipped)} left out`] : []),
  ].join(", ");
  const are = `${outOf(bad, spans, `${adjective[side]} span`)} ${byCount(bad, "is", "are")}`;
  return { code: "bad-spans", message: `${are} bad, ${kinds.join(", ")}: ${fate}; the first: ${first}` };
}

/** What is added to the hint of the first bad span: how many there are, and how to go on. */
export function badSpansSummary(bad: number, spans: number, kinds: readonly string[]): string {
  const are = `${outOf(bad, spans, "span")} of both sides ${byCount(bad, "is", "are")}`;
  return `${are} bad: ${kinds.join(", ")}; to go on, set ${option("badSpans")} to offsets, text, skip or pred:spurious`;
}

/** Ways in which all offsets of a side can be off by one. */
const shifts = {
  "ends-inclusive": "end one character before the end of a word, so the ends look inclusive",
  "from-one-inclusive":
    "start one character after the start of a word, so the offsets look counted from 1 with inclusive ends",
  "from-one": "are one character too far to the end, so the offsets look counted from 1",
  early: "are one character too far to the start",
} as const;
export type EdgeShift = keyof typeof shifts;

/** Spans that are off by one at the edges of words. `unit` is the unit to set, where inclusive ends explain it. */
export function edgesShifted(facts: {
  readonly side: "gold" | "pred";
  readonly count: number;
  readonly spans: number;
  readonly shift: EdgeShift;
  readonly unit: string | undefined;
}): Words {
  const { side, count, spans, shift, unit } = facts;
  const which =
    count === spans
      ? `all ${counted(spans, `${adjective[side]} span`)}`
      : outOf(count, spans, `${adjective[side]} span`);
  const key = side === "gold" ? "goldOffsets" : "offsets";
  const fix = unit === undefined ? "correct the offsets if so" : `set ${option(key, unit)} if so`;
  return { code: "span-edges-in-word", message: `${which} ${shifts[shift]}: ${fix}` };
}

/** Spans that begin or end in white space. */
export function edgesBlank(side: "gold" | "pred", count: number, spans: number): Words {
  const which = `${outOf(count, spans, `${adjective[side]} span`)} ${byCount(count, "begins or ends", "begin or end")}`;
  return { code: "span-edges-blank", message: `${which} in white space: ${option("trim")} removes it on both sides` };
}

/** Spans of white space alone. */
export function spansBlank(side: "gold" | "pred", count: number, spans: number): Words {
  const which = `${outOf(count, spans, `${adjective[side]} span`)} ${byCount(count, "is", "are")}`;
  return { code: "span-edges-blank", message: `${which} only white space` };
}

/** Spans that begin or end inside words. */
export function edgesInWords(side: "gold" | "pred", count: number, spans: number): Words {
  const which = `${outOf(count, spans, `${adjective[side]} span`)} ${byCount(count, "begins or ends", "begin or end")}`;
  return { code: "span-edges-in-word", message: `${which} inside words: check the unit of the offsets` };
}
