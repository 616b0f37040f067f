/** Column values: what the cells of a column are, told by how often each value occurs. */
import { partsOf } from "../tags.ts";
import { prefixFirst, respelled } from "./schemes.ts";

/** A column with more different values holds no tags. */
const MOST = 2000;

/** The values of one column. */
export class ColumnValues {
  total = 0;
  private readonly counts = new Map<string, number>();

  add(value: string): void {
    this.total++;
    if (this.counts.size <= MOST || this.counts.has(value)) this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
  }

  /** Whether all but one in twenty cells are so; empty cells are. */
  hold(is: (value: string) => boolean): boolean {
    if (this.counts.size > MOST) return false;
    let others = 0;
    for (const [value, count] of this.counts) if (value !== "" && !is(value)) others += count;
    return others * 20 <= this.total;
  }

  /** The types of the tags in it, with their counts; undefined where it holds no tags, or none but `O`. */
  tagTypes(): ReadonlyMap<string, number> | undefined {
    const types = new Map<string, number>();
    if (!this.hold((value) => tagOf(value) !== undefined)) return undefined;
    for (const [value, count] of this.counts) {
      const { prefix = "O", type = "" } = partsOf(tagOf(value) ?? "O") ?? {};
      // A bare B or I is of no type: words are cut into pieces so, too.
      if (prefix !== "O") types.set(type, (types.get(type) ?? 0) + count);
    }
    types.delete("_");
    return types.size > 0 ? types : undefined;
  }

  /** The types of the column that is read, whether its tags have prefixes or not. */
  types(): ReadonlySet<string> {
    const tags = this.tagTypes();
    if (tags) return new Set(tags.keys());
    if (this.counts.size > MOST || !this.counts.has("O")) return new Set();
    return new Set([...this.counts.keys()].filter((value) => !isOutside(value)));
  }

  /** Whether it holds types of these without prefixes, among tokens that have none. */
  holdBare(types: ReadonlySet<string>): boolean {
    if (this.counts.size > MOST) return false;
    const inside = [...this.counts.keys()].filter((value) => !isOutside(value));
    return this.counts.has("O") && inside.length > 0 && inside.every((value) => types.has(value));
  }
}

function isOutside(value: string): boolean {
  return value === "O" || value === "_" || value === "";
}

function tagOf(value: string): string | undefined {
  return respelled(value) ?? prefixFirst(value);
}

/** Labels of chunks as in CoNLL-2000 and its kin, and of semantic roles. */
const CHUNKS = new Set(
  "NP VP PP ADVP SBAR ADJP PRT CONJP INTJ LST UCP NC VC PC AC CNP MNP BNP BVP QP NAC NX WHNP WHPP WHADVP AP CP DP".split(
    " ",
  ),
);
const ROLES = /^(?:[CR]-)?(?:V|REL|A(?:RG)?(?:[0-5A]|M-.*)?)$/;

/** Whether tags of these types annotate something other than entities: at least half of them are chunks or roles. */
export function isLayerOfItsOwn(types: ReadonlyMap<string, number>): boolean {
  let [all, known] = [0, 0];
  for (const [type, count] of types) {
    all += count;
    const name = type.toUpperCase();
    if (CHUNKS.has(name) || ROLES.test(name)) known += count;
  }
  return known * 2 >= all;
}
