/** The signature: one line that says how a number was computed, printed with every result and read back from it. */
import { type RepairPolicy, repairPolicies } from "../formats/tags.ts";
import { isSchemeName, type SchemeName } from "./schemes.ts";
import { type UndefinedF, type UndefinedPolicy, undefinedFRules, undefinedPolicies } from "./scores.ts";

/** Everything that decides a number besides the data. */
export interface Signature {
  readonly scheme: SchemeName;
  readonly average: "micro";
  readonly undefined: UndefinedPolicy;
  /** When F is undefined, where that is not the default. */
  readonly undefinedF?: UndefinedF;
  /** Of F-beta, where that is not F1. */
  readonly beta?: number;
  /** What became of illegal tags; undefined where neither side came in tags. */
  readonly repair?: RepairPolicy | undefined;
  /** Types that were kept, after renaming; undefined where all were. */
  readonly types: readonly string[] | undefined;
  /** Renamings, as `gold:A=B` or `pred:A=B`. */
  readonly map: readonly string[];
  /** Types that were neither right nor wrong to find, after renaming; undefined where there were none. */
  readonly ignore?: readonly string[] | undefined;
  /** `drop` where repeated spans were left out; undefined where each copy was judged. */
  readonly duplicates?: "drop" | undefined;
  /** Thresholds, as `0.5` or `PER=0.7`; not there where there are none. */
  readonly threshold?: readonly string[] | undefined;
  readonly documents: number;
  readonly version: string;
}

/** `strict|avg:micro|undefined:skip|docs:216|v:0.1.0`; what is not the default stands in it. */
export function printSignature(signature: Signature): string {
  const { scheme, average, undefined: policy, undefinedF, beta, repair, types, map, ignore, duplicates } = signature;
  const { threshold, documents, version } = signature;
  return [
    scheme,
    `avg:${average}`,
    `undefined:${policy}`,
    ...(undefinedF === undefined ? [] : [`undefined-f:${undefinedF}`]),
    ...(beta === undefined ? [] : [`beta:${beta}`]),
    ...(repair ? [`repair:${repair}`] : []),
    ...(types ? [`types:${types.map(encodeName).join(",")}`] : []),
    ...(map.length > 0 ? [`map:${map.map(encodeName).join(",")}`] : []),
    ...(ignore ? [`ignore:${ignore.map(encodeName).join(",")}`] : []),
    ...(duplicates ? [`duplicates:${duplicates}`] : []),
    ...(threshold ? [`threshold:${threshold.map(encodeName).join(",")}`] : []),
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
  const undefinedF = values.get("undefined-f") as UndefinedF | undefined;
  const beta = values.has("beta") ? Number(values.get("beta")) : undefined;
  const repair = values.get("repair") as RepairPolicy | undefined;
  const version = values.get("v");
  if (
    !isSchemeName(scheme!) ||
    !undefinedPolicies.includes(policy) ||
    (undefinedF !== undefined && !undefinedFRules.includes(undefinedF)) ||
    (beta !== undefined && !(beta > 0)) ||
    (repair !== undefined && !repairPolicies.includes(repair)) ||
    values.get("avg") !== "micro" ||
    !/^\d+$/.test(documents) ||
    version === undefined
  ) {
    throw new Error(`not a signature: ${text}`);
  }
  const types = values.get("types") === "" ? [] : list("types");
  return {
    scheme,
    average: "micro",
    undefined: policy,
    ...(undefinedF === undefined ? {} : { undefinedF }),
    ...(beta === undefined ? {} : { beta }),
    ...(repair && { repair }),
    types,
    map: list("map") ?? [],
    ...(values.has("ignore") ? { ignore: list("ignore") } : {}),
    ...(values.get("duplicates") === "drop" ? { duplicates: "drop" } : {}),
    ...(values.has("threshold") && { threshold: list("threshold") }),
    documents: Number(documents),
    version,
  };
}

/** Types are data: what has a meaning in a signature is percent-encoded. */
function encodeName(name: string): string {
  return name.replace(/[%|,\s\p{Cc}]/gu, encodeURIComponent);
}
