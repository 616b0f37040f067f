/** Values: how the values of flags are written, and what is said where one is not. */
import { InvalidArgumentError } from "commander";
import type { BadSpanRules } from "../align/place/bad-spans.ts";
import type { Thresholds } from "../align/threshold.ts";
import type { Floor, Limit } from "../analyze/gates.ts";
import { NerEvalError } from "../corpus/error.ts";
import { tagSchemes } from "../formats/columns/schemes.ts";
import { goldFormats, predictionFormats, writtenFormats } from "../formats/registry.ts";
import { splitColumns } from "../report/columns.ts";
import { formatsOf } from "../report/output-formats.ts";
import type { Option, Registry, ValueType } from "../run/options.ts";
import type { Renaming } from "../run/type-rules.ts";
import {
  InvalidValue,
  parseBadSpans,
  parseScheme,
  parseTagSchemes,
  parseThresholds,
  parseWeights,
  type SideTags,
  splitList,
} from "../run/values.ts";
import type { FairWeights } from "../score/fair-weights.ts";
import { type Metric, nearestMetric, parseMetric, type ScoreMetric } from "../score/metrics.ts";
import { type SchemeName, schemeNames } from "../score/schemes/registry.ts";
import { gateFraction } from "./messages/gates.ts";
import {
  charactersMissing,
  columnMalformed,
  gateMalformed,
  gateMetricUnknown,
  gateOnErrorCount,
  labelMalformed,
  mappingMalformed,
  notFraction,
  notPercentage,
  notPoints,
  notPositive,
  notWhole,
  scoreUnknown,
} from "./messages/values.ts";
import { commandViews } from "./outputs.ts";

/** `FROM=TO`, for one side or both; `FROM=` leaves the type out. */
const MAPPING = /^(?:(gold|pred):)?([^=]+)(?<!^(?:gold|pred):)=([^=]*)$/;

/** A file of renamings that is still to be read. */
export interface MapFile {
  readonly file: string;
}

/** A renaming, or the name of a file of them. */
export function mapping(value: string): Renaming | MapFile {
  if (/\.(?:ya?ml|json)$/i.test(value)) return { file: value };
  const [, side, from = "", to = ""] = (MAPPING.exec(value) ?? []).map((part) => part?.trim());
  if (from !== "") return { side: side as Renaming["side"], from, to: to === "" ? undefined : to };
  throw new InvalidArgumentError(mappingMalformed(value));
}

/** A column by its number or its name. */
function column(value: string): string {
  if (value.trim() !== "" && !/^[-+]?0+$/.test(value)) return value.replace(/^\+(?=\d+$)/, "");
  throw new InvalidArgumentError(columnMalformed());
}

/** Values that are given again are added. */
function repeat(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

/** Lists that are given again go on. */
function listOf<T>(check: (item: string) => T): (value: string, previous?: T[]) => T[] {
  return (value, previous = []) => [...previous, ...splitList(value).map(check)];
}

/** One character or more. */
function characters(value: string): string {
  if (value !== "") return value;
  throw new InvalidArgumentError(charactersMissing());
}

/** Any name. */
function any(item: string): string {
  return item;
}

/** The name of a score, as in `strict:f1`, `type:precision@macro` or `f1[PER]`. */
function scoreMetric(item: string): ScoreMetric {
  const metric = parseMetric(item);
  if (metric && metric.scheme !== "errors") return metric;
  throw new InvalidArgumentError(scoreUnknown(item, nearestMetric(item)));
}

/** A difference of scores in points, as the fraction it is. */
function points(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number > 0 && number <= 100) return number / 100;
  throw new InvalidArgumentError(notPoints());
}

/** A whole number in a range. */
function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(notWhole(least, most === Number.MAX_SAFE_INTEGER ? undefined : most));
  };
}

/** A part of one, such as 0.95. */
function part(value: string): number {
  const number = Number(value);
  if (/^0?\.\d+$/.test(value) && number > 0) return number;
  throw new InvalidArgumentError(notFraction());
}

/** A percentage, from 0 to 100. */
function percentage(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number >= 0 && number <= 100) return number;
  throw new InvalidArgumentError(notPercentage());
}

/** A positive number. */
function positive(what: "number" | "number of seconds"): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (value.trim() !== "" && number > 0 && number <= 1e6) return number;
    throw new InvalidArgumentError(notPositive(what));
  };
}

/** A name that LaTeX takes behind `\\label`. */
function label(value: string): string {
  if (/^[\w:.+/-]+$/.test(value)) return value;
  throw new InvalidArgumentError(labelMalformed());
}

/** What a bare number is about. */
export const USUAL: Metric = { scheme: "strict", measure: "f1" };

