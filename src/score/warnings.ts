/** Warnings: results that smell of a mistake in the input. */
import { allTypes, type TypeRules } from "../align/types.ts";
import type { Warning } from "../corpus/issue.ts";
import { endsLookInclusive } from "../messages/offsets.ts";
import type { Results } from "./results.ts";
import { typeWarnings } from "./type-warnings.ts";

/** What the reader of the results should check before believing them. `rules` are those under which they came about. */
export function resultWarnings(results: Results, rules: TypeRules = allTypes): Warning[] {
  return [...typeWarnings(results, rules), ...inclusiveEnds(results)];
}

/** Every span found, and every one of them a character short at its end: nobody's recognizer does that. */
function inclusiveEnds({ errors, boundary }: Results): Warning[] {
  const { correct, type, boundary: wrong } = errors.all;
  const short = boundary.edges.find(({ edge }) => edge === "right-short")!.characters.histogram;
  if (correct + type > 0 || wrong < 5 || short.length !== 1 || short[0]![0] !== 1 || short[0]![1] !== wrong) return [];
  return [endsLookInclusive(wrong)];
}
