/** Systems: what the user wants compared, from saved runs and from predictions, each evaluated or read once. */
import { basename } from "node:path";
import type { System, SystemRun } from "../analyze/comparison.ts";
import { savedOutcomes } from "../analyze/outcomes.ts";
import { NerEvalError } from "../corpus/error.ts";
import type { Warning } from "../corpus/issue.ts";
import { compareText } from "../corpus/span.ts";
import { evaluate } from "../evaluate.ts";
import { stemOf } from "../formats/detect.ts";
import type { ComparedRun } from "../report/compared/compared.ts";
import { algorithmsOf, type DigestAlgorithm, digestsOf } from "../report/inputs.ts";
import { incomparable, refuseOtherLayout, versionWarnings } from "../report/saved/comparable.ts";
import { rulesIn } from "../run/rules.ts";
import type { MetricRules } from "../score/metrics.ts";
import { fileSources, refuseSharedInput } from "./files.ts";
import type { Io } from "./io.ts";
import { materialOf } from "./material.ts";
import type { CompareFlags } from "./options.ts";
import { refuseInputs, type Target } from "./outputs.ts";
import { readRuns } from "./saved.ts";
import { overlapsOf, rulesFor, signatureOf } from "./settings.ts";
import { usage } from "./usage.ts";

/** The systems in the order given, their runs in that of their paths, with what all runs have in common. */
export interface Gathered {
  readonly systems: readonly System[];
  /** All runs of the first system, then of the next. */
  readonly runs: readonly ComparedRun[];
  readonly rules: MetricRules;
  /** Gold mentions. */
  readonly gold: number;
  readonly warnings: readonly Warning[];
}

/** A run of a system, with all that is looked at. */
interface Entry extends SystemRun {
  readonly system: string;
  /** The path of its predictions, by which the runs of a system are put in order. */
  readonly path: string;
  readonly run: ComparedRun;
  readonly gold: number;
  readonly overlaps: readonly number[];
  readonly warnings: readonly Warning[];
}

/**
 * Gathers saved runs at `[NAME=]PATH`, then predictions of `--pred`. Runs of one name are one system.
 *
 * @throws NerEvalError `usage` where there are fewer than two systems, or names that tell none apart; `runs-differ` where
 * runs are not over the same gold or by the same rules.
 */
export async function gatherSystems(
  paths: readonly string[],
  flags: CompareFlags,
  targets: readonly Target[],
  io: Io,
): Promise<Gathered> {
  const predicted = await pathsOf(flags.pred ?? [], "--pred ", io);
  refuseSharedInput([...predicted.map(({ path }) => path), ...(flags.gold ?? []), ...paths]);
  if (flags.gold?.includes("-") && predicted.length > 1)
    throw usage("gold on standard input can be read once, and is needed for every run", "put it into a file");
  if (predicted.length === 0 && paths.length > 0 && flags.scoring.length > 0)
    throw usage(
      `${flags.scoring[0]} says how predictions are scored, and there are none: saved runs have been scored`,
      "leave it out, or give predictions with --pred",
    );
  const saved = await savedEntries(paths, targets, io);
  refuseAlike([...saved.map(({ system, named, path }) => ({ system, named, path })), ...predicted]);
  const overlaps = saved[0]?.overlaps ?? overlapsOf((flags.metric ?? []).map(({ scheme }) => scheme));
  const digests = saved.flatMap(({ run }) => algorithmsOf(run.inputs));
  const entries: Entry[] = [...saved];
  for (const { system, path } of predicted)
    entries.push(await predictedEntry(system, path, { overlaps, digests }, flags, targets, io));
  const names = [...new Set(entries.map(({ system }) => system))];
  if (names.length < 2)
    throw usage(
      `a comparison takes two systems or more${names.length === 1 ? `, and ${names[0]} is one` : ""}`,
      "ner-eval compare a.json b.json, or --pred base=a.jsonl --pred new=b.jsonl",
    );
  refuseOthers(entries);
  const ordered = names.flatMap((name) =>
    entries.filter(({ system }) => system === name).sort((a, b) => compareText(a.path, b.path)),
  );
  const runs = ordered.map(({ run }) => run);
  const { signature } = runs[0]!;
  return {
    systems: names.map((name) => ({ name, runs: ordered.filter(({ system }) => system === name) })),
    runs,
    rules: rulesIn(signature, overlaps),
    gold: ordered[0]!.gold,
    warnings: [...versionWarnings(runs), ...samePredictions(ordered), ...warningsOf(ordered)],
  };
}

/** A path, the system it belongs to, and whether the user said so. */
interface Given {
  readonly system: string;
  readonly named: boolean;
  readonly path: string;
}

/** The paths behind `[NAME=]PATH`; a glob is one for each file, and needs a name. */
async function pathsOf(given: readonly string[], option: string, io: Io): Promise<Given[]> {
  const found: Given[] = [];
  for (const text of given) {
    const [, name, path = text] = /^([^=/\\]+)=(.+)$/.exec(text) ?? [];
    const { sources, pattern } = path === "-" ? { sources: [], pattern: false } : await fileSources(path, io);
    if (!pattern)
      found.push({
        system: name ?? (path === "-" ? "stdin" : stemOf(basename(path))),
        named: name !== undefined,
        path,
      });
    else if (name === undefined)
      throw usage(`the files of ${path} are the seeds of one system, which needs a name`, `${option}NAME=${path}`);
    else found.push(...sources.map((source) => ({ system: name, named: true, path: source.name })));
  }
  return found;
}

