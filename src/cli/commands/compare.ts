/** `ner-eval compare`: systems side by side over the same gold, with paired tests. */

import { type Comparison, differenceTests } from "../../analyze/comparison.ts";
import { compare } from "../../compare.ts";
import { once, type Warning } from "../../corpus/issue.ts";
import { compareText } from "../../corpus/span.ts";
import { counted } from "../../messages/words.ts";
import type { Compared, ComparedTable, ComparedView } from "../../report/compared/compared.ts";
import { comparedJson } from "../../report/compared/json.ts";
import { comparedReport, comparedTableReport } from "../../report/compared/report.ts";
import { flipWarnings } from "../../report/compared/sentences.ts";
import { checkSystemColumns } from "../../report/compared/systems.ts";
import { comparedTable } from "../../report/compared/tables.ts";

import { plain, type Style } from "../../report/render/style.ts";
import type { Report, Table } from "../../report/table.ts";
import type { Signature } from "../../run/signature.ts";
import { printMetric, type ScoreMetric } from "../../score/metrics.ts";
import { type Intervals, intervalWarnings, LEAST_UNITS } from "../../stats/bootstrap.ts";
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
import { type Gathered, gatherSystems } from "../systems.ts";
import { usage } from "../usage.ts";

/** Runs the command. */
export async function compareSystems(
  paths: readonly string[],
  given: CompareFlags,
  io: Io,
  style: Style,
  warn: (warnings: readonly Warning[]) => void,
): Promise<void> {
  const flags: Chosen = { ...given, metric: given.metric ?? [usualMetric] };
  checkSystemColumns(flags.columns ?? []);
  const writers = writersOf(flags);
  const targets = await targetsOf(flags.output, [...writers.keys()], io);
  const compared = comparedOf(await gatherSystems(paths, flags, targets, io), flags);
  const text = await (flags.format === "text"
    ? textOf(reportOf(compared, flags), widthOf(io), style)
    : writers.get(endings[flags.format])!(compared));
  const files: { target: Target; content: string }[] = [];
  for (const target of targets) files.push({ target, content: await writers.get(target.extension)!(compared) });
  warn(compared.warnings);
  writeAll(files);
  writeResult(io, text, resultFormat(flags.format));
}

/** The flags with a metric to compare. */
type Chosen = CompareFlags & { readonly metric: ScoreMetric[] };

const usualMetric: ScoreMetric = { scheme: "strict", measure: "f1" };

const endings = { json: ".json", markdown: ".md", latex: ".tex", html: ".html", csv: ".csv", tsv: ".tsv" } as const;

/** What is written, by ending. What holds one table has the systems, and what is for programs all pairs. */
function writersOf(flags: CompareFlags): ReadonlyMap<string, Writer<Compared>> {
  const { label, siunitx } = flags;
  return new Map<string, Writer<Compared>>([
    [".json", comparedJson],
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

function tableOf(compared: Compared, flags: CompareFlags, usual: ComparedTable): Table {
  return comparedTable(flags.table ?? usual, compared, viewOf(flags));
}

function reportOf(compared: Compared, flags: CompareFlags): Report {
  if (flags.table === undefined) return comparedReport(compared, viewOf(flags));
  const { blocks, ...report } = comparedTableReport(flags.table, compared, viewOf(flags));
  return { ...report, blocks: blocks.map((block) => ("columns" in block ? captioned(block, flags) : block)) };
}

function captioned(table: Table, { caption }: CompareFlags): Table {
  return caption === undefined ? table : { ...table, caption };
}

function viewOf({ digits, examples, columns }: CompareFlags): ComparedView {
  return { digits, examples, columns };
}

function comparedOf(gathered: Gathered, flags: Chosen): Compared {
  const { systems, runs, rules, gold } = gathered;
  const { test, trials, resamples, seed, level, interval: method, adjust, alpha, detect } = flags;
  const options = { test, trials, resamples, seed, level, method, adjust, alpha, detect };
  const metrics = metricsOf(gathered, flags);
  const comparison = compare(systems, { ...options, metrics, rules });
  const overall = flags.metric.map(printMetric);
  const found = {
    comparison,
    options,
    overall,
    gold,
    runs: runs.map((run) => ({ ...run, signature: signed(run.signature, flags, comparison) })),
  };
  const { unit, units } = comparison;
  return {
    ...found,
    warnings: once([
      ...gathered.warnings,
      ...(resamples > 0 ? drawingWarnings({ unit, units, level }) : []),
      ...flipWarnings({ ...found, warnings: [] }),
    ]),
  };
}

/** What is to be known of intervals, or that there are none. */
function drawingWarnings(drawn: Pick<Intervals, "unit" | "units" | "level">): Warning[] {
  const { unit, units } = drawn;
  if (units >= LEAST_UNITS) return intervalWarnings(drawn);
  const message = `no intervals are drawn: there ${units === 1 ? "is" : "are"} ${counted(units, unit)}, and it takes ${LEAST_UNITS}`;
  return [{ code: "units-few", message }];
}

/**
 * The metrics asked for, and with `--per-type` the first one of every type the gold has.
 *
 * @throws NerEvalError `usage` where a metric needs what the runs have not.
 */
function metricsOf({ systems, rules }: Gathered, { metric: metrics, perType }: Chosen): ScoreMetric[] {
  const runs = systems.flatMap((system) => system.runs.map(({ units }) => units));
  const types = [...new Set(runs.flatMap((units) => units.types))].sort(compareText);
  for (const metric of metrics) {
    const name = printMetric(metric);
    if (metric.type !== undefined && !types.includes(metric.type))
      throw usage(`--metric ${name}: neither side has this type`, `there are ${types.join(", ") || "none"}`);
    if (metric.measure === "fbeta" && rules.rules.beta === 1)
      throw usage(`--metric ${name}: the beta of F-beta is missing`, "score with --beta");
    const threshold = /^overlap@(.+)$/.exec(metric.scheme)?.[1];
    if (threshold !== undefined && !rules.overlaps.includes(Number(threshold)))
      throw usage(
        `--metric ${name}: the saved runs have no ${metric.scheme}`,
        `score them with --scheme ${metric.scheme}`,
      );
  }
  if (!perType) return [...metrics];
  const [{ scheme, measure }] = metrics as [ScoreMetric];
  const known = new Set(metrics.map(printMetric));
  const byType = types.map((type): ScoreMetric => ({ scheme, measure, type }));
  return [...metrics, ...byType.filter((metric) => !known.has(printMetric(metric)))];
}

/** The signature of a run, with how it was compared. */
function signed(signature: Signature, flags: Chosen, comparison: Comparison): Signature {
  const { metric, resamples, interval, level, seed, adjust, alpha } = flags;
  return {
    ...{ ...signature, scheme: metric[0]!.scheme, seed, adjust, alpha },
    interval: resamples === 0 ? undefined : `bootstrap-${interval}:${resamples}`,
    level: resamples === 0 || level === 0.95 ? undefined : level,
    test: testsOf(comparison, flags),
  };
}

/** The tests that were made, as `randomization:10000`; of some pairs of several seeds `randomization:10000,bootstrap:1000`. */
function testsOf({ pairs }: Comparison, { trials, resamples }: Chosen): string | undefined {
  const made = new Set(pairs.flatMap(({ p, test }) => (p === undefined ? [] : [test])));
  const tests = differenceTests.filter((test) => made.has(test));
  const printed = tests.map((test) => `${test}:${test === "randomization" ? trials : resamples}`);
  return printed.length === 0 ? undefined : printed.join(",");
}
