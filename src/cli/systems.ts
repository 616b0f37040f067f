/** Systems: what the user wants compared, from saved runs and from predictions, each evaluated or read once. */

import { basename } from "node:path";
import type { Entry } from "../analyze/compared-runs.ts";
import { NerEvalError } from "../corpus/error.ts";
import { compareText } from "../corpus/span.ts";
import { evaluateAs } from "../evaluate.ts";
import { fileSources, refuseSharedInput } from "../files/files.ts";
import { stemOf } from "../formats/detect.ts";
import { refuseOtherLayout } from "../run/comparable.ts";
import { algorithmsOf, type DigestAlgorithm } from "../run/inputs.ts";
import { overlapsOf } from "../run/settings.ts";
import type { SchemeName } from "../score/schemes/registry.ts";
import type { Io } from "./io.ts";
import { load } from "./load.ts";
import {
  goldReadOnce,
  scoringOfSavedRuns,
  seedsUnnamed,
  systemsCalledAlike,
  tooFewSystems,
} from "./messages/compare.ts";
import type { CompareFlags } from "./options.ts";
import { refuseInputs, type Target } from "./outputs.ts";
import { readRuns } from "./saved.ts";

/**
 * The runs at `[NAME=]PATH`, then those of the predictions of `--pred`, scored now; system by system in the order given,
 * runs of one name, which are one system, in that of their paths.
 *
 * @throws NerEvalError `usage` where there are fewer than two systems, or two files of one name that nobody gave.
 */
export async function gatherEntries(
  paths: readonly string[],
  flags: CompareFlags,
  targets: readonly Target[],
  io: Io,
): Promise<Entry[]> {
  const predicted = await pathsOf(flags.pred ?? [], "--pred ", io);
  refuseSharedInput([...predicted.map(({ path }) => path), ...(flags.gold ?? []), ...paths]);
  if (flags.gold?.includes("-") && predicted.length > 1) throw new NerEvalError(goldReadOnce());
  if (predicted.length === 0 && paths.length > 0 && flags.scoring.length > 0)
    throw new NerEvalError(scoringOfSavedRuns(flags.scoring[0]!));
  const saved = await savedEntries(paths, targets, io);
  refuseAlike([...saved.map(({ system, named, label }) => ({ system, named, path: label })), ...predicted]);
  const overlaps = saved[0]?.run.overlaps ?? overlapsOf((flags.metric ?? []).map(({ scheme }) => scheme));
  const digests = saved.flatMap(({ run }) => algorithmsOf(run.inputs));
  const entries: Entry[] = [...saved];
  for (const { system, path } of predicted)
    entries.push(await predictedEntry(system, path, { overlaps, digests }, flags, targets, io));
  const names = [...new Set(entries.map(({ system }) => system))];
  if (names.length < 2) throw new NerEvalError(tooFewSystems(names));
  return names.flatMap((name) =>
    entries.filter(({ system }) => system === name).sort((a, b) => compareText(a.label, b.label)),
  );
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
    else if (name === undefined) throw new NerEvalError(seedsUnnamed(path, `${option}NAME=${path}`));
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
    return { system, named: given.named, label: given.path, run };
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
  const loaded = await load({ ...flags, pred: [`run=${path}`] }, targets, io, digests);
  const { gold, predictions, findings, ...made } = loaded;
  const schemes: SchemeName[] = ["strict", ...overlaps.map((overlap): SchemeName => `overlap@${overlap}`)];
  // Intervals are drawn of all systems together.
  const settings = { ...flags, scheme: schemes, resamples: 0 };
  const run = await evaluateAs(gold, predictions, settings, {
    ...{ ...made, ...findings, name: system, units: true, outcomes: true },
  });
  return { system, label: path, run };
}

/** Two files that nobody named are two systems, even where they are called alike. */
function refuseAlike(given: readonly Given[]): void {
  for (const [i, { system, named, path }] of given.entries()) {
    const other = given.find((one, j) => j < i && one.system === system && !(named && one.named));
    if (other) throw new NerEvalError(systemsCalledAlike(other.path, path, system));
  }
}
