/** Options in sentences as they are typed: the core calls an option `goldOffsets`, the command line `--gold-offsets`. */
import { allOptions, optionName } from "../../run/options.ts";

/** A string of data, which stays as it is; or an option in a sentence of the core, with its value where one is named. */
const NAMED = /"(?:[^"\\]|\\.)*"|`([a-z][A-Za-z]*)(?:: ([^`]*))?`/g;

/** The sentence with `` `goldOffsets: utf8` `` as `--gold-offsets utf8`; other words in backticks stay. */
export function asTyped(sentence: string): string {
  return sentence.replace(NAMED, (whole, key: string | undefined, value: string | undefined) => {
    if (key === undefined || !allOptions().some((option) => option.key === key)) return whole;
    return value === undefined ? `--${optionName(key)}` : `--${optionName(key)} ${inShell(value)}`;
  });
}

/** The issue or warning with its options as they are typed. */
export function typed<T extends { readonly message: string; readonly hint?: string | undefined }>(issue: T): T {
  const { message, hint } = issue;
  return { ...issue, message: asTyped(message), ...(hint !== undefined && { hint: asTyped(hint) }) };
}

/** A value as a shell takes it, in quotes where it needs some. */
function inShell(value: string): string {
  return /^[\w./:=,@%+*[\]-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
