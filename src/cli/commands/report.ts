/** `ner-eval report`: tables and reports from saved runs, without scoring again. */
import { NerEvalError } from "../../corpus/error.ts";
import type { Warning } from "../../corpus/issue.ts";
import { stemOf } from "../../formats/detect.ts";
import { plain, type Style } from "../../report/render/style.ts";
import { runOf } from "../../report/saved/read.ts";
import { refuseOtherIntervals } from "../../report/saved/redraw.ts";
import type { Report, Table } from "../../report/table.ts";
import { runsReport, tableReport } from "../../report/tables/reports.ts";
import type { TableRequest } from "../../report/tables/request.ts";
import { runTable, usualTable } from "../../report/tables/tables.ts";
import { incomparable, versionWarnings } from "../../run/comparable.ts";
import { shownSchemes } from "../../run/options.ts";
import type { Run } from "../../run/run.ts";
import type { SchemeName } from "../../score/schemes/registry.ts";
import { version } from "../../version.ts";
import type { Io } from "../io.ts";
import type { ReportFlags } from "../options.ts";
import {
  delimitedOf,
  htmlOf,
  latexOf,
  markdownOf,
  refuseInputs,
  type Target,
  targetsOf,
  textOf,
  type Writer,
  widthOf,
  writeAll,
} from "../outputs.ts";
import { type Named, readRuns } from "../saved.ts";
import { resultFormat, writeResult } from "../streams.ts";
import { usage } from "../usage.ts";

/** What is written of: the runs, the table that was asked for, if any, and everything as a report. */
interface Shown {
  readonly runs: readonly Run[];
  /** The table for formats that hold one. */
  readonly table: () => Table;
  /** Whether a table was asked for, and nothing else is shown. */
  readonly asked: boolean;
  readonly report: () => Report;
}

/** Runs the command. */
export async function report(
  paths: readonly string[],
  flags: ReportFlags,
  io: Io,
  style: Style,
  warn: (warnings: readonly Warning[]) => void,
): Promise<void> {
  const writers = writersOf(flags);
  const targets = await targetsOf(flags.output, [...writers.keys()], io);
  const found = await readRuns(paths, io);
  refuseInputs(
    targets,
    found.flatMap(({ source }) => source.path ?? []),
  );
  const runs = named(found);
  const stored = runs.flatMap((run, i) => checkIntervals(run, found[i]!.source.name));
  warn([...comparabilityOf(runs, flags.different ?? false), ...stored]);
  const shown = shownOf(runs, flags);
  const text = await (flags.format === "text"
    ? textOf(shown.report(), widthOf(io), style)
    : writers.get(endings[flags.format])!(shown));
  const files: { target: Target; content: string }[] = [];
  for (const target of targets) files.push({ target, content: await writers.get(target.extension)!(shown) });
  writeAll(files);
  writeResult(io, text, resultFormat(flags.format));
}

const endings = { markdown: ".md", latex: ".tex", html: ".html", csv: ".csv", tsv: ".tsv" } as const;

function writersOf(flags: ReportFlags): ReadonlyMap<string, Writer<Shown>> {
  const { label, siunitx } = flags;
  const delimited =
    (delimiter: "," | "\t") =>
    ({ runs, table, asked }: Shown) =>
      delimitedOf(asked || flags.confusion ? table() : runs, delimiter);
  return new Map<string, Writer<Shown>>([
    [".md", (shown) => markdownOf(shown.report())],
    [".tex", ({ table, runs }) => latexOf(table(), runs, { label, siunitx })],
    [".html", (shown) => htmlOf(shown.report())],
    [".csv", delimited(",")],
    [".tsv", delimited("\t")],
    [".txt", (shown) => textOf(shown.report(), Infinity, plain)],
  ]);
}

function shownOf(runs: readonly Run[], flags: ReportFlags): Shown {
  const request = requestOf(runs, flags);
  const { table: kind, columns, rows, types, transpose, intervals, caption } = flags;
  const asked = [kind, columns, rows, types, transpose, intervals, caption].some((flag) => flag !== undefined);
  const table = () => ({
    ...runTable(kind ?? usualTable(runs, request), runs, request),
    caption: flags.caption,
  });
  const report = () => (asked ? tableReport(table(), runs) : runsReport(runs, request));
  return { runs, table, asked, report };
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
  if (first.size > 1)
    throw usage(`the runs were shown in different schemes: ${[...first].join(", ")}`, "name one with --scheme");
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
  if (twice) throw usage(`two runs are called ${twice.name}`, "name them, as in base=a.json new=b.json");
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
  if (run.signature.version !== version) {
    const message = `${source} was written by version ${run.signature.version}: its intervals are shown as they are stored, and not checked`;
    return [{ code: "runs-versions", message }];
  }
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
    const hint = "--different shows them side by side all the same";
    if (!different) throw new NerEvalError({ code: "runs-differ", message, hint });
    warnings.push({ code: "runs-differ", message });
  }
  return warnings;
}
