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
  const plain = plainOf(type);
  if (plain === "") return undefined;
  const only = (fits: (gold: string) => boolean) => {
    const found = golds.filter((gold) => plainOf(gold) !== "" && fits(gold));
    return found.length === 1 ? found[0] : undefined;
  };
  const same = only((gold) => plainOf(gold) === plain);
  if (same !== undefined) return { type, meant: same, alike: false };
  const looks = only((gold) => skeletonOf(gold) === skeletonOf(type));
  if (looks !== undefined) return { type, meant: looks, alike: true };
  const longer = only((gold) => beginsAlike(skeletonOf(gold), skeletonOf(type)));
  return longer === undefined ? undefined : { type, meant: longer, alike: false };
}

/** Whether one is the beginning of the other, with three letters or more. Takes in plurals of all but the shortest names. */
function beginsAlike(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && long.startsWith(short);
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
