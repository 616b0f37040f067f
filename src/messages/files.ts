/** Messages about files: what cannot be read, folders without files of a side, and inputs that are the same. */
import type { Code } from "./codes.ts";
import { didYouMean } from "./nearest.ts";
import { firstOf, grouped, option, type Words } from "./words.ts";

const usage = (message: string, hint: string): Words => ({ code: "usage", message, hint });

/** What error codes of the system mean. */
export const systemMeanings: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "no such file or folder"],
  ["ENOTDIR", "a file is where a folder is needed"],
  ["EEXIST", "something else already has this name"],
  ["EISDIR", "it is a folder"],
  ["ENAMETOOLONG", "the name is too long"],
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the disk is read-only"],
  ["ENOSPC", "no space left on the disk"],
  ["EDQUOT", "the quota of the disk is used up"],
  ["EFBIG", "the file would be too large"],
  ["EIO", "the disk reports an error"],
  ["EMFILE", "too many files are open"],
  ["ENFILE", "too many files are open"],
  ["ELOOP", "links lead in a circle"],
  ["ENOMEM", "there is not enough memory"],
]);

function cannotRead(name: string, why: string, hint?: string): Words {
  return { code: "file-unreadable", message: `cannot read ${name}: ${why}`, hint };
}

/** A file that is not there. */
export const inputMissing = (name: string) =>
  cannotRead(name, "no such file or folder", "check the path; it is relative to the current folder");

/** A file that the system does not let us read; `why` is the meaning of its error. */
export const inputUnreadable = (name: string, why: string) => cannotRead(name, why);

/** A folder in the place of a file. */
export const inputIsFolder = (name: string): Words => ({
  code: "file-unreadable",
  message: `${name} is a folder`,
  hint: "name a file in it",
});

/** A pattern that matches nothing. */
export const patternUnmatched = (pattern: string): Words => ({
  code: "file-unreadable",
  message: `no file matches ${pattern}`,
  hint: "check the pattern",
});

/** A line or file longer than a string can be. */
export const inputTooLong = (): Words => ({
  code: "file-unreadable",
  message: "a line, or a file that must be read as a whole, is longer than 512 MiB",
  hint: "split it into smaller documents or files",
});

/** Another error of the system, in reading or writing; `path` is undefined where it names none. */
export function systemFailed(writing: boolean, path: string | undefined, why: string): Words {
  const hint = "check the name, the folder and its permissions";
  return writing
    ? { code: "file-unwritable", message: `cannot write ${path ?? "a file"}: ${why}`, hint }
    : cannotRead(path ?? "a file", why, hint);
}

/** Compressed bytes that cannot be unpacked. */
export const packedDamaged = (name: string, packing: string) =>
  cannotRead(
    name,
    `the ${packing} data are damaged`,
    "the file was cut off or changed in transfer; copy or compress it again",
  );

/** Several zstd files in one. */
export const zstdJoined = (name: string) =>
  cannotRead(name, "it is several zstd files in one", "pack them as one, or unpack them first: zstd -d FILE");

/** A Node without zstd. */
export const zstdUnsupported = (name: string, node: string) =>
  cannotRead(name, `Node ${node} cannot unpack zstd`, "use Node 22.15 or later, or unpack it first: zstd -d FILE");

/** A Parquet file that its reader cannot read; `why` is what that says. */
export function parquetDamaged(name: string, why: string): Words {
  const hint =
    "the file was cut off or changed in transfer, or has features that the reader does not know; write it again";
  return { code: "file-unreadable", message: `cannot read ${name} as Parquet: ${why}`, hint };
}

/** Fewer or more rows than a Parquet file says it has. */
export const parquetRows = (found: number, expected: number) => `${found} rows instead of ${expected}`;

/** A Parquet file none of whose columns is known. */
export function parquetColumnsUnknown(name: string, columns: readonly string[]): Words {
  const quoted = columns.map((column) => JSON.stringify(column));
  return {
    code: "parquet-columns",
    message: `${name} has no column with a known name; its columns are ${firstOf(quoted, 12)}`,
    hint: "name columns like the fields of JSON: tokens and ner_tags, or text and entities",
  };
}

/** A file in a folder that was left out. */
export function fileSkipped(
  code: Extract<Code, "gold-skipped" | "pred-skipped">,
  name: string,
  companionless: boolean,
): Words {
  const [side, key] = code === "gold-skipped" ? ["gold format", "goldFormat"] : ["format of predictions", "predFormat"];
  const why = companionless
    ? "it has no annotations next to it"
    : `its ending does not name a ${side} (${option(key)} names one)`;
  return { code, message: `${name} was left out: ${why}` };
}

/** A folder without files of a side. */
export function folderEmpty(code: Extract<Code, "gold-none" | "pred-none">, path: string): Words {
  return code === "gold-none"
    ? {
        code,
        message: `there is no gold in the folder ${path}`,
        hint: `gold files end in .txt (bracket format), .jsonl, .conll, .ann or .xml; ${option("goldFormat")} reads any ending`,
      }
    : {
        code,
        message: `there are no predictions in the folder ${path}`,
        hint: `files of predictions end in .jsonl, .conll, .ann or .xml; ${option("predFormat")} reads any ending`,
      };
}

/** Gold files without a document. */
export const goldEmpty = (paths: readonly string[]): Words => ({
  code: "gold-none",
  message: `there is no gold document in ${paths.join(", ")}`,
  hint: "gold has one document per line in JSONL, and one per file in the bracket format",
});

/** How gold and predictions are the same. */
export type Sameness =
  | { readonly kind: "files"; readonly first: string; readonly count: number }
  /** Copies: the first of each side, and how many there are. */
  | { readonly kind: "bytes"; readonly gold: string; readonly pred: string; readonly count: number }
  | { readonly kind: "stream"; readonly copied: string };

/** Gold and predictions that are the same. `columns` where each side could have a column of its own. */
export function sameInput(same: Sameness, columns: boolean): Words {
  const what =
    same.kind === "files"
      ? same.count === 1
        ? `gold and predictions are the same file, ${same.first}`
        : `gold and predictions are the same in ${grouped(same.count)} files, such as ${same.first}`
      : same.kind === "stream"
        ? `gold and predictions have the same bytes: standard input is a copy of ${same.copied}`
        : `gold and predictions have the same bytes: ${same.gold} and ${same.pred}${same.count > 1 ? `, and ${grouped(same.count - 1)} more on each side,` : ""} are copies`;
  const column = columns ? `, or name a column for each side (${option("goldColumn")}, ${option("predColumn")})` : "";
  return { code: "same-input", message: `${what}; give different files${column}` };
}

/** Standard input for two inputs. */
export const standardInputTwice = () =>
  usage("standard input is named twice, but can be read only once", "put one of the inputs into a file");

/** An input without a name. */
export const inputUnnamed = () => usage("the name of an input is empty", "is a variable unset?");

/** A tagger that is neither one of the `named` ones, nor a command or a module. */
export function taggerUnknown(specification: string, named: readonly string[]): Words {
  return {
    code: "tagger-unknown",
    message: `there is no tagger called ${JSON.stringify(specification)}${didYouMean(specification, named)}`,
    hint: `use ${named.join(", ")}, cmd:COMMAND for any program, or ./module.js for your own module`,
  };
}
