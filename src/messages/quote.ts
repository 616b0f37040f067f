/** Quotes: strings of data in messages, with their code points where two of them look the same. */

/** The longest string that is quoted whole, in UTF-16 code units. */
const LONGEST = 60;

/** A string in quotation marks; a long one is cut off. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}…` : text);
}

/** Two different strings in quotation marks, with the code points of the places where they differ if they look the same. */
export function quotedApart(one: string, other: string): readonly [string, string] {
  if (one === other || looks(one) !== looks(other)) return [quoted(one), quoted(other)];
  let start = 0;
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) start++;
  return [`${quoted(one)} (${pointsFrom(one, start)})`, `${quoted(other)} (${pointsFrom(other, start)})`];
}

/** What a string looks like, as far as normal forms and characters that nobody sees go. */
function looks(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/\s+/gu, " ");
}

/** How many code points are shown. */
const SHOWN = 4;

/** The code points from an offset on. */
function pointsFrom(text: string, start: number): string {
  const points = Array.from(
    text.slice(Math.max(0, start - 1)),
    (character) => `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`,
  );
  if (points.length === 0) return "nothing";
  return `${start > 1 ? "… " : ""}${points.slice(0, SHOWN).join(" ")}${points.length > SHOWN ? " …" : ""}`;
}
