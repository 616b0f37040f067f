/** The signature: one line that says how a number was computed, printed with every result and read back from it. */

import { type GroundRule, groundRules } from "../align/ground.ts";
import { goldOffsetChoices, type OffsetChoice, offsetChoices } from "../align/place/units.ts";
import { NerEvalError } from "../corpus/error.ts";
import { string } from "../corpus/expect.ts";
import { type RepairPolicy, repairPolicies } from "../formats/tags.ts";
import { type FairBooking, fairBookings } from "./fair-counts.ts";
import { isScheme, type SchemeName } from "./schemes/registry.ts";
import { type UndefinedF, type UndefinedPolicy, undefinedFRules, undefinedPolicies } from "./scores.ts";
import { type UnitName, unitNames } from "./units.ts";

/** Everything that decides a number besides the data. What is optional is not there where it is the default. */
export interface Signature {
  readonly scheme: SchemeName;
  readonly average: "micro";
  readonly undefined: UndefinedPolicy;
  /** When F is undefined. */
  readonly undefinedF?: UndefinedF | undefined;
  /** Of F-beta. */
  readonly beta?: number | undefined;
  /** Where FairEval counts errors of type. */
  readonly fairBooking?: FairBooking | undefined;
  /** The weights of `fair-weighted`, as `BE=0.5:0.25:0.25`. */
  readonly fairWeights?: readonly string[] | undefined;
  /** The formats that were named, of gold and of predictions. */
  readonly goldFormat?: string | undefined;
  readonly predFormat?: string | undefined;
  /** The annotation sets that were read of GATE files. */
  readonly goldSet?: string | undefined;
  readonly predSet?: string | undefined;
  /** `line` where each line of a bracket file is a document, and `strip` where HTML tags were taken out of it. */
  readonly document?: "line" | undefined;
  readonly markup?: "strip" | undefined;
  /** The columns of tags that were named. */
  readonly goldColumn?: string | undefined;
  readonly predColumn?: string | undefined;
  /** The names of tags that are numbers. */
  readonly labelNames?: readonly string[] | undefined;
  /** What a tagger learned from: `none`, or the first digits of the digest of its training data. */
  readonly train?: string | undefined;
  /** The folds of its cross-validation. */
  readonly folds?: number | undefined;
  /** What became of illegal tags; not there where neither side came in tags. */
  readonly repair?: RepairPolicy | undefined;
  /** The column of the tokens, where one was named. */
  readonly tokenColumn?: string | undefined;
  /** The schemes tags were read in, as `iob1` or `gold:io`; not there where files told. */
  readonly tags?: readonly string[] | undefined;
  /** Types that were kept, after renaming; undefined where all were. */
  readonly types: readonly string[] | undefined;
  /** Renamings, as `gold:A=B` or `pred:A=B`; `A=` where a type was left out. */
  readonly map: readonly string[];
  /** How many levels of hierarchical types counted; not there where all did. */
  readonly typeLevel?: number | undefined;
  /** The characters that part levels; not there where it is the full stop. */
  readonly typeSeparator?: string | undefined;
  /** Types that were neither right nor wrong to find, after renaming. */
  readonly ignore?: readonly string[] | undefined;
  /** What brought documents together, where that was named. */
  readonly pair?: "id" | "name" | "text" | "order" | undefined;
  /** How many percent of the predicted spans could be moved or lost where texts differ. */
  readonly maxDrift?: number | undefined;
  /** `leave-out` where documents without predictions were, and where predictions without a document were. */
  readonly unpredicted?: "leave-out" | undefined;
  readonly unknown?: "leave-out" | undefined;
  /** `projected` where predictions were made on another rendering of the text. */
  readonly texts?: "projected" | undefined;
  /** The units of the predictions' and of the gold's offsets, where they were named or proven and not UTF-16 alone. */
  readonly offsets?: readonly OffsetChoice[] | undefined;
  readonly goldOffsets?: readonly OffsetChoice[] | undefined;
  /** `yes` where white space was trimmed off the edges of spans. */
  readonly trim?: "yes" | undefined;
  /** `drop` where repeated spans were left out. */
  readonly duplicates?: "drop" | undefined;
  /** Thresholds, as `0.5` or `PER=0.7`. */
  readonly threshold?: readonly string[] | undefined;
  /** What became of spans that cannot be right, as `gold:skip` or `pred:text`; not there where they are refused. */
  readonly badSpans?: readonly string[] | undefined;
  /** Where mentions without offsets were placed; not there where all had offsets. */
  readonly ground?: GroundRule | undefined;
  readonly documents: number;
  /** What is drawn and tested as a whole; not there where it is documents. */
  readonly unit?: UnitName | undefined;
  /** How intervals were drawn, as `bootstrap-percentile:1000`; not there where none were. */
  readonly interval?: string | undefined;
  /** Of the intervals, where it is not 0.95. */
  readonly level?: number | undefined;
  /** Of what was drawn by chance for the scores. */
  readonly seed?: number | undefined;
  /** Of a comparison: how differences were tested, as `randomization:10000` or `randomization:10000,bootstrap:1000`. */
  readonly test?: string | undefined;
  /** How p-values were adjusted, and the level they were held against. */
  readonly adjust?: string | undefined;
  readonly alpha?: number | undefined;
  readonly version: string;
}

/** How a value is written behind its name, and read back; `undefined` where that text is no such value. */
interface Form {
  readonly print: (value: never) => string;
  readonly parse: (text: string) => unknown;
}

