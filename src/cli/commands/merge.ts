/** `ner-eval merge`: adds up the runs of shards to the run that scoring everything at once would give. */

import type { Warning } from "../../corpus/issue.ts";
import { stemOf } from "../../formats/detect.ts";
import { counted } from "../../messages/words.ts";

import { longRunJson } from "../../report/run-json.ts";
import type { Io } from "../io.ts";
import type { MergeFlags } from "../options.ts";
import { refuseInputs, targetsOf, writeWhole } from "../outputs.ts";
import { readRuns } from "../saved.ts";
import { writeResult } from "../streams.ts";

/** Runs the command. */
export async function merge(
  paths: readonly string[],
  { name, output }: MergeFlags,
  io: Io,
  warn: (warnings: readonly Warning[]) => void,
): Promise<void> {
  const [target] = await targetsOf(output === undefined ? [] : [output], [".json"], io);
  const shards = await readRuns(paths, io);
  if (target)
    refuseInputs(
      [target],
      shards.flatMap(({ source }) => source.path ?? []),
    );
  const { mergeSaved } = await import("../../report/saved/merge.ts");
  const names = new Set(shards.map((shard) => shard.name ?? shard.saved.json.name));
  const [common = "merged"] = names.size === 1 ? names : [target && stemOf(target.name.replace(/^.*[/\\]/, ""))];
  const run = mergeSaved(
    shards.map(({ saved }) => saved),
    name ?? common,
  );
  warn(run.warnings);
  const json = longRunJson(run, { units: true });
  if (!target) {
    writeResult(io, json.toString(), "json");
    return;
  }
  writeWhole(target, json);
  const { documents } = run;
  io.stderr.write(`${target.name}: ${counted(documents, "document")} of ${counted(shards.length, "shard")}\n`);
}
