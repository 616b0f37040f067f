/** What scorers keep per type. */
import { compareText } from "../corpus/span.ts";
import type { TokenSpan } from "./profile.ts";

/** What is kept per type, sorted by type. */
export function byType<T>(map: ReadonlyMap<string, T>): [type: string, value: T][] {
  return [...map].sort(([a], [b]) => compareText(a, b));
}

/** The value of a key; made and kept if there is none. */
export function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Spans by type, each list in the order of the spans. */
export function groupByType(spans: readonly TokenSpan[]): Map<string, TokenSpan[]> {
  const groups = new Map<string, TokenSpan[]>();
  for (const span of spans) entry(groups, span.type, () => []).push(span);
  return groups;
}
