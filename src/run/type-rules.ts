/** Type rules: which types of either side are scored, and under which names, as options say it. */
import { cutType, type TypeLevel } from "../align/rename.ts";
import type { TypeRules } from "../align/types.ts";
import { NerEvalError } from "../corpus/error.ts";
import type { TypeNames } from "../formats/format.ts";
import { renamedTwice, separatorWithoutLevel } from "../messages/types.ts";

/** A new name for a type, on one side or on both. */
export interface Renaming {
  readonly side?: "gold" | "pred" | undefined;
  readonly from: string;
  /** Undefined where the type is left out. */
  readonly to: string | undefined;
  /** Where it stands in a file. */
  readonly place?: { readonly source: string; readonly line: number; readonly column: number };
}

/** The options about types; files of maps have been read. */
export interface TypeSettings {
  readonly types?: readonly string[];
  readonly map: readonly Renaming[];
  readonly ignore?: readonly string[];
  readonly typeLevel?: number;
  readonly typeSeparator?: string;
}

/** What parts the levels of types, where nothing else was said. */
export const usualSeparator = ".";

/**
 * Whether the user spelled a type's name out: in `types`, in `ignore`, in `map` for this side, or as the level that
 * counts of it. Undefined without `types`.
 */
export function namedTypes(settings: TypeSettings, role: "gold" | "pred"): TypeNames | undefined {
  const { types, map, ignore = [] } = settings;
  if (types === undefined) return undefined;
  const renamed = map.flatMap(({ side, from }) => (side === undefined || side === role ? [from] : []));
  const names = new Set([...types, ...ignore, ...renamed]);
  const level = levelOf(settings);
  return level === undefined ? names : { has: (type) => names.has(type) || names.has(cutType(type, level)) };
}

/**
 * The type rules under these settings.
 *
 * @throws NerEvalError `usage` where a type gets two new names on one side, or separators nothing to part.
 */
export function typeRules(settings: TypeSettings): TypeRules {
  const { types, map, ignore } = settings;
  const gold = new Map<string, string | undefined>();
  const pred = new Map<string, string | undefined>();
  for (const renaming of map) {
    if (renaming.side !== "pred") rename(gold, renaming);
    if (renaming.side !== "gold") rename(pred, renaming);
  }
  return {
    keep: types && new Set(types),
    ignore: ignore && new Set(ignore),
    rename: { gold, pred },
    level: levelOf(settings),
  };
}

/** The renamings as they are recorded: `A=B`, `gold:A=B`, and `A=` for one that is left out. */
export function printRenamings(map: readonly Renaming[]): string[] {
  return map.map(({ side, from, to = "" }) => `${side ? `${side}:` : ""}${encodeName(from)}=${encodeName(to)}`);
}

/** A renaming as it is recorded; undefined where it is none. */
export function parseRenaming(text: string): Renaming | undefined {
  const [, side, from = "", to = ""] = /^(?:(gold|pred):)?([^=]*)=([^=]*)$/s.exec(text) ?? [];
  if (from === "") return undefined;
  const name = decodeURIComponent;
  return { side: side as Renaming["side"], from: name(from), to: to === "" ? undefined : name(to) };
}

function levelOf({ typeLevel, typeSeparator = usualSeparator }: TypeSettings): TypeLevel | undefined {
  if (typeLevel !== undefined) return { depth: typeLevel, separators: typeSeparator };
  if (typeSeparator === usualSeparator) return undefined;
  throw new NerEvalError(separatorWithoutLevel());
}

function rename(names: Map<string, string | undefined>, { from, to, place }: Renaming): void {
  const already = names.get(from);
  if (names.has(from) && already !== to) {
    const [one, other] = already === undefined ? [to, already] : [already, to];
    throw new NerEvalError({ ...renamedTwice(from, String(one), other), ...place });
  }
  names.set(from, to);
}

/** A name in which nothing can be taken for the side or the equals sign. */
function encodeName(name: string): string {
  return name.replace(/[%=]/g, encodeURIComponent).replace(/^(gold|pred):/, "$1%3A");
}
