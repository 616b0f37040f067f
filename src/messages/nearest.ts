/** Nearest: the known name that a misspelt one was most likely meant to be, for options, their values and types. */

/** Longer names are compared by their beginnings and plain letters alone. */
const LONGEST = 64;

/**
 * The known name nearest to a word: the same letters in other case or with other separators, else one of few edits (one
 * for three letters), else the only one that is its beginning or that it begins. Undefined where none is near.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  const names = [...new Set(known)].filter((name) => name !== word);
  const plain = plainOf(word);
  const same = plain === "" ? undefined : names.find((name) => plainOf(name) === plain);
  return same ?? fewestEdits(word, names) ?? onlyBeginning(plain, names);
}

/** What to write behind a message about a word that is not known: `; did you mean strict?`, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const name = nearest(word, known);
  return name === undefined ? "" : `; did you mean ${name}?`;
}

function fewestEdits(word: string, names: readonly string[]): string | undefined {
  let found: string | undefined;
  let fewest = Infinity;
  for (const name of names) {
    const longer = Math.max(word.length, name.length);
    const most = Math.floor(longer / 3);
    if (longer > LONGEST || Math.abs(word.length - name.length) > most) continue;
    const edits = editsBetween(word.toLowerCase(), name.toLowerCase());
    if (edits > most || edits >= fewest) continue;
    [found, fewest] = [name, edits];
  }
  return found;
}

function onlyBeginning(plain: string, names: readonly string[]): string | undefined {
  const found = names.filter((name) => {
    const [short, long] = [plain, plainOf(name)].sort((a, b) => a.length - b.length) as [string, string];
    return short.length >= 3 && long.startsWith(short);
  });
  return found.length === 1 ? found[0] : undefined;
}

/** How many letters are to be inserted, left out, replaced, or exchanged with the next one. */
function editsBetween(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const exchanged =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, replaced, exchanged));
    }
    [before, row] = [row, next];
  }
  return row[b.length]!;
}

function plainOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
