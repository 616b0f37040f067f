/**
 * Verifies a saved run. What follows from the tallies is worked out anew and compared with what is stored; what adds up
 * beside them must agree with them in every sum they share. A number that was changed is refused by its path.
 */
import { countOf } from "../../count/tally.ts";
import type { Run } from "../../run/run.ts";
import type { Signature } from "../../run/signature.ts";
import { runValue } from "../run-json.ts";
import { altered, type Contradiction, isSame, type Path } from "./contradiction.ts";
import { type CountsByType, sumsBesideTallies } from "./identities.ts";
import type { SavedJson } from "./shape.ts";

/** What was read of a run. */
interface Stored {
  readonly source: string;
  readonly json: SavedJson;
  readonly signature: Signature;
  readonly lacks: readonly string[];
}

/** What of a run follows from its tallies and sums. */
const DERIVED = [
  ...["documents", "resampling", "scores", "fair", "errors", "boundary", "nesting", "confusion", "tokens"],
  ...["confidence", "surfaceSet"],
] as const;

/**
 * Refuses a run that contradicts itself.
 *
 * @throws NerEvalError `run-altered` with the path of the first number that does not fit.
 */
export function refuseAltered(saved: Stored, run: Run): void {
  const made = runValue(run, { units: false }) as { readonly [key: string]: unknown };
  const stored = saved.json as { readonly [key: string]: unknown };
  for (const key of DERIVED) {
    const found = stored[key] === undefined ? undefined : contradictionIn(stored[key], made[key], [key]);
    if (found) throw altered(found, saved.source);
  }
  const [first] = [
    ...sumsBesideTallies(saved.json, saved, countsByType(saved)),
    ...settingsOf(saved),
    ...intervalsOff(run),
  ];
  if (first) throw altered(first, saved.source);
}

/** The first place where what is stored is not what was made anew. Fields that only one of them has are not compared. */
function contradictionIn(stored: unknown, made: unknown, path: Path): Contradiction | undefined {
  if (typeof stored === "number" && typeof made === "number" && isSame(stored, made)) return undefined;
  if (Array.isArray(stored) && Array.isArray(made) && stored.length === made.length) {
    for (const [i, item] of stored.entries()) {
      const found = contradictionIn(item, made[i], [...path, i]);
      if (found) return found;
    }
    return undefined;
  }
  if (isFields(stored) && isFields(made)) {
    for (const [key, value] of Object.entries(stored)) {
      const found = made[key] === undefined ? undefined : contradictionIn(value, made[key], [...path, key]);
      if (found) return found;
    }
    return undefined;
  }
  return stored === made ? undefined : { path, stored, expected: made };
}

function isFields(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function countsByType({ json: { units } }: Stored): CountsByType {
  const sums = new Map<string, number[]>();
  for (const { rows } of units.documents) {
    for (const [type, ...row] of rows) {
      const name = units.types[type!]!;
      const sum = sums.get(name) ?? new Array<number>(row.length).fill(0);
      for (let c = 0; c < row.length; c++) sum[c]! += row[c]!;
      sums.set(name, sum);
    }
  }
  return new Map(Array.from(sums, ([name, sum]) => [name, (counter) => countOf(sum, counter)]));
}

/** What signature, options and resampling say of the same thing. */
function settingsOf({ json, signature }: Stored): Contradiction[] {
  const { resampling, options, units } = json;
  const pairs: [Path, unknown, unknown][] = [
    [["signature"], signature.documents, json.documents],
    [["version"], json.version, signature.version],
  ];
  if (resampling) {
    const { method, resamples, seed, level } = resampling;
    pairs.push(
      [["resampling", "unit"], resampling.unit, units.unit],
      [["resampling", "units"], resampling.units, units.documents.length],
      [["resampling", "resamples"], `bootstrap-${method}:${resamples}`, signature.interval],
      [["resampling", "seed"], seed, signature.seed],
      [["resampling", "level"], level, signature.level ?? 0.95],
    );
    for (const name of ["resamples", "seed", "level"] as const)
      if (options[name] !== undefined) pairs.push([["options", name], options[name], resampling[name]]);
  }
  return pairs
    .filter(([, stored, expected]) => stored !== expected)
    .map(([path, stored, expected]) => ({ path, stored, expected }));
}

/** Intervals that none could be: the wrong way round, beyond what their numbers can reach, or of more resamples than were drawn. */
function intervalsOff({ intervals }: Run): Contradiction[] {
  return [...(intervals?.of ?? [])].flatMap(([name, { low, high, undefinedResamples }]): Contradiction[] => {
    const most = name.startsWith("errors:") ? Infinity : 1 + 1e-9;
    const possible =
      low === undefined || high === undefined
        ? low === high || low === undefined
        : low >= 0 && low <= high && high <= most;
    if (possible && undefinedResamples <= intervals!.resamples) return [];
    return [{ path: ["scores"], stored: { [name]: { low, high, undefinedResamples } }, expected: "an interval" }];
  });
}
