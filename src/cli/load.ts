/** Loads gold and predictions, from files or from a tagger, ready to be evaluated. For `score`, `explain` and `compare`. */
import { basename } from "node:path";
import type { OffsetChoice } from "../align/place/units.ts";
import { RowAligner } from "../align/row-aligner.ts";
import type { Document, Prediction, Stream } from "../corpus/document.ts";
import { NerEvalError } from "../corpus/error.ts";
import { flawsIn } from "../corpus/flaw.ts";
import { IssueLog } from "../corpus/issue.ts";
import { refuseSharedInput } from "../files/files.ts";
import {
  type Findings,
  goldInput,
  goldSettings,
  InputRecorder,
  predictionInput,
  predictionSettings,
} from "../files/inputs.ts";
import { comparedWith, sameInputs } from "../files/same-input.ts";
import { splitStream } from "../files/split-stream.ts";
import { stemOf } from "../formats/detect.ts";
import * as asked from "../run/asked.ts";
import type { DigestAlgorithm, Input } from "../run/inputs.ts";
import type { Tagging } from "../run/run.ts";
import type { Tagged } from "../taggers/tagger.ts";
import type { Io } from "./io.ts";
import { nothingToScore, predAndTagger, severalPredictions } from "./messages/usage.ts";
import type { RuleFlags, TaggerFlags } from "./options.ts";
import { refuseInputs, type Target } from "./outputs.ts";

/** What is evaluated, and under which name. */
export interface Loaded {
  readonly name: string;
  readonly gold: Stream<Document>;
  readonly predictions: Stream<Prediction>;
  readonly offsets: OffsetChoice;
  readonly findings: Findings;
  /** What takes rows, where both sides come from files. */
  readonly rows?: typeof RowAligner;
  /** What most runs are asked for: intervals. */
  readonly asked: typeof asked;
  readonly tagging: Tagging | undefined;
  /** What went in; complete once both streams have been read to their ends. */
  readonly inputs: () => readonly Input[];
}

/**
 * What the flags name. Files are opened, and a tagger has tagged, when this returns. Inputs are digested by these
 * algorithms, too.
 *
 * @throws NerEvalError where there is nothing to score, too much, or an output among the inputs.
 */
export async function load(
  flags: RuleFlags,
  targets: readonly Target[],
  io: Io,
  digests: readonly DigestAlgorithm[] = [],
): Promise<Loaded> {
  const findings: Findings = { issues: new IssueLog(), warnings: [], digests };
  if (flags.tagger === undefined) return filed(flags, targets, findings, io);
  if (flags.pred !== undefined) throw new NerEvalError(predAndTagger());
  return tagged({ ...flags, tagger: flags.tagger } as TaggedFlags, targets, findings, io);
}

async function filed(flags: RuleFlags, targets: readonly Target[], findings: Findings, io: Io): Promise<Loaded> {
  const { name, path } = predictionPath(flags);
  // Where columns are named, one file may hold both sides, and so may standard input.
  const shared =
    flags.goldColumn !== flags.predColumn && flags.gold?.length === 1 && flags.gold[0] === "-" && path === "-";
  if (!shared) refuseSharedInput([...(flags.gold ?? []), path]);
  const [one, other] = shared ? splitStream(io.stdin) : [io.stdin, io.stdin];
  const gold = await goldInput(goldSettings(flags), findings, { ...io, stdin: one });
  const alike = columnOf(flags.goldColumn) === columnOf(flags.predColumn) && flags.goldSet === flags.predSet;
  const piped = path === "-" && alike ? comparedWith(gold.sources, other, findings.warnings) : other;
  const predictions = await predictionInput(predictionSettings(flags, path), findings, { ...io, stdin: piped });
  if (alike) findings.warnings.push(...(await sameInputs(gold.sources, predictions.sources)));
  refuseInputs(targets, [...gold.files, ...predictions.files]);
  return {
    ...{ name, gold: gold.batches, predictions: predictions.batches, offsets: flags.offsets, findings },
    ...{ rows: RowAligner, asked, tagging: undefined },
    inputs: () => [...gold.inputs, ...predictions.inputs],
  };
}

/** The column of tags that is read; the last one where none is named. */
function columnOf(named: string | undefined): string {
  return named ?? "-1";
}

/** Where there is a tagger, the command has all that taggers need. */
type TaggedFlags = RuleFlags & TaggerFlags & { readonly tagger: string };

async function tagged(flags: TaggedFlags, targets: readonly Target[], findings: Findings, io: Io): Promise<Loaded> {
  const { answersOf, originOf, prepareTagging, runTagging } = await import("./tagging.ts");
  const assignment = await prepareTagging(flags, findings, io);
  const { documents, inputs, tagger, session, files } = assignment;
  refuseInputs(targets, [...files, ...(io.opened ?? [])]);
  const { name } = tagger;
  const predictions: Prediction[] = [];
  const note = await InputRecorder.open("pred", name, findings);
  const keep = ({ id, spans, flaws = [] }: Tagged) => {
    predictions.push({ id, spans, origin: originOf(tagger, id), ...flawsIn(flaws) });
    note.add(id, undefined, spans, { flaws });
  };
  // Where evidence decides what the offsets count, it is weighed where the score is known.
  if (assignment.offsets === "auto") for await (const tagged of answersOf(assignment, new Set(), io)) keep(tagged);
  else findings.warnings.push(...(await runTagging(assignment, new Set(), io, keep)));
  return {
    ...{ name, gold: documents, predictions, offsets: assignment.offsets === "auto" ? "auto" : "utf16", findings },
    ...{ asked, tagging: { tagger: name, training: session.training } },
    inputs: () => [...inputs, note.input()],
  };
}

/** The file to score and what to call it: `NAME=PATH`, or the name of the file without its ending, or of the folder. */
function predictionPath({ pred = [] }: RuleFlags): { name: string; path: string } {
  const [given, another] = pred;
  if (given === undefined) throw new NerEvalError(nothingToScore());
  if (another !== undefined) throw new NerEvalError(severalPredictions());
  const [, name, path] = /^([^=/\\]+)=(.+)$/.exec(given) ?? [];
  if (name !== undefined && path !== undefined) return { name, path };
  return {
    name: given === "-" ? "stdin" : stemOf(basename(given.replace(/(?<=[^/])\/[^/]*[*?{[].*$/, ""))),
    path: given,
  };
}
