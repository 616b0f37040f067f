/** Gates of a run: reads the baseline, holds the run against it and against its bars, and says what came of it. */
import { type GateResult, type Judged, judgeDrops, judgeFloors } from "../analyze/gates.ts";
import { NerEvalError } from "../corpus/error.ts";
import type { Warning } from "../corpus/issue.ts";
import { compareText } from "../corpus/span.ts";
import { withOverlaps } from "../count/units.ts";
import { gateMessage, gateTitle } from "../report/gate-lines.ts";
import type { Style } from "../report/render/style.ts";
import { runOf } from "../report/saved/read.ts";
import { printable } from "../report/text.ts";
import type { View } from "../report/view.ts";
import { differencesBetween } from "../run/comparable.ts";
import { rulesIn } from "../run/rules.ts";
import type { Run } from "../run/run.ts";
import { fractionWarnings, type Gates } from "./gate-rules.ts";
import { annotate, appendSummary } from "./github.ts";
import type { Io } from "./io.ts";
import { baselineDiffers, baselineLacksScheme, baselineVersion } from "./messages/gates.ts";
import type { ScoreFlags } from "./options.ts";
import { refuseInputs, type Target } from "./outputs.ts";
import { readRuns } from "./saved.ts";

/** The saved run that scores may drop from. */
export type Baseline = Run;

/**
 * The baseline of these gates, if they have one.
 *
 * @throws NerEvalError where it cannot be read, is no saved run, or is an output of this one.
 */
export async function baselineOf(
  { baseline }: Gates,
  targets: readonly Target[],
  io: Io,
): Promise<Baseline | undefined> {
  if (baseline === undefined) return undefined;
  const [found] = await readRuns([baseline], io);
  const { saved, source, name } = found!;
  refuseInputs(targets, source.path === undefined ? [] : [source.path]);
  return { ...runOf(saved), name: name ?? source.name };
}

/**
 * What comes of the gates, and what the reader should know beside.
 *
 * @throws NerEvalError `runs-differ` where the baseline is not to be compared with the run, and as the judges do.
 */
export function judge(
  { floors, limits }: Gates,
  baseline: Baseline | undefined,
  run: Run,
  { resamples, seed, level }: Pick<ScoreFlags, "resamples" | "seed" | "level">,
): { gates: GateResult[]; warnings: Warning[] } {
  const gates: GateResult[] = judgeFloors(floors, judged(run, run.overlaps), run.intervals);
  if (!baseline) return { gates, warnings: [] };
  refuseDifferent(baseline, run);
  const overlaps = run.overlaps.filter((at) => baseline.overlaps.includes(at));
  refuseUncounted(limits, run, baseline);
  gates.push(...judgeDrops(limits, judged(baseline, overlaps), judged(run, overlaps), { resamples, seed, level }));
  const [before, now] = [baseline.signature.version, run.signature.version];
  const warnings: Warning[] = before === now ? [] : [baselineVersion(before, now)];
  return { gates, warnings: [...fractionWarnings(limits), ...warnings] };
}

/** Says what came of the gates: a line for each, and to GitHub Actions what it shows. Returns whether none failed. */
export async function announce(
  run: Run & { readonly gates: readonly GateResult[] },
  view: View,
  io: Io,
  style: Style,
  warn: (warnings: readonly Warning[]) => void,
): Promise<boolean> {
  for (const gate of run.gates) {
    const [title, message] = [gateTitle(gate.verdict), gateMessage(gate, view.digits)];
    io.stderr.write(`${style.strong(`${title}:`)} ${printable(message)}\n`);
  }
  await annotate(run.gates, view.digits, io);
  warn(await appendSummary(run, view, io));
  return run.gates.every(({ verdict }) => verdict !== "failed");
}

function judged(run: Run, overlaps: readonly number[]): Judged {
  return {
    units: withOverlaps(run.units, run.overlaps, overlaps),
    rules: rulesIn(run.signature, overlaps),
  };
}

function refuseDifferent(baseline: Baseline, run: Run): void {
  const differences = differencesBetween(baseline, run).map(({ what, a, b }) => ({ what, baseline: a, run: b }));
  const [before, after] = [baseline.units, run.units];
  if (before.unit !== after.unit) differences.push({ what: "unit", baseline: before.unit, run: after.unit });
  const documents = differences.length === 0 ? documentsApart(before.ids, after.ids) : [];
  if (differences.length + documents.length === 0) return;
  throw new NerEvalError(baselineDiffers({ name: baseline.name, differences, documents }));
}

/** The documents that only one of two runs has, in the order of their ids. */
function documentsApart(before: readonly string[], after: readonly string[]): string[] {
  const [one, other] = [new Set(before), new Set(after)];
  return [...before.filter((id) => !other.has(id)), ...after.filter((id) => !one.has(id))].sort(compareText);
}

function refuseUncounted(limits: Gates["limits"], run: Run, { name, scores }: Baseline): void {
  for (const { metric } of limits) {
    const { scheme } = metric;
    if (scheme === "errors" || (scores[scheme] && run.scores[scheme])) continue;
    throw new NerEvalError(baselineLacksScheme(`${metric.scheme}:${metric.measure}`, name, metric.scheme));
  }
}
