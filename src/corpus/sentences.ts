/** Sentences: where a text falls into pieces that are read one by one. */
import type { Extent } from "./fragments.ts";

/**
 * Where the sentences of a text end, the last one at its end: its lines, or where it is a single line, what ends in a full
 * stop, question or exclamation mark. An end inside one of the `whole` extents is passed over. Nothing of the text is in
 * two sentences, or in none.
 */
export function sentenceEnds(text: string, whole: readonly Extent[]): number[] {
  const lines = endsOf(text, /\n+/g);
  const ends = lines.length > 1 ? lines : endsOf(text, /[.?!]["”’)]*\s+/g);
  return unbroken(ends, whole);
}

/** The ends that are inside none of the extents. */
export function unbroken(ends: readonly number[], whole: readonly Extent[]): number[] {
  const extents = whole.toSorted((a, b) => a.start - b.start);
  let next = 0;
  let reach = 0;
  return ends.filter((end) => {
    while (next < extents.length && extents[next]!.start < end) reach = Math.max(reach, extents[next++]!.end);
    return reach <= end;
  });
}

function endsOf(text: string, boundary: RegExp): number[] {
  const ends = Array.from(text.matchAll(boundary), (match) => match.index + match[0].length);
  if (ends.at(-1) !== text.length) ends.push(text.length);
  return ends;
}
