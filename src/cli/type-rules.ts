/** Type rules: what `--types`, `--map` and `--ignore` say of the types of either side. */
import type { TypeRules } from "../align/types.ts";
import { usage } from "./usage.ts";
import { MAPPING } from "./values.ts";

/** The flags about types. */
export interface TypeFlags {
  readonly types?: readonly string[];
  readonly map: readonly string[];
  readonly ignore?: readonly string[];
}

/** The type names the user spelled out in `--types`, in `--ignore` and on the gold side of `--map`; undefined without `--types`. */
export function namedTypes({ types, map, ignore = [] }: TypeFlags): ReadonlySet<string> | undefined {
  if (types === undefined) return undefined;
  return new Set([...types, ...ignore, ...typeRules({ types, map }).rename.gold.keys()]);
}

/**
 * The type rules under these flags.
 *
 * @throws NerEvalError `usage` where a type gets two new names on one side.
 */
export function typeRules({ types, map, ignore }: TypeFlags): TypeRules {
  const gold = new Map<string, string>();
  const pred = new Map<string, string>();
  for (const entry of map) {
    const [, side, from, to] = MAPPING.exec(entry)!;
    if (side !== "pred") rename(gold, from!, to!);
    if (side !== "gold") rename(pred, from!, to!);
  }
  return { keep: types && new Set(types), ignore: ignore && new Set(ignore), rename: { gold, pred } };
}

function rename(names: Map<string, string>, from: string, to: string): void {
  const already = names.get(from);
  if (already !== undefined && already !== to) {
    throw usage(
      `--map renames ${from} to ${already} and to ${to}`,
      "leave one of them out, or give each its side: gold:FROM=TO, pred:FROM=TO",
    );
  }
  names.set(from, to);
}
