/** Warnings about results: ends that look inclusive, and types that one side has and the other calls by another name. */
import { cutType } from "../align/rename.ts";
import { allTypes, type TypeRules } from "../align/types.ts";
import type { Warning } from "../corpus/issue.ts";
import { endsLookInclusive } from "../messages/offsets.ts";
import { type LevelFacts, type Renaming, typesNamedOtherwise, typesUnseen } from "../messages/types.ts";
import { type Suggestion, suggestMapping } from "./mapping.ts";
import type { Results } from "./results.ts";
import { hintsAmong, type TypeHint } from "./type-hints.ts";

/** What is odd about the types of two sides. What the user renamed is not renamed again. */
export function typeWarnings({ scores, confusion }: Results, { rename }: TypeRules): Warning[] {
  const settled = [rename.gold, rename.pred].flatMap((map) => [...map.values()].filter((to) => to !== undefined));
  const suggested = suggestMapping(confusion, new Set(settled));
  return [
    ...unseenTypes(scores.strict.types, suggested),
    ...(suggested.length > 0 ? [typesNamedOtherwise(suggested)] : []),
  ];
}

type Rows = Results["scores"]["strict"]["types"];
type Row = Pick<Rows[number], "type">;

/** Predicted types that the gold never uses. */
function unseenTypes(types: Rows, suggested: readonly Suggestion[]): Warning[] {
  const unseen = types.filter(({ gold, pred }) => gold === 0 && pred > 0);
  if (unseen.length === 0) return [];
  const level = levelsOf(types);
  const named = unseen.map(({ type, pred }) => ({ type, count: pred }));
  return [typesUnseen({ types: named, level, ...renamingsIn(types, suggested, level) })];
}

/** The renamings to try, by the names alone, and those that only look alike. What the spans suggest is said elsewhere. */
function renamingsIn(
  types: Rows,
  suggested: readonly Suggestion[],
  level: LevelFacts | undefined,
): { readonly renamings: readonly Renaming[]; readonly lookalikes: readonly Renaming[] } {
  if (level) return { renamings: [], lookalikes: [] };
  const said = new Set(suggested.map(({ from }) => from));
  const golds = types.filter(({ gold }) => gold > 0).map(({ type }) => type);
  const open = types.filter(({ type, gold }) => gold === 0 && !said.has(type));
  const hintFor = hintsAmong(golds);
  const hints = open.flatMap(({ type }) => hintFor(type) ?? []);
  const renaming = ({ type, meant }: TypeHint): Renaming => ({ side: "pred", from: type, to: meant });
  return { renamings: hints.map(renaming), lookalikes: hints.filter(({ alike }) => alike).map(renaming) };
}

/** What may part the levels of types, the usual first. */
const SEPARATORS = [".", "/", ":", "-"] as const;

/** The cut under which a predicted type that the gold never uses is one of gold's, where a level is all they differ in. */
function levelsOf(types: Rows): LevelFacts | undefined {
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
    if (example && byCut.size === gold.length && (separators !== "-" || areLevels(pairs, cut)))
      return { separators, from: example.type, to: cut(example) };
  }
  return undefined;
}

/** Whether hyphens part levels: one type is the other cut, or it is not the case of a single name, which may be misspelt. */
function areLevels(pairs: readonly (readonly Row[])[], cut: (row: Row) => string): boolean {
  return (
    new Set(pairs.map(([pred]) => pred)).size > 1 || pairs.some((pair) => pair.some((row) => cut(row) === row.type))
  );
}

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
