/** Warnings: results that smell of a mistake in the input. */
import type { Warning } from "../corpus/issue.ts";
import type { Results } from "./results.ts";
import { hintFor, type TypeHint } from "./type-hints.ts";

/** How many types are named in a warning. */
const NAMED = 8;

/** What the reader of the results should check before believing them. */
export function resultWarnings(results: Results): Warning[] {
  return [...unseenTypes(results), ...inclusiveEnds(results)];
}

function unseenTypes({ scores }: Results): Warning[] {
  const unseen = scores.strict.types.filter(({ possible, actual }) => possible === 0 && actual > 0);
  if (unseen.length === 0) return [];
  const spans = unseen.reduce((sum, { actual }) => sum + actual, 0);
  const named = unseen.slice(0, NAMED).map(({ type, actual }) => `${type} ×${actual}`);
  const more = unseen.length > NAMED ? ` and ${unseen.length - NAMED} more` : "";
  const golds = scores.strict.types.filter(({ possible }) => possible > 0).map(({ type }) => type);
  const hints = unseen.flatMap(({ type }) => hintFor(type, golds) ?? []);
  const way = hints.length > 0 ? sayHints(hints) : "--map renames types, --types leaves them out";
  const message = `the gold never uses ${named.join(", ")}${more}; all ${spans} count as wrong (${way})`;
  return [{ code: "type-unseen", message }];
}

/** The renaming to try, and which names only look like others. */
function sayHints(hints: readonly TypeHint[]): string {
  const map = hints.map(({ type, meant }) => `pred:${type}=${meant}`).join(",");
  const alike = hints
    .filter((hint) => hint.alike)
    .map(({ type, meant }) => `"${type}" is not written in the letters of ${meant}`);
  const list = /^[\w:=,.-]*$/.test(map) ? map : `'${map}'`;
  return [`did you mean --map ${list}?`, ...alike].join(" ");
}

/** Every span found, and every one of them a character short at its end: nobody's recognizer does that. */
function inclusiveEnds({ errors, boundary }: Results): Warning[] {
  const { correct, type, boundary: wrong } = errors.all;
  const short = boundary.edges.find(({ edge }) => edge === "right-short")!.characters.histogram;
  if (correct + type > 0 || wrong < 5 || short.length !== 1 || short[0]![0] !== 1 || short[0]![1] !== wrong) return [];
  const message = `all ${wrong} matches end one character too early: the offsets look like inclusive ends (--offsets utf16-inclusive)`;
  return [{ code: "offset-unit", message }];
}
