/** Settling: what the offsets of a file of predictions count, told by the surfaces that stand with them. */
import { piecesOf } from "../corpus/fragments.ts";
import type { IssueLog, Warning } from "../corpus/issue.ts";
import { type Converter, converterFor, isAscii, type OffsetUnit, offsetUnits, unitNames } from "../corpus/offsets.ts";
import type { PredictedSpan } from "../corpus/span.ts";
import { fits } from "./check.ts";
import type { Pair } from "./pair.ts";

/** What offsets count: what the surfaces of each file tell, a unit of characters, or the gold's tokens. */
export const offsetChoices = ["auto", ...offsetUnits, "token", "token-inclusive"] as const;
export type OffsetChoice = (typeof offsetChoices)[number];

/** The files whose surfaces settled one unit. */
export interface SettledCounts {
  readonly unit: OffsetUnit;
  readonly files: readonly string[];
  /** How many spans with a surface were held against their texts, and how many of them would fit as UTF-16. */
  readonly surfaces: number;
  readonly asUtf16: number;
}

/** How many files are named in a message. */
const NAMED = 3;

/**
 * Settles the unit file by file. The surfaces of a file rule units out; a document waits while those that are left would
 * put its spans in different places, and goes on as soon as they would not. What surfaces do not tell is read as UTF-16,
 * and so is, without waiting, a file whose first spans have none: the check of spans says if others in it disagree.
 */
export class OffsetSettler {
  private readonly issues: IssueLog;
  private readonly files = new Map<string, File>();

  constructor(issues: IssueLog) {
    this.issues = issues;
  }

  /** Takes pairs. Returns those whose unit is known, with it as the `unit` of their predictions where it is not UTF-16. */
  take(pairs: readonly Pair[]): readonly Pair[] {
    return pairs.some(isOpen) ? pairs.flatMap((pair) => this.takeOne(pair)) : pairs;
  }

  /** What still waited: the first unit that is left puts it in place. Contradictions are reported. */
  finish(): Pair[] {
    return [...this.files.values()].flatMap((file) => file.finish(this.issues));
  }

  /** The units that were settled, other than by default. */
  counts(): SettledCounts[] {
    return offsetUnits.flatMap((unit) => {
      const files = [...this.files.values()].filter((file) => file.surfaces > 0 && file.unit === unit);
      if (files.length === 0) return [];
      const sum = (count: (file: File) => number) => files.reduce((total, file) => total + count(file), 0);
      const names = files.map(({ source }) => source).sort();
      return [
        { unit, files: names, surfaces: sum((file) => file.surfaces), asUtf16: sum((file) => file.fitting("utf16")) },
      ];
    });
  }

  /** What the reader of the result should know. */
  warnings(): Warning[] {
    const settled = this.counts().filter(({ unit }) => unit !== "utf16");
    const said = settled.map(({ unit, files, surfaces, asUtf16 }): Warning => {
      const evidence = `all ${surfaces} surfaces stand where they say, and ${asUtf16} would as UTF-16`;
      const message = `offsets count ${unitNames[unit]} in ${listed(files)}: ${evidence}`;
      return { code: "offset-settled", message };
    });
    const untold = [...this.files.values()].filter(({ guessed, unit }) => guessed > 0 && unit !== "utf16");
    if (untold.length === 0) return said;
    const spans = untold.reduce((sum, { guessed }) => sum + guessed, 0);
    const files = listed(untold.map(({ source }) => source).sort());
    const message = `surfaces leave open what ${spans} offsets in ${files} count: they were read as the first unit that fits, and --offsets names another`;
    return [...said, { code: "offset-untold", message }];
  }

  private takeOne(pair: Pair): Pair[] {
    if (!isOpen(pair)) return [pair];
    const { source } = pair.pred.origin;
    let file = this.files.get(source);
    if (file === undefined) {
      file = new File(source);
      this.files.set(source, file);
    }
    return file.take(pair);
  }
}

type OpenPair = Pair & { readonly pred: NonNullable<Pair["pred"]> };

/** Whether nobody has said what the pair's offsets count. */
function isOpen(pair: Pair): pair is OpenPair {
  const { pred } = pair;
  if (pred === undefined || pred.tokens !== undefined || pred.tagged !== undefined) return false;
  return pred.unit === undefined && pred.spans.length > 0;
}

/** Some spans with a surface that stands where it says in the same units, and the first of them. */
interface Evidence {
  count: number;
  readonly pair: OpenPair;
  readonly span: PredictedSpan;
}

/** What is known of a file. Sets of units are bits, in the order of `offsetUnits`. */
class File {
  readonly source: string;
  /** Spans that stand elsewhere in other units, where no surface told. */
  guessed = 0;
  /** Undefined before the first spans; false where they had no surface. */
  private told: boolean | undefined;
  /** By the units in which surfaces stand where they say. */
  private readonly evidence = new Map<number, Evidence>();
  private waiting: OpenPair[] = [];

  constructor(source: string) {
    this.source = source;
  }

  /** What the offsets count, as far as it is known: the first unit that is left, or that most surfaces speak for. */
  get unit(): OffsetUnit {
    const left = this.candidates();
    if (left !== 0) return offsetUnits.find((_, bit) => left & (1 << bit))!;
    return offsetUnits.reduce((best, unit) => (this.fitting(unit) > this.fitting(best) ? unit : best));
  }

