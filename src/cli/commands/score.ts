/** `ner-eval score`: predictions, or a tagger's, against gold. The default command. */
import { basename } from "node:path";
import type { OffsetUnit } from "../../align/offsets.ts";
import { printThresholds } from "../../align/threshold.ts";
import type { Document, Prediction, Stream } from "../../corpus/document.ts";
import { NerEvalError } from "../../corpus/error.ts";
import { IssueLog, type Warning } from "../../corpus/issue.ts";
import { type EvaluateOptions, evaluate } from "../../evaluate.ts";
import { stemOf } from "../../formats/detect.ts";
import { percent } from "../../report/numbers.ts";
import { plain, type Style } from "../../report/render/style.ts";
import type { Run, Tagging, View } from "../../report/run.ts";
import { runJson } from "../../report/run-json.ts";
import { runReport } from "../../report/run-report.ts";
import { gradedWeights, printWeights } from "../../score/fair-counts.ts";
import { scoresIn } from "../../score/results.ts";
import { version } from "../../version.ts";
import { refuseSharedInput } from "../files.ts";
import { type Findings, goldInput, Notebook, predictionInput } from "../inputs.ts";
import type { Io } from "../io.ts";
import { goldSettings, overlapsOf, predictionSettings, type ScoreFlags, typeRules } from "../options.ts";
import { refuseInputs, type Target, targetOf, writeWhole } from "../outputs.ts";

/** Runs the command. Warnings go to `warn` as soon as the result is known. */
export async function score(
  flags: ScoreFlags,
  io: Io,
  style: Style,
  warn: (warnings: readonly Warning[]) => void,
): Promise<void> {
  const targets = await targetsOf(flags, io);
  const view = viewOf(flags);
  const units = targets.some(({ extension }) => extension === ".json") || flags.units === true;
  const run =
    flags.tagger === undefined
      ? await scoreFile(flags, targets, units, io)
      : await scoreTagger({ ...flags, tagger: flags.tagger }, targets, units, io);
  warn(run.warnings);
  for (const target of targets) writeWhole(target, await contentFor(target, run, view));
  io.stdout.write(await shown(run, view, flags, io, style));
}

function viewOf({ scheme, digits, beta, confusion }: ScoreFlags): View {
  return { schemes: scheme, digits, beta, confusion: confusion === true ? "counts" : confusion };
}

async function scoreFile(flags: ScoreFlags, targets: readonly Target[], units: boolean, io: Io): Promise<Run> {
  const { name, path } = predictionPath(flags);
  refuseSharedInput([...(flags.gold ?? []), path]);
  const findings: Findings = { issues: new IssueLog(), warnings: [] };
  const gold = await goldInput(goldSettings(flags), findings, io);
  const predictions = await predictionInput(predictionSettings(flags, path), findings, io);
  refuseInputs(targets, [...gold.files, ...predictions.files]);
  const { offsets } = flags;
  const material = {
    name,
    gold: gold.batches,
    predictions: predictions.batches,
    offsets,
    findings,
    tagging: undefined,
  };
  const run = await evaluateAs(material, flags, units);
  return { ...run, inputs: [...gold.inputs, ...predictions.inputs] };
}

async function scoreTagger(
  flags: ScoreFlags & { tagger: string },
  targets: readonly Target[],
  units: boolean,
  io: Io,
): Promise<Run> {
  const findings: Findings = { issues: new IssueLog(), warnings: [] };
  const { prepareTagging, runTagging } = await import("../tagging.ts");
  const assignment = await prepareTagging(flags, findings, io);
  const { documents, inputs, tagger, session, files } = assignment;
  refuseInputs(targets, files);
  const { name } = tagger;
  const predictions: Prediction[] = [];
  const note = new Notebook("pred", name);
  await runTagging(assignment, new Set(), io, ({ id, spans }) => {
    predictions.push({ id, spans, origin: { source: `<${name}>` } });
    note.add(id, undefined, spans);
  });
  const tagging: Tagging = { tagger: name, training: session.training };
  const material = { name, gold: documents, predictions, offsets: "utf16" as const, findings, tagging };
  return { ...(await evaluateAs(material, flags, units)), inputs: [...inputs, note.input()] };
}

/** What is evaluated, and under which name. */
interface Material {
  readonly name: string;
  readonly gold: Stream<Document>;
  readonly predictions: Stream<Prediction>;
  readonly offsets: OffsetUnit;
  readonly findings: Findings;
  readonly tagging: Tagging | undefined;
}

