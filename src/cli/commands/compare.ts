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
import { plain, type Style } from "../../report/render/style.ts";
import type { Report, Table } from "../../report/table.ts";
import type { Io } from "../io.ts";
import type { CompareFlags } from "../options.ts";
import {
  delimitedOf,
  htmlOf,
  latexOf,
  markdownOf,
  type Target,
  targetsOf,
  textOf,
  type Writer,
  widthOf,
  writeAll,
} from "../outputs.ts";
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
  const writers = writersOf(flags);
  const targets = await targetsOf(flags.output, [...writers.keys()], io);
  const compared = compareEntries(await gatherEntries(paths, flags, targets, io), optionsOf(flags));
  const text = await (flags.format === "text"
    ? textOf(reportOf(compared, flags), widthOf(io), style)
    : writers.get(endings[flags.format])!(compared));
  const files: { target: Target; content: string }[] = [];
  for (const target of targets) files.push({ target, content: await writers.get(target.extension)!(compared) });
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

const endings = { json: ".json", markdown: ".md", latex: ".tex", html: ".html", csv: ".csv", tsv: ".tsv" } as const;

/** What is written, by ending. What holds one table has the systems, and what is for programs all pairs. */
function writersOf(flags: CompareFlags): ReadonlyMap<string, Writer<Comparison>> {
  const { label, siunitx } = flags;
  return new Map<string, Writer<Comparison>>([
    [".json", comparisonJson],
    [".md", (compared) => markdownOf(reportOf(compared, flags))],
    [
      ".tex",
      (compared) => latexOf(captioned(tableOf(compared, flags, "systems"), flags), compared.runs, { label, siunitx }),
    ],
    [".html", (compared) => htmlOf(reportOf(compared, flags))],
    [".csv", (compared) => delimitedOf(tableOf(compared, flags, "pairs"), ",")],
    [".tsv", (compared) => delimitedOf(tableOf(compared, flags, "pairs"), "\t")],
    [".txt", (compared) => textOf(reportOf(compared, flags), Infinity, plain)],
  ]);
}

function tableOf(compared: Comparison, flags: CompareFlags, usual: ComparisonTable): Table {
  return comparisonTable(flags.table ?? usual, compared, viewOf(flags));
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
