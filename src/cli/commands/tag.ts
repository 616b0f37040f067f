/** `ner-eval tag`: runs a tagger over the gold texts and keeps what it predicts; an interrupted run goes on where it stopped. */

import { NerEvalError } from "../../corpus/error.ts";
import { IssueLog, type Warning } from "../../corpus/issue.ts";
import type { PredictedSpan } from "../../corpus/span.ts";
import type { Findings } from "../../files/inputs.ts";
import { printPrediction } from "../../formats/jsonl.ts";
import { counted } from "../../messages/words.ts";
import type { Io } from "../io.ts";
import { partialKept } from "../messages/files.ts";
import { taggerMissing } from "../messages/usage.ts";
import type { TagFlags } from "../options.ts";
import { refuseInputs, targetOf, writeWhole } from "../outputs.ts";
import { PartialFile } from "../partial.ts";
import { writeResult } from "../streams.ts";
import { type Assignment, prepareTagging, runTagging } from "../tagging.ts";

/** Runs the command. The predictions come in the order of the gold, whatever order they were made in. */
export async function tag(flags: TagFlags, io: Io, warn: (warnings: readonly Warning[]) => void): Promise<void> {
  if (flags.tagger === undefined) throw new NerEvalError(taggerMissing());
  const target = flags.output === undefined ? undefined : await targetOf(flags.output, io);
  const findings: Findings = { issues: new IssueLog(), warnings: [] };
  const assignment = await prepareTagging({ ...flags, tagger: flags.tagger }, findings, io);
  if (target !== undefined) refuseInputs([target], [...assignment.files, ...(io.opened ?? [])]);
  warn(findings.warnings);
  if (target === undefined) {
    const spans = new Map<string, readonly PredictedSpan[]>();
    warn(await runTagging(assignment, new Set(), io, (tagged) => void spans.set(tagged.id, tagged.spans)));
    writeResult(io, predictionLines(assignment, spans), "json");
    return;
  }
  const texts = new Map(assignment.documents.map(({ id, text }) => [id, text]));
  const partial = PartialFile.open(target, identityOf(assignment, flags), flags.restart ?? false, texts);
  const spans = new Map(partial.kept.map((tagged) => [tagged.id, tagged.spans]));
  if (spans.size > 0) io.stderr.write(`continuing ${target.name}: ${counted(spans.size, "document")} tagged before\n`);
  try {
    const warnings = await runTagging(assignment, new Set(spans.keys()), io, (tagged) => {
      spans.set(tagged.id, tagged.spans);
      partial.keep(tagged);
    });
    warn(warnings);
  } catch (error) {
    partial.close();
    throw spans.size > 0 ? resumable(error, partialKept(spans.size, assignment.documents.length, partial.name)) : error;
  }
  partial.close();
  writeWhole(target, predictionLines(assignment, spans));
  partial.remove();
  const found = [...spans.values()].reduce((sum, list) => sum + list.length, 0);
  const { session, documents } = assignment;
  const training = session.training === undefined ? "" : `, ${session.training}`;
  io.stderr.write(`${target.name}: ${counted(documents.length, "document")}, ${counted(found, "span")}${training}\n`);
}

function predictionLines({ documents }: Assignment, spans: ReadonlyMap<string, readonly PredictedSpan[]>): string {
  return documents.map(({ id, text }) => `${printPrediction({ id, spans: spans.get(id) ?? [] }, text)}\n`).join("");
}

/** What must be the same for a run to go on where another stopped. */
function identityOf({ inputs, session, tagger }: Assignment, flags: TagFlags): string {
  const { folds, seed } = flags;
  return JSON.stringify({ tagger: tagger.name, training: session.training ?? null, folds, seed, inputs });
}

/** The error with a word on how to go on. */
function resumable(error: unknown, kept: string): unknown {
  if (!(error instanceof NerEvalError)) return error;
  const { code, message, source, line } = error.issues[0]!;
  return new NerEvalError({
    code,
    message,
    hint: error.hint === undefined ? kept : `${error.hint}\n${kept}`,
    source,
    line,
  });
}
