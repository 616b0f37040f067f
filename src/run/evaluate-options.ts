/** Options of the library: those of the command line by the same keys, as plain values, checked and made into settings. */
import { type BadSpanPolicy, type BadSpanRules, badSpanPolicies } from "../align/place/bad-spans.ts";
import type { Thresholds } from "../align/threshold.ts";
import {
  arrayOf,
  betweenZeroAndOne,
  boolean,
  type Check,
  checkOptions,
  finite,
  fromZero,
  integer,
  number,
  objectOf,
  oneOf,
  optional,
  string,
  unexpected,
  whole,
} from "../corpus/expect.ts";
import type { ReadOptions } from "../formats/parse.ts";
import { type FairWeight, weightsWith } from "../score/fair-weights.ts";
import { isScheme, type SchemeName } from "../score/schemes/registry.ts";
import { choices } from "./choices.ts";
import { decidingOptions, type Option, shownSchemes } from "./options.ts";
import type { Settings } from "./settings.ts";
import { parseRenaming, type Renaming } from "./type-rules.ts";
import { InvalidValue, parseBadSpans, parseScheme, parseThresholds, parseWeights } from "./values.ts";

/**
 * The options of an evaluation. They have the keys and the defaults of the command line; what is written in short there
 * may be a plain object here. `Run.options` has the same keys, so `evaluate(gold, pred, run.options)` repeats a run; those of
 * its keys that are about reading files are accepted, and do nothing.
 */
export interface EvaluateOptions {
  /** What tables call the run. `run`. */
  readonly name?: string | undefined;
  /** The schemes that reports show, the first one by type; `overlap@X` is counted where it is among them. */
  readonly scheme?: SchemeName | readonly SchemeName[] | undefined;
  /** The types to score, after renaming. All. */
  readonly types?: readonly string[] | null | undefined;
  /** Types that are neither right nor wrong to find, after renaming. None. */
  readonly ignore?: readonly string[] | undefined;
  /** New names of types on both sides, `null` to leave one out; or a list of renamings, each of one side or both. */
  readonly map?: { readonly [from: string]: string | null } | readonly (Renaming | string)[] | undefined;
  /** How many levels of hierarchical types count, such as 1 for `PER` in `PER.artist`. All. */
  readonly typeLevel?: number | undefined;
  /** The characters between the levels. `.`. */
  readonly typeSeparator?: string | undefined;
  /** What the offsets of the predictions count. `auto`: UTF-16 code units, unless the data show otherwise. */
  readonly offsets?: Settings["offsets"] | undefined;
  /** What the offsets of the gold count. `auto`. */
  readonly goldOffsets?: Settings["goldOffsets"] | undefined;
  /** Whether white space is trimmed off the edges of spans, on both sides. `false`. */
  readonly trim?: boolean | undefined;
  /** What pairs documents with predictions. `auto`: the id, else the name or the text. */
  readonly pair?: Settings["pair"] | undefined;
  /** What becomes of predictions for documents that the gold does not have. `refuse`. */
  readonly unknown?: Settings["unknown"] | undefined;
  /** What becomes of documents without predictions. `missed`. */
  readonly unpredicted?: Settings["unpredicted"] | undefined;
  /** The percentage of predicted spans that may be moved or lost where texts differ. 5. */
  readonly maxDrift?: number | undefined;
  /** What becomes of spans that one side has more than once. `keep`. */
  readonly duplicates?: Settings["duplicates"] | undefined;
  /** The lowest score of predictions that are kept: one for all types, or by type. None. */
  readonly threshold?: number | { readonly [type: string]: number } | readonly (number | string)[] | undefined;
  /** Where mentions without offsets are placed. `order`. */
  readonly ground?: Settings["ground"] | undefined;
  /** What becomes of spans that cannot be right, on both sides or on each. `refuse`. */
  readonly badSpans?: BadSpanPolicy | BadSpanRules | readonly string[] | undefined;
  /** How undefined scores of types enter averages over types. `skip`. */
  readonly undefined?: Settings["undefined"] | undefined;
  /** When an F score is undefined: where both precision and recall are, or either is. `both`. */
  readonly undefinedF?: Settings["undefinedF"] | undefined;
  /** The beta of the F-beta score. 1. */
  readonly beta?: number | undefined;
  /** At which type FairEval's events are counted. `target`: the gold type. */
  readonly fairBooking?: Settings["fairBooking"] | undefined;
  /** The weights of FairEval's events that are not those it suggests. */
  readonly fairWeights?: { readonly [kind: string]: FairWeight } | readonly string[] | undefined;
  /** What counts are kept of, and intervals drawn from. `document`. */
  readonly unit?: Settings["unit"] | undefined;
  /** Resamples for confidence intervals. 0: none are drawn. */
  readonly resamples?: number | undefined;
  /** The seed of all random draws. 12345. */
  readonly seed?: number | undefined;
  /** The confidence level. 0.95. */
  readonly level?: number | undefined;
  /** The method of the intervals. `percentile`. */
  readonly interval?: Settings["interval"] | undefined;
  /** Whether the scores of predictions are analyzed: precision-recall curves and calibration. `false`. */
  readonly confidence?: boolean | undefined;
  /** Whether the counts of every document (or sentence) are kept, as comparing and saving need them. `true`. */
  readonly units?: boolean | undefined;
  /** Whether the words of every gold mention that was not found are kept. `false`. */
  readonly outcomes?: boolean | undefined;
}

