/** Sums of accounts: what happened to two sets of documents, as one. */
import { flawKinds } from "../corpus/flaw.ts";
import { compareText } from "../corpus/span.ts";
import type { AlignmentCounts } from "./align.ts";
import { type GroundingCounts, mostInvented } from "./grounding-counts.ts";
import type { BadSpanCounts } from "./place/bad-spans.ts";
import { offsetChoices, type UnitCounts } from "./place/units.ts";
import type { SideCounts } from "./side.ts";
import { firstExamples, type TextCounts } from "./text-counts.ts";

/** The account of both together. */
export function sumAlignments(a: AlignmentCounts, b: AlignmentCounts): AlignmentCounts {
  const { offsets: ofA = [], texts: textsA, grounding: groundingA, badSpans: badA, ...restA } = a;
  const { offsets: ofB = [], texts: textsB, grounding: groundingB, badSpans: badB, ...restB } = b;
  const offsets = sumOffsets([...ofA, ...ofB]);
  const texts = either(textsA, textsB, sumTexts);
  const grounding = either(groundingA, groundingB, sumGrounding);
  const { tokens, sentences, repaired, ...rest } = sumOf(restA, restB) as Omit<
    AlignmentCounts,
    "offsets" | "texts" | "grounding" | "badSpans"
  >;
  const badGold = either(badA?.gold, badB?.gold, sumBadSpans);
  const badPred = either(badA?.pred, badB?.pred, sumBadSpans);
  return {
    ...rest,
    ...{ gold: sideInOrder(rest.gold), pred: sideInOrder(rest.pred) },
    ...(offsets.length > 0 && { offsets }),
    ...(texts && { texts }),
    ...(tokens && { tokens }),
    ...(sentences && { sentences }),
    ...(grounding && { grounding }),
    ...(repaired && { repaired: inOrder(repaired) }),
    ...((badGold ?? badPred) && {
      badSpans: {
        ...(badGold && { gold: ofAll(badGold, rest.gold) }),
        ...(badPred && { pred: ofAll(badPred, rest.pred) }),
      },
    }),
  };
}

function either<T>(a: T | undefined, b: T | undefined, sum: (a: T, b: T) => T): T | undefined {
  return a !== undefined && b !== undefined ? sum(a, b) : (a ?? b);
}

/** Side by side and unit by unit, with the files of both. */
function sumOffsets(decided: readonly UnitCounts[]): UnitCounts[] {
  return ([undefined, "gold"] as const).flatMap((side) =>
    offsetChoices.flatMap((unit) => {
      const own = decided.filter((counts) => counts.unit === unit && counts.side === side);
      if (own.length === 0 || unit === "auto") return [];
      const sum = (of: "surfaces" | "asUtf16") => own.reduce((total, counts) => total + counts[of], 0);
      const files = [...new Set(own.flatMap((counts) => counts.files))].sort();
      return [{ ...(side && { side }), unit, files, surfaces: sum("surfaces"), asUtf16: sum("asUtf16") }];
    }),
  );
}

function sumTexts({ examples: a, ...countsA }: TextCounts, { examples: b, ...countsB }: TextCounts): TextCounts {
  return { ...(sumOf(countsA, countsB) as Omit<TextCounts, "examples">), examples: firstExamples([...a, ...b]) };
}

/** The strings that are in no text are summed up as far as both name them: each names its most frequent ones. */
function sumGrounding(
  { rule, examples: a, ...countsA }: GroundingCounts,
  { examples: b, ...countsB }: GroundingCounts,
): GroundingCounts {
  const examples = mostInvented(sumOfLists(a, b) as unknown as GroundingCounts["examples"]);
  return { rule, ...(sumOf(countsA, countsB) as Omit<GroundingCounts, "rule" | "examples">), examples };
}

function sumBadSpans({ policy, ...a }: BadSpanCounts, { policy: _, ...b }: BadSpanCounts): BadSpanCounts {
  const { kinds, ...counts } = sumOf(a, b) as Omit<BadSpanCounts, "policy">;
  const { spans, bad, ...became } = counts;
  const inOrder = [...kinds].sort((x, y) => flawKinds.indexOf(x.kind) - flawKinds.indexOf(y.kind));
  return { policy, spans, bad, kinds: inOrder, ...became };
}

/** With all spans of a side, also of documents without a bad one. */
function ofAll(counts: BadSpanCounts, { read }: SideCounts): BadSpanCounts {
  return { ...counts, spans: read + counts.skipped };
}

function inOrder({ gold, pred }: NonNullable<AlignmentCounts["repaired"]>): AlignmentCounts["repaired"] & object {
  return { ...(gold && { gold }), ...(pred && { pred }) };
}

/** The fields in the order in which a side has them, whichever of the two summed ones had renamed something. */
function sideInOrder({ read, scored, renamed, ...rest }: SideCounts): SideCounts {
  return { read, scored, ...(renamed && { renamed }), ...rest };
}

/** A named count, such as `{ type, count }`. */
type Named = { readonly count: number } & { readonly [name: string]: unknown };

/** Numbers add up, lists of named counts name by name, and objects field by field; a field of one side alone stays. */
function sumOf(a: unknown, b: unknown): unknown {
  if (a === undefined || b === undefined) return a ?? b;
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return sumOfLists(a, b);
  if (!isFields(a) || !isFields(b)) throw new Error("accounts of different shapes do not add up");
  const keys = [...Object.keys(a), ...Object.keys(b).filter((key) => !Object.hasOwn(a, key))];
  return Object.fromEntries(keys.map((key) => [key, sumOf(a[key], b[key])]));
}

function sumOfLists(a: readonly Named[], b: readonly Named[]): Named[] {
  const sums = new Map<string, Named>();
  for (const { count, ...name } of [...a, ...b]) {
    const key = Object.values(name).join("\0");
    sums.set(key, { ...name, count: (sums.get(key)?.count ?? 0) + count });
  }
  return [...sums].sort(([x], [y]) => compareText(x, y)).map(([, named]) => named);
}

function isFields(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
