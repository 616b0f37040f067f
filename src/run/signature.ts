/** The signature: one line that says how a number was computed, printed with every result and read back from it. */
import { NerEvalError } from "../corpus/error.ts";
import { string } from "../corpus/expect.ts";
import { notSignature } from "../messages/saved-runs.ts";
import { isScheme, type SchemeName } from "../score/schemes/registry.ts";
import type { UndefinedPolicy } from "../score/scores.ts";
import { decidingOptions, type Option } from "./options.ts";

/**
 * Everything that decides a number besides the data. An option is in it under its key, unless it has its default; of what
 * only some inputs have, such as tags, it is there where they had it.
 */
export interface Signature extends SignedOptions {
  readonly scheme: SchemeName;
  readonly average: "micro";
  readonly undefined: UndefinedPolicy;
  /** Types that were kept, after renaming; undefined where all were. */
  readonly types: readonly string[] | undefined;
  /** Renamings, as `gold:A=B` or `pred:A=B`; `A=` where a type was left out. */
  readonly map: readonly string[];
  /** `projected` where predictions were made on another rendering of the text. */
  readonly texts?: "projected" | undefined;
  readonly documents: number;
  readonly version: string;
}

/** The options that have a field of their own. */
type Signed = Exclude<(typeof decidingOptions)[number], { readonly within: string }>;
/** The value of an option in the signature. */
type SignedValue<O> = O extends { readonly signed: readonly (infer S)[] }
  ? S
  : O extends { readonly pattern: string }
    ? string
    : O extends { readonly several: true }
      ? readonly string[]
      : O extends { readonly type: "choice"; readonly choices: readonly (infer C)[] }
        ? C
        : O extends { readonly type: "flag" }
          ? "yes"
          : O extends { readonly type: NumberType }
            ? number
            : O extends { readonly type: "name" | "column" | "characters" | "choice" }
              ? string
              : readonly string[];
type NumberType = "whole" | "positive" | "percentage" | "fraction";
type SignedOptions = { readonly [O in Signed as O["key"]]?: SignedValue<O> | undefined };

/** A field behind the scheme. */
interface Field {
  readonly name: string;
  readonly key: string;
  readonly form: Form;
}

/** How a value is written behind its name, and read back; `undefined` where that text is no such value. */
interface Form {
  readonly print: (value: never) => string;
  readonly parse: (text: string) => unknown;
}

const oneOf = (values: readonly string[]): Form => ({
  print: String,
  parse: (text) => (values.includes(text) ? text : undefined),
});
const listOf = (values: readonly string[]): Form => ({
  print: (list: readonly string[]) => list.join(","),
  parse: (text) => (text.split(",").every((value) => values.includes(value)) ? text.split(",") : undefined),
});
const number = (pattern: RegExp): Form => ({
  print: String,
  parse: (text) => (pattern.test(text) ? Number(text) : undefined),
});
const name: Form = { print: encodeName, parse: decodeURIComponent };
const names: Form = {
  print: (list: readonly string[]) => list.map(encodeName).join(","),
  parse: (text) => (text === "" ? [] : text.split(",").map(decodeURIComponent)),
};
const matching = (pattern: RegExp): Form => ({
  print: String,
  parse: (text) => (pattern.test(text) ? text : undefined),
});

/** The form of an option's value. */
function formOf({ type, choices, signed, pattern, several, least }: Option): Form {
  if (pattern !== undefined) return matching(new RegExp(`^(?:${pattern})$`));
  const known = signed ?? (typeof choices === "object" ? choices : undefined);
  switch (type) {
    case "choice":
      return known === undefined ? name : several ? listOf(known) : oneOf(known);
    case "flag":
      return oneOf(["yes"]);
    case "whole":
      return number(least === 0 ? /^\d+$/ : /^[1-9]\d*$/);
    case "positive":
      return number(/^(?!0*(?:\.0*)?$)[\d.e+-]+$/);
    case "percentage":
      return number(/^\d+(?:\.\d+)?(?:e-?\d+)?$/);
    case "fraction":
      return number(/^(?!0*(?:\.0*)?$)[\d.e-]+$/);
    case "name":
    case "column":
    case "characters":
      return name;
    default:
      return names;
  }
}

/** What is no option, by the field that it stands in front of. */
const own: { readonly [before: string]: Field } = {
  undefined: { name: "avg", key: "average", form: oneOf(["micro"]) },
  offsets: { name: "texts", key: "texts", form: oneOf(["projected"]) },
  unit: { name: "docs", key: "documents", form: number(/^\d+$/) },
};

/** The fields in the order in which they are printed; made when the first signature is. */
function fields(): readonly Field[] {
  made ??= [
    ...decidingOptions.flatMap((option: Option): Field[] => {
      if (option.within !== undefined) return [];
      const before = own[option.signature!];
      return [...(before ? [before] : []), { name: option.signature!, key: option.key, form: formOf(option) }];
    }),
    { name: "v", key: "version", form: matching(/^/) },
  ];
  return made;
}
let made: readonly Field[] | undefined;

/** `strict|avg:micro|undefined:skip|docs:216|v:0.1.0`; only what is not the default is in it. */
export function printSignature(signature: Signature): string {
  const printed = fields().flatMap(({ name, key, form }) => {
    const value = signature[key as keyof Signature];
    const absent = value === undefined || (key === "map" && signature.map.length === 0);
    return absent ? [] : [`${name}:${form.print(value as never)}`];
  });
  return [signature.scheme, ...printed].join("|");
}

/**
 * The signature behind a printed one.
 *
 * @throws NerEvalError where the text is not a signature.
 */
export function parseSignature(text: string): Signature {
  string(text, "a signature");
  const refuse = (): never => {
    throw new NerEvalError(notSignature(text));
  };
  const [scheme = "", ...rest] = text.split("|");
  const signature = new Map<string, unknown>([
    ["types", undefined],
    ["map", []],
  ]);
  for (const field of rest) {
    const [, name, written] = /^([^:]+):(.*)$/s.exec(field) ?? refuse();
    const { key, form } = fields().find((known) => known.name === name) ?? refuse();
    signature.set(key, form.parse(written!) ?? refuse());
  }
  const required: readonly string[] = ["average", "undefined", "documents", "version"];
  if (!isScheme(scheme) || required.some((key) => signature.get(key) === undefined)) refuse();
  return Object.fromEntries([["scheme", scheme], ...signature]) as unknown as Signature;
}

/** Types are data: what has a meaning in a signature is percent-encoded. */
function encodeName(name: string): string {
  return name.replace(/[%|,\s\p{Cc}]/gu, encodeURIComponent);
}
