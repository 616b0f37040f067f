/** Values: how the values of flags are written, and what is said where one is not. */
import { InvalidArgumentError } from "commander";
import { type BadSpanPolicy, type BadSpanRules, badSpanPolicies } from "../align/place/bad-spans.ts";
import type { Thresholds } from "../align/threshold.ts";
import { didYouMean } from "../corpus/nearest.ts";
import { type TagScheme, tagSchemes } from "../formats/columns/schemes.ts";
import { type FairWeight, type FairWeights, parseWeight, weightsWith } from "../score/fair-counts.ts";
import { nearestMetric, parseMetric, type ScoreMetric } from "../score/metrics.ts";
import { isScheme, type SchemeName, schemeNames } from "../score/schemes/registry.ts";
import type { MapFile, Renaming } from "./type-rules.ts";

/** `FROM=TO`, for one side or both; `FROM=` leaves the type out. */
const MAPPING = /^(?:(gold|pred):)?([^=]+)(?<!^(?:gold|pred):)=([^=]*)$/;

/** A renaming, or the name of a file of them. */
export function mapping(value: string): Renaming | MapFile {
  if (/\.(?:ya?ml|json)$/i.test(value)) return { file: value };
  const [, side, from = "", to = ""] = (MAPPING.exec(value) ?? []).map((part) => part?.trim());
  if (from !== "") return { side: side as Renaming["side"], from, to: to === "" ? undefined : to };
  throw new InvalidArgumentError(
    `write FROM=TO, gold:FROM=TO or pred:FROM=TO, or name a .yaml or .json file, not ${JSON.stringify(value)}`,
  );
}

const THRESHOLD = /^(?:(.+)=)?\s*([^=\s]+)$/s;

/** `0.5`, `PER=0.7` or both; given again, more of them. */
export function thresholds(value: string, previous: Thresholds = { all: undefined, types: new Map() }): Thresholds {
  let { all } = previous;
  const types = new Map(previous.types);
  for (const entry of list(value)) {
    const [, type, text] = (THRESHOLD.exec(entry) ?? []).map((part) => part?.trim());
    const least = Number(text);
    if (!Number.isFinite(least)) throw new InvalidArgumentError(`write 0.5 or PER=0.5, not "${entry}"`);
    if (type === undefined ? all !== undefined : types.has(type))
      throw new InvalidArgumentError(`a second threshold for ${type ?? "all types"}: "${entry}"`);
    if (type === undefined) all = least;
    else types.set(type, least);
  }
  return { all, types };
}

/** `LE=0:0.5:0.5,BE=0.5:0.25:0.25`; what is not named keeps the weight FairEval suggests. */
export function fairWeightList(value: string): FairWeights {
  const given = new Map<string, FairWeight>();
  for (const entry of list(value)) {
    const weight = parseWeight(entry);
    if (!weight) throw new InvalidArgumentError(`write KIND=TP:FP:FN such as BE=0.5:0.25:0.25, not "${entry}"`);
    given.set(...weight);
  }
  return weightsWith(given);
}

/** The schemes in which tags are read, by side. */
export interface SideTags {
  readonly gold?: TagScheme;
  readonly pred?: TagScheme;
}

/** `iob2`, or `gold:iob1,pred:iobes`; given again, more of them. */
export function sideTags(value: string, previous: SideTags = {}): SideTags {
  let schemes = previous;
  for (const entry of list(value)) {
    const [, side, text = ""] = /^(?:(gold|pred):)?(.*)$/s.exec(entry)!;
    const name = tagSchemes.find((known) => known === text.toLowerCase());
    if (name === undefined)
      throw new InvalidArgumentError(
        `"${entry}" is none of ${tagSchemes.join(", ")}, nor one with gold: or pred:${didYouMean(text, tagSchemes)}`,
      );
    schemes = {
      ...schemes,
      ...(side === "pred" ? {} : { gold: name }),
      ...(side === "gold" ? {} : { pred: name }),
    };
  }
  return schemes;
}

/** The schemes as they are written behind `--tags`; undefined for none. */
export function printTagSchemes({ gold, pred }: SideTags = {}): readonly string[] | undefined {
  if (gold === undefined && pred === undefined) return undefined;
  if (gold === pred) return [gold!];
  return [...(gold === undefined ? [] : [`gold:${gold}`]), ...(pred === undefined ? [] : [`pred:${pred}`])];
}

/** A column by its number or its name. */
export function column(value: string): string {
  if (value.trim() !== "" && !/^[-+]?0+$/.test(value)) return value.replace(/^\+(?=\d+$)/, "");
  throw new InvalidArgumentError("write a number from 1, a negative one from the end, or the name of a column");
}

