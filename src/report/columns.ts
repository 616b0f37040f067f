/**
 * Columns as they are asked for, the same in all tables: a metric (`f1`, `partial:recall`, `f1@macro`, `f1[PER]`), a count
 * (`gold`), `ci`, `delta`, `p`, or two in one cell, `f1+fair:f1`.
 */
import { NerEvalError } from "../corpus/error.ts";
import { didYouMean, nearest } from "../messages/nearest.ts";
import { columnUnknown } from "../messages/tables.ts";
import { type Average, averages, type Measure, measures, nearestMetric, partsOfMetric } from "../score/metrics.ts";
import { isScheme, type SchemeName, schemeNames } from "../score/schemes/registry.ts";

/** Counts: of what a scheme counts, and of FairEval's events. `par` is partial, which is a scheme by itself. */
export const counts = ["gold", "pred", "correct", "incorrect", "par", "missed", "spurious"] as const;
export const events = ["TP", "LE", "BE", "LBE", "FN", "FP"] as const;
export type Count = (typeof counts)[number] | (typeof events)[number];

/** A number of a run. What it does not say is said by the row, or by the table. */
export interface Wanted {
  readonly measure: Measure | Count;
  readonly scheme?: SchemeName | undefined;
  readonly average?: Average | undefined;
  readonly type?: string | undefined;
}

/** The words for numbers that are of other numbers: an interval, a difference, its p-value. */
export const words = ["ci", "delta", "p"] as const;
export type Word = (typeof words)[number];

/** A part of a column: a number of a run, or one that is told by a word. */
export type Part<W extends string = Word> = Wanted | W;

/** A column: its name as it was asked for, and one part or two. */
export interface AskedColumn<W extends string = Word> {
  readonly name: string;
  readonly parts: readonly [Part<W>] | readonly [Part<W>, Part<W>];
}

/**
 * The columns of these names, in a table that has these words.
 *
 * @throws NerEvalError `usage` where a name is none; older spellings are told the new one.
 */
export function parseColumns<W extends string>(names: readonly string[], known: readonly W[]): AskedColumn<W>[] {
  return names.map((name) => {
    const older = respelled(name, known);
    if (older !== undefined) throw noColumn(name, known, `write ${older}`);
    const [first, second, ...more] = split(name, "+").map((part) => parsePart(part, known));
    if (more.length > 0) throw noColumn(name, known, "a cell has two numbers at most");
    return { name, parts: second === undefined ? [first!] : [first!, second] };
  });
}

function parsePart<W extends string>(name: string, known: readonly W[]): Part<W> {
  const word = known.find((one) => one === name);
  if (word !== undefined) return word;
  const { scheme, measure: text = "", average, type } = partsOfMetric(name) ?? {};
  const measure = [...measures, ...counts, ...events].find((one) => one === text);
  const over = averages.find((one) => one === average);
  if (measure === undefined || (average !== undefined && over === undefined)) throw noColumn(name, known);
  if (scheme !== undefined && !isScheme(scheme))
    throw noColumn(name, known, `there is no scheme ${scheme}${didYouMean(scheme, schemeNames)}`);
  if (over && !isMeasure(measure)) throw noColumn(name, known, "counts have no average");
  return { measure, scheme, average: over, type };
}

/** Shorter names that there were. */
const shorts = new Map<string, string>([
  ["p", "precision"],
  ["r", "recall"],
  ["f", "f1"],
  ["cor", "correct"],
  ["inc", "incorrect"],
  ["mis", "missed"],
  ["spu", "spurious"],
]);

/** How an older spelling is written now: `p`, `r`, `fair`, `f1/fair`, `F1`; undefined where it is none. */
function respelled(name: string, known: readonly string[]): string | undefined {
  const parts = split(name, "/");
  const now = parts.map((part) => {
    if (known.includes(part) && parts.length === 1) return part;
    if (isScheme(part)) return `${part}:f1`;
    const { scheme, measure = "" } = partsOfMetric(part) ?? {};
    const lower = measure.toLowerCase();
    const spelled =
      shorts.get(lower) ?? [...measures, ...counts, ...events].find((one) => one.toLowerCase() === lower) ?? measure;
    const from = scheme === undefined ? 0 : scheme.length + 1;
    return part.slice(0, from) + spelled + part.slice(from + measure.length);
  });
  const whole = now.join("+");
  return whole === name || !now.every((part) => isColumn(part, known)) ? undefined : whole;
}

function isColumn(name: string, known: readonly string[]): boolean {
  try {
    parsePart(name, known);
    return true;
  } catch (error) {
    if (error instanceof NerEvalError) return false;
    throw error;
  }
}

/** A list with commas between its items, those in brackets left alone. */
export function splitColumns(text: string): string[] {
  return split(text, ",");
}

/** The parts of a text around a character; not where a bracket is closed behind it before another one opens. */
function split(text: string, at: string): string[] {
  const parts: string[] = [];
  let [end, inside] = [text.length, false];
  for (let i = text.length - 1; i >= 0; i--) {
    const character = text[i];
    if (character === "]") inside = true;
    else if (character === "[") inside = false;
    else if (character === at && !inside) {
      parts.push(text.slice(i + 1, end));
      end = i;
    }
  }
  parts.push(text.slice(0, end));
  return parts.reverse().map((part) => part.trim());
}

export function isMeasure(name: Measure | Count): name is Measure {
  return (measures as readonly string[]).includes(name);
}

/** The name of a number, for files that programs read. */
export function keyOf({ measure, scheme, average, type }: Wanted): string {
  const place = average === undefined ? (type === undefined ? "" : `[${type}]`) : `@${average}`;
  return `${scheme === undefined ? "" : `${scheme}:`}${measure}${place}`;
}

/** The error for a column that there is not. */
export function noColumn(name: string, known: readonly string[], why?: string): NerEvalError {
  const near = why === undefined ? nearestColumn(name, known) : undefined;
  return new NerEvalError(columnUnknown({ name, known: [...measures, ...counts, ...known], near, why }));
}

function nearestColumn(name: string, known: readonly string[]): string | undefined {
  return nearestMetric(name) ?? nearest(name, [...measures, ...counts, ...events, ...known]);
}
