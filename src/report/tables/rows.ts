/** Rows and their order: which types a table has, and what stands first. */
import { NerEvalError } from "../../corpus/error.ts";
import { compareText } from "../../corpus/span.ts";
import { tableTypeUnknown } from "../../messages/tables.ts";
import type { Run } from "../../run/run.ts";
import { scoresOf } from "../../score/results.ts";
import { isMeasure } from "../columns.ts";
import type { Asked } from "./asked.ts";
import { type Frame, numberAt, type Place } from "./figures.ts";

/**
 * The types of a table: those that were asked for, or all that any run knows, in the order of their names.
 *
 * @throws NerEvalError `usage` where no run knows one that was asked for.
 */
export function typesIn({ runs, request }: Frame): string[] {
  const known = new Set(runs.flatMap((run) => scoresOf(run, "strict").types.map(({ type }) => type)));
  for (const type of request.types ?? []) {
    if (known.has(type)) continue;
    throw new NerEvalError(tableTypeUnknown(type, [...known].sort(compareText)));
  }
  return request.types ? [...request.types] : [...known].sort(compareText);
}

/** Places in the order that was asked for, the best by F1 where the table has it, else by its first score; in the order they have where none was. */
export function inOrder<P extends Place>(places: readonly P[], asked: readonly Asked[], { request }: Frame): P[] {
  const named = (a: P, b: P) => compareText(nameOf(a), nameOf(b));
  const falling = (of: (place: P) => number | undefined) => (a: P, b: P) =>
    (of(b) ?? -Infinity) - (of(a) ?? -Infinity) || named(a, b);
  const scores = asked.map(({ first }) => first).filter(({ measure }) => isMeasure(measure));
  const score = scores.find(({ measure }) => measure === "f1") ?? scores[0] ?? { measure: "f1" };
  switch (request.rows) {
    case "name":
      return [...places].sort(named);
    case "support":
      return [...places].sort(falling((place) => supportOf(place.run, place.type)));
    case "score":
      return [...places].sort(falling((place) => numberAt(place, score).value));
    default:
      return [...places];
  }
}

/** How many gold mentions a type has. */
export function supportOf(run: Run, type: string | undefined): number {
  const { micro, types } = scoresOf(run, "strict");
  return type === undefined ? micro.gold : (types.find((row) => row.type === type)?.gold ?? 0);
}

function nameOf({ type, run }: Place): string {
  return type ?? run.name;
}