/** Values that are given again are added. */
export function repeat(value: string, previous: string[] = []): string[] {
  return [...previous, value];
}

/** Names with commas between them. */
export function list(value: string): string[] {
  const items = value.split(",").map((item) => item.trim());
  if (items.includes("")) throw new InvalidArgumentError("there is an empty name in the list");
  return items;
}

/** Lists that are given again go on. */
export function listOf<T>(check: (item: string) => T): (value: string, previous?: T[]) => T[] {
  return (value, previous = []) => [...previous, ...list(value).map(check)];
}

/** One character or more. */
export function characters(value: string): string {
  if (value !== "") return value;
  throw new InvalidArgumentError("write the characters, such as . or -/");
}

/** Any name. */
export function any(item: string): string {
  return item;
}

/** The name of a scheme. */
export function scheme(item: string): SchemeName {
  if (isScheme(item)) return item.startsWith("overlap@") ? `overlap@${Number(item.slice(8))}` : item;
  throw new InvalidArgumentError(
    `"${item}" is none of ${schemeNames.join(", ")}, overlap@X with X above 0 and at most 1${didYouMean(item, schemeNames)}`,
  );
}

/** The name of a score, as in `strict:f1`, `type:precision@macro` or `f1[PER]`. */
export function scoreMetric(item: string): ScoreMetric {
  const metric = parseMetric(item);
  if (metric && metric.scheme !== "errors") return metric;
  const near = nearestMetric(item);
  throw new InvalidArgumentError(
    near === undefined
      ? `"${item}" is no score; write SCHEME:MEASURE such as strict:f1, type:recall@macro or f1[PER]`
      : `"${item}" is no score; did you mean ${near}?`,
  );
}

/** A difference of scores in points, as the fraction it is. */
export function points(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number > 0 && number <= 100) return number / 100;
  throw new InvalidArgumentError("it must be a number of points above 0 and up to 100");
}

/** A whole number in a range. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `between ${least} and ${most}`;
    throw new InvalidArgumentError(`it must be a whole number ${range}`);
  };
}

/** A part of one, such as 0.95. */
export function part(value: string): number {
  const number = Number(value);
  if (/^0?\.\d+$/.test(value) && number > 0) return number;
  throw new InvalidArgumentError("it must be a number between 0 and 1, such as 0.95");
}

/** What becomes of bad spans: a policy for both sides, or one behind its side; a list of them. `spurious` is of predictions. */
export function badSpans(value: string): BadSpanRules {
  const rules = new Map<string, BadSpanPolicy>();
  for (const item of value.split(",")) {
    const [, side, name] = /^(?:(gold|pred):)?(.*)$/s.exec(item.trim())!;
    const policy = badSpanPolicies.find((known) => known === name);
    if (policy === undefined) throw new InvalidArgumentError(`the policies are ${badSpanPolicies.join(", ")}`);
    if (policy === "spurious" && side === "gold")
      throw new InvalidArgumentError("spurious is for predictions; gold:skip leaves bad gold spans out");
    const sides = side === undefined ? ["gold", "pred"] : [side];
    for (const one of policy === "spurious" ? ["pred"] : sides) {
      if (rules.has(one)) throw new InvalidArgumentError(`it has two policies for ${one}`);
      rules.set(one, policy);
    }
  }
  return Object.fromEntries(rules);
}

/** Policies other than refusing, as `gold:skip` and `pred:text`; undefined where there are none. */
export function printBadSpans({ gold, pred }: BadSpanRules): string[] | undefined {
  const printed = Object.entries({ gold, pred }).flatMap(([side, policy]) =>
    policy === undefined || policy === "refuse" ? [] : [`${side}:${policy}`],
  );
  return printed.length > 0 ? printed : undefined;
}

/** A percentage, from 0 to 100. */
export function percentage(value: string): number {
  const number = Number(value);
  if (value.trim() !== "" && number >= 0 && number <= 100) return number;
  throw new InvalidArgumentError("it must be a percentage from 0 to 100");
}

/** A positive number. */
export function positive(what: string): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (value.trim() !== "" && number > 0 && number <= 1e6) return number;
    throw new InvalidArgumentError(`it must be a positive ${what}`);
  };
}

/** A name that LaTeX takes behind `\\label`. */
export function label(value: string): string {
  if (/^[\w:.+/-]+$/.test(value)) return value;
  throw new InvalidArgumentError("a label has letters, digits and : . + / - _ only");
}
