/** Type hints: which of the gold's types a predicted type that the gold never uses was most likely meant to be. */

/** A guess. `alike` where the two only differ in letters that look the same, such as Cyrillic ones. */
export interface TypeHint {
  readonly type: string;
  readonly meant: string;
  readonly alike: boolean;
}

/**
 * The gold type that a type is by another spelling: other case or separators, letters that look alike, a plural, or the
 * beginning of the same word (`PERSON` for `PER`). Undefined where none is, or several are equally likely.
 */
export function hintFor(type: string, golds: readonly string[]): TypeHint | undefined {
  return hintsAmong(golds)(type);
}

/** Gives hints for one type after the other, among gold types whose spellings are worked out once. */
export function hintsAmong(golds: readonly string[]): (type: string) => TypeHint | undefined {
  const named = golds.filter((gold) => plainOf(gold) !== "");
  const byPlain = groupedBy(named, plainOf);
  const bySkeleton = groupedBy(named, skeletonOf);
  const skeletons = [...bySkeleton.keys()].sort();
  const lengths = [...new Set(skeletons.map(({ length }) => length))].sort((a, b) => a - b);
  const only = (found: readonly string[] | undefined) => (found?.length === 1 ? found[0] : undefined);
  /** Gold types that begin with a skeleton, or that it begins with, in three letters or more; no more than two of them. */
  const alikeTo = (skeleton: string): string[] => {
    const found: string[] = [];
    if (skeleton.length >= 3)
      for (let at = firstFrom(skeletons, skeleton); skeletons[at]?.startsWith(skeleton) && found.length < 2; at++)
        found.push(...bySkeleton.get(skeletons[at]!)!);
    for (const length of lengths) {
      if (length >= skeleton.length || found.length >= 2) break;
      if (length >= 3) found.push(...(bySkeleton.get(skeleton.slice(0, length)) ?? []));
    }
    return found;
  };
  return (type) => {
    const plain = plainOf(type);
    if (plain === "") return undefined;
    const same = only(byPlain.get(plain));
    if (same !== undefined) return { type, meant: same, alike: false };
    const skeleton = skeletonOf(type);
    const looks = only(bySkeleton.get(skeleton));
    if (looks !== undefined) return { type, meant: looks, alike: true };
    // Takes in plurals of all but the shortest names.
    const longer = only(alikeTo(skeleton));
    return longer === undefined ? undefined : { type, meant: longer, alike: false };
  };
}

function groupedBy(names: readonly string[], keyOf: (name: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const group = groups.get(keyOf(name));
    if (group) group.push(name);
    else groups.set(keyOf(name), [name]);
  }
  return groups;
}

/** The position of the first of sorted names that is not before a name. */
function firstFrom(names: readonly string[], name: string): number {
  let [low, high] = [0, names.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (names[middle]! < name) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Without case, separators, and the differences that Unicode calls those of compatibility, such as full width. */
function plainOf(type: string): string {
  return type
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The same with Latin letters for those that look like them, as capitals or as small ones. */
function skeletonOf(type: string): string {
  return Array.from(plainOf(type), (letter) => lookAlikes.get(letter) ?? letter).join("");
}

/** Cyrillic and Greek letters, each with the Latin one it is taken for, and the digit that is. */
const lookAlikes: ReadonlyMap<string, string> = new Map(
  "аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs ԁd ԛq ѡw αa βb εe ζz ηh ιi κk μm νn οo ρp τt υy χx 0o"
    .split(" ")
    .map((pair) => [pair[0]!, pair[1]!]),
);
