/** Renaming: a type's new name by the user's map and the level that counts, once for every type, with an account of it. */
import type { Warning } from "../corpus/issue.ts";
import { renamedTypesAbsent, typeLevelUnused } from "../messages/types.ts";

/** How much of a hierarchical type counts: `LOC.city` is `LOC` at depth 1. */
export interface TypeLevel {
  /** How many parts, from the left; at least 1. */
  readonly depth: number;
  /** The characters, each of which parts two levels. */
  readonly separators: string;
}

/** How the types of one side are renamed. */
export interface RenameRules {
  /** Types by their new names; those under `undefined` are left out. */
  readonly map: ReadonlyMap<string, string | undefined>;
  readonly level: TypeLevel | undefined;
}

/** Spans of which the type got another name. */
export interface RenameCount {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

/** The first parts of a type's name; the name itself where it has no more of them, or would lose all. */
export function cutType(type: string, { depth, separators }: TypeLevel): string {
  const marks = new Set(separators);
  let [at, parts] = [0, 0];
  for (const character of type) {
    if (marks.has(character) && ++parts === depth) return at === 0 ? type : type.slice(0, at);
    at += character.length;
  }
  return type;
}

/**
 * Renames types. A type is looked up in the map as it is, else as it is cut to the level; what it becomes is cut, too,
 * and not looked up again: the map may swap two names.
 */
export class Renamer {
  /** The names in the map that were met. */
  readonly used = new Set<string>();
  /** Whether the level made any name shorter. */
  shortened = false;
  private readonly counts = new Map<string, { readonly to: string | undefined; count: number }>();
  readonly rules: RenameRules;

  constructor(rules: RenameRules) {
    this.rules = rules;
  }

  /** Whether every type keeps its name. */
  get idle(): boolean {
    return this.rules.map.size === 0 && this.rules.level === undefined;
  }

  /** The new name of a span's type, which is counted; undefined where the type is left out. */
  rename(type: string): string | undefined {
    let known = this.counts.get(type);
    if (!known) this.counts.set(type, (known = { to: this.newName(type), count: 0 }));
    known.count++;
    return known.to;
  }

  /** The types that were met, as they were before. */
  met(): IterableIterator<string> {
    return this.counts.keys();
  }

  /** How many spans got which other name, in the order of the names. */
  renamed(): RenameCount[] {
    const changed = Array.from(this.counts, ([from, { to, count }]) => ({ from, to, count }));
    return changed
      .filter((entry): entry is RenameCount => entry.to !== undefined && entry.to !== entry.from)
      .sort((a, b) => (a.from < b.from ? -1 : 1));
  }

  private newName(type: string): string | undefined {
    const short = this.cut(type);
    const key = [type, short].find((name) => this.rules.map.has(name));
    if (key === undefined) return short;
    this.used.add(key);
    const to = this.rules.map.get(key);
    return to === undefined ? undefined : this.cut(to);
  }

  private cut(type: string): string {
    const { level } = this.rules;
    const short = level === undefined ? type : cutType(type, level);
    if (short !== type) this.shortened = true;
    return short;
  }
}

/** Names in a map, and a level, that changed nothing on any side: mostly a slip of the pen. */
export function warnUnused(...sides: readonly Renamer[]): Warning[] {
  const given = sides.flatMap(({ rules }) => [...rules.map.keys()]);
  const unused = [...new Set(given)].filter((type) => !sides.some(({ used }) => used.has(type))).sort();
  const level = sides.find(({ rules }) => rules.level !== undefined)?.rules.level;
  const warnings: Warning[] = [];
  if (unused.length > 0) warnings.push(renamedTypesAbsent(unused, new Set(sides.flatMap((side) => [...side.met()]))));
  if (level !== undefined && !sides.some(({ shortened }) => shortened))
    warnings.push(typeLevelUnused(level.depth, level.separators));
  return warnings;
}
