/** Values: how options that decide numbers are written in short, read back, and recorded. */
import { type BadSpanPolicy, type BadSpanRules, badSpanPolicies } from "../align/place/bad-spans.ts";
import { printThresholds, type Thresholds } from "../align/threshold.ts";
import { type TagScheme, tagSchemes } from "../formats/columns/schemes.ts";
import {
  badSpansSpuriousGold,
  badSpansTwice,
  badSpansUnknown,
  emptyName,
  schemeUnknown,
  tagSchemeUnknown,
  thresholdMalformed,
  thresholdTwice,
  weightMalformed,
} from "../messages/values.ts";
import { type FairWeight, type FairWeights, parseWeight, printWeights, weightsWith } from "../score/fair-weights.ts";
import { isScheme, type SchemeName, schemeNames } from "../score/schemes/registry.ts";
import type { ValueType } from "./options.ts";
import { printRenamings, type Renaming } from "./type-rules.ts";

/** A value that cannot be read; its message says how to write it. */
export class InvalidValue extends Error {}

const THRESHOLD = /^(?:(.+)=)?\s*([^=\s]+)$/s;

/** `0.5`, `PER=0.7` or both; given again, more of them. */
export function parseThresholds(
  value: string,
  previous: Thresholds = { all: undefined, types: new Map() },
): Thresholds {
  let { all } = previous;
  const types = new Map(previous.types);
  for (const entry of splitList(value)) {
    const [, type, text] = (THRESHOLD.exec(entry) ?? []).map((part) => part?.trim());
    const least = Number(text);
    if (!Number.isFinite(least)) throw new InvalidValue(thresholdMalformed(entry));
    if (type === undefined ? all !== undefined : types.has(type)) throw new InvalidValue(thresholdTwice(type, entry));
    if (type === undefined) all = least;
    else types.set(type, least);
  }
  return { all, types };
}

/** `LE=0:0.5:0.5,BE=0.5:0.25:0.25`; what is not named keeps the weight FairEval suggests. */
export function parseWeights(value: string): FairWeights {
  const given = new Map<string, FairWeight>();
  for (const entry of splitList(value)) {
    const weight = parseWeight(entry);
    if (!weight) throw new InvalidValue(weightMalformed(entry));
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
export function parseTagSchemes(value: string, previous: SideTags = {}): SideTags {
  let schemes = previous;
  for (const entry of splitList(value)) {
    const [, side, text = ""] = /^(?:(gold|pred):)?(.*)$/s.exec(entry)!;
    const name = tagSchemes.find((known) => known === text.toLowerCase());
    if (name === undefined) throw new InvalidValue(tagSchemeUnknown(entry, text, tagSchemes));
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

/** Names with commas between them. */
export function splitList(value: string): string[] {
  const items = value.split(",").map((item) => item.trim());
  if (items.includes("")) throw new InvalidValue(emptyName());
  return items;
}

/** The name of a scheme. */
export function parseScheme(item: string): SchemeName {
  if (isScheme(item)) return item.startsWith("overlap@") ? `overlap@${Number(item.slice(8))}` : item;
  throw new InvalidValue(schemeUnknown(item, schemeNames));
}

/** What becomes of bad spans: a policy for both sides, or one behind its side; a list of them. `spurious` is of predictions. */
export function parseBadSpans(value: string): BadSpanRules {
  const rules = new Map<string, BadSpanPolicy>();
  for (const item of value.split(",")) {
    const [, side, name] = /^(?:(gold|pred):)?(.*)$/s.exec(item.trim())!;
    const policy = badSpanPolicies.find((known) => known === name);
    if (policy === undefined) throw new InvalidValue(badSpansUnknown(badSpanPolicies));
    if (policy === "spurious" && side === "gold") throw new InvalidValue(badSpansSpuriousGold());
    const sides = side === undefined ? ["gold", "pred"] : [side];
    for (const one of policy === "spurious" ? ["pred"] : sides) {
      if (rules.has(one)) throw new InvalidValue(badSpansTwice(one));
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

/** A parsed value as it is recorded, in the signature and in saved runs; undefined where there is none. */
export function printValue(type: ValueType, value: unknown): unknown {
  if (value === undefined) return undefined;
  if (type === "renamings") return printRenamings(value as Renaming[]);
  if (type === "thresholds") return printThresholds(value as Thresholds);
  if (type === "weights") return printWeights(value as FairWeights);
  if (type === "tag-schemes") return printTagSchemes(value as SideTags);
  return type === "bad-spans" ? printBadSpans(value as BadSpanRules) : value;
}