  /** How many spans with a surface were held against their texts. */
  get surfaces(): number {
    return sumOf(this.evidence.values());
  }

  /** How many of the surfaces stand where they say, in this unit. */
  fitting(unit: OffsetUnit): number {
    const bit = 1 << offsetUnits.indexOf(unit);
    return sumOf(Array.from(this.evidence).flatMap(([units, found]) => (units & bit ? found : [])));
  }

  /** Takes a pair. Returns those that can go on. */
  take(pair: OpenPair): Pair[] {
    this.told ??= pair.pred.spans.some(({ surface }) => surface !== undefined);
    const before = this.candidates();
    this.weigh(pair);
    if (!this.told) return [pair];
    this.waiting.push(pair);
    const left = this.candidates();
    if (left === before) return agree(pair, left) ? [this.place(this.waiting.pop()!)] : [];
    const ready = this.waiting.filter((one) => agree(one, left));
    this.waiting = this.waiting.filter((one) => !ready.includes(one));
    return ready.map((one) => this.place(one));
  }

  /** What still waited. Surfaces that contradict each other are reported. */
  finish(issues: IssueLog): Pair[] {
    for (const { pred } of this.waiting) this.guessed += pred.spans.length;
    const rest = this.waiting.map((pair) => this.place(pair));
    this.waiting = [];
    if (this.candidates() === 0) this.reportContradiction(issues);
    return rest;
  }

  /** The units in which all surfaces stand where they say. Those that do so in none are just wrong, and tell nothing. */
  private candidates(): number {
    let left = (1 << offsetUnits.length) - 1;
    for (const units of this.evidence.keys()) if (units !== 0) left &= units;
    return left;
  }

  private weigh(pair: OpenPair): void {
    if (!pair.pred.spans.some(({ surface }) => surface)) return;
    const text = textOf(pair);
    const converters = offsetUnits.map((unit) => converterFor(text, unit));
    for (const span of pair.pred.spans) {
      if (!span.surface) continue;
      const units = unitsOf(span, text, converters);
      const found = this.evidence.get(units);
      if (found) found.count++;
      else this.evidence.set(units, { count: 1, pair, span });
    }
  }

  /** The pair with the unit said, where it is not the one that is taken unsaid. */
  private place(pair: OpenPair): Pair {
    const { unit } = this;
    const said = unit === "utf16" ? {} : { unit };
    if (this.candidates() !== 0) return { gold: pair.gold, pred: { ...pair.pred, ...said } };
    // What speaks for another unit is reported once for all.
    const text = textOf(pair);
    const converters = offsetUnits.map((one) => converterFor(text, one));
    const bit = 1 << offsetUnits.indexOf(unit);
    const spans = pair.pred.spans.filter((span) => {
      const units = unitsOf(span, text, converters);
      return units === 0 || units & bit;
    });
    return { gold: pair.gold, pred: { ...pair.pred, ...said, spans } };
  }

  private reportContradiction(issues: IssueLog): void {
    const { unit, surfaces } = this;
    const bit = 1 << offsetUnits.indexOf(unit);
    const others = Array.from(this.evidence, ([units, found]) => ({ units, ...found })).filter(
      ({ units }) => units !== 0 && !(units & bit),
    );
    const [{ units, pair, span }] = others as [(typeof others)[number]];
    const other = offsetUnits.find((_, i) => units & (1 << i))!;
    const most = `${this.fitting(unit)} of ${surfaces} surfaces stand where they say if offsets count ${unitNames[unit]}`;
    const example = `${JSON.stringify(span.surface)} at ${span.start}–${span.end} only if they count ${unitNames[other]}`;
    const message = `${most}, ${sumOf(others)} do not; the first, ${example}`;
    const hint = "settle it with --offsets, or mend what is wrong";
    const path = ["entities", pair.pred.spans.indexOf(span)];
    issues.add({ code: "offset-contradiction", message, hint, path }, pair.pred.origin);
  }
}

/** The text that the offsets of a pair point into. */
function textOf({ gold, pred }: OpenPair): string {
  return pred.text ?? gold.text;
}

/** The units in which a span stands where its surface says. */
function unitsOf(span: PredictedSpan, text: string, converters: readonly Converter[]): number {
  let units = 0;
  for (const [bit, convert] of converters.entries()) if (fits(span, text, convert)) units |= 1 << bit;
  return units;
}

/** Whether all these units put the spans of a pair in the same places. */
function agree(pair: OpenPair, units: number): boolean {
  const left = offsetUnits.filter((_, bit) => units & (1 << bit));
  if (left.length <= 1) return true;
  const text = textOf(pair);
  const inclusive = left.filter((unit) => unit.endsWith("-inclusive")).length;
  if (inclusive > 0 && inclusive < left.length) return false;
  if (isAscii(text)) return true;
  const [first, ...others] = left.map((unit) => converterFor(text, unit));
  return pair.pred.spans.every((span) =>
    piecesOf(span).every(({ start, end }) => {
      const place = first!(start, end);
      return others.every((convert) => {
        const other = convert(start, end);
        return other?.start === place?.start && other?.end === place?.end;
      });
    }),
  );
}

function sumOf(found: Iterable<Evidence>): number {
  let sum = 0;
  for (const { count } of found) sum += count;
  return sum;
}

function listed(files: readonly string[]): string {
  const more = files.length > NAMED ? ` and ${files.length - NAMED} more files` : "";
  return `${files.slice(0, NAMED).join(", ")}${more}`;
}
