/** Messages of `ner-eval convert`: what a format cannot hold, and outputs that do not fit it. */
import { counted, firstOf, grouped, type Words } from "../../messages/words.ts";

const usage = (message: string, hint: string): Words => ({ code: "usage", message, hint });

/** Predictions that no format can hold, since they have no place. */
export const unlocatedPredictions = "predictions that could not be located in their text";

/** A folder for a format that has all documents in one file. */
export const oneFileFormat = (format: string) =>
  usage(`${format} holds all documents in one file`, "name a file: -o FILE");

/** Several documents, or none, for one file of a format that has a file for each. */
export const oneFileEach = (documents: number, format: string) =>
  usage(
    `${counted(documents, "document")} do not fit in one file in the ${format} format`,
    "name a folder: -o FOLDER/",
  );

/** Standard output for a format of several files. */
export const severalFilesFormat = (format: string) =>
  usage(`${format} is more than one file`, "name the first: -o FILE.ann");

/** Two documents whose files have one name. */
export const sameFileName = (one: string, other: string): Words => ({
  code: "convert-impossible",
  message: `${one} and ${other} are the same file on this disk`,
  hint: "write all documents into one JSONL file",
});

/** An id that cannot be the name of a file. */
export const idNotFileName = (id: string): Words => ({
  code: "convert-impossible",
  message: `the id ${JSON.stringify(id)} cannot be the name of a file`,
  hint: "write it as JSONL instead",
});

/** Files that would be taken for another format. */
export function formatAmbiguous(
  written: string,
  files: readonly { readonly name: string; readonly taken: string }[],
): Words {
  const shown = firstOf(
    files.map(({ name, taken }) => `${name} as ${taken}`),
    1,
  );
  return {
    code: "convert-ambiguous",
    message: `without --gold-format ${written}, ner-eval would read ${shown}`,
  };
}

/** A tag scheme for a format without tags. */
export const tagsWithoutConll = (scheme: string, format: string) =>
  usage(`--to-tags ${scheme} is for CoNLL`, `leave it out for ${format}`);

/** A conversion without a format. */
export const formatMissing = () => usage("there is no format to write", "name one with --to, or a file with -o");

/** An output whose ending names no format. */
export const formatUnknown = (output: string, endings: readonly string[]) =>
  usage(`the ending of ${output} does not name a format`, `use one of ${endings.join(", ")}, or --to`);

/** Several paths of predictions. */
export const onePredictionPath = () =>
  usage("with --gold, convert takes one path of predictions", "name a folder or a glob");

/** Spans that were left out by their types. */
export function spansLeftOut(types: readonly { readonly type: string; readonly count: number }[]): Words {
  const list = types.map(({ type, count }) => `${type} ${grouped(count)}`).join(", ");
  return { code: "type-left-out", message: `spans were left out by their types: ${list}` };
}

/** Illegal tags that were repaired. `kinds` are their kinds with counts. */
export function tagsRepaired(kinds: readonly { readonly kind: string; readonly count: number }[]): Words {
  const list = kinds.map(({ kind, count }) => `${kind} ${grouped(count)}`).join(", ");
  return { code: "tag-illegal", message: `illegal tags were repaired (--repair sets how): ${list}` };
}