/** One of the choices that the option of the command line has. */
const choice = (key: keyof typeof choices): Check => oneOf(choices[key]);
const isList = Array.isArray as (value: unknown) => value is readonly unknown[];
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !isList(value);
const valuesOf =
  (check: Check): Check =>
  (value, name) => {
    for (const [key, item] of Object.entries(value as object)) check(item, `${name}[${JSON.stringify(key)}]`);
  };

/** What an object of one value for each name is, or a list in short, whose entries a parser reads. */
const namedOrList =
  (expected: string, check: Check, entry: Check): Check =>
  (value, name) => {
    if (isList(value)) arrayOf(entry)(value, name);
    else if (isObject(value)) valuesOf(check)(value, name);
    else throw unexpected(name, value, expected);
  };

/** Text that a parser of short forms reads. */
const readable =
  (parse: (text: string) => unknown): Check =>
  (value, name) => {
    string(value, name);
    try {
      if (parse(value as string) === undefined) throw new InvalidValue("a renaming such as gold:PER=PERSON");
    } catch (error) {
      throw error instanceof InvalidValue ? unexpected(name, value, error.message) : error;
    }
  };

const renaming: Check = (value, name) => {
  if (typeof value === "string") readable(parseRenaming)(value, name);
  else objectOf({ side: optional(oneOf(["gold", "pred"])), from: string, to: optional(string) })(value, name);
};
const target: Check = (value, name) => {
  if (value !== null && typeof value !== "string") throw unexpected(name, value, "a type, or null to leave it out");
};
const aboveZero = number("a number above 0", (value) => value > 0);
const weight = objectOf({ tp: fromZero, fp: fromZero, fn: fromZero });
const weightKinds = ["LE", "BE", "BES", "BEL", "BEO", "LBE"] as const;
const policies = { gold: badSpanPolicies.filter((policy) => policy !== "spurious"), pred: badSpanPolicies };

const scheme: Check = (value, name) => {
  const names = isList(value) ? value : [value];
  if (names.length === 0) throw unexpected(name, value, "a scheme");
  for (const one of names)
    if (typeof one !== "string" || !isScheme(one)) throw unexpected(name, one, 'a scheme, such as "strict"');
};

/** The checks of the options, key by key. */
const checks: { readonly [key in keyof Required<EvaluateOptions>]: Check } = {
  name: string,
  scheme,
  types: (value, name) => (value === null ? undefined : arrayOf(string)(value, name)),
  ignore: arrayOf(string),
  map: namedOrList("an object or an array of renamings", target, renaming),
  typeLevel: whole(1),
  typeSeparator: string,
  offsets: choice("offsets"),
  goldOffsets: choice("goldOffsets"),
  trim: boolean,
  pair: choice("pair"),
  unknown: choice("unknown"),
  unpredicted: choice("unpredicted"),
  maxDrift: fromZero,
  duplicates: choice("duplicates"),
  threshold: (value, name) => {
    const entry: Check = (one, of) => (typeof one === "number" ? finite(one, of) : readable(parseThresholds)(one, of));
    if (typeof value === "number") finite(value, name);
    else namedOrList("a number, or an object with a number for each type", finite, entry)(value, name);
  },
  ground: choice("ground"),
  badSpans: (value, name) => {
    if (isList(value)) arrayOf(readable(parseBadSpans))(value, name);
    else if (typeof value === "string") oneOf(badSpanPolicies)(value, name);
    else objectOf({ gold: optional(oneOf(policies.gold)), pred: optional(oneOf(policies.pred)) })(value, name);
  },
  undefined: choice("undefined"),
  undefinedF: choice("undefinedF"),
  beta: aboveZero,
  fairBooking: choice("fairBooking"),
  fairWeights: (value, name) => {
    if (isList(value)) arrayOf(readable(parseWeights))(value, name);
    else objectOf(Object.fromEntries(weightKinds.map((kind) => [kind, optional(weight)])))(value, name);
  },
  unit: choice("unit"),
  resamples: whole(0),
  seed: integer,
  level: betweenZeroAndOne,
  interval: choice("interval"),
  confidence: boolean,
  units: boolean,
  outcomes: boolean,
};

