/** `ner-eval compare`: systems side by side over the same gold, with paired tests. */
import type { CompareOptions } from "../../analyze/compare-options.ts";
import type { Comparison } from "../../analyze/comparison.ts";
import { compareEntries } from "../../compare.ts";
import type { Warning } from "../../corpus/issue.ts";
import type { ComparisonTable, ComparisonView } from "../../report/compared/compared.ts";
import { comparisonJson } from "../../report/compared/json.ts";
import { comparisonReport, comparisonTableReport } from "../../report/compared/report.ts";
import { checkSystemColumns } from "../../report/compared/systems.ts";
import { comparisonTable } from "../../report/compared/tables.ts";
import type { Views } from "../../report/output-formats.ts";
import type { Style } from "../../report/render/style.ts";
import type { Report, Table } from "../../report/table.ts";
import type { Io } from "../io.ts";
import type { CompareFlags } from "../options.ts";
import { contentsOf, outputTargets, shownAs, writeAll } from "../outputs.ts";
import { resultFormat, writeResult } from "../streams.ts";
import { gatherEntries } from "../systems.ts";

/** Runs the command. */
export async function compareSystems(
  paths: readonly string[],
  flags: CompareFlags,
  io: Io,
  style: Style,
  warn: (warnings: readonly Warning[]) => void,
): Promise<void> {
  checkSystemColumns(flags.columns ?? []);
  const targets = await outputTargets(flags.output, "compare", io);
  const compared = compareEntries(await gatherEntries(paths, flags, targets, io), optionsOf(flags));
  const { label, siunitx } = flags;
  const result = { views: viewsOf(compared, flags), runs: compared.runs, label, siunitx };
  const text = await shownAs(flags.format, result, io, style);
  const files = await contentsOf(targets, result);
  warn(compared.warnings);
  writeAll(files);
  writeResult(io, text, resultFormat(flags.format));
}

/** The flags as the options of the comparison. */
function optionsOf(flags: CompareFlags): CompareOptions {
  const { metric, perType, test, trials, resamples, seed, level, interval, adjust, alpha, detect } = flags;
  const options = { test, trials, resamples, seed, level, interval, adjust, alpha, detect };
  return { ...options, perType, ...(metric && { metrics: metric }) };
}

/** What holds one table has the systems, and what is for programs all pairs. */
function viewsOf(compared: Comparison, flags: CompareFlags): Views {
  const view = viewOf(flags);
  const table = (usual: ComparisonTable) => comparisonTable(flags.table ?? usual, compared, view);
  return {
    report: () => reportOf(compared, flags),
    table: () => captioned(table("systems"), flags),
    rows: () => table("pairs"),
    json: () => comparisonJson(compared),
  };
}

function reportOf(compared: Comparison, flags: CompareFlags): Report {
  if (flags.table === undefined) return comparisonReport(compared, viewOf(flags));
  const { blocks, ...report } = comparisonTableReport(flags.table, compared, viewOf(flags));
  return { ...report, blocks: blocks.map((block) => ("columns" in block ? captioned(block, flags) : block)) };
}

function captioned(table: Table, { caption }: CompareFlags): Table {
  return caption === undefined ? table : { ...table, caption };
}

function viewOf({ digits, examples, columns }: CompareFlags): ComparisonView {
  return { digits, examples, columns };
}
