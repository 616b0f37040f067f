/** Gates as JSON. */
import type { GateResult } from "../analyze/gates.ts";
import { inputsJson } from "../run/inputs.ts";
import type { Run } from "../run/run.ts";
import { printSignature } from "../run/signature.ts";

/** Which run gates held this one against. */
export function baselineJson({ name, signature, inputs }: Pick<Run, "name" | "signature" | "inputs">) {
  return { name, signature: printSignature(signature), inputs: inputsJson(inputs) };
}

/** What came of a gate; limits, scores and drops are fractions, null where there is nothing. */
export function gateJson(result: GateResult) {
  const { rule, metric, verdict, value, limit } = result;
  const head = { rule, metric, verdict, value, limit };
  if (result.rule === "fail-under") {
    const { low = null, high = null } = result.interval ?? {};
    return { ...head, ...(result.interval && { interval: { low, high }, level: result.level }) };
  }
  const { baseline, drop, atLeast = null, atMost = null, level, sharing, sources } = result;
  return {
    ...head,
    ...{ baseline, drop, atLeast, atMost, level, sharing },
    ...(sources && {
      types: sources.types.map(({ type, change = null, part }) => ({ type, change, part })),
      documents: sources.units,
    }),
  };
}
