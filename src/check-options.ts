/** Options: checks the choices of an evaluation and of a comparison, so that no misspelt one is taken for its default. */
import { badSpanPolicies } from "./align/place/bad-spans.ts";
import type { System } from "./analyze/comparison.ts";
import type { Profile } from "./compat/profile.ts";
import {
  arrayOf,
  betweenZeroAndOne,
  boolean,
  type Check,
  finite,
  fromZero,
  integer,
  mapOf,
  number,
  objectOf,
  oneOf,
  optional,
  overlap,
  setOfStrings,
  string,
  unexpected,
  whole,
} from "./corpus/expect.ts";
import { choices } from "./run/choices.ts";
import { parseMetric, printMetric } from "./score/metrics.ts";
import type { Units } from "./score/units.ts";

/** One of the choices that the option of the command line has. */
const choice = (key: keyof typeof choices): Check => oneOf(choices[key]);

const typeMap = mapOf(optional(string));
const aboveZero = number("a number above 0", (value) => value > 0);

/** Thresholds of overlap, each once: a scheme is named by its threshold. */
const overlaps: Check = (value, name) => {
  arrayOf(overlap)(value, name);
  const list = value as readonly number[];
  const again = list.findIndex((overlap, i) => list.indexOf(overlap) < i);
  if (again >= 0) throw unexpected(`${name}[${again}]`, list[again], "a threshold that is not in the list already");
};

const rules = objectOf({ beta: aboveZero, undefinedF: choice("undefinedF") });

const weight = objectOf({ tp: fromZero, fp: fromZero, fn: fromZero });
const fair = objectOf({
  booking: choice("fairBooking"),
  weights: (value, name) => {
    const alike = typeof value === "object" && value !== null && "BE" in value;
    const boundary = alike ? { BE: weight } : { BES: weight, BEL: weight, BEO: weight };
    objectOf({ TP: weight, LE: weight, ...boundary, LBE: weight, FN: weight, FP: weight })(value, name);
  },
});

const issueLog: Check = (value, name) => {
  if (typeof value !== "object" || value === null || !("add" in value)) throw unexpected(name, value, "an IssueLog");
};

/** The checks of an evaluation's options. */
export const evaluateChecks = {
  types: objectOf({
    keep: optional(setOfStrings),
    ignore: optional(setOfStrings),
    rename: objectOf({ gold: typeMap, pred: typeMap }),
    level: optional(objectOf({ depth: whole(1), separators: string })),
  }),
  offsets: choice("offsets"),
  goldOffsets: choice("goldOffsets"),
  trim: boolean,
  badSpans: objectOf({
    gold: optional(oneOf(badSpanPolicies.filter((policy) => policy !== "spurious"))),
    pred: optional(oneOf(badSpanPolicies)),
  }),
  pairing: objectOf({ by: optional(choice("pair")), unknown: optional(choice("unknown")) }),
  unpredicted: choice("unpredicted"),
  drift: fromZero,
  duplicates: choice("duplicates"),
  thresholds: objectOf({ all: optional(finite), types: mapOf(finite) }),
  ground: choice("ground"),
  issues: issueLog,
  undefined: choice("undefined"),
  overlaps,
  rules,
  fair,
  unit: choice("unit"),
  units: boolean,
  intervals: objectOf({ resamples: whole(0), seed: integer, level: betweenZeroAndOne, method: choice("interval") }),
  confidence: boolean,
  outcomes: boolean,
};

const metric: Check = (value, name) => {
  const hint = 'parseMetric("strict:f1") makes one';
  if (typeof value !== "object" || value === null) throw unexpected(name, value, "a metric", hint);
  const printed = printMetric(value as Parameters<typeof printMetric>[0]);
  if (parseMetric(printed) === undefined) throw unexpected(name, printed, "a metric", hint);
};

/** The checks of a comparison's options. */
export const compareChecks = {
  metrics: arrayOf(metric, 1),
  rules: objectOf({ undefined: choice("undefined"), rules, fair, overlaps }),
  test: choice("test"),
  trials: whole(0),
  resamples: whole(0),
  seed: integer,
  level: betweenZeroAndOne,
  method: choice("interval"),
  adjust: choice("adjust"),
  alpha: betweenZeroAndOne,
  detect: aboveZero,
};

/** Refuses profiles that are none, such as their names. */
export function checkProfiles(profiles: readonly Profile[]): void {
  const isProfile: Check = (value, name) => {
    if (typeof (value as Partial<Profile> | null)?.start !== "function")
      throw unexpected(
        name,
        value,
        "a profile",
        'take it from `profiles`: profiles.filter(({ name }) => name === "seqeval")',
      );
  };
  arrayOf(isProfile)(profiles, "profiles");
}

/** Refuses systems that cannot be compared whatever their units. */
export function checkSystems(systems: readonly System[]): void {
  const run: Check = (value, name) => {
    if (!isUnits((value as Partial<System["runs"][number]> | null)?.units))
      throw unexpected(`${name}.units`, (value as { readonly units?: unknown } | null)?.units, "units", UNITS);
  };
  const system: Check = (value, name) => {
    const { name: called, runs } = (value ?? {}) as Partial<System>;
    string(called, `${name}.name`);
    arrayOf(run, 1)(runs, `${name}.runs`);
  };
  arrayOf(system, 2)(systems, "systems");
  const names = systems.map(({ name }) => name);
  const again = names.findIndex((name, i) => names.indexOf(name) < i);
  if (again >= 0) throw unexpected(`systems[${again}].name`, names[again], "a name that no other system has");
}

const UNITS = "evaluate(gold, predictions, { units: true }) returns them as `units`";

function isUnits(value: unknown): value is Units {
  const { ids, types, width, starts, columns, values } = (value ?? {}) as Partial<Units>;
  if (!Array.isArray(ids) || !Array.isArray(types) || !Number.isSafeInteger(width)) return false;
  const cells = starts?.[ids.length];
  return starts?.length === ids.length + 1 && columns?.length === cells && values?.length === cells;
}