const oneOf = (values: readonly string[]): Form => ({
  print: String,
  parse: (text) => (values.includes(text) ? text : undefined),
});
const listOf = (values: readonly string[]): Form => ({
  print: (list: readonly string[]) => list.join(","),
  parse: (text) => (text.split(",").every((value) => values.includes(value)) ? text.split(",") : undefined),
});
const number = (pattern: RegExp): Form => ({
  print: String,
  parse: (text) => (pattern.test(text) ? Number(text) : undefined),
});
const name: Form = { print: encodeName, parse: decodeURIComponent };
const names: Form = {
  print: (list: readonly string[]) => list.map(encodeName).join(","),
  parse: (text) => (text === "" ? [] : text.split(",").map(decodeURIComponent)),
};
const matching = (pattern: RegExp): Form => ({
  print: String,
  parse: (text) => (pattern.test(text) ? text : undefined),
});
const anything: Form = matching(/^/);

/** The fields behind the scheme, in the order in which they are printed. */
const fields: readonly (readonly [name: string, key: Exclude<keyof Signature, "scheme">, form: Form])[] = [
  ["avg", "average", oneOf(["micro"])],
  ["undefined", "undefined", oneOf(undefinedPolicies)],
  ["undefined-f", "undefinedF", oneOf(undefinedFRules)],
  ["beta", "beta", number(/^(?!0*(?:\.0*)?$)[\d.e+-]+$/)],
  ["booking", "fairBooking", oneOf(fairBookings)],
  ["weights", "fairWeights", names],
  ["gold-format", "goldFormat", name],
  ["pred-format", "predFormat", name],
  ["gold-set", "goldSet", name],
  ["pred-set", "predSet", name],
  ["document", "document", oneOf(["line"])],
  ["markup", "markup", oneOf(["strip"])],
  ["gold-column", "goldColumn", name],
  ["pred-column", "predColumn", name],
  ["label-names", "labelNames", names],
  ["train", "train", name],
  ["folds", "folds", number(/^[1-9]\d*$/)],
  ["repair", "repair", oneOf(repairPolicies)],
  ["token-column", "tokenColumn", name],
  ["tags", "tags", names],
  ["types", "types", names],
  ["map", "map", names],
  ["type-level", "typeLevel", number(/^[1-9]\d*$/)],
  ["type-separator", "typeSeparator", name],
  ["ignore", "ignore", names],
  ["pair", "pair", oneOf(["id", "name", "text", "order"])],
  ["max-drift", "maxDrift", number(/^\d+(?:\.\d+)?(?:e-?\d+)?$/)],
  ["unpredicted", "unpredicted", oneOf(["leave-out"])],
  ["unknown", "unknown", oneOf(["leave-out"])],
  ["texts", "texts", oneOf(["projected"])],
  ["offsets", "offsets", listOf(offsetChoices)],
  ["gold-offsets", "goldOffsets", listOf(goldOffsetChoices)],
  ["trim", "trim", oneOf(["yes"])],
  ["duplicates", "duplicates", oneOf(["drop"])],
  ["threshold", "threshold", names],
  ["bad-spans", "badSpans", names],
  ["ground", "ground", oneOf(groundRules)],
  ["docs", "documents", number(/^\d+$/)],
  ["unit", "unit", oneOf(unitNames)],
  ["ci", "interval", matching(/^bootstrap-(percentile|bca):\d+$/)],
  ["level", "level", number(/^(?!0*(?:\.0*)?$)[\d.e-]+$/)],
  ["seed", "seed", number(/^\d+$/)],
  ["test", "test", matching(/^(randomization:\d+(,bootstrap:\d+)?|bootstrap:\d+)$/)],
  ["adjust", "adjust", oneOf(["none", "holm", "bh"])],
  ["alpha", "alpha", number(/^(?!0*(?:\.0*)?$)[\d.e-]+$/)],
  ["v", "version", anything],
];

/** `strict|avg:micro|undefined:skip|docs:216|v:0.1.0`; what is not the default stands in it. */
export function printSignature(signature: Signature): string {
  const printed = fields.flatMap(([name, key, { print }]) => {
    const value = signature[key];
    const absent = value === undefined || (key === "map" && signature.map.length === 0);
    return absent ? [] : [`${name}:${print(value as never)}`];
  });
  return [signature.scheme, ...printed].join("|");
}

/**
 * The signature behind a printed one.
 *
 * @throws NerEvalError where the text is not a signature.
 */
export function parseSignature(text: string): Signature {
  string(text, "a signature");
  const refuse = (): never => {
    throw new NerEvalError({ code: "usage", message: `not a signature: ${text}` });
  };
  const [scheme = "", ...rest] = text.split("|");
  const signature = new Map<string, unknown>([
    ["types", undefined],
    ["map", []],
  ]);
  for (const field of rest) {
    const [, name, written] = /^([^:]+):(.*)$/s.exec(field) ?? refuse();
    const [, key, form] = fields.find(([known]) => known === name) ?? refuse();
    signature.set(key, form.parse(written!) ?? refuse());
  }
  const required: readonly string[] = ["average", "undefined", "documents", "version"];
  if (!isScheme(scheme) || required.some((key) => signature.get(key) === undefined)) refuse();
  return Object.fromEntries([["scheme", scheme], ...signature]) as unknown as Signature;
}

/** Types are data: what has a meaning in a signature is percent-encoded. */
function encodeName(name: string): string {
  return name.replace(/[%|,\s\p{Cc}]/gu, encodeURIComponent);
}
