/** `ner-eval report`: tables and reports from saved runs, without scoring again. */
import { NerEvalError } from "../../corpus/error.ts";
import type { Warning } from "../../corpus/issue.ts";
import { stemOf } from "../../formats/detect.ts";
import type { Views } from "../../report/output-formats.ts";
import type { Style } from "../../report/render/style.ts";
import { runRows } from "../../report/run-rows.ts";
import { runOf } from "../../report/saved/read.ts";
import { refuseOtherIntervals } from "../../report/saved/redraw.ts";
import { runsReport, tableReport } from "../../report/tables/reports.ts";
import type { TableRequest } from "../../report/tables/request.ts";
import { runTable, usualTable } from "../../report/tables/tables.ts";
import { incomparable, versionWarnings } from "../../run/comparable.ts";
import { shownSchemes } from "../../run/options.ts";
import type { Run } from "../../run/run.ts";
import type { SchemeName } from "../../score/schemes/registry.ts";
import { version } from "../../version.ts";
import type { Io } from "../io.ts";
import { intervalsUnchecked, runsCalledAlike, runsNotAlike, schemesDiffer } from "../messages/compare.ts";
import type { ReportFlags } from "../options.ts";
import { contentsOf, outputTargets, refuseInputs, shownAs, writeAll } from "../outputs.ts";
import { type Named, readRuns } from "../saved.ts";
import { resultFormat, writeResult } from "../streams.ts";

/** Runs the command. */
export async function report(
  paths: readonly string[],
  flags: ReportFlags,
  io: Io,
  style: Style,
  warn: (warnings: readonly Warning[]) => void,
): Promise<void> {
  const targets = await outputTargets(flags.output, "report", io);
  const found = await readRuns(paths, io);
  refuseInputs(
    targets,
    found.flatMap(({ source }) => source.path ?? []),
  );
  const runs = named(found);
  const stored = runs.flatMap((run, i) => checkIntervals(run, found[i]!.source.name));
  warn([...comparabilityOf(runs, flags.different ?? false), ...stored]);
  const result = { views: viewsOf(runs, flags), runs, label: flags.label, siunitx: flags.siunitx };
  const text = await shownAs(flags.format, result, io, style);
  writeAll(await contentsOf(targets, result));
  writeResult(io, text, resultFormat(flags.format));
}

function viewsOf(runs: readonly Run[], flags: ReportFlags): Views {
  const request = requestOf(runs, flags);
  const { table: kind, columns, rows, types, transpose, intervals, caption } = flags;
  // Where a table was asked for, nothing else is shown.
  const asked = [kind, columns, rows, types, transpose, intervals, caption].some((flag) => flag !== undefined);
  const table = () => ({ ...runTable(kind ?? usualTable(runs, request), runs, request), caption });
  return {
    report: () => (asked ? tableReport(table(), runs) : runsReport(runs, request)),
    table,
    rows: () => (asked || flags.confusion ? table() : runRows(runs)),
  };
}

function requestOf(runs: readonly Run[], flags: ReportFlags): TableRequest {
  const { columns, rows, types, transpose, intervals, confusion, digits } = flags;
  return {
    ...{ columns, rows, types, transpose, intervals, digits },
    schemes: flags.scheme ?? schemesOf(runs),
    confusion: confusion === true ? "counts" : confusion,
  };
}

/** What the runs were shown in: the scheme of their signatures first, then the usual ones, and what overlap they all have. */
function schemesOf(runs: readonly Run[]): SchemeName[] {
  const first = new Set(runs.map(({ signature }) => signature.scheme));
  if (first.size > 1) throw new NerEvalError(schemesDiffer([...first]));
  const [one] = runs;
  const overlaps = one!.overlaps.filter((at) => runs.every(({ overlaps }) => overlaps.includes(at)));
  const usual = shownSchemes.filter((scheme) => runs.every(({ scores }) => scores[scheme]));
  return [...new Set([...first, ...usual, ...overlaps.map((at): SchemeName => `overlap@${at}`)])];
}

/**
 * The runs under the names the user gave, or their own; where those are alike, under the names of their files, and where those
 * are, too, under their paths.
 *
 * @throws NerEvalError `usage` where the user gave two runs one name.
 */
function named(found: readonly Named[]): Run[] {
  const runs = found.map(({ saved, name }) => ({ ...runOf(saved), ...(name !== undefined && { name }) }));
  for (const nameOf of [stemOf, (path: string) => path]) {
    const times = new Map<string, number>();
    for (const { name } of runs) times.set(name, (times.get(name) ?? 0) + 1);
    for (const [i, run] of runs.entries()) {
      const { source, name } = found[i]!;
      if (times.get(run.name)! > 1 && name === undefined) runs[i] = { ...run, name: nameOf(source.name) };
    }
  }
  const twice = runs.find(({ name }, i) => runs.some((other, j) => j < i && other.name === name));
  if (twice) throw new NerEvalError(runsCalledAlike(twice.name));
  return runs;
}

/**
 * Draws intervals again and compares them; those of another version may have been drawn in another way, and are shown as
 * they are stored.
 *
 * @throws NerEvalError `run-altered` where they are others.
 */
function checkIntervals(run: Run, source: string): Warning[] {
  if (!run.intervals) return [];
  if (run.signature.version !== version) return [intervalsUnchecked(source, run.signature.version)];
  refuseOtherIntervals(run, source);
  return [];
}

/**
 * Warnings about what may make the runs hard to compare.
 *
 * @throws NerEvalError `runs-differ` where they are not to be compared, unless that is wanted.
 */
function comparabilityOf(runs: readonly Run[], different: boolean): Warning[] {
  const [first, ...others] = runs as [Run, ...Run[]];
  const warnings = versionWarnings(runs);
  for (const other of others) {
    const message = incomparable(first, other);
    if (message === undefined) continue;
    const words = runsNotAlike(message);
    if (!different) throw new NerEvalError(words);
    warnings.push({ code: words.code, message: words.message });
  }
  return warnings;
}
