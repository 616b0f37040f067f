/** Messages about outputs, and about files that only the command line writes or reads: partial outputs and saved runs. */
import { byCount, counted, grouped, type Words } from "../../messages/words.ts";

function cannotWrite(name: string, why: string, hint: string): Words {
  return { code: "file-unwritable", message: `cannot write ${name}: ${why}`, hint };
}

/** An output without a name. */
export const outputUnnamed = () => cannotWrite("the output", "its name is empty", "is a variable unset?");

/** An output in a folder that is not there. */
export const outputFolderMissing = (name: string, folder: string) =>
  cannotWrite(name, "its folder does not exist", `create the folder first: mkdir -p ${folder}`);

/** An output in a folder that is a file. */
export const outputFolderIsFile = (name: string) =>
  cannotWrite(name, "a file is where a folder is needed", "choose another folder");

/** An output in a folder that cannot be looked into; `why` is the meaning of the system's error. */
export const outputFolderFailed = (name: string, why: string) => cannotWrite(name, why, "choose another folder");

/** An output in a folder that is not writable. */
export const outputFolderLocked = (name: string) =>
  cannotWrite(name, "its folder is not writable", "choose another folder");

/** An output whose name the system refuses. */
export const outputNameFailed = (name: string, why: string) => cannotWrite(name, why, "choose another name");

/** A folder in the place of an output. */
export const outputIsFolder = (name: string) => cannotWrite(name, "it is a folder", "name a file in it");

/** A device in the place of an output. */
export const outputIsDevice = (name: string) =>
  cannotWrite(name, "it is a device or a pipe", "leave -o out: the result goes to standard output");

/** An output that is an input. */
export const outputIsInput = (name: string) =>
  cannotWrite(name, "it is one of the inputs", "choose another name for the output");

/** An output that the disk refuses; `why` is the meaning of the system's error. */
export const outputFailed = (name: string, why: string) =>
  cannotWrite(name, why, "check the disk and the permissions of the folder");

/** Two outputs that are one file. */
export const outputTwice = (one: string, other: string): Words => ({
  code: "usage",
  message: `${one} and ${other} are the same file`,
  hint: "name it once",
});

/** An output whose ending does not name a format. */
export const outputEndingUnknown = (name: string, endings: readonly string[]): Words => ({
  code: "usage",
  message: `the ending of ${name} does not name a format`,
  hint: `use one of ${endings.join(", ")}`,
});

/** A job summary of a build that cannot be written. */
export const summaryUnwritable = (code: string | undefined): Words => ({
  code: "file-unwritable",
  message: `the summary of the job cannot be written: ${code}`,
});

/** A partial output of another run. */
export const partialOfOtherRun = (name: string): Words => ({
  code: "partial-foreign",
  message: `${name} belongs to a run with another tagger, gold, training or seed`,
  hint: "finish that run with its own command, or start again with --restart",
});

/** A partial output with an answer that does not fit. */
export function partialAnswerWrong(
  name: string,
  document: string,
  why: "not in the gold" | "twice" | { readonly issue: string },
): Words {
  const said = why === "not in the gold" ? "it is not in the gold" : why === "twice" ? "it has two answers" : why.issue;
  return {
    code: "partial-foreign",
    message: `${name} has a wrong answer for document ${JSON.stringify(document)}: ${said}`,
    hint: "was the file edited? start again with --restart",
  };
}

/** How many documents of an interrupted run are kept, and how to go on. */
export function partialKept(kept: number, all: number, name: string): string {
  return `${grouped(kept)} of ${counted(all, "document")} ${byCount(kept, "is", "are")} kept in ${name}; the same command continues from there`;
}
