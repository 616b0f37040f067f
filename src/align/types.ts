/** Types: renames and keeps the types of both sides by the same rules, and counts what is left out. */
import type { Span } from "../corpus/span.ts";

/** Which types are scored, and under which names. */
export interface TypeRules {
  /** The types to keep, after renaming; undefined keeps all. */
  readonly keep: ReadonlySet<string> | undefined;
  readonly rename: { readonly gold: ReadonlyMap<string, string>; readonly pred: ReadonlyMap<string, string> };
}

/** No renaming, nothing left out. */
export const allTypes: TypeRules = { keep: undefined, rename: { gold: new Map(), pred: new Map() } };

/** Applies the rules to the spans of one side; `dropped` counts the spans left out by their (renamed) type. */
export class TypeFilter {
  readonly dropped = new Map<string, number>();
  /** The named types that occurred. */
  readonly met = new Set<string>();
  private readonly keep: ReadonlySet<string> | undefined;
  private readonly rename: ReadonlyMap<string, string>;

  constructor(rules: TypeRules, side: "gold" | "pred") {
    this.keep = rules.keep;
    this.rename = rules.rename[side];
  }

  /** The spans that are kept, under their new names; the same array where nothing changes. */
  apply<S extends Span>(spans: readonly S[]): readonly S[] {
    if (this.keep === undefined && this.rename.size === 0) return spans;
    const kept: S[] = [];
    for (const span of spans) {
      const type = this.rename.get(span.type) ?? span.type;
      if (this.keep && !this.keep.has(type)) {
        this.dropped.set(type, (this.dropped.get(type) ?? 0) + 1);
        continue;
      }
      if (this.keep) this.met.add(type);
      kept.push(type === span.type ? span : { ...span, type });
    }
    return kept;
  }
}
