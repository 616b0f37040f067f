/** Words: finds the words of a CoNLL-U sentence in its text, or makes the text of them. */

import type { Extent } from "../../corpus/fragments.ts";
import type { Token } from "../../corpus/tokens.ts";
import { conlluText } from "../../messages/conllu.ts";
import type { ReadContext } from "../format.ts";

/** A word line, as the file has it. */
export interface Word {
  readonly id: string;
  readonly form: string;
  readonly misc: ReadonlyMap<string, string>;
  readonly line: number;
  readonly raw: string;
}

/** A word, and where it stands. */
export interface PlacedWord {
  readonly word: Word;
  readonly place: Extent;
}

/** A sentence's text, its words in it, and its tokens: several words may be one token, such as Spanish *del*. */
export interface PlacedSentence {
  readonly text: string;
  readonly placed: readonly PlacedWord[];
  readonly tokens: readonly Token[];
}

/** A token as it is written: a word, or the range of several. */
interface Unit {
  readonly form: string;
  readonly line: number;
  readonly glued: boolean;
  readonly words: Word[];
}

/** Places the words; empty nodes, which are no text, stand behind what is before them, and are no tokens. What is not in the text is reported. */
export function placeWords(words: readonly Word[], given: string | undefined, context: ReadContext): PlacedSentence {
  const units = unitsOf(words);
  const written = units.filter(({ words }) => !isEmptyNode(words));
  const text =
    given ??
    written
      .map(({ form, glued }) => (glued ? form : `${form} `))
      .join("")
      .trimEnd();
  const placed: PlacedWord[] = [];
  const tokens: Token[] = [];
  let at = 0;
  for (const { form, line, words } of units) {
    if (isEmptyNode(words)) {
      placed.push({ word: words[0]!, place: { start: at, end: at } });
      continue;
    }
    while (/\s/.test(text[at] ?? "") && !text.startsWith(form, at)) at++;
    if (!text.startsWith(form, at) || form === "") {
      const words = conlluText({ form, found: text.slice(at, at + 20) });
      context.issues.add(words, { source: context.source, line });
      break;
    }
    const end = at + form.length;
    const parts = words.map((word) => word.form).join("") === form;
    for (const word of words) {
      // Words that are not spelled within their token all are the token.
      const place = parts ? { start: at, end: at + word.form.length } : { start: end - form.length, end };
      placed.push({ word, place });
      if (!parts) continue;
      tokens.push(place);
      at = place.end;
    }
    if (!parts) tokens.push({ start: end - form.length, end });
    at = end;
  }
  return { text, placed, tokens };
}

function unitsOf(words: readonly Word[]): Unit[] {
  const units: Unit[] = [];
  let last = 0;
  for (const word of words) {
    const { id, form, line } = word;
    const glued = word.misc.get("SpaceAfter") === "No";
    if (id.includes(".")) {
      units.push({ form, line, glued, words: [word] });
      continue;
    }
    const [from, to] = id.split("-").map(Number) as [number, number | undefined];
    if (to !== undefined) {
      units.push({ form, line, glued, words: [] });
      last = to;
    } else if (from <= last) units.findLast(({ words }) => !isEmptyNode(words))?.words.push(word);
    else units.push({ form, line, glued, words: [word] });
  }
  return units.filter(({ words }) => words.length > 0);
}

function isEmptyNode([first]: readonly Word[]): boolean {
  return first?.id.includes(".") === true;
}
