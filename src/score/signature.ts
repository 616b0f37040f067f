/** The signature: one line that says how a number was computed, printed with every result and read back from it. */
import { type Scheme, schemes } from "./schemes.ts";
import { type UndefinedPolicy, undefinedPolicies } from "./scores.ts";

/** Everything that decides a number besides the data. */
export interface Signature {
  readonly scheme: Scheme;
  readonly average: "micro";
  readonly undefined: UndefinedPolicy;
  /** Types that were kept, after renaming; undefined where all were. */
  readonly types: readonly string[] | undefined;
  /** Renamings, as `gold:A=B` or `pred:A=B`. */
  readonly map: readonly string[];
  /** Types that were neither right nor wrong to find, after renaming; undefined where there were none. */
  readonly ignore?: readonly string[] | undefined;
  /** `drop` where repeated spans were left out; undefined where each copy was judged. */
  readonly duplicates?: "drop" | undefined;
  readonly documents: number;
  readonly version: string;
}

/** `strict|avg:micro|undefined:skip|docs:216|v:0.1.0`; `types`, `map`,
 * `ignore` and `duplicates` stand in it where they were given. */
export function printSignature(signature: Signature): string {
  const { scheme, average, undefined: policy, types, map, ignore, duplicates, documents, version } = signature;
  return [
    scheme,
    `avg:${average}`,
    `undefined:${policy}`,
    ...(types ? [`types:${types.map(encodeName).join(",")}`] : []),
    ...(map.length > 0 ? [`map:${map.map(encodeName).join(",")}`] : []),
    ...(ignore ? [`ignore:${ignore.map(encodeName).join(",")}`] : []),
    ...(duplicates ? [`duplicates:${duplicates}`] : []),
    `docs:${documents}`,
    `v:${version}`,
  ].join("|");
}

/**
 * The signature behind a printed one.
 *
 * @throws Error where the text is not a signature.
 */
export function parseSignature(text: string): Signature {
  const [scheme, ...fields] = text.split("|");
  const values = new Map(
    fields.map((field) => [field.slice(0, field.indexOf(":")), field.slice(field.indexOf(":") + 1)]),
  );
  const list = (name: string) => values.get(name)?.split(",").map(decodeURIComponent);
  const documents = values.get("docs") ?? "";
  const policy = values.get("undefined") as UndefinedPolicy;
  const version = values.get("v");
  if (
    !schemes.includes(scheme as Scheme) ||
    !undefinedPolicies.includes(policy) ||
    values.get("avg") !== "micro" ||
    !/^\d+$/.test(documents) ||
    version === undefined
  ) {
    throw new Error(`not a signature: ${text}`);
  }
  const types = values.get("types") === "" ? [] : list("types");
  return {
    scheme: scheme as Scheme,
    average: "micro",
    undefined: policy,
    types,
    map: list("map") ?? [],
    ...(values.has("ignore") ? { ignore: list("ignore") } : {}),
    ...(values.get("duplicates") === "drop" ? { duplicates: "drop" } : {}),
    documents: Number(documents),
    version,
  };
}

/** Types are data: what has a meaning in a signature is percent-encoded. */
function encodeName(name: string): string {
  return name.replace(/[%|,\s\p{Cc}]/gu, encodeURIComponent);
}
