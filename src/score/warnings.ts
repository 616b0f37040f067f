/** Warnings: results that smell of a mistake in the input. */
import { cutType } from "../align/rename.ts";
import { allTypes, type TypeRules } from "../align/types.ts";
import type { Warning } from "../corpus/issue.ts";
import { type Suggestion, suggestMapping } from "./mapping.ts";
import type { Results } from "./results.ts";

/** How many types are named in a warning. */
const NAMED = 8;

/** What the reader of the results should check before believing them. `rules` are those under which they came about. */
export function resultWarnings(results: Results, rules: TypeRules = allTypes): Warning[] {
  return [...unseenTypes(results), ...namedOtherwise(results, rules), ...inclusiveEnds(results)];
}

function unseenTypes({ scores }: Results): Warning[] {
  const unseen = scores.strict.types.filter(({ possible, actual }) => possible === 0 && actual > 0);
  if (unseen.length === 0) return [];
  const spans = unseen.reduce((sum, { actual }) => sum + actual, 0);
  const named = unseen.slice(0, NAMED).map(({ type, actual }) => `${type} ×${actual}`);
  const more = unseen.length > NAMED ? ` and ${unseen.length - NAMED} more` : "";
  const wrong = spans === 1 ? "it counts as wrong" : `all ${spans} count as wrong`;
  const message = `the gold never uses ${named.join(", ")}${more}; ${wrong} (--map renames types, --types leaves them out${levelHint(scores.strict.types)})`;
  return [{ code: "type-unseen", message }];
}

/** What may part the levels of types, the usual first. */
const SEPARATORS = [".", "/", ":", "-"] as const;

/** The option under which a predicted type that the gold never uses is one of gold's, where a level is all they differ in. */
function levelHint(types: Results["scores"]["strict"]["types"]): string {
  const gold = types.filter(({ possible }) => possible > 0);
  const unseen = types.filter(({ possible, actual }) => possible === 0 && actual > 0);
  for (const separators of SEPARATORS) {
    const cut = ({ type }: { readonly type: string }) => cutType(type, { depth: 1, separators });
    const pairs = unseen.flatMap((pred) => gold.filter((one) => cut(one) === cut(pred)).map((one) => [pred, one]));
    const example = pairs[0]?.find((one) => cut(one) !== one.type);
    if (example) {
      const separator = separators === "." ? "" : ` --type-separator ${separators}`;
      return `, --type-level 1${separator} counts ${example.type} as ${cut(example)}`;
    }
  }
  return "";
}

/** Types that seem to be the same under two names. What the user renamed is not renamed again. */
function namedOtherwise({ confusion }: Results, { rename }: TypeRules): Warning[] {
  const settled = [rename.gold, rename.pred].flatMap((map) => [...map.values()].filter((to) => to !== undefined));
  const suggested = suggestMapping(confusion, new Set(settled));
  if (suggested.length === 0) return [];
  const shown = suggested.slice(0, NAMED).map(({ side, from, to, count, of }) => {
    const seen = side === "pred" ? "stood on" : "was found as";
    return `${from} ${seen} ${to} ${count} of ${of} times`;
  });
  const more = suggested.length > NAMED ? ` and ${suggested.length - NAMED} more` : "";
  const message = `gold and predictions seem to name the same types differently: ${shown.join(", ")}${more}; to make them one: ${mapOption(suggested)}`;
  return [{ code: "type-mapping", message }];
}

/** The option that renames as was suggested, as it is typed; a file where a name cannot stand in a list. */
function mapOption(suggested: readonly Suggestion[]): string {
  const listed = suggested.every(({ from, to }) => LISTABLE.test(from) && LISTABLE.test(to));
  if (listed) return `--map ${quoted(suggested.map(({ side, from, to }) => `${side}:${from}=${to}`).join(","))}`;
  const sides = (["gold", "pred"] as const).flatMap((side) => {
    const entries = suggested.filter((entry) => entry.side === side);
    const pairs = entries.map(({ from, to }) => `${JSON.stringify(from)}: ${JSON.stringify(to)}`);
    return pairs.length > 0 ? [`"${side}": {${pairs.join(", ")}}`] : [];
  });
  return `--map map.yaml, which holds {${sides.join(", ")}}`;
}

/** Names in which a list, an equals sign or a screen loses nothing. */
const LISTABLE = /^(?!\s)[^,=\p{C}]+(?<!\s)$/u;

/** A word for a shell, in quotes where it needs some. */
function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Every span found, and every one of them a character short at its end: nobody's recognizer does that. */
function inclusiveEnds({ errors, boundary }: Results): Warning[] {
  const { correct, type, boundary: wrong } = errors.all;
  const short = boundary.edges.find(({ edge }) => edge === "right-short")!.characters.histogram;
  if (correct + type > 0 || wrong < 5 || short.length !== 1 || short[0]![0] !== 1 || short[0]![1] !== wrong) return [];
  const message = `all ${wrong} matches end one character too early: the offsets look like inclusive ends (--offsets utf16-inclusive)`;
  return [{ code: "offset-unit", message }];
}
