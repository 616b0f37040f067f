/** Columns as they are asked for: `f1`, `partial:recall`, `f1@macro`, `f1[PER]`, `gold`, `ci`, and two in one, `f1/fair`. */
import { NerEvalError } from "../../corpus/error.ts";
import { didYouMean, nearest } from "../../corpus/nearest.ts";
import { type Measure, measures, nearestMetric, partsOfMetric, typeAverages } from "../../score/metrics.ts";
import { fairSchemes, isScheme, type SchemeName, spanSchemes } from "../../score/schemes.ts";

/** Counts: of spans in the terms of a scheme, and of FairEval's events. `par` is partial, which is a scheme by itself. */
export const counts = ["gold", "pred", "correct", "incorrect", "par", "missed", "spurious"] as const;
export const events = ["TP", "LE", "BE", "LBE", "FN", "FP"] as const;
export type Count = (typeof counts)[number] | (typeof events)[number];

/** Averages over types, and the mean over documents. */
export const averages = [...typeAverages, "documents"] as const;
export type Average = (typeof averages)[number];

/** A number of a run. What it does not say is said by the row, or by the table. */
export interface Wanted {
  readonly measure: Measure | Count;
  readonly scheme?: SchemeName | undefined;
  readonly average?: Average | undefined;
  readonly type?: string | undefined;
}

/** What stands in a column: a number, two of them, or the interval of one. */
export interface Asked {
  readonly first: Wanted;
  readonly second?: Wanted | undefined;
  readonly interval?: boolean | undefined;
}

/**
 * The columns of these names. `ci` is the interval of the score in front of it, or of F1.
 *
 * @throws NerEvalError `usage` where a name is none.
 */
export function parseColumns(names: readonly string[]): Asked[] {
  const asked: Asked[] = [];
  for (const name of names) {
    if (name === "ci") {
      const score = asked.findLast(({ first }) => isMeasure(first.measure))?.first;
      asked.push({ first: score ?? { measure: "f1" }, interval: true });
      continue;
    }
    const [first, second, ...more] = partsOf(name).map(parseWanted);
    if (more.length > 0) throw noColumn(name, "a cell has two numbers at most");
    asked.push({ first: first!, second });
  }
  return asked;
}

/** Shorter names. */
const shorts = new Map<string, Measure | Count>([
  ["p", "precision"],
  ["r", "recall"],
  ["f", "f1"],
  ["cor", "correct"],
  ["inc", "incorrect"],
  ["mis", "missed"],
  ["spu", "spurious"],
]);

function parseWanted(name: string): Wanted {
  if (isScheme(name)) return { scheme: name, measure: "f1" };
  const { scheme, measure: text = "", average, type } = partsOfMetric(name) ?? {};
  const short = shorts.get(text.toLowerCase()) ?? text;
  const measure = [...measures, ...counts, ...events].find((known) => known.toLowerCase() === short.toLowerCase());
  const over = averages.find((known) => known === average);
  if (measure === undefined || (average !== undefined && over === undefined)) throw noColumn(name);
  if (scheme !== undefined && !isScheme(scheme))
    throw noColumn(name, `there is no scheme ${scheme}${didYouMean(scheme, [...spanSchemes([]), ...fairSchemes])}`);
  if (over && !isMeasure(measure)) throw noColumn(name, "counts have no average");
  return { measure, scheme, average: over, type };
}

/** A list with commas between its items, those in brackets left alone. */
export function splitColumns(text: string): string[] {
  return split(text, ",");
}

/** The two parts of `f1/fair`; a stroke in brackets belongs to a type. */
function partsOf(name: string): string[] {
  return split(name, "/");
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

function noColumn(name: string, why?: string): NerEvalError {
  const near = why === undefined ? nearestColumn(name) : undefined;
  const more = why === undefined ? (near === undefined ? "" : `; did you mean ${near}?`) : `: ${why}`;
  return new NerEvalError({
    code: "usage",
    message: `no column is called ${JSON.stringify(name)}${more}`,
    hint: `columns are ${[...measures, ...counts].join(", ")}, ci; a scheme and an average may stand beside, as in partial:f1 or f1@macro`,
  });
}

function nearestColumn(name: string): string | undefined {
  return nearestMetric(name) ?? nearest(name, [...measures, ...counts, ...events, "ci"]);
}
