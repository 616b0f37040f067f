/** Occurrences: where in a text the strings of mentions stand, whatever case, whitespace and quotes they are written in. */
import type { Extent } from "../corpus/fragments.ts";
import { findAll } from "./find-all.ts";
import { type NormalizedText, normalForms, normalizeText, withoutQuotes } from "./normalize-text.ts";

/** A stretch of the text that reads as one of the strings. */
export interface Occurrence extends Extent {
  /** What it is at each level of normalization. */
  readonly normalForms: readonly string[];
  /** Whether it begins and ends where words do. */
  readonly whole: boolean;
  /** Whether it stands within an occurrence of a longer one of the strings. */
  readonly covered: boolean;
}

/** A string that is looked for. */
export interface Sought {
  /** What it is at each level of normalization; at the last, what it was found as. */
  readonly normalForms: readonly string[];
  /** All its occurrences, from left to right, those of strings that only differ as levels forgive included. */
  readonly occurrences: readonly Occurrence[];
}

/**
 * The occurrences of all strings, in the order of the strings. Strings that are alike at the last level share theirs, so an
 * extent is one occurrence. A string in quotes that the text does not have is looked for without them. A string that begins
 * or ends in what normalization leaves out stands exactly where the text has it, and only otherwise where it has the rest.
 */
export function occurrencesOf(strings: readonly string[], text: string): readonly Sought[] {
  const folded = normalizeText(text);
  const levels = strings.map(normalForms);
  const bare = levels.map((own) => {
    const inside = withoutQuotes(own[4]);
    return inside === undefined || folded.text.includes(own[4]) ? own[4] : inside;
  });
  const forms = [...new Set(bare)].filter((form) => form !== "");
  const places = findAll(forms, folded.text);
  const cache = new Map<string, readonly string[]>();
  const found = forms.map((form, i) =>
    extentsIn(folded, places[i]!, form.length).map((one) => occurrenceAt(one, form)),
  );
  markCovered(found);
  const lists = new Map(forms.map((form, i) => [form, found[i]!]));
  const literal = literalsOf(strings, text);
  return levels.map(
    (own, i) =>
      literal.get(strings[i]!) ?? {
        // Without its quotes, a string is what it is without them at both levels that forgive quotes.
        normalForms: [own[0], own[1], own[2], bare[i] === own[4] ? own[3] : withoutQuotes(own[3])!, bare[i]!],
        occurrences: lists.get(bare[i]!) ?? [],
      },
  );

  function occurrenceAt({ start, end }: Extent, form: string): Marked {
    const surface = text.slice(start, end);
    let own = cache.get(surface);
    if (own === undefined) cache.set(surface, (own = [...normalForms(surface).slice(0, 4), form]));
    const whole = !cutsWord(text, start) && !cutsWord(text, end);
    return { start, end, normalForms: own, whole, covered: false };
  }
}

/** The strings that lose an edge or all of themselves by normalization, and that the text has to the letter. */
function literalsOf(strings: readonly string[], text: string): ReadonlyMap<string, Sought> {
  const partly = strings.filter((string) => {
    if (string.trim() !== string || /^[\ud800-\udfff]$/.test(string)) return false;
    const { starts, ends } = normalizeText(string);
    return starts[0] !== 0 || ends.at(-1) !== string.length;
  });
  const literal = partly.filter((string) => string !== "");
  const places = findAll(literal, text);
  const found = literal.flatMap((string, i): [string, Sought][] => {
    if (places[i]!.length === 0) return [];
    const own = normalForms(string).map((folded, level) => (level === 0 ? folded : `${string}\n${folded}`));
    const occurrences = places[i]!.map((start) => {
      const end = start + string.length;
      const whole = !cutsWord(text, start) && !cutsWord(text, end);
      return { start, end, normalForms: own, whole, covered: false };
    });
    return [[string, { normalForms: own, occurrences }]];
  });
  return new Map(found);
}

type Marked = { -readonly [key in keyof Occurrence]: Occurrence[key] };

/** What the places are in the original text; none that begins or ends within what was one character there. */
function extentsIn({ starts, ends }: NormalizedText, places: readonly number[], length: number): Extent[] {
  return places.flatMap((first) => {
    const last = first + length - 1;
    if (first > 0 && starts[first - 1] === starts[first]) return [];
    if (last + 1 < starts.length && starts[last + 1] === starts[last]) return [];
    return [{ start: starts[first]!, end: ends[last]! }];
  });
}

/** Marks the occurrences that stand within another one. */
function markCovered(occurrences: readonly (readonly Marked[])[]): void {
  let furthest = -1;
  for (const one of occurrences.flat().sort((a, b) => a.start - b.start || b.end - a.end)) {
    one.covered = one.end <= furthest;
    furthest = Math.max(furthest, one.end);
  }
}

const letter = /[\p{L}\p{N}\p{M}]/u;
/** Of scripts that put no blanks between words. */
const unparted =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether an offset stands between two letters or digits of one word. */
function cutsWord(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const [last, next] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  if (last < ASCII && !isAsciiLetter(last)) return false;
  if (next < ASCII && !isAsciiLetter(next)) return false;
  if (last < ASCII && next < ASCII) return true;
  const before = last >= 0xdc00 && last <= 0xdfff ? text.slice(Math.max(0, at - 2), at) : text[at - 1]!;
  const after = String.fromCodePoint(text.codePointAt(at)!);
  return letter.test(before) && letter.test(after) && !(unparted.test(before) || unparted.test(after));
}

const ASCII = 128;

/** Whether a code unit is an ASCII letter or digit. */
function isAsciiLetter(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 65 && unit <= 90) || (unit >= 48 && unit <= 57);
}
