/** The systems of a comparison, as a caller gives them: runs, or groups of runs. */
import { arrayOf, type Check, string, unexpected } from "../corpus/expect.ts";
import type { Units } from "../count/units.ts";
import type { Run } from "../run/run.ts";
import type { System } from "./comparison.ts";

/**
 * The systems behind runs and groups of runs: a run is a system of its own, and those without a name are called after
 * their places.
 *
 * @throws NerEvalError `usage` where they cannot be compared whatever their counts.
 */
export function systemsIn(given: readonly (Run | System)[]): System[] {
  const run: Check = (value, name) => {
    if (!isRun(value)) throw unexpected(name, value, "a run", RUN);
  };
  const system: Check = (value, name) => {
    if (isRun(value)) return;
    const { name: called, runs } = (value ?? {}) as Partial<System>;
    if (runs === undefined) throw unexpected(name, value, "a run, or { name, runs }", RUN);
    string(called, `${name}.name`);
    arrayOf(run, 1)(runs, `${name}.runs`);
  };
  arrayOf(system, 2)(given, "systems");
  const unnamed = given.filter(({ name }) => name === UNNAMED).length > 1;
  const systems = given.map((one, i): System => {
    const name = unnamed && one.name === UNNAMED ? `${UNNAMED}${i + 1}` : one.name;
    return { name, runs: "runs" in one ? one.runs : [one] };
  });
  const names = systems.map(({ name }) => name);
  const again = names.findIndex((name, i) => names.indexOf(name) < i);
  if (again >= 0) {
    const hint = "give each run a name of its own, or put the seeds of one system together: { name, runs: [a, b] }";
    throw unexpected(`systems[${again}].name`, names[again], "a name that no other system has", hint);
  }
  return systems;
}

/** What a run is called that was given no name. */
const UNNAMED = "run";
const RUN = "evaluate(gold, predictions) returns one, and parseRun(json) reads one";

function isRun(value: unknown): value is Run {
  const { units, scores, signature } = (value ?? {}) as Partial<Run>;
  return typeof scores === "object" && typeof signature === "object" && isUnits(units);
}

function isUnits(value: unknown): value is Units {
  const { ids, types, width, starts, columns, values } = (value ?? {}) as Partial<Units>;
  if (!Array.isArray(ids) || !Array.isArray(types) || !Number.isSafeInteger(width)) return false;
  const cells = starts?.[ids.length];
  return starts?.length === ids.length + 1 && columns?.length === cells && values?.length === cells;
}
