/** Type warnings: types that one side has and the other does not know, and the options that would bring them together. */
import { cutType } from "../align/rename.ts";
import type { TypeRules } from "../align/types.ts";
import type { Warning } from "../corpus/issue.ts";
import { type Suggestion, suggestMapping } from "./mapping.ts";
import type { Results } from "./results.ts";
import { hintsAmong } from "./type-hints.ts";

/** How many types are named in a warning. */
const NAMED = 8;

/** What is odd about the types of two sides. What the user renamed is not renamed again. */
export function typeWarnings({ scores, confusion }: Results, { rename }: TypeRules): Warning[] {
  const settled = [rename.gold, rename.pred].flatMap((map) => [...map.values()].filter((to) => to !== undefined));
  const suggested = suggestMapping(confusion, new Set(settled));
  return [...unseenTypes(scores.strict.types, suggested), ...namedOtherwise(suggested)];
}

type Rows = Results["scores"]["strict"]["types"];
type Row = Pick<Rows[number], "type">;

/** Predicted types that the gold never uses. */
function unseenTypes(types: Rows, suggested: readonly Suggestion[]): Warning[] {
  const unseen = types.filter(({ gold, pred }) => gold === 0 && pred > 0);
  if (unseen.length === 0) return [];
  const spans = unseen.reduce((sum, { pred }) => sum + pred, 0);
  const named = unseen.slice(0, NAMED).map(({ type, pred }) => `${type} ×${pred}`);
  const more = unseen.length > NAMED ? ` and ${unseen.length - NAMED} more` : "";
  const wrong = spans === 1 ? "it counts as wrong" : `all ${spans} count as wrong`;
  const ways = `--map renames types, --types leaves them out${levelHint(types)}`;
  const message = `the gold never uses ${named.join(", ")}${more}; ${wrong} (${nameHint(types, suggested) ?? ways})`;
  return [{ code: "type-unseen", message }];
}

/** The renaming to try, by the names alone, and which names only look like others. What the spans suggest is said elsewhere. */
function nameHint(types: Rows, suggested: readonly Suggestion[]): string | undefined {
  if (levelHint(types) !== "") return undefined;
  const said = new Set(suggested.map(({ from }) => from));
  const golds = types.filter(({ gold }) => gold > 0).map(({ type }) => type);
  const open = types.filter(({ type, gold }) => gold === 0 && !said.has(type));
  const hintFor = hintsAmong(golds);
  const hints = open.flatMap(({ type }) => hintFor(type) ?? []);
  if (hints.length === 0) return undefined;
  const map = hints.map(({ type, meant }) => ({ side: "pred" as const, from: type, to: meant }));
  const alike = hints
    .filter((hint) => hint.alike)
    .map(({ type, meant }) => `"${type}" is not written in the letters of ${meant}`);
  return [`did you mean ${mapOption(map)}?`, ...alike].join(" ");
}

/** What may part the levels of types, the usual first. */
const SEPARATORS = [".", "/", ":", "-"] as const;

/** The option under which a predicted type that the gold never uses is one of gold's, where a level is all they differ in. */
function levelHint(types: Rows): string {
  const gold = types.filter(({ gold }) => gold > 0);
  const unseen = types.filter(({ gold, pred }) => gold === 0 && pred > 0);
  for (const separators of SEPARATORS) {
    const cut = ({ type }: Row) => cutType(type, { depth: 1, separators });
    const byCut = new Map(gold.map((one) => [cut(one), one]));
    const pairs = unseen.flatMap((pred) => {
      const one = byCut.get(cut(pred));
      return one ? [[pred, one] as const] : [];
    });
    const example = pairs[0]?.find((one) => cut(one) !== one.type);
    if (example && byCut.size === gold.length && (separators !== "-" || areLevels(pairs, cut))) {
      const separator = separators === "." ? "" : ` --type-separator ${separators}`;
      return `, --type-level 1${separator} counts ${example.type} as ${cut(example)}`;
    }
  }
  return "";
}

/** Whether hyphens part levels: one type is the other cut, or it is not the case of a single name, which may be misspelt. */
function areLevels(pairs: readonly (readonly Row[])[], cut: (row: Row) => string): boolean {
  return (
    new Set(pairs.map(([pred]) => pred)).size > 1 || pairs.some((pair) => pair.some((row) => cut(row) === row.type))
  );
}

/** Types that seem to be the same under two names. */
function namedOtherwise(suggested: readonly Suggestion[]): Warning[] {
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
function mapOption(suggested: readonly Pick<Suggestion, "side" | "from" | "to">[]): string {
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
