/** Labels: the names behind numbers, as data sets and model configurations write them. */
import { type Fields, isObject } from "../record.ts";

/**
 * The names in `label_names`, `id2label` (a list, or an object by number) or the `features` of a data set; undefined where
 * a record has none of them.
 */
export function labelNames(record: Fields): ReadonlyMap<number, string> | undefined {
  return (
    fromList(record.label_names) ??
    fromList(record.id2label) ??
    fromObject(record.id2label) ??
    fromFeatures(record.features)
  );
}

function fromList(value: unknown): ReadonlyMap<number, string> | undefined {
  if (!Array.isArray(value) || !value.every((name) => typeof name === "string")) return undefined;
  return new Map(value.map((name, i) => [i, name]));
}

function fromObject(value: unknown): ReadonlyMap<number, string> | undefined {
  if (!isObject(value)) return undefined;
  const names = Object.entries(value).filter(
    (pair): pair is [string, string] => /^\d+$/.test(pair[0]) && typeof pair[1] === "string",
  );
  return new Map(names.map(([number, name]) => [Number(number), name]));
}

/** `{"ner_tags": {"feature": {"names": […]}}}`, or the list `[{"name": "ner_tags", "type": {"feature": …}}]` of a server. */
function fromFeatures(features: unknown): ReadonlyMap<number, string> | undefined {
  const named = Array.isArray(features)
    ? features.filter(isObject).map(({ name, type }): [unknown, unknown] => [name, type])
    : isObject(features)
      ? Object.entries(features)
      : [];
  for (const tags of ["ner_tags", "tags", "labels", "ner"]) {
    const [, feature] = named.find(([name]) => name === tags) ?? [];
    if (!isObject(feature)) continue;
    const names = fromList(isObject(feature.feature) ? feature.feature.names : feature.names);
    if (names) return names;
  }
  return undefined;
}
