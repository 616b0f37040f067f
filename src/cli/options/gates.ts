/** Gate options: the flags by which a build is stopped, and how they are written. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { EVERY_TYPE, type Floor, type Limit } from "../../analyze/gates.ts";
import { NerEvalError } from "../../corpus/error.ts";
import type { Warning } from "../../corpus/issue.ts";
import { type Metric, nearestMetric, parseMetric, printMetric } from "../../score/metrics.ts";
import { usage } from "../usage.ts";
import { scheme } from "../values.ts";

/** Flags about gates. */
export interface GateFlags {
  readonly failUnder: readonly Floor[];
  readonly baseline?: string;
  readonly maxDrop: readonly Limit[];
}

/** What else gates depend on. */
interface GateRules {
  readonly resamples: number;
  readonly level: number;
  readonly beta: number;
}

/** What a bare number is about. */
const USUAL: Metric = { scheme: "strict", measure: "f1" };

/** Adds the flags about gates. */
export function addGateOptions(command: Command): Command {
  return command
    .optionsGroup("Gates:")
    .addOption(
      new Option("--fail-under <gate>", "fail below so many percent: 85, strict:f1[PER]=85 or f1[*]=70; repeatable")
        .argParser(floor)
        .default([], "none"),
    )
    .option("--baseline <run>", "what -o run.json wrote, to hold this run against")
    .addOption(
      new Option(
        "--max-drop <gate>",
        "fail where it surely lost more points than that: 1 or strict:f1[PER]=1; repeatable",
      )
        .argParser(limit)
        .default([], "strict:f1=0, with --baseline"),
    );
}

/** @throws NerEvalError `gate-fraction` for 1 percent and less, which is a fraction or can only pass. */
function floor(value: string, previous: readonly Floor[]): Floor[] {
  const { metric, percent } = metricAndNumber(value);
  if (percent <= 1) {
    const written = (number: number) => `--fail-under ${value.slice(0, value.lastIndexOf("=") + 1)}${number}`;
    const passes = percent === 0 ? "every run passes" : "almost any run passes";
    throw new NerEvalError({
      code: "gate-fraction",
      message: `${written(percent)} is a gate of ${percent} percent, which ${passes}`,
      hint: `scores are in percent: write ${written(percent === 0 ? 85 : inPercent(percent))}`,
    });
  }
  return [...previous, { metric, least: percent / 100 }];
}

function limit(value: string, previous: readonly Limit[]): Limit[] {
  const { metric, percent } = metricAndNumber(value);
  return [...previous, { metric, most: percent / 100 }];
}

/** `0.85` → `85`. */
function inPercent(fraction: number): number {
  return Number((100 * fraction).toPrecision(12));
}

/** Below how many points a drop that is allowed was most likely meant as a fraction. */
const FEW_POINTS = 0.1;

/** What to say of limits that were most likely meant as fractions: `--max-drop 0.01`. */
export function fractionWarnings(limits: readonly Limit[]): Warning[] {
  return limits.flatMap(({ metric, most }): Warning[] => {
    const points = inPercent(most);
    if (points === 0 || points >= FEW_POINTS) return [];
    const message = `the limit of ${printMetric(metric)} is ${points} points; if the fraction ${points} was meant, write --max-drop ${printMetric(metric)}=${inPercent(points)}`;
    return [{ code: "gate-fraction", message }];
  });
}

/** `85`, `strict:f1=85`, `strict:f1[PER]=85`, `type:recall[*]=85`. A type may hold `=`: the number is behind the last one. */
function metricAndNumber(value: string): { metric: Metric; percent: number } {
  const [, name, text = ""] = (/^(?:(.*)=)?([^=]*)$/s.exec(value) ?? []).map((part) => part?.trim());
  const percent = Number(text);
  if (text === "" || !(percent >= 0 && percent <= 100))
    throw new InvalidArgumentError("write METRIC=X or X, such as strict:f1=85, with X from 0 to 100");
  const metric = name === undefined ? USUAL : parseMetric(name);
  if (!metric) throw new InvalidArgumentError(noMetric(name!));
  if (metric.scheme === "errors") throw new InvalidArgumentError("gates are on scores, not on counts of errors");
  return { metric: { ...metric, scheme: scheme(metric.scheme) } as Metric, percent };
}

function noMetric(name: string): string {
  const near = nearestMetric(name);
  if (near !== undefined) return `${JSON.stringify(name)} is no metric; did you mean ${near}?`;
  return `${JSON.stringify(name)} is no metric; write strict:f1, type:recall[PER], strict:f1@macro, or [${EVERY_TYPE}] for every type`;
}

/** What the gates of a run are; undefined where it has none. A baseline without a limit may drop by nothing, in strict F1. */
export interface Gates {
  readonly floors: readonly Floor[];
  readonly baseline: string | undefined;
  readonly limits: readonly Limit[];
}

/**
 * The gates of these flags.
 *
 * @throws NerEvalError `usage` where they do not go together.
 */
export function gatesOf(flags: GateFlags & GateRules): Gates | undefined {
  const { failUnder: floors, baseline, maxDrop, level, resamples, beta } = flags;
  if (baseline === undefined && maxDrop.length > 0)
    throw usage("--max-drop without --baseline", "name the saved run that scores may drop from");
  if (floors.length === 0 && baseline === undefined) return undefined;
  if (baseline !== undefined && resamples === 0)
    throw usage("--resamples 0 leaves nothing to tell a drop from chance by", "--fail-under needs no resamples");
  if (baseline !== undefined && level <= 0.5)
    throw usage(`--level ${level} is no confidence for a gate`, "take 0.9 or 0.95");
  if (beta === 1 && [...floors, ...maxDrop].some(({ metric }) => metric.measure === "fbeta"))
    throw usage("a gate is on fbeta, and there is no beta", "add --beta 2, or take f1");
  const limits = baseline !== undefined && maxDrop.length === 0 ? [{ metric: USUAL, most: 0 }] : maxDrop;
  return { floors, baseline, limits };
}
