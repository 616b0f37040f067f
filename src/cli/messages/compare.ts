/** Messages of `ner-eval compare` and `ner-eval report`: runs that cannot be shown side by side, and metrics that they lack. */
import { byCount, counted, grouped, type Words } from "../../messages/words.ts";

const usage = (message: string, hint: string): Words => ({ code: "usage", message, hint });
const differ = (message: string, hint: string): Words => ({ code: "runs-differ", message, hint });

/** Gold on standard input, which several runs need. */
export const goldReadOnce = () =>
  usage("gold on standard input can be read only once, but every run needs it", "put it into a file");

/** An option about scoring where only saved runs are compared. */
export const scoringOfSavedRuns = (option: string) =>
  usage(
    `${option} sets how predictions are scored, but the saved runs are scored already`,
    "leave it out, or give predictions with --pred",
  );

/** Fewer than two systems. */
export const tooFewSystems = (names: readonly string[]) =>
  usage(
    `a comparison needs two systems or more${names.length === 1 ? `; ${names[0]} is the only one` : ""}`,
    "ner-eval compare a.json b.json, or --pred base=a.jsonl --pred new=b.jsonl",
  );

/** Files of one pattern without a name for their system; `given` is how to name it. */
export const seedsUnnamed = (path: string, given: string) =>
  usage(`the files of ${path} are the seeds of one system, which needs a name`, given);

/** Two files that are called alike. */
export const systemsCalledAlike = (one: string, other: string, name: string) =>
  usage(
    `${one} and ${other} are both called ${name}`,
    `name them, as in base=${one}; runs with the same given name are one system`,
  );

/** Two runs of a report that are called alike. */
export const runsCalledAlike = (name: string) =>
  usage(`two runs are called ${name}`, "name them, as in base=a.json new=b.json");

/** Runs that are not comparable, in the words of the core. */
export const runsNotComparable = (why: string) =>
  differ(why, "compare runs on the same gold, scored by the same rules");

/** Runs that are not comparable, for a report. */
export const runsNotAlike = (why: string) => differ(why, "--different shows them side by side anyway");

const notComparable = (a: string, b: string, why: string) => `${a} and ${b} are not comparable: ${why}`;

/** Runs that are counted by other units. */
export const runUnitsDiffer = (
  a: { readonly name: string; readonly unit: string },
  b: { readonly name: string; readonly unit: string },
) =>
  differ(
    notComparable(a.name, b.name, `${a.name} is counted by ${a.unit}s, ${b.name} by ${b.unit}s`),
    "leave --unit out",
  );

/** Runs with other overlap thresholds. */
export const runOverlapsDiffer = (
  a: { readonly name: string; readonly overlaps: readonly number[] },
  b: { readonly name: string; readonly overlaps: readonly number[] },
) =>
  differ(
    notComparable(
      a.name,
      b.name,
      `overlap thresholds: ${a.name} has ${a.overlaps.join(", ") || "none"}; ${b.name} has ${b.overlaps.join(", ") || "none"}`,
    ),
    "score both with the same overlap@X in --scheme",
  );

/** A document that only one of two runs scored. */
export const runDocumentMissing = (a: string, b: string, document: string, scored: string) =>
  differ(
    notComparable(a, b, `the document ${JSON.stringify(document)} was scored only for ${scored}`),
    "--unpredicted missed also scores documents without predictions",
  );

/** A metric of a type that neither side has. */
export const metricTypeAbsent = (metric: string, types: readonly string[]) =>
  usage(`--metric ${metric}: neither side has this type`, `the types are ${types.join(", ") || "none"}`);

/** F-beta without a beta. */
export const metricWithoutBeta = (metric: string) =>
  usage(`--metric ${metric}: F-beta needs a beta`, "score with --beta");

/** A metric of a scheme that saved runs do not have. */
export const metricSchemeMissing = (metric: string, scheme: string) =>
  usage(`--metric ${metric}: the saved runs have no ${scheme}`, `score them with --scheme ${scheme}`);

/** Too few units for intervals. */
export function noIntervals(units: number, unit: string, least: number): Words {
  return {
    code: "units-few",
    message: `there are no confidence intervals: there ${byCount(units, "is", "are")} ${counted(units, unit)}, and intervals need ${grouped(least)}`,
  };
}

/** Runs that were shown in different schemes. */
export const schemesDiffer = (schemes: readonly string[]) =>
  usage(`the runs were shown in different schemes: ${schemes.join(", ")}`, "choose one with --scheme");

/** A run whose intervals this version does not check. */
export const intervalsUnchecked = (source: string, version: string): Words => ({
  code: "runs-versions",
  message: `${source} was written by version ${version}: its intervals are shown as stored and were not checked`,
});
