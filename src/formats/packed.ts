/** Packed lists: fields of a record that hold JSON in a string, as tables of one cell per field leave them. */

/** The record with the lists and objects that stand as JSON in strings under these names; itself where none do. */
export function unpackLists<R extends { readonly [name: string]: unknown }>(record: R, names: readonly string[]): R {
  let whole: R = record;
  for (const name of names) {
    const value = record[name];
    if (typeof value !== "string") continue;
    const list = listIn(value);
    if (list !== undefined) whole = { ...whole, [name]: list };
  }
  return whole;
}

/** The list or object that a string is, from its first to its last character but for blanks. */
function listIn(text: string): unknown {
  const packed = text.trim();
  if (!((packed.startsWith("[") && packed.endsWith("]")) || (packed.startsWith("{") && packed.endsWith("}"))))
    return undefined;
  try {
    return JSON.parse(packed) as unknown;
  } catch {
    return undefined;
  }
}
