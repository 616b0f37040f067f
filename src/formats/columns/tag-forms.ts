/** Tag forms: tags that are numbers, which have names elsewhere, and tags that end in their prefix, such as `PER-B`. */

/** Whether a tag is a whole number, as data sets write the id of a tag. -100 is one that trainers ignore. */
export function isTagNumber(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first === 0x2d || (first >= 0x30 && first <= 0x39)) && /^-?\d+$/.test(text);
}

const MARKS = "-_.:/";
const PREFIXES = "BIESLUMW";

/** `B-PER` of `PER-B` or `PER_B`; undefined where a text does not end so. */
export function prefixFirst(text: string): string | undefined {
  const prefix = text.at(-1)?.toUpperCase() ?? "";
  if (text.length < 3 || prefix === "" || !PREFIXES.includes(prefix)) return undefined;
  const type = text.slice(0, -2);
  if (!MARKS.includes(text.at(-2)!) || /\s/.test(type)) return undefined;
  return `${prefix}-${type}`;
}

/** A function that replaces numbers by names; numbers without a name stay. */
export function namesFor(labels: readonly string[]): (tag: string) => string {
  return (tag) => (isTagNumber(tag) ? (labels[Number(tag)] ?? tag) : tag);
}