/** What the library does where nothing else is asked for; all other defaults are those of the command line. */
const own = { resamples: 0 } as const;

/** Keys of a saved run's options that readers of files act on; they do nothing to documents that have been read. */
const ofReaders: ReadonlySet<string> = new Set(
  (decidingOptions as readonly Option[]).flatMap(({ key, saved }) =>
    saved && !Object.hasOwn(checks, key) ? [key] : [],
  ),
);

/**
 * The settings behind the options of a caller.
 *
 * @throws NerEvalError `usage` where an option is unknown, or is not what its type says.
 */
export function settingsOf(options: EvaluateOptions): Settings {
  const given = isObject(options)
    ? (Object.fromEntries(
        Object.entries(options).filter(([key, value]) => value !== undefined && !ofReaders.has(key)),
      ) as EvaluateOptions)
    : options;
  checkOptions(given, checks);
  const { scheme: schemes = shownSchemes, types, ignore = [], map = [], ...others } = given;
  const { threshold, badSpans, fairWeights, ...rest } = others;
  const settings = {
    ...defaults,
    ...own,
    ...rest,
    scheme: (isList(schemes) ? (schemes as readonly SchemeName[]) : [schemes as SchemeName]).map(parseScheme),
    ...(types && { types }),
    ...(ignore.length > 0 && { ignore }),
    map: renamings(map),
    ...(threshold !== undefined && { threshold: thresholds(threshold) }),
    ...(badSpans !== undefined && { badSpans: rules(badSpans) }),
    ...(fairWeights !== undefined && { fairWeights: weights(fairWeights) }),
  };
  return settings as unknown as Settings;
}

/**
 * The settings with how both sides were read: what decides numbers there is in the signature, too.
 *
 * @throws NerEvalError `usage` where illegal tags were repaired in one way on one side, and in another on the other.
 */
export function withReading(settings: Settings, gold: ReadOptions, pred: ReadOptions): Settings {
  const { document = "file", markup = "keep" } = gold;
  const repair = gold.repair ?? pred.repair ?? "begin";
  if (pred.repair !== undefined && pred.repair !== repair)
    throw unexpected("repair of the predictions", pred.repair, `${JSON.stringify(repair)}, as for the gold`);
  const tags = { ...(gold.tags && { gold: gold.tags }), ...(pred.tags && { pred: pred.tags }) };
  const columns = {
    goldColumn: gold.column,
    predColumn: pred.column,
    tokenColumn: gold.tokenColumn ?? pred.tokenColumn,
  };
  const given = Object.entries(columns).filter(([, column]) => column !== undefined);
  return {
    ...settings,
    ...{ document, markup, repair, ...Object.fromEntries(given) },
    ...((gold.tags || pred.tags) && { tags }),
  };
}

/** The defaults of the command line. */
const defaults = Object.fromEntries(
  (decidingOptions as readonly Option[]).flatMap(({ key, default: usual, commands }) =>
    usual !== undefined && commands.includes("score") ? [[key, usual]] : [],
  ),
);

function renamings(map: NonNullable<EvaluateOptions["map"]>): Renaming[] {
  if (isList(map)) return map.map((one) => (typeof one === "string" ? parseRenaming(one)! : (one as Renaming)));
  return Object.entries(map).map(([from, to]) => ({ from, to: to ?? undefined }));
}

function thresholds(threshold: NonNullable<EvaluateOptions["threshold"]>): Thresholds {
  if (typeof threshold === "number") return { all: threshold, types: new Map() };
  if (!isList(threshold)) return { all: undefined, types: new Map(Object.entries(threshold)) };
  return threshold.reduce<Thresholds>((found, entry) => parseThresholds(String(entry), found), {
    all: undefined,
    types: new Map(),
  });
}

function rules(given: NonNullable<EvaluateOptions["badSpans"]>): BadSpanRules {
  if (typeof given === "string") return parseBadSpans(given);
  return isList(given) ? parseBadSpans(given.join(",")) : (given as BadSpanRules);
}

function weights(given: NonNullable<EvaluateOptions["fairWeights"]>) {
  if (isList(given)) return parseWeights(given.join(","));
  const named = Object.entries(given).filter((entry): entry is [string, FairWeight] => entry[1] !== undefined);
  return weightsWith(new Map(named));
}
