/** `ner-eval score`: predictions, or a tagger's, against gold. The default command. */
import { NerEvalError } from "../../corpus/error.ts";
import type { Warning } from "../../corpus/issue.ts";
import { evaluateAs } from "../../evaluate.ts";
import { refuseSharedInput } from "../../files/files.ts";
import { percent } from "../../report/numbers.ts";
import type { Views } from "../../report/output-formats.ts";
import type { Style } from "../../report/render/style.ts";
import { longRunJson } from "../../report/run-json.ts";
import { runReport } from "../../report/run-report.ts";
import { confusionRows, runRows } from "../../report/run-rows.ts";
import { runTable } from "../../report/tables/tables.ts";
import type { GatedRun, View } from "../../report/view.ts";
import { algorithmsOf } from "../../run/inputs.ts";
import type { Settings } from "../../run/settings.ts";
import { scoresOf } from "../../score/results.ts";
import { gatesOf } from "../gate-rules.ts";
import type { Io } from "../io.ts";
import { load } from "../load.ts";
import { gatesOnOtherScorer } from "../messages/usage.ts";
import type { ScoreFlags } from "../options.ts";
import { contentsOf, outputTargets, shownAs, writeAll } from "../outputs.ts";
import { resultFormat, writeResult } from "../streams.ts";

/** Runs the command. Warnings go to `warn` as soon as the result is known. Returns whether no gate failed. */
export async function score(
  flags: ScoreFlags,
  io: Io,
  styles: { readonly stdout: Style; readonly stderr: Style },
  warn: (warnings: readonly Warning[]) => void,
): Promise<boolean> {
  const gates = gatesOf(flags);
  if (flags.as !== undefined || flags.format === "conlleval" || flags.format === "seqeval") {
    if (gates) throw new NerEvalError(gatesOnOtherScorer());
    const { scoreAs } = await import("./explain.ts");
    await scoreAs(flags, io, styles.stdout, warn);
    return true;
  }
  const view = viewOf(flags);
  const targets = await outputTargets(flags.output, "score", io);
  if (gates?.baseline === "-") refuseSharedInput(["-", ...(flags.pred ?? []), ...(flags.gold ?? [])]);
  const judges = gates && (await import("../gates.ts"));
  const baseline = gates && (await judges!.baselineOf(gates, targets, io));
  const loaded = await load(flags, targets, io, algorithmsOf(baseline?.inputs ?? []));
  const units = targets.some(({ extension }) => extension === ".json") || flags.units === true || gates !== undefined;
  const { gold, predictions, findings, ...made } = loaded;
  const { confidence } = flags;
  const scored = await evaluateAs(gold, predictions, settingsFor(flags), {
    ...{ ...made, ...findings, units, confidence },
  });
  const verdicts = gates && judges!.judge(gates, baseline, scored, flags);
  const run = { ...scored, ...verdicts, baseline, warnings: [...scored.warnings, ...(verdicts?.warnings ?? [])] };
  warn(run.warnings);
  const result = { views: viewsOf(run, view, flags), runs: [run] };
  writeAll(await contentsOf(targets, result));
  const text =
    flags.format === "score"
      ? `${percent(scoresOf(run, view.schemes[0]!).micro.f1, view.digits)}\n`
      : await shownAs(flags.format, result, io, styles.stdout);
  writeResult(io, text, resultFormat(flags.format));
  return !verdicts || judges!.announce({ ...run, gates: verdicts.gates }, view, io, styles.stderr, warn);
}

/** The settings under these flags. Nothing is drawn where nothing shows it, and gates may need more schemes than are shown. */
function settingsFor(flags: ScoreFlags): Settings {
  const { format, output, failUnder, maxDrop } = flags;
  const shown = format !== "score" || output.length > 0 || failUnder.length > 0;
  const gated = [...failUnder, ...maxDrop].flatMap(({ metric }) => (metric.scheme === "errors" ? [] : [metric.scheme]));
  return { ...flags, scheme: [...flags.scheme, ...gated], ...(!shown && { resamples: 0 }) };
}

function viewOf({ scheme, digits, beta, confusion }: ScoreFlags): View {
  return { schemes: scheme, digits, beta, confusion: confusion === true ? "counts" : confusion };
}

/** LaTeX holds one table: the types, or the confusion matrix where that was asked for. */
function viewsOf(run: GatedRun, view: View, { units }: ScoreFlags): Views {
  return {
    report: () => runReport(run, view),
    table: () => runTable(view.confusion ? "confusion" : "types", [run], view),
    rows: () => (view.confusion ? confusionRows(run) : runRows([run])),
    json: (whole) => longRunJson(run, { units: whole || units === true }),
  };
}
