/** Type rules: what `--types`, `--map`, `--type-level` and `--ignore` say of the types of either side. */
import { cutType, type TypeLevel } from "../align/rename.ts";
import type { TypeRules } from "../align/types.ts";
import { NerEvalError } from "../corpus/error.ts";
import type { TypeNames } from "../formats/format.ts";
import { usage } from "./usage.ts";

/** A new name for a type, on one side or on both. */
export interface Renaming {
  readonly side?: "gold" | "pred" | undefined;
  readonly from: string;
  /** Undefined where the type is left out. */
  readonly to: string | undefined;
  /** Where it stands in a file. */
  readonly place?: { readonly source: string; readonly line: number; readonly column: number };
}

/** A file of renamings that is still to be read. */
export interface MapFile {
  readonly file: string;
}

/** The flags about types; files of maps have been read. */
export interface TypeFlags {
  readonly types?: readonly string[];
  readonly map: readonly Renaming[];
  readonly ignore?: readonly string[];
  readonly typeLevel?: number;
  readonly typeSeparator?: string;
}

/** What parts the levels of types, where nothing else was said. */
export const usualSeparator = ".";

/**
 * Whether the user spelled a type's name out: in `--types`, in `--ignore`, in `--map` for this side, or as the level that
 * counts of it. Undefined without `--types`.
 */
export function namedTypes(flags: TypeFlags, role: "gold" | "pred"): TypeNames | undefined {
  const { types, map, ignore = [] } = flags;
  if (types === undefined) return undefined;
  const renamed = map.flatMap(({ side, from }) => (side === undefined || side === role ? [from] : []));
  const names = new Set([...types, ...ignore, ...renamed]);
  const level = levelOf(flags);
  return level === undefined ? names : { has: (type) => names.has(type) || names.has(cutType(type, level)) };
}

/**
 * The type rules under these flags.
 *
 * @throws NerEvalError `usage` where a type gets two new names on one side, or separators nothing to part.
 */
export function typeRules(flags: TypeFlags): TypeRules {
  const { types, map, ignore } = flags;
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
    level: levelOf(flags),
  };
}

/** The renamings as they are recorded: `A=B`, `gold:A=B`, and `A=` for one that is left out. */
export function printRenamings(map: readonly Renaming[]): string[] {
  return map.map(({ side, from, to = "" }) => `${side ? `${side}:` : ""}${encodeName(from)}=${encodeName(to)}`);
}

function levelOf({ typeLevel, typeSeparator = usualSeparator }: TypeFlags): TypeLevel | undefined {
  if (typeLevel !== undefined) return { depth: typeLevel, separators: typeSeparator };
  if (typeSeparator === usualSeparator) return undefined;
  throw usage("--type-separator does nothing without --type-level", "add --type-level 1, or leave it out");
}

function rename(names: Map<string, string | undefined>, { from, to, place }: Renaming): void {
  const already = names.get(from);
  if (names.has(from) && already !== to) {
    const [one, other] = already === undefined ? [to, already] : [already, to];
    throw new NerEvalError({
      code: "usage",
      message: `--map renames ${from} to ${one} and ${other === undefined ? "leaves it out" : `to ${other}`}`,
      hint: "leave one of them out, or give each its side: gold:FROM=TO, pred:FROM=TO",
      ...place,
    });
  }
  names.set(from, to);
}

/** A name in which nothing can be taken for the side or the equals sign. */
function encodeName(name: string): string {
  return name.replace(/[%=]/g, encodeURIComponent).replace(/^(gold|pred):/, "$1%3A");
}
