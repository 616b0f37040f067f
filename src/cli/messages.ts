/** Messages at the edge: the sentences of `src/messages` with options as they are typed. */
import { allOptions, optionName } from "../run/options.ts";

/** An option in a sentence of the core, with its value where one is named. */
const NAMED = /`([a-z][A-Za-z]*)(?:: ([^`]*))?`/g;

/** The sentence with `` `goldOffsets: utf8` `` as `--gold-offsets utf8`; other words in backticks stay. */
export function asTyped(sentence: string): string {
  return sentence.replace(NAMED, (whole, key: string, value: string | undefined) => {
    if (!allOptions().some((option) => option.key === key)) return whole;
    return value === undefined ? `--${optionName(key)}` : `--${optionName(key)} ${value}`;
  });
}

/** The issue or warning with its options as they are typed. */
export function typed<T extends { readonly message: string; readonly hint?: string | undefined }>(issue: T): T {
  const { message, hint } = issue;
  return { ...issue, message: asTyped(message), ...(hint !== undefined && { hint: asTyped(hint) }) };
}
