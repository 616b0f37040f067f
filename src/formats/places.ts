/** Places: where a span is, under the names that tools have for offsets. */
import type { Extent } from "../corpus/fragments.ts";

/** The names of offsets in two fields; the first are ours. */
export const startNames = [
  ...["start", "start_offset", "begin", "start_char", "startOffset", "from"],
  ...["start_pos", "begin_offset", "beginOffset", "BeginOffset", "StartOffset"],
  ...["startChar", "char_start", "charStart", "begin_char", "characterOffsetBegin"],
] as const;
export const endNames = [
  ...["end", "end_offset", "stop", "end_char", "endOffset", "to"],
  ...["end_pos", "EndOffset", "endChar", "char_end", "charEnd", "characterOffsetEnd"],
] as const;

/** The names of one field with both offsets, as a list of two or an object of two fields. */
const pairNames = ["span", "offsets", "offset", "char_span", "charSpan", "char_offsets", "char_interval"] as const;

type Fields = { readonly [name: string]: unknown };

/**
 * The offsets of an item that has them in one field, such as `"span": [0, 8]`, as a start and a length, or in characters
 * beside others in tokens (`start_char` beside `start`); undefined where it has none of these.
 */
export function placeIn(item: Fields): Extent | undefined {
  if (Object.hasOwn(item, "start") || Object.hasOwn(item, "begin"))
    return Object.hasOwn(item, "start_char") ? extentOf(item.start_char, item.end_char) : undefined;
  if (startNames.some((name) => Object.hasOwn(item, name))) return undefined;
  const { offset, length } = item;
  if (isWhole(offset) && isWhole(length)) return { start: offset, end: offset + length };
  for (const name of pairNames) {
    const value = item[name];
    const place = typeof value === "object" && value !== null ? pairIn(value) : undefined;
    if (place) return place;
  }
  return undefined;
}

/** The offsets that a list of two, a list of one such, or an object is. */
function pairIn(value: object): Extent | undefined {
  if (Array.isArray(value)) {
    const [first, second] = value as unknown[];
    if (value.length === 1 && Array.isArray(first))
      return first.length === 2 ? extentOf(first[0], first[1]) : undefined;
    return value.length === 2 ? extentOf(first, second) : undefined;
  }
  const fields = value as Fields;
  const of = (accepted: readonly string[]) => fields[accepted.find((name) => Object.hasOwn(fields, name)) ?? ""];
  return extentOf(of(startNames), of(endNames));
}

function extentOf(start: unknown, end: unknown): Extent | undefined {
  return isWhole(start) && isWhole(end) ? { start, end } : undefined;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