async function savedEntries(paths: readonly string[], targets: readonly Target[], io: Io) {
  if (paths.length === 0) return [];
  const given = await pathsOf(paths, "", io);
  const found = await readRuns(
    given.map(({ system, named, path }) => (named ? `${system}=${path}` : path)),
    io,
  );
  refuseInputs(
    targets,
    found.flatMap(({ source }) => source.path ?? []),
  );
  for (const { saved } of found) refuseOtherLayout(found[0]!.saved, saved);
  const { runOf } = await import("../report/saved/read.ts");
  const read = found.map(({ saved, name }, i) => ({
    run: runOf(saved),
    given: given[i]!,
    name: name ?? saved.json.name,
  }));
  const alike = (name: string) => read.filter((one) => one.name === name && !one.given.named).length > 1;
  return read.map(({ run, given, name }) => {
    // Saved under one name, they are told apart by their files.
    const system = !given.named && alike(name) ? given.system : name;
    const { results, signature, inputs } = run;
    const { units, overlaps } = results;
    return {
      ...{ system, named: given.named, path: given.path, units, outcomes: savedOutcomes(units), overlaps },
      run: { system, name: run.name, signature, inputs },
      ...{ gold: results.scores.strict.micro.gold, warnings: run.warnings },
    };
  });
}

async function predictedEntry(
  system: string,
  path: string,
  { overlaps, digests }: { readonly overlaps: readonly number[]; readonly digests: readonly DigestAlgorithm[] },
  flags: CompareFlags,
  targets: readonly Target[],
  io: Io,
): Promise<Entry> {
  // With a name in front, what is in the path is no name.
  const material = await materialOf({ ...flags, pred: [`run=${path}`] }, targets, io, digests);
  const evaluation = await evaluate(material.gold, material.predictions, {
    ...rulesFor(material, flags),
    ...{ overlaps, unit: flags.unit, units: true, outcomes: true },
  });
  const { units, outcomes, scores, warnings } = evaluation;
  const signature = signatureOf({ ...flags, scheme: ["strict"] }, evaluation, material);
  return {
    ...{ system, path, units, outcomes, overlaps },
    run: { system, name: system, signature, inputs: material.inputs() },
    gold: scores.strict.micro.gold,
    warnings: [...material.findings.warnings, ...warnings],
  };
}

/** Says which runs have the same predictions: they are mostly one file under two names. */
function samePredictions(entries: readonly Entry[]): Warning[] {
  const seen = new Map<string, Entry>();
  const warnings: Warning[] = [];
  for (const entry of entries) {
    const pred = entry.run.inputs.find(({ role }) => role === "pred");
    if (pred === undefined || pred.spans === 0) continue;
    const first = digestsOf(pred)
      .map(({ algorithm, value }) => seen.get(`${algorithm}:${value}`))
      .find(Boolean);
    if (first === undefined)
      for (const { algorithm, value } of digestsOf(pred)) seen.set(`${algorithm}:${value}`, entry);
    else {
      const named = ({ system, path }: Entry) => (first.system === entry.system ? path : system);
      const message = `${named(first)} and ${named(entry)} have the same predictions: are they one file?`;
      warnings.push({ code: "same-input", message });
    }
  }
  return warnings;
}

/** Two files that nobody named are two systems, even where they are called alike. */
function refuseAlike(given: readonly Given[]): void {
  for (const [i, { system, named, path }] of given.entries()) {
    const other = given.find((one, j) => j < i && one.system === system && !(named && one.named));
    if (other)
      throw usage(
        `${other.path} and ${path} are both called ${system}`,
        `name them, as in base=${other.path}; runs that are given the same name are one system`,
      );
  }
}

function refuseOthers(entries: readonly Entry[]): void {
  const [first, ...others] = entries as [Entry, ...Entry[]];
  const refuse = (message: string, hint: string) => {
    throw new NerEvalError({ code: "runs-differ", message, hint });
  };
  const same = "compare runs on the same gold, scored by the same rules";
  for (const other of others) {
    const called = ({ run, system, path }: Entry) => ({
      ...run,
      name: system === first.system && system === other.system ? path : system,
    });
    const [a, b] = [called(first), called(other)];
    const message = incomparable(a, b);
    if (message !== undefined) refuse(message, same);
    if (first.units.unit !== other.units.unit)
      refuse(
        `${a.name} and ${b.name} are not comparable: ${a.name} is counted by ${first.units.unit}s, ${b.name} by ${other.units.unit}s`,
        "leave --unit out",
      );
    if (first.overlaps.join() !== other.overlaps.join())
      refuse(
        `${a.name} and ${b.name} are not comparable: overlap thresholds: ${a.name} has ${first.overlaps.join(", ") || "none"}; ${b.name} has ${other.overlaps.join(", ") || "none"}`,
        "score both with the same overlap@X in --scheme",
      );
    const ids = new Set(first.units.ids);
    const only = other.units.ids.find((id) => !ids.has(id));
    if (only !== undefined || ids.size !== other.units.ids.length) {
      const here = new Set(other.units.ids);
      const lone = only ?? first.units.ids.find((id) => !here.has(id));
      refuse(
        `${a.name} and ${b.name} are not comparable: the document ${JSON.stringify(lone)} was scored of ${only === undefined ? a.name : b.name} alone`,
        "--unpredicted missed scores documents without predictions, too",
      );
    }
  }
}

/** The warnings of runs: behind the name of the system, or, where all runs have it, by itself. */
function warningsOf(entries: readonly Entry[]): Warning[] {
  const key = ({ code, message }: Warning) => `${code} ${message}`;
  const lists = entries.map(({ warnings }) => new Set(warnings.map(key)));
  const common = (warning: Warning) => lists.every((list) => list.has(key(warning)));
  return entries.flatMap(({ system, warnings }, i) =>
    warnings.flatMap((warning) => {
      if (!common(warning)) return [{ ...warning, message: `${system}: ${warning.message}` }];
      return i === 0 ? [warning] : [];
    }),
  );
}
