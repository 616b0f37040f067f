/** Messages of `ner-eval compare` and `ner-eval report`: runs that cannot be shown side by side, and metrics that they lack. */
import type { Words } from "../../messages/words.ts";

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

/** Runs that are not comparable, for a report. */
export const runsNotAlike = (why: string) => differ(why, "--different shows them side by side anyway");

/** Runs that were shown in different schemes. */
export const schemesDiffer = (schemes: readonly string[]) =>
  usage(`the runs were shown in different schemes: ${schemes.join(", ")}`, "choose one with --scheme");

/** A run whose intervals this version does not check. */
export const intervalsUnchecked = (source: string, version: string): Words => ({
  code: "runs-versions",
  message: `${source} was written by version ${version}: its intervals are shown as stored and were not checked`,
});