async function evaluateAs(material: Material, flags: ScoreFlags, units: boolean): Promise<Omit<Run, "inputs">> {
  const { name, gold, predictions, offsets, findings, tagging } = material;
  const { fairBooking, fairWeights = gradedWeights } = flags;
  const { scheme, undefined: policy, undefinedF, beta, types, map, document, markup, repair, seed, confidence } = flags;
  const { ignore, duplicates } = flags;
  const threshold = flags.threshold && printThresholds(flags.threshold);
  const options: EvaluateOptions = {
    types: typeRules(flags),
    offsets,
    undefined: policy,
    duplicates,
    rules: { beta, undefinedF },
    overlaps: overlapsOf(scheme),
    fair: { booking: fairBooking, weights: fairWeights },
    units,
    confidence,
    ...(flags.threshold && { thresholds: flags.threshold }),
    issues: findings.issues,
  };
  const { alignment, warnings, ...results } = await evaluate(gold, predictions, options);
  const { documents } = results;
  return {
    name,
    results,
    alignment,
    tagging,
    warnings: [...findings.warnings, ...warnings],
    signature: {
      scheme: scheme[0]!,
      ...{ average: "micro", undefined: policy, types, map, threshold, documents, version },
      ...(ignore ? { ignore } : {}),
      ...(duplicates === "drop" ? { duplicates } : {}),
      repair: alignment.repaired && repair,
      ...(undefinedF === "both" ? {} : { undefinedF }),
      ...(beta === 1 ? {} : { beta }),
      ...(fairBooking === "target" ? {} : { fairBooking }),
      ...(fairWeights === gradedWeights ? {} : { fairWeights: printWeights(fairWeights) }),
    },
    options: {
      ...{ types: types ?? null, map, ignore: ignore ?? [], duplicates, threshold, offsets: flags.offsets },
      ...{ undefined: policy, undefinedF, beta, fairBooking, fairWeights: printWeights(fairWeights) },
      ...{ document, markup, repair, seed },
    },
  };
}

/** The file to score and what to call it: `NAME=PATH`, or the file's name without its ending. */
function predictionPath({ pred = [] }: ScoreFlags): { name: string; path: string } {
  const [given, another] = pred;
  if (given === undefined) {
    throw usage("nothing to score", "give predictions with --pred preds.jsonl, or a tagger with --tagger wink");
  }
  if (another !== undefined) throw usage("score takes one --pred", "score the files one after the other");
  const [, name, path] = /^([^=/\\]+)=(.+)$/.exec(given) ?? [];
  if (name !== undefined && path !== undefined) return { name, path };
  return { name: given === "-" ? "stdin" : stemOf(basename(given)), path: given };
}

async function targetsOf(flags: ScoreFlags, io: Io): Promise<Target[]> {
  if (flags.tagger !== undefined && flags.pred !== undefined) {
    throw usage("--pred and --tagger exclude each other", "score a file, or a tagger");
  }
  const targets: Target[] = [];
  for (const name of flags.output) {
    const target = await targetOf(name, io);
    if (!writers.has(target.extension)) {
      throw usage(`cannot tell what to write into ${name}`, `end it in ${[...writers.keys()].join(", ")}`);
    }
    targets.push(target);
  }
  return targets;
}

type Writer = (run: Run, view: View) => string | Promise<string>;

/** What is written, by ending. */
const writers: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  [".json", (run) => runJson(run, { units: true })],
  [".md", (run, view) => markdownOf(run, view)],
  [".csv", (run, view) => csvOf(run, view)],
  [".txt", (run, view) => textOf(run, view, Infinity, plain)],
]);

function contentFor(target: Target, run: Run, view: View): string | Promise<string> {
  return writers.get(target.extension)!(run, view);
}

async function shown(run: Run, view: View, flags: ScoreFlags, io: Io, style: Style): Promise<string> {
  switch (flags.format) {
    case "json":
      return runJson(run, { units: flags.units ?? false });
    case "markdown":
      return markdownOf(run, view);
    case "csv":
      return csvOf(run, view);
    case "score":
      return `${percent(scoresIn(run.results, view.schemes[0]!).micro.f1, view.digits)}\n`;
    case "text":
      return textOf(run, view, io.stdout.isTTY ? (io.stdout.columns ?? 80) : Infinity, style);
  }
}

async function csvOf(run: Run, view: View): Promise<string> {
  const { confusionCsv, runCsv } = await import("../../report/run-csv.ts");
  return view.confusion ? confusionCsv(run) : runCsv(run);
}

async function textOf(run: Run, view: View, width: number, style: Style): Promise<string> {
  const { renderText } = await import("../../report/render/terminal.ts");
  return renderText(runReport(run, view), width, style);
}

async function markdownOf(run: Run, view: View): Promise<string> {
  const { renderMarkdown } = await import("../../report/render/markdown.ts");
  return renderMarkdown(runReport(run, view));
}

function usage(message: string, hint: string): NerEvalError {
  return new NerEvalError({ code: "usage", message, hint });
}