/** @throws NerEvalError `gate-fraction` for 1 percent and less, which is a fraction or can only pass. */
function floor(value: string, previous: readonly Floor[] = []): Floor[] {
  const { metric, percent } = metricAndNumber(value);
  if (percent <= 1) {
    const written = value.slice(0, value.lastIndexOf("=") + 1);
    throw new NerEvalError(gateFraction(written, percent, percent === 0 ? 85 : inPercent(percent)));
  }
  return [...previous, { metric, least: percent / 100 }];
}

function limit(value: string, previous: readonly Limit[] = []): Limit[] {
  const { metric, percent } = metricAndNumber(value);
  return [...previous, { metric, most: percent / 100 }];
}

/** `0.85` → `85`. */
export function inPercent(fraction: number): number {
  return Number((100 * fraction).toPrecision(12));
}

/** `85`, `strict:f1=85`, `strict:f1[PER]=85`, `type:recall[*]=85`. A type may hold `=`: the number is behind the last one. */
function metricAndNumber(value: string): { metric: Metric; percent: number } {
  const [, name, text = ""] = (/^(?:(.*)=)?([^=]*)$/s.exec(value) ?? []).map((part) => part?.trim());
  const percent = Number(text);
  if (text === "" || !(percent >= 0 && percent <= 100)) throw new InvalidArgumentError(gateMalformed());
  const metric = name === undefined ? USUAL : parseMetric(name);
  if (!metric) throw new InvalidArgumentError(gateMetricUnknown(name!, nearestMetric(name!)));
  if (metric.scheme === "errors") throw new InvalidArgumentError(gateOnErrorCount());
  return { metric: { ...metric, scheme: parseScheme(metric.scheme) } as Metric, percent };
}

/** What a value of each type is once it was parsed. */
export interface Values {
  readonly flag: boolean;
  /** Of a registry. */
  readonly choice: string;
  readonly name: string;
  readonly names: string[];
  readonly files: string[];
  readonly whole: number;
  readonly positive: number;
  readonly percentage: number;
  readonly fraction: number;
  readonly points: number;
  readonly column: string;
  readonly characters: string;
  readonly label: string;
  readonly renamings: Renaming[];
  readonly thresholds: Thresholds;
  readonly weights: FairWeights;
  readonly "tag-schemes": SideTags;
  readonly "bad-spans": BadSpanRules;
  readonly schemes: SchemeName[];
  readonly metrics: ScoreMetric[];
  readonly columns: string[];
  readonly floors: readonly Floor[];
  readonly limits: readonly Limit[];
}

/** Makes a value of what was written, and of the value so far where an option is given again. */
// biome-ignore lint/suspicious/noExplicitAny: each parser knows what it made before.
export type Parser = (value: string, previous: any) => unknown;

const parsers: { readonly [type in ValueType]?: (option: Option) => Parser } = {
  files: () => repeat,
  names: () => listOf(any),
  whole: ({ least = 0, most }) => wholeNumber(least, most),
  positive: ({ value }) => positive(value === "<seconds>" ? "number of seconds" : "number"),
  percentage: () => percentage,
  fraction: () => part,
  points: () => points,
  column: () => column,
  characters: () => characters,
  label: () => label,
  renamings: () => listOf(mapping),
  thresholds: () => parseThresholds,
  weights: () => parseWeights,
  "tag-schemes": () => parseTagSchemes,
  "bad-spans": () => parseBadSpans,
  schemes: () => (value) => splitList(value).map(parseScheme),
  metrics: () => listOf(scoreMetric),
  columns: () => splitColumns,
  floors: () => floor,
  limits: () => limit,
};

/** How the values of an option are parsed; undefined where they are taken as they are. */
export function parserOf(option: Option): Parser | undefined {
  const parse = parsers[option.type]?.(option);
  return parse && ((value, previous) => parsed(() => parse(value, previous)));
}

/** What a parser makes; what it refuses is refused as commander has it. */
function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw error instanceof InvalidValue ? new InvalidArgumentError(error.message) : error;
  }
}

/** The choices of an option, if it has any. */
export function choicesOfOption({ choices }: Option): readonly string[] | undefined {
  if (typeof choices !== "string") return choices;
  return registries[choices]();
}

const outputsOf = (command: keyof typeof commandViews) => named(formatsOf(commandViews[command]));
const named = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
const registries: { readonly [name in Registry]: () => readonly string[] } = {
  "gold formats": () => named(goldFormats),
  "prediction formats": () => named(predictionFormats),
  "written formats": () => named(writtenFormats),
  "tag schemes": () => tagSchemes,
  "scoring schemes": () => [...schemeNames, "overlap@X"],
  "score outputs": () => [...outputsOf("score"), "score", "conlleval", "seqeval"],
  "explain outputs": () => outputsOf("explain"),
  "compare outputs": () => outputsOf("compare"),
  "report outputs": () => outputsOf("report"),
};
