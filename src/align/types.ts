/** Types: renames, keeps and ignores the types of both sides by the same rules, and counts what is left out. */
import type { Span } from "../corpus/span.ts";
import { CharacterSet } from "./character-set.ts";
import { Renamer, type TypeLevel } from "./rename.ts";

/** Which types are scored, and under which names. */
export interface TypeRules {
  /** The types to keep, after renaming; undefined keeps all. */
  readonly keep: ReadonlySet<string> | undefined;
  /** The types, after renaming, that are neither right nor wrong to find; they need not be kept ones. */
  readonly ignore?: ReadonlySet<string> | undefined;
  /** New names, given once; types under `undefined` are left out. */
  readonly rename: { readonly gold: TypeMap; readonly pred: TypeMap };
  /** The part of hierarchical types that counts, on both sides; undefined for all of it. */
  readonly level?: TypeLevel | undefined;
}

/** Types and what becomes of them. */
export type TypeMap = ReadonlyMap<string, string | undefined>;

/** No renaming, nothing left out. */
export const allTypes: TypeRules = { keep: undefined, rename: { gold: new Map(), pred: new Map() } };

/** Whether the rules leave every span as it is. */
export function changesNothing({ keep, ignore, rename, level }: TypeRules): boolean {
  return !keep && !ignore && !level && rename.gold.size + rename.pred.size === 0;
}

/** The spans of a document that are scored, and those that are neither right nor wrong. */
export interface SplitSpans<S> {
  readonly kept: readonly S[];
  readonly ignored: readonly S[];
}

/** Applies the rules to the spans of one side. What is left out is counted by its (renamed) type. */
export class TypeFilter {
  readonly renamer: Renamer;
  readonly dropped = new Map<string, number>();
  readonly ignored = new Map<string, number>();
  /** The types that occurred and were kept or ignored, after renaming. */
  readonly met = new Set<string>();
  private readonly keep: ReadonlySet<string> | undefined;
  private readonly ignore: ReadonlySet<string>;

  constructor(rules: TypeRules, side: "gold" | "pred") {
    this.keep = rules.keep;
    this.ignore = rules.ignore ?? new Set();
    this.renamer = new Renamer({ map: rules.rename[side], level: rules.level });
  }

  /** The spans that are kept, under their new names; the same array where nothing changes. */
  apply<S extends Span>(spans: readonly S[]): readonly S[] {
    return this.split(spans).kept;
  }

  /** The spans that are kept and those that are ignored, under their new names. */
  split<S extends Pick<Span, "type">>(spans: readonly S[]): SplitSpans<S> {
    if (this.keep === undefined && this.renamer.idle && this.ignore.size === 0) return { kept: spans, ignored: [] };
    const kept: S[] = [];
    const ignored: S[] = [];
    for (const span of spans) {
      const type = this.renamer.rename(span.type);
      if (type === undefined) {
        count(this.dropped, span.type);
        continue;
      }
      const named = type === span.type ? span : { ...span, type };
      if (this.ignore.has(type)) {
        count(this.ignored, type);
        this.met.add(type);
        ignored.push(named);
      } else if (this.keep && !this.keep.has(type)) count(this.dropped, type);
      else {
        this.met.add(type);
        kept.push(named);
      }
    }
    return { kept, ignored };
  }

  /** The spans but those that overlap an ignored gold mention and no scored one: they are ignored as well. */
  ignoreBeside<S extends Span>(spans: readonly S[], gold: SplitSpans<Span>): readonly S[] {
    if (gold.ignored.length === 0) return spans;
    const ignored = new CharacterSet(gold.ignored);
    const scored = new CharacterSet(gold.kept);
    return spans.filter((span) => {
      if (!ignored.touches(span) || scored.touches(span)) return true;
      count(this.ignored, span.type);
      return false;
    });
  }
}

function count(counts: Map<string, number>, type: string): void {
  counts.set(type, (counts.get(type) ?? 0) + 1);
}
