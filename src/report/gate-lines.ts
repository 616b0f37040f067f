/** Gates in words: a line for each that says by how much, how sure that is, and where it comes from. */
import type { DropResult, FloorResult, GateResult, Verdict } from "../analyze/gates.ts";
import { percent, percents, signed } from "./numbers.ts";

/** How many types and documents a line names. */
const NAMED = { types: 2, units: 3 };

/** Scores closer than this are the same. */
const SAME = 1e-12;

/** What came of a gate, as a heading: `gate failed`. */
export function gateTitle(verdict: Verdict): string {
  return `gate ${verdict}`;
}

/** What is said of a gate behind that: `strict:f1 83.12 is 2.31 below the baseline 85.43, limit 1.00 (…)`. */
export function gateMessage(result: GateResult, digits: number): string {
  return result.rule === "fail-under" ? floorMessage(result, digits) : dropMessage(result, digits);
}

/** How far a value lies from another: `1.88 below`. */
function apart(value: number, from: number, digits: number): string {
  if (Math.abs(value - from) < SAME) return "equal to";
  return `${percent(Math.abs(value - from), digits)} ${value < from ? "below" : "above"}`;
}

function floorMessage({ metric, value, limit, interval, level }: FloorResult, given: number): string {
  const digits = telling(given, value, limit);
  const said = `${metric} ${percent(value, digits)} is ${apart(value, limit, digits)} ${percent(limit, digits)}`;
  const { low, high } = interval ?? {};
  if (low === undefined || high === undefined || limit < low || limit > high || high - low < SAME) return said;
  const range = percents(low, high, digits);
  return `${said}, which is in its ${sure(level!)} interval ${range}: other documents might say otherwise`;
}

function dropMessage(result: DropResult, given: number): string {
  const { metric, value, baseline, drop, limit } = result;
  const digits = telling(given, value, baseline);
  const finer = telling(digits, drop, limit);
  const where = `${apart(value, baseline, finer)} the baseline ${percent(baseline, digits)}`;
  const head = `${metric} ${percent(value, digits)} is ${where}, limit ${percent(limit, finer)}`;
  return `${head} (${confidenceOf(result, finer)})${sourcesText(result, digits)}`;
}

/** How sure it is, one side or both: a passed gate tells how large the drop is at most, a failed one how large at least. */
function confidenceOf({ verdict, atLeast, atMost, level, sharing }: DropResult, digits: number): string {
  if (atLeast === undefined || atMost === undefined) return "too few documents to be sure of anything";
  const number = (drop: number) => signed(drop, digits).replace("+", "");
  const bounds = [
    ...(verdict === "passed" ? [] : [`at least ${number(atLeast)}`]),
    ...(verdict === "failed" ? [] : [`at most ${number(atMost)}`]),
  ];
  const together = sharing > 1 ? `, of all ${sharing} types together` : "";
  return `${sure(level)} sure of a drop of ${bounds.join(" and of ")}${together}`;
}

/** What made a drop, where there is one. */
function sourcesText({ sources }: DropResult, digits: number): string {
  if (!sources) return "";
  const types = sources.types.slice(0, NAMED.types).map(({ type, change }) => `${type} ${signed(change, digits)}`);
  const units = sources.units.slice(0, NAMED.units).map(({ id }) => id);
  const parts = [
    ...(types.length > 0 ? [types.join(", ")] : []),
    ...(units.length > 0 ? [`${sources.unit}${units.length === 1 ? "" : "s"} ${units.join(", ")}`] : []),
  ];
  return parts.length === 0 ? "" : `; largest parts: ${parts.join("; ")}`;
}

/** `95 %`. */
export function sure(level: number): string {
  return `${Number((100 * level).toFixed(6))} %`;
}

/** So many digits that two numbers that are not the same do not look the same. */
function telling(digits: number, a: number, b: number): number {
  if (Math.abs(a - b) < SAME) return digits;
  while (digits < 10 && percent(a, digits) === percent(b, digits)) digits++;
  return digits;
}
